"""What is looked for: terms, hits, cues and stances."""
