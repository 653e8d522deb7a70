"""Measurements: this hub, a peer and the raw driver, side by side in one run."""
