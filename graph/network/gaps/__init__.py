"""Collaboration gaps: where work that belongs together is not done together."""
