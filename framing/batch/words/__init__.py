"""Articles to words: characters, word forms, and what stands between them."""
