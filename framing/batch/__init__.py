"""A batch of articles analysed on arrays: the rules of text and score once more, compiled for archives."""
