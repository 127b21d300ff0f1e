"""The local web page for tuning a lexicon."""
