"""Collaboration networks: who works with whom, through what."""
