"""The words of a corpus, turned round: for every word the places where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word
from framing.lexicon.words import folded_forms, glob_regex, has_wildcard, literal_prefix, normal, written_forms
from framing.model import Document, Sentence

IntArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]
Atom = tuple[str, bool]  # a word in its normal form, and whether its case counts


class Index:
    """Documents as arrays. A place is the number of a word counted through the whole corpus, from 0.

    `first` (sentences + 1,) are the places at which sentences begin, `sentence_of` (words,) the sentence of a place,
    `document_of` (sentences,) the document of a sentence, `opening` (documents + 1,) the first sentence of each
    document, `in_source` (sentences,) whether a source speaks.
    """

    def __init__(self, documents: Sequence[Document], *, done: Callable[[int, int], None] | None = None) -> None:
        self.documents = tuple(documents)
        numbers: dict[str, int] = {}
        words: list[IntArray] = []
        lengths: list[int] = []
        in_source: list[bool] = []
        opening = [0]
        for count, document in enumerate(self.documents, start=1):
            for sentence in document.sentences:
                lengths.append(len(sentence.tokens))
                in_source.append(sentence.voice == "source")
            found = [numbers.setdefault(token.text, len(numbers)) for s in document.sentences for token in s.tokens]
            words.append(np.array(found, dtype=np.int32))
            opening.append(len(lengths))
            if done is not None:
                done(count, len(self.documents))
        spoken = np.concatenate([np.zeros(0, dtype=np.int32), *words])
        sizes = np.array(lengths, dtype=np.int64)
        self.opening = np.array(opening, dtype=np.int64)
        self.first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        self.sentence_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self.document_of = np.repeat(np.arange(len(self.documents), dtype=np.int32), np.diff(self.opening))
        self.in_source = np.array(in_source, dtype=np.bool_)
        self._order = np.argsort(spoken, kind="stable").astype(np.int32)
        self._bounds = np.concatenate([[0], np.cumsum(np.bincount(spoken, minlength=len(numbers)))])
        self._vocabulary = _Vocabulary(numbers)
        self._sentences: dict[frozenset[Atom], IntArray] = {}

    def sentence(self, number: int) -> tuple[Document, Sentence]:
        """Return a sentence of the corpus, by its number."""
        document = int(self.document_of[number])
        return self.documents[document], self.documents[document].sentences[number - int(self.opening[document])]

    def places(self, atoms: Iterable[Atom]) -> IntArray:
        """Return, in order, the places where any of the words stands."""
        numbers = sorted({number for atom in atoms for number in self._vocabulary.words(atom)})
        parts = [self._order[self._bounds[number] : self._bounds[number + 1]] for number in numbers]
        found = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
        found.sort()
        return found

    def candidates(self, tree: Node) -> IntArray:
        """Return the sentences in which a resolved term may match: in all others it cannot."""
        atoms = only_words(tree)
        if atoms is not None:
            return self._holding(atoms)
        match tree:
            case Phrase():
                return self._common(tree.parts)
            case Alternatives():
                return reduce(np.union1d, (self.candidates(branch) for branch in _branches(tree)))
            case Proximity():
                return self.candidates(tree.left) if tree.guard else self._common((tree.left, tree.right))
            case _:
                raise ValueError(f"not a resolved term: {tree}")

    def _common(self, parts: Sequence[Node]) -> IntArray:
        found = sorted((self.candidates(part) for part in parts), key=len)
        return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), found)

    def _holding(self, atoms: frozenset[Atom]) -> IntArray:
        if atoms not in self._sentences:
            self._sentences[atoms] = np.unique(self.sentence_of[self.places(atoms)])
        return self._sentences[atoms]


def only_words(tree: Node) -> frozenset[Atom] | None:
    """Return the words of a resolved term that is nothing but a word or a choice of words; None of any other."""
    match tree:
        case Word():
            return frozenset({atom_of(tree)})
        case Alternatives() if all(isinstance(choice, Word) for choice in _flat(tree)):
            return frozenset(atom_of(choice) for choice in _flat(tree) if isinstance(choice, Word))
        case _:
            return None


def atom_of(word: Word) -> Atom:
    """Return the word as the index knows it."""
    return normal(word.text, exact=word.exact), word.exact


def _flat(tree: Alternatives) -> list[Node]:
    return [
        inner for choice in tree.choices for inner in (_flat(choice) if isinstance(choice, Alternatives) else [choice])
    ]


def _branches(tree: Alternatives) -> list[Node]:
    """Return the choices with all that are single words as one."""
    choices = _flat(tree)
    words = tuple(choice for choice in choices if isinstance(choice, Word))
    others: list[Node] = [choice for choice in choices if not isinstance(choice, Word | SetRef)]
    return [*([Alternatives(words)] if words else []), *others]


class _Vocabulary:
    """The different words of a corpus, by every form in which a term may mean them."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
        for word, number in numbers.items():
            for exact, forms in ((False, folded_forms(word)), (True, written_forms(word))):
                for form in forms:
                    self._numbers[exact].setdefault(form, []).append(number)
        self._sorted = {exact: sorted(forms) for exact, forms in self._numbers.items()}
        self._known: dict[Atom, tuple[int, ...]] = {}

    def words(self, atom: Atom) -> tuple[int, ...]:
        """Return the numbers of the words that a term's word means."""
        if atom not in self._known:
            self._known[atom] = tuple(self._found(*atom))
        return self._known[atom]

    def _found(self, word: str, exact: bool) -> list[int]:
        known = self._numbers[exact]
        if not has_wildcard(word):
            return known.get(word, [])
        ordered, prefix, regex = self._sorted[exact], literal_prefix(word), glob_regex(word)
        found: list[int] = []
        for place in range(bisect_left(ordered, prefix), len(ordered)):
            form = ordered[place]
            if not form.startswith(prefix):
                break
            if regex.fullmatch(form):
                found += known[form]
        return found
