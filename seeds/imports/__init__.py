"""Data of agencies, taken in as it is: each format is read into the same items."""
