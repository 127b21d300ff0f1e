"""When a word of a term and a word of a text are the same word.

Only whole words are ever compared, never a lower-cased copy of a text: folding may change the length of a word
("İ" folds to two code points), so offsets always come from the tokens.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex

WILDCARDS = "*?"
APOSTROPHES = "'’‘ʼ＇"
# Characters that show nothing and mean nothing inside a word: soft hyphen, zero-width space, joiners, byte order mark.
IGNORABLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

# What reading takes for one word. Dotted letters first (U.S., a.m.): they keep their last full stop, whatever follows.
# Then words and numbers: an apostrophe between letters, and a full stop or comma between digits, stay inside; hyphens
# and slashes separate.
WORD = regex.compile(
    r"(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{M}\p{N}])\.?(?:['’ʼ]\p{L}+)?"
    r"|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:['’ʼ]|(?<=\p{Nd})[.,](?=\p{Nd}))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*"
)

_TIDY = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(IGNORABLE)})
_POSSESSIVE = re.compile(r"(?:'[sS]|['.])+\Z")
_CACHED_WORDS = 1 << 16  # the vocabulary of a corpus of some thousand articles


def forms_of(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return `written_forms` and `folded_forms` of a word that is looked at once: nothing is remembered."""
    if word.isascii() and word.isalnum():  # nine of ten words, in a fifth of the time
        return (word,), (word.lower(),)
    written = _written(word)
    return written, tuple(_fold(form) for form in written)


@lru_cache(maxsize=_CACHED_WORDS)
def written_forms(word: str) -> tuple[str, ...]:
    """Return the word as written, and without a final possessive where it has one.

    NFC, straight apostrophes, no invisible characters, no apostrophe at either end and no full stop at the end
    ("U.S." and "U.S" are one word). Empty where nothing is left.
    """
    return _written(word)


@lru_cache(maxsize=_CACHED_WORDS)
def folded_forms(word: str) -> tuple[str, ...]:
    """Return the same forms for comparison without regard to case. Accents stay: `Zelenskyy` is not `Zelenskiy`."""
    return forms_of(word)[1]


@lru_cache(maxsize=_CACHED_WORDS)
def normal(word: str, *, exact: bool) -> str:
    """Return the form in which a term's word is compared: tidied, and folded unless `exact`. Wildcards stay."""
    forms = written_forms(word)
    if not forms:
        return ""
    return forms[0] if exact else _fold(forms[0])


def has_wildcard(word: str) -> bool:
    """Say whether the word of a term holds `*` or `?`."""
    return "*" in word or "?" in word


def literal_prefix(glob: str) -> str:
    """Return what stands before the first wildcard."""
    return re.split(r"[*?]", glob, maxsplit=1)[0]


def literal_pieces(word: str) -> list[str]:
    """Return what stands before, between and behind the wildcards: one piece more than there are wildcards."""
    return re.split(r"[*?]", word)


@lru_cache(maxsize=_CACHED_WORDS)
def glob_regex(glob: str) -> re.Pattern[str]:
    """Return the regular expression of a word with wildcards, for use with `fullmatch`.

    Every `*` but the last takes the nearest place where the next piece fits and never gives it back (an atomic group),
    which finds the same words and keeps the time linear: `*a*a*a*b` on a very long word must not hang.
    """
    head, *pieces = (_piece(piece) for piece in re.split(r"\*+", glob))
    if not pieces:
        return re.compile(head, re.DOTALL)
    middle = "".join(f"(?>.*?{piece})" for piece in pieces[:-1])
    return re.compile(f"{head}{middle}.*{pieces[-1]}", re.DOTALL)


def _piece(piece: str) -> str:
    return "".join("." if char == "?" else re.escape(char) for char in piece)


def _written(word: str) -> tuple[str, ...]:
    tidied = word if word.isascii() else unicodedata.normalize("NFC", word.translate(_TIDY))
    tidied = tidied.lstrip("'").rstrip("'.")
    if not tidied:
        return ()
    if not tidied.endswith(("'s", "'S")):
        return (tidied,)
    bare = _POSSESSIVE.sub("", tidied)
    return (tidied, bare) if bare else (tidied,)


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.casefold())
