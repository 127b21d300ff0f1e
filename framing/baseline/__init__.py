"""A baseline: outlets counted once and kept, and where new texts stand among them."""
