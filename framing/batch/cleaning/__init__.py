"""Which texts have nothing to clean, and which of their lines a rule may match."""
