"""Terms that nearly match: what would have to be otherwise, shown by loosening one thing of a term at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from framing.lexicon.pattern import Terms
from framing.lexicon.syntax import Node, Word
from framing.lexicon.words import folded_forms, glob_regex, has_wildcard, normal
from framing.model import Lexicon, Term
from framing.tune.live.bench import Bench
from framing.tune.live.blame import reason_of
from framing.tune.live.loosen import Loosened, lemma, parts, ways
from framing.tune.live.matching import Key, key_of
from framing.tune.live.place import Selected, Span
from framing.tune.live.values import NearKind, NearReason

MOST_SHOWN = 8
"""Near misses shown: a reader looks at the first few, and a common word is near to a hundred terms."""

ORDER: tuple[NearKind, ...] = ("guard", "case", "punctuation", "order", "distance", "inflection")


class Near:
    """Finds the terms that nearly match; remembers what words each term wants."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._wanted: dict[Key, _Wanted] = {}

    def reasons(self, lexicon: Lexicon, selected: Selected, *, without: AbstractSet[str]) -> tuple[NearReason, ...]:
        """Return the terms that would take some of the selected words if one thing were otherwise, the surest first.

        Of each term one reason is given; terms `without` (by id) are left out.
        """
        words = [token.text for token in selected.sentence.tokens[slice(*selected.words)]]
        terms = [term for term in lexicon.terms if term.id not in without and self._touches(term, lexicon, words)]
        trees = [(term, self._bench.tree(term.pattern, lexicon.sets)) for term in terms]
        loosened = [way for term, tree in trees for way in ways(term, tree, selected)]
        joined = [Loosened(term, "punctuation", tree, tree) for term, tree in trees]
        found = [*_found(loosened, selected, selected.document.article.text), *_found(joined, selected, None)]
        found.sort(key=lambda pair: (ORDER.index(pair[0].kind), pair[1][0] - pair[1][1]))
        first: dict[str, NearReason] = {}
        for way, span in found:
            if way.term.id not in first and len(first) < MOST_SHOWN:
                first[way.term.id] = reason_of(way, span, selected)
        return tuple(first.values())

    def _touches(self, term: Term, lexicon: Lexicon, words: Iterable[str]) -> bool:
        """Say whether one of the words is, in whatever case or inflection, a word that the term wants."""
        key = key_of(term.pattern, lexicon.sets)
        if key not in self._wanted:
            self._wanted[key] = _Wanted.of(self._bench.tree(term.pattern, lexicon.sets))
        wanted = self._wanted[key]
        return any(
            form in wanted.words or lemma(form) in wanted.lemmas or any(glob.fullmatch(form) for glob in wanted.globs)
            for word in words
            for form in folded_forms(word)
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words a term asks for, folded: literal ones, their lemmas, and those with wildcards."""

    words: frozenset[str]
    lemmas: frozenset[str]
    globs: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, tree: Node) -> _Wanted:
        words = {normal(part.text, exact=False) for part in parts(tree) if isinstance(part, Word)}
        literal = frozenset(word for word in words if not has_wildcard(word))
        globs = tuple(glob_regex(word) for word in sorted(words - literal))
        return cls(literal, frozenset(map(lemma, literal)), globs)


def _found(ways: list[Loosened], selected: Selected, text: str | None) -> Iterator[tuple[Loosened, Span]]:
    if not ways:
        return
    for match in Terms([way.tree for way in ways]).find(selected.sentence.tokens, text=text):
        if selected.overlaps((match.start, match.end)):
            yield ways[match.term], (match.start, match.end)
