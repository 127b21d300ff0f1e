"""Every word form of an archive once, with a number: what is learned of a form is learned once."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.layout import Ints, Texts
from framing.batch.words import forms
from framing.batch.words.characters import classes
from framing.batch.words.forms import Forms
from framing.batch.words.traits import endings, learn
from framing.lexicon.program import REMEMBERED_WORDS

_TYPES = 1 << 15  # room at first, of types and of code points; both double when they are full
_CODES = 1 << 18


class Mark(NamedTuple):
    """How far somebody has read a vocabulary: how often it was emptied, and how many types were known."""

    emptied: int = 0
    types: int = 0


class Vocabulary:
    """The word forms seen so far. A form keeps its number until the vocabulary is emptied, between two batches.

    Forms may be among them that no text has: the bare form of a possessive is always known too.
    """

    def __init__(self, *, bound: int = REMEMBERED_WORDS, types: int = _TYPES, codes: int = _CODES) -> None:
        """`types`, a power of two, and `codes` are the room at first."""
        self._bound = bound
        self._room = types, codes
        self._emptied = 0
        self._forms = forms.empty(types, codes)
        self._known = 0

    def __len__(self) -> int:
        return self._known

    @property
    def arrays(self) -> Forms:
        """The table, for kernels that look forms up; call `grow` where it has no room, and `learn` behind them."""
        return self._forms

    @property
    def traits(self) -> Ints:
        """What each type looks like, as bits of `framing.batch.layout`, (t,)."""
        return self._forms.traits[: len(self)]

    @property
    def bare(self) -> Ints:
        """The type of each type's form without a possessive, (t,): `framing.text.voices.cued.bare`."""
        return self._forms.bare[: len(self)]

    def forms(self, first: int = 0) -> Texts:
        """Return the forms as written, from the type `first` on."""
        starts = self._forms.starts[first : self._known + 1]
        return Texts(self._forms.codes[starts[0] : starts[-1]], starts - starts[0])

    def begin(self) -> None:
        """Begin a batch: forget everything where more forms are known than the bound."""
        if len(self) > self._bound:
            self._emptied += 1
            self._forms = forms.empty(*self._room)
            self._known = 0

    def grow(self) -> None:
        """Double the room; what holds the arrays must ask for them again."""
        self._forms = forms.with_room(self._forms)

    def learn(self) -> None:
        """Learn what the forms that kernels have added look like."""
        while not learn(self._forms, classes(), endings()):
            self.grow()
        self._known = int(self._forms.sizes[0])

    def news(self, since: Mark) -> tuple[Mark, int]:
        """Return the mark of now, and the first type that is new since the mark: 0 where all have to be read again."""
        now = Mark(self._emptied, len(self))
        return now, since.types if since.emptied == now.emptied else 0
