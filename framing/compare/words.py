"""Fold tokens into the words that keyness and clustering count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ruamel.yaml import YAML

from framing.errors import InputError
from framing.model import Sentence

STOP_WORDS = "stopwords.yaml"

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


NOWHERE: frozenset[int] = frozenset()


def count_words(
    sentences: Iterable[Sentence], *, stop: AbstractSet[str], without: AbstractSet[int] = NOWHERE
) -> Iterator[tuple[str, str, int]]:
    """Yield each word of some sentences as (what it counts as, as written, how often), in order of first appearance.

    Left out are what is no word to count (see `word`) and the tokens that start at an offset of `without`. One word
    written in two ways comes twice.
    """
    written = Counter(token.text for s in sentences for token in s.tokens if token.start not in without)
    for form, count in written.items():
        key = word(form, stop=stop)
        if key is not None:
            yield key, form, count


def word(written: str, *, stop: AbstractSet[str]) -> str | None:
    """Return the word that `written` counts as, or None where it is no word to count.

    Case is folded, a final possessive is dropped ("Kyiv's" counts as "kyiv"). Stop words, single letters and tokens
    without a letter are not counted. A word written in capitals is a name: "US" counts although "us" does not.
    """
    folded = written.translate(APOSTROPHES).casefold()
    folded = folded.removesuffix("'s").rstrip("'.")
    if len(folded) < 2 or not any(character.isalpha() for character in folded):
        return None
    return None if folded in stop and not _is_name(written) else folded


def display(writings: Counter[str]) -> str:
    """Return how a word is shown: as written most often without its possessive; ties go to the lower-case writing."""
    bare: Counter[str] = Counter()
    for written, count in writings.items():
        plain = written.translate(APOSTROPHES)
        bare[plain[:-2] if plain.endswith(("'s", "'S")) else plain.rstrip("'")] += count
    return max(bare, key=lambda form: (bare[form], form))


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words that travel with the package."""
    return parse((files("framing.compare") / STOP_WORDS).read_text(encoding="utf-8"))


def stop_sha256(stop: AbstractSet[str]) -> str:
    """Return a hash of stop words that says whether two counts left the same ones out."""
    return sha256("\n".join(sorted(stop)).encode()).hexdigest()


def parse(text: str) -> frozenset[str]:
    """Return the words of a word list; raise InputError where it is no such list."""
    data = YAML(typ="safe", pure=True).load(text)
    if not isinstance(data, dict) or data.get("format") != "framing-words/1":
        raise InputError(STOP_WORDS, "is not a framing-words/1 file", "install the package again")
    return frozenset(_strings(data["words"].values()))


def _strings(groups: Iterable[list[object]]) -> Iterable[str]:
    for group in groups:
        for entry in group:
            if not isinstance(entry, str):
                raise InputError(STOP_WORDS, f"{entry!r} is not a string", "put it in quotation marks")
            yield entry


def _is_name(written: str) -> bool:
    return len(written) > 1 and written.isupper()
