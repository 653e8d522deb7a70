"""Public bodies as CSV in the terms of Popolo."""
