"""Which texts have nothing to clean."""
