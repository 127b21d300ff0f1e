"""What the page shows, as values for the templates: no markup here, and no lexicon or text is changed here."""
