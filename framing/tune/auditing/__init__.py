"""What a lexicon does to a corpus, term by term; `framing.tune.audit` puts it together."""
