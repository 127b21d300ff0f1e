"""Showing it: results to a brief."""
