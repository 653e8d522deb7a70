"""Telling what an import found and did: to people, to programs, and in the files' own cells."""
