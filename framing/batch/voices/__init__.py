"""Whose words a sentence is."""
