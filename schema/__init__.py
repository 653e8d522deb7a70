"""The public types, and how an operation's selection reaches the graph."""
