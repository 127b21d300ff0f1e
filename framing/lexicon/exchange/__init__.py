"""Dictionaries of other programs: read, written, and what was lost on the way said."""
