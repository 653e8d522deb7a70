"""What is wrong with the data in a graph, found by the engine."""
