"""Bytes in, clean articles with sentences and voices out."""
