"""Sentences of generated news: skeletons written out by a grammar, filled with words by the thousand.

A grammar names alternatives, each a weight and a text: `<name>` is written out, `{name}` is a slot that every sentence
fills anew. A few thousand skeletons are written out once; sentences of one skeleton are then filled together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Draw = Callable[[str, Ints], list[str]]
Grammar = Mapping[str, Sequence[str]]

SYMBOL = re.compile(r"<(\w+)>")
SLOT = re.compile(r"\{(\^?\w+)\}")
START = re.compile(r"(^|[.?!]”? )(“?)(\{|\w)")
DEEP = 12  # rules inside rules, from where on only the commonest alternative is taken


class Skeleton(NamedTuple):
    """A sentence with gaps: a format for `%`, and the class of each gap; `^` asks for a capital."""

    form: str
    slots: tuple[str, ...]


def skeletons(grammar: Grammar, symbol: str, number: int, random: np.random.Generator) -> list[Skeleton]:
    """Return as many skeletons as asked for of one symbol; short ones come more than once."""
    rules = {name: [_alternative(text) for text in texts] for name, texts in grammar.items()}
    made = []
    for _ in range(number):
        text = START.sub(_capital, _written(f"<{symbol}>", rules, random, 0))
        made.append(Skeleton(SLOT.sub("%s", text.replace("%", "%%")), tuple(SLOT.findall(text))))
    return made


def filled(made: Sequence[Skeleton], chosen: Ints, articles: Ints, draw: Draw) -> list[str]:
    """Return a sentence for each chosen skeleton; `articles` says for each which article it belongs to."""
    order = np.argsort(chosen, kind="stable")
    counts = np.bincount(chosen, minlength=len(made)).tolist()
    ends = np.cumsum(counts).tolist()
    groups = [(made[k], articles[order[ends[k] - n : ends[k]]]) for k, n in enumerate(counts) if n]
    words = _words(groups, draw)
    used: Counter[str] = Counter()
    found: list[str] = []
    for skeleton, of in groups:
        columns = []
        for slot in skeleton.slots:
            name = slot.removeprefix("^")
            column = words[name][used[name] : used[name] + len(of)]
            used[name] += len(of)
            columns.append([word[:1].upper() + word[1:] for word in column] if slot[0] == "^" else column)
        found += [skeleton.form % row for row in zip(*columns, strict=True)]
    placed = np.empty(len(found), dtype=object)
    placed[order] = found
    sentences: list[str] = placed.tolist()
    return sentences


def _words(groups: Sequence[tuple[Skeleton, Ints]], draw: Draw) -> dict[str, list[str]]:
    """Return the words of each class for all gaps, in the order of use."""
    wanted: dict[str, list[Ints]] = {}
    for skeleton, of in groups:
        for slot in skeleton.slots:
            wanted.setdefault(slot.removeprefix("^"), []).append(of)
    return {name: draw(name, np.concatenate(wanted[name])) for name in sorted(wanted)}


def _alternative(text: str) -> tuple[float, str]:
    weight, _, rest = text.partition(" ")
    return float(weight), rest


def _written(
    text: str, rules: Mapping[str, Sequence[tuple[float, str]]], random: np.random.Generator, depth: int
) -> str:
    def write(match: re.Match[str]) -> str:
        alternatives = rules[match[1]]
        weights = np.array([weight for weight, _ in alternatives])
        deep = depth >= DEEP
        index = (
            int(np.argmax(weights))
            if deep
            else int(np.searchsorted(np.cumsum(weights), random.random() * weights.sum()))
        )
        return _written(alternatives[index][1], rules, random, depth + 1)

    return SYMBOL.sub(write, text)


def _capital(match: re.Match[str]) -> str:
    first = "{^" if match[3] == "{" else match[3].upper()
    return match[1] + match[2] + first
