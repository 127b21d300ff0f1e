"""What moves between two versions of a lexicon: terms, hits, scores and validity."""
