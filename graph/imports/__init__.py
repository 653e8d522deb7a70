"""Writing what sources say, so that it is known who said it and can be taken back."""
