"""Looking: articles and lexicons to hits, hits to counts."""
