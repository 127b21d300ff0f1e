"""How texts are cut into sentences and words, as one hash: counts of two ways of cutting must not be added up."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib import resources

from framing.text.sentences.parts import language, paragraphs, sentence_spans, tokenize

PROBE = "probe.txt"


@cache
def tokens_sha256() -> str:
    """Return a hash that changes where the word lists do, or where a probe text is cut otherwise.

    The probe holds what cutting turns on: abbreviations, initials, numbers, apostrophes, quotation marks, dashes,
    letters of other scripts. A comment changed in the word lists changes nothing.
    """
    text = resources.files("framing.text.sentences").joinpath(PROBE).read_text(encoding="utf-8")
    cut = [
        [span.start, span.end, [(token.start, token.end) for token in tokenize(part, start=span.start, end=span.end)]]
        for part in (text[whole.start : whole.end] for whole in paragraphs(text))
        for span in sentence_spans(part)
    ]
    lists = language()
    words = {field.name: sorted(getattr(lists, field.name)) for field in fields(lists)}
    return sha256(json.dumps([cut, words], sort_keys=True).encode()).hexdigest()
