"""What `sinergi` can do, one command a file."""
