"""Terms that nearly match: what would have to be otherwise, shown by loosening one thing of a term at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from framing.lexicon.pattern import Terms
from framing.lexicon.program import unblocked
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Word, phrase
from framing.lexicon.words import folded_forms, glob_regex, has_wildcard, normal
from framing.model import Lexicon, Term
from framing.tune.live.bench import Bench
from framing.tune.live.matching import Key, key_of
from framing.tune.live.place import Selected, Span
from framing.tune.live.values import NearKind, NearReason

ANY_DISTANCE = 999
"""More words than a sentence holds."""

MOST_SHOWN = 8
"""Near misses shown: a reader looks at the first few, and a common word is near to a hundred terms."""

ORDER: tuple[NearKind, ...] = ("guard", "case", "punctuation", "order", "distance", "inflection")


@dataclass(frozen=True, slots=True)
class _Loosened:
    """A term with one thing of it let go: the loosened tree, and the part of the term it was."""

    term: Term
    kind: NearKind
    tree: Node
    part: Node


class Near:
    """Finds the terms that nearly match; remembers what words each term wants."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._wanted: dict[Key, _Wanted] = {}

    def reasons(self, lexicon: Lexicon, selected: Selected, *, without: Set[str]) -> tuple[NearReason, ...]:
        """Return the terms that would take some of the selected words if one thing were otherwise, the surest first.

        Of each term one reason is given; terms `without` (by id) are left out.
        """
        words = [token.text for token in selected.sentence.tokens[slice(*selected.words)]]
        terms = [term for term in lexicon.terms if term.id not in without and self._touches(term, lexicon, words)]
        trees = [(term, self._bench.tree(term.pattern, lexicon.sets)) for term in terms]
        loosened = [way for term, tree in trees for way in _ways(term, tree, selected)]
        joined = [_Loosened(term, "punctuation", tree, tree) for term, tree in trees]
        found = [*_found(loosened, selected, selected.document.article.text), *_found(joined, selected, None)]
        found.sort(key=lambda pair: (ORDER.index(pair[0].kind), pair[1][0] - pair[1][1]))
        first: dict[str, NearReason] = {}
        for way, span in found:
            if way.term.id not in first and len(first) < MOST_SHOWN:
                first[way.term.id] = _reason(way, span, selected)
        return tuple(first.values())

    def _touches(self, term: Term, lexicon: Lexicon, words: Iterable[str]) -> bool:
        """Say whether one of the words is, in whatever case or inflection, a word that the term wants."""
        key = key_of(term.pattern, lexicon.sets)
        if key not in self._wanted:
            self._wanted[key] = _Wanted.of(self._bench.tree(term.pattern, lexicon.sets))
        wanted = self._wanted[key]
        return any(
            form in wanted.words or _lemma(form) in wanted.lemmas or any(glob.fullmatch(form) for glob in wanted.globs)
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
        words = {normal(part.text, exact=False) for part in _parts(tree) if isinstance(part, Word)}
        literal = frozenset(word for word in words if not has_wildcard(word))
        globs = tuple(glob_regex(word) for word in sorted(words - literal))
        return cls(literal, frozenset(map(_lemma, literal)), globs)


def _found(ways: list[_Loosened], selected: Selected, text: str | None) -> Iterator[tuple[_Loosened, Span]]:
    if not ways:
        return
    for match in Terms([way.tree for way in ways]).find(selected.sentence.tokens, text=text):
        if selected.overlaps((match.start, match.end)):
            yield ways[match.term], (match.start, match.end)


def _ways(term: Term, tree: Node, selected: Selected) -> Iterator[_Loosened]:
    """Yield the term with one thing let go, each thing in turn; its guards all at once."""
    lemmas = {_lemma(form): token.text for token in selected.sentence.tokens for form in folded_forms(token.text)}
    for part in _parts(tree):
        match part:
            case Proximity(guard=True):
                yield _Loosened(term, "guard", _changed(tree, _unguarded), tree)
            case Proximity():
                far = Proximity(part.left, part.relation, ANY_DISTANCE, part.right)
                yield _Loosened(term, "distance", _with(tree, part, far), part)
                if part.relation != "NEAR":
                    either = Proximity(part.left, "NEAR", part.distance, part.right)
                    yield _Loosened(term, "order", _with(tree, part, either), part)
            case Word(exact=True):
                yield _Loosened(term, "case", _with(tree, part, Word(part.text)), part)
            case Word() if not has_wildcard(part.text) and _lemma(normal(part.text, exact=False)) in lemmas:
                other = Word(lemmas[_lemma(normal(part.text, exact=False))])
                yield _Loosened(term, "inflection", _with(tree, part, other), part)
            case _:
                pass


def _parts(tree: Node) -> Iterator[Node]:
    """Yield every part of a resolved term but those that its guards forbid."""
    yield tree
    match tree:
        case Phrase():
            inner: tuple[Node, ...] = tree.parts
        case Alternatives():
            inner = tree.choices
        case Proximity():
            inner = (tree.left,) if tree.guard else (tree.left, tree.right)
        case _:
            inner = ()
    for part in inner:
        yield from _parts(part)


def _with(tree: Node, old: Node, new: Node) -> Node:
    """Return the tree with one part of it, known by identity, replaced."""
    return _changed(tree, lambda part: new if part is old else part)


def _unguarded(part: Node) -> Node:
    while isinstance(part, Proximity) and part.guard:
        part = part.left
    return part


def _changed(tree: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with `change` made to every part, from the top down."""
    changed = change(tree)
    if changed is not tree and not (isinstance(tree, Proximity) and tree.guard):
        return changed
    match changed:
        case Phrase():
            return phrase(tuple(_changed(part, change) for part in changed.parts))
        case Alternatives():
            return Alternatives(tuple(_changed(choice, change) for choice in changed.choices))
        case Proximity():
            left = _changed(changed.left, change)
            right = changed.right if changed.guard else _changed(changed.right, change)
            return Proximity(left, changed.relation, changed.distance, right, changed.guard, changed.at)
        case _:
            return changed


def _reason(way: _Loosened, span: Span, selected: Selected) -> NearReason:
    blame: dict[NearKind, Callable[[_Loosened, Span, Selected], tuple[list[Span], str]]] = {
        "guard": _guarded,
        "distance": _too_far,
        "order": _other_way_round,
        "case": _other_case,
        "punctuation": _parted,
        "inflection": _other_form,
    }
    evidence, reason = blame[way.kind](way, span, selected)
    start, end = selected.chars(span)
    return NearReason(
        term=way.term.id,
        pattern=way.term.pattern,
        facet=way.term.facet,
        line=way.term.line,
        kind=way.kind,
        text=selected.text(span),
        start=start,
        end=end,
        evidence=tuple(evidence),
        reason=f"`{way.term.pattern}` {reason}",
    )


def _guarded(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    """Say which words a guard forbids here. `way.part` is the whole term."""
    for guard in _parts(way.part):
        if not (isinstance(guard, Proximity) and guard.guard):
            continue
        left, right = _spans([_changed(guard.left, _unguarded), guard.right], selected)
        inside = [one for one in left if span[0] <= one[0] and one[1] <= span[1]]
        blockers = [
            other for other in right if inside and not unblocked(guard.relation, inside, [other], guard.distance - 1)
        ]
        if blockers:
            shown = ", ".join(dict.fromkeys(f"“{selected.text(other)}”" for other in blockers))
            operator = f"NOT {guard.relation}/{guard.distance}"
            return [selected.chars(other) for other in blockers], f"is held off by {shown} ({operator})."
    return [], "is held off by its guards."


def _too_far(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    assert isinstance(way.part, Proximity)
    part = way.part
    left, right = _spans([part.left, part.right], selected)
    gaps = [
        (max(other[0] - one[1], one[0] - other[1]) + 1, one, other)
        for one in left
        for other in right
        if (one[1] <= other[0] if part.relation != "AFTER" else other[1] <= one[0])
        or (part.relation == "NEAR" and other[1] <= one[0])
    ]
    distance, one, other = min(gap for gap in gaps if gap[0] > part.distance)
    where = f"{part.relation}/{part.distance}"
    reason = f"wants “{selected.text(one)}” and “{selected.text(other)}” within {where}; here it is {distance}."
    return [selected.chars(one), selected.chars(other)], reason


def _other_way_round(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    assert isinstance(way.part, Proximity)
    left, right = _spans([way.part.left, way.part.right], selected)
    inside = [[one for one in side if span[0] <= one[0] and one[1] <= span[1]] for side in (left, right)]
    shown = [selected.text(side[0]) for side in inside if side]
    side = "before" if way.part.relation == "BEFORE" else "after"
    reason = f"wants “{shown[0]}” {side} “{shown[-1]}”; here they stand the other way round."
    return [selected.chars(one) for one in (inside[0][0], inside[1][0])], reason


def _other_case(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    assert isinstance(way.part, Word)
    places = _within(Word(way.part.text), span, selected)
    shown = selected.text(places[0]) if places else selected.text(span)
    return [selected.chars(place) for place in places], f"wants exactly “{way.part.text}”; the text has “{shown}”."


def _parted(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    text, tokens = selected.document.article.text, selected.sentence.tokens
    gaps = [(tokens[i].end, tokens[i + 1].start) for i in range(span[0], span[1] - 1)]
    marks = [gap for gap in gaps if text[slice(*gap)].strip()]
    shown = ", ".join(dict.fromkeys(f"“{text[slice(*gap)].strip()}”" for gap in marks))
    return marks, f"wants its words in a row; {shown} stands between them."


def _other_form(way: _Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    assert isinstance(way.part, Word)
    lemma = _lemma(normal(way.part.text, exact=False))
    places = [
        (i, i + 1)
        for i in range(*span)
        if lemma in {_lemma(form) for form in folded_forms(selected.sentence.tokens[i].text)}
    ]
    shown = selected.text(places[0]) if places else selected.text(span)
    return [selected.chars(place) for place in places], f"has “{way.part.text}”, not its form “{shown}”."


def _within(tree: Node, span: Span, selected: Selected) -> list[Span]:
    (found,) = _spans([tree], selected)
    return [one for one in found if span[0] <= one[0] and one[1] <= span[1]]


def _spans(trees: Sequence[Node], selected: Selected) -> list[list[Span]]:
    """Return where each tree matches in the sentence."""
    found: list[list[Span]] = [[] for _ in trees]
    for match in Terms(trees).find(selected.sentence.tokens, text=selected.document.article.text):
        found[match.term].append((match.start, match.end))
    return found


@lru_cache(maxsize=1 << 16)
def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="en")).casefold()
