"""Everything that speaks Cypher or computes on the graph."""
