"""Making a lexicon better."""
