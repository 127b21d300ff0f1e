"""Words and words in a row counted while a text is read: no sentences, no vocabulary, no arrays of words."""
