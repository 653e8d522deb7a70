"""The hub as a program: commands, settings, HTTP."""
