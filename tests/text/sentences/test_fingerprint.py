"""How texts are cut, as one hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import resources

import pytest
import regex

from framing.text.sentences import fingerprint, parts, sentence_spans


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Forget what was cut before, so that each test cuts for itself."""
    fingerprint.tokens_sha256.cache_clear()
    yield
    fingerprint.tokens_sha256.cache_clear()


def _hash() -> str:
    fingerprint.tokens_sha256.cache_clear()
    return fingerprint.tokens_sha256()


def test_the_same_rules_have_the_same_hash() -> None:
    """Asked twice, the hash is the same, and it is a SHA-256."""
    assert _hash() == _hash()
    assert regex.fullmatch("[0-9a-f]{64}", _hash())


def test_another_word_list_has_another_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """An abbreviation more is another way of cutting, whether the probe holds it or not."""
    before = _hash()
    lists = replace(parts.language(), abbreviations=parts.language().abbreviations | {"xyz"})
    monkeypatch.setattr(fingerprint, "language", lambda: lists)
    assert _hash() != before


def test_another_word_has_another_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the probe falls into other words, the hash is another."""
    before = _hash()
    monkeypatch.setattr(parts, "WORD", regex.compile(r"\w+"))
    assert _hash() != before


def test_the_probe_holds_what_cutting_turns_on() -> None:
    """Abbreviations, initials, decimals, quotation marks inside and outside of sentences, three scripts."""
    text = resources.files("framing.text.sentences").joinpath(fingerprint.PROBE).read_text(encoding="utf-8")
    for mark in ("Dr. A. B.", "a.m.", "1,200", "3.5", "won’t", "long-range", "said.", "U.S.", "Kyiv's", "…", "„", "«"):
        assert mark in text
    assert regex.search(r"\p{Cyrillic}", text)
    assert sum(len(sentence_spans(text[span.start : span.end])) for span in parts.paragraphs(text)) > 12
