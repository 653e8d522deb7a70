"""Data that a hub starts with, and how it gets into the graph."""
