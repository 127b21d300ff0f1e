"""What to look for: lexicons as data and the language their terms are written in."""
