"""JSON-LD in the terms of the W3C Organization Ontology: bodies, posts, who holds them, changes."""
