"""Terms loosened: one thing of a term let go at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Word, phrase
from framing.lexicon.words import folded_forms, has_wildcard, normal
from framing.model import Term
from framing.tune.live.place import Selected
from framing.tune.live.values import NearKind

ANY_DISTANCE = 999
"""More words than a sentence holds."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """A term with one thing of it let go: the loosened tree, and the part of the term it was."""

    term: Term
    kind: NearKind
    tree: Node
    part: Node


def ways(term: Term, tree: Node, selected: Selected) -> Iterator[Loosened]:
    """Yield the term with one thing let go, each thing in turn; its guards all at once."""
    lemmas = {lemma(form): token.text for token in selected.sentence.tokens for form in folded_forms(token.text)}
    for part in parts(tree):
        match part:
            case Proximity(guard=True):
                yield Loosened(term, "guard", changed(tree, unguarded), tree)
            case Proximity():
                far = Proximity(part.left, part.relation, ANY_DISTANCE, part.right)
                yield Loosened(term, "distance", _with(tree, part, far), part)
                if part.relation != "NEAR":
                    either = Proximity(part.left, "NEAR", part.distance, part.right)
                    yield Loosened(term, "order", _with(tree, part, either), part)
            case Word(exact=True):
                yield Loosened(term, "case", _with(tree, part, Word(part.text)), part)
            case Word() if not has_wildcard(part.text) and lemma(normal(part.text, exact=False)) in lemmas:
                other = Word(lemmas[lemma(normal(part.text, exact=False))])
                yield Loosened(term, "inflection", _with(tree, part, other), part)
            case _:
                pass


def parts(tree: Node) -> Iterator[Node]:
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
        yield from parts(part)


def _with(tree: Node, old: Node, new: Node) -> Node:
    """Return the tree with one part of it, known by identity, replaced."""
    return changed(tree, lambda part: new if part is old else part)


def unguarded(part: Node) -> Node:
    """Return what is inside the guards around a part of a term."""
    while isinstance(part, Proximity) and part.guard:
        part = part.left
    return part


def changed(tree: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with `change` made to every part, from the top down."""
    new = change(tree)
    if new is not tree and not (isinstance(tree, Proximity) and tree.guard):
        return new
    match new:
        case Phrase():
            return phrase(tuple(changed(part, change) for part in new.parts))
        case Alternatives():
            return Alternatives(tuple(changed(choice, change) for choice in new.choices))
        case Proximity():
            left = changed(new.left, change)
            right = new.right if new.guard else changed(new.right, change)
            return Proximity(left, new.relation, new.distance, right, new.guard, new.at)
        case _:
            return new


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """Return the dictionary form of an English word, folded."""
    return str(simplemma.lemmatize(word, lang="en")).casefold()
