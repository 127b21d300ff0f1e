"""An entry of another program as a term of ours that finds the same words, or the reason why there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.lexicon.grammar import read_term
from framing.lexicon.spelling import PatternError
from framing.lexicon.syntax import needs_quotes
from framing.lexicon.words import APOSTROPHES, IGNORABLE, WILDCARDS, WORD

# Fewer letters than this say nothing once the marks around them are gone: the smiley `:D` is not the word "D".
FEWEST_LETTERS = 3
ONLY_WILDCARD = "a wildcard alone stands for every word"
NO_WORD = "there is no word in it: only words are looked for"

_HYPHENS = re.compile(r"[‐‑‒–—−-]+")
_QUIET = re.compile(rf"[{APOSTROPHES}.,;]*")  # may be left out at the edge of a word: reading leaves it out too
_WORDLESS = str.maketrans(dict.fromkeys(IGNORABLE))


class NotCarriedError(ValueError):
    """An entry that cannot be said in our language; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A term of ours, and in what it differs from the entry it was made of."""

    pattern: str
    changes: tuple[str, ...] = ()


def carried(words: Sequence[str], *, wildcards: str = "*") -> Carried:
    """Return the term that finds the words in a row; `wildcards` are those the other program knows.

    A word that is only a `*` stands for a word between two others. Raises NotCarriedError with the reason.
    """
    changes: list[str] = []
    rows: list[str] = [""]
    distances: list[int] = []
    gap = 0
    for word in words:
        if word == "*" and "*" in wildcards:
            gap += 1
            continue
        for joint, piece in _pieces(word, wildcards, changes):
            if gap and joint == " ":
                if not rows[-1]:
                    raise NotCarriedError(ONLY_WILDCARD)
                changes.append("`*` for a word in between: up to as many words in between now")
            if (gap and joint == " ") or joint == "/":
                distances.append(gap + 1 if joint == " " else 1)
                rows.append(piece)
                gap = 0
            else:
                rows[-1] += (joint if rows[-1] else "") + piece
    if gap or not rows[0]:
        raise NotCarriedError(ONLY_WILDCARD if gap else NO_WORD)
    pattern = rows[0] + "".join(f" BEFORE/{n} {row}" for n, row in zip(distances, rows[1:], strict=True))
    return Carried(checked(pattern), tuple(dict.fromkeys(changes)))


def checked(pattern: str) -> str:
    """Return a term that our grammar reads. Raises NotCarriedError with what is wrong where it does not."""
    try:
        read_term(pattern)
    except PatternError as error:
        raise NotCarriedError(error.what) from None
    return pattern


def _pieces(word: str, wildcards: str, changes: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the words that reading makes of one, each with what joins it to the one before: a space, `-` or `/`."""
    word = unicodedata.normalize("NFC", word.translate(_WORDLESS))
    if word.strip(wildcards) and any(WORD.fullmatch(sample) for sample in _samples(word, wildcards)):
        yield " ", _spelled(word)
        return
    sample = next(_samples(word, wildcards))
    found = list(WORD.finditer(sample))
    spans = [(match.start(), match.end()) for match in found]
    if not spans or not any(char.isalnum() for char in word):
        raise NotCarriedError(ONLY_WILDCARD if set(word) & set(wildcards) else NO_WORD)
    if len(spans) > 1 and not word[slice(*spans[-1])].strip(wildcards) and _is_hyphen(word, spans[-2:]):
        # `anti-*` is the first part of a compound: its own words are parted here.
        changes.append("a hyphen parts words here, so the first part is looked for alone")
        spans = spans[:-1]
        word = word[: spans[-1][1]]
    if any(not word[start:end].strip(wildcards) for start, end in spans):
        raise NotCarriedError("a wildcard alone beside a mark stands for every word")
    _check_edges(word, spans, changes)
    last = None
    for start, end in spans:
        joint = " " if last is None else _joint(word[last:start], changes)
        yield joint, _spelled(word[start:end])
        last = end


def _samples(word: str, wildcards: str) -> Iterator[str]:
    """Yield words that the entry stands for, with letters, a digit or nothing in place of its wildcards."""
    for several, one in (("x", "x"), ("1", "1"), ("", "x")):
        # What is no wildcard there is a mark like any other.
        stands = {"*": several, "?": one}
        yield "".join(stands[char] if char in wildcards else "\x01" if char in WILDCARDS else char for char in word)


def _is_hyphen(word: str, spans: list[tuple[int, int]]) -> bool:
    (_, end), (start, _) = spans
    return _HYPHENS.fullmatch(word[end:start]) is not None


def _joint(between: str, changes: list[str]) -> str:
    if _HYPHENS.fullmatch(between):
        return "-"
    if between == "_":
        changes.append("`_` is read as a space")
        return " "
    changes.append(f"`{between}` parts words here: the parts must be neighbours, whatever is between")
    return "/"


def _check_edges(word: str, spans: list[tuple[int, int]], changes: list[str]) -> None:
    """Note marks around the words, or refuse the entry where they were what it is about."""
    before, after = word[: spans[0][0]], word[spans[-1][1] :]
    letters = sum(char.isalpha() for char in word)
    if _QUIET.fullmatch(before) and _QUIET.fullmatch(after):
        if before and letters < FEWEST_LETTERS:
            changes.append(
                f"`{before}` at its beginning does not count here, so a word `{word[len(before) :]}` is meant"
            )
        return
    marks = f"`{before}`" if before else f"`{after}`"
    if letters < FEWEST_LETTERS:
        raise NotCarriedError(f"{marks} is no part of a word here, and what is left would mean something else")
    changes.append(f"{marks} at its edge is no part of a word here and does not count")


def _spelled(word: str) -> str:
    return f'"{word}"' if needs_quotes(word) else word
