"""What the scores mean beside each other."""
