"""A page as lines: what each line looks like, before anybody decides whether it belongs to the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

import regex

# A heading of more words than this is a paragraph whose full stop is missing.
LONGEST_HEADING = 25
# Below this a line that ends in a full stop may still be a label ("Advertisement."), above it it is taken for running
# text.
SHORTEST_PROSE = 3
# Two titles are the same where their words agree this far: "Zelensky's" and "Zelensky’s", a word added or dropped.
SAME_TITLE = 0.9
SHORTEST_TITLE = 3

WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*")
CLOSING = "\"'”’»›)\\]}*_“"
ENDS_SENTENCE = regex.compile(rf"[.?!…。？！][{CLOSING}]*(?:\[\d+\])?$")
ENDS_OPEN = regex.compile(rf"[,;:–—&/-][{CLOSING}]*$")
ITEM = regex.compile(r"(?:[-*+•‣▪◦●■►–—]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)])\s")
SPEAKER_LABEL = regex.compile(r"(?:\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}|Q\d*|A\d*)\s?[:.]\s+\S")
QUOTED = regex.compile(r"^[\"“„«‘'].*[\"”“»’'][.?!]?$")
HEADING_MARK = regex.compile(r"#{1,6} ")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line that is not blank: `text` stands at `start:end` of the page, on line `number` (from 1)."""

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the line in one form: letters folded, typographic apostrophes straight."""
        return tuple(word.replace("’", "'").casefold() for word in WORDS.findall(self.text))

    @cached_property
    def is_marked_heading(self) -> bool:
        """Whether the line carries the heading mark of Markdown (extraction from HTML writes it too)."""
        return HEADING_MARK.match(self.text) is not None

    @cached_property
    def is_item(self) -> bool:
        """Whether the line is an item of a list, or a question or answer with a label."""
        return ITEM.match(self.text) is not None or self.is_label

    @cached_property
    def is_label(self) -> bool:
        """Whether the line begins with who speaks, or with a label of that form."""
        return SPEAKER_LABEL.match(self.text) is not None

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends in a full stop, question mark, exclamation mark or dots, closing marks apart."""
        return ENDS_SENTENCE.search(self.text) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads as running text: a sentence's end, or more words than a heading has."""
        if self.is_marked_heading:
            return False
        return (self.ends_sentence and len(self.words) >= SHORTEST_PROSE) or len(self.words) > LONGEST_HEADING

    @cached_property
    def is_heading(self) -> bool:
        """Whether the line looks like a heading or label: few words, no sentence's end, nothing left open."""
        if self.is_marked_heading:
            return True
        first = next((c for c in self.text if c.isalnum()), "")
        return (
            0 < len(self.words) <= LONGEST_HEADING
            and not self.ends_sentence
            and ENDS_OPEN.search(self.text) is None
            and not self.is_item
            and not first.islower()
        )

    @cached_property
    def is_capitals(self) -> bool:
        """Whether nine letters of ten are capitals, quotations apart."""
        letters = [*filter(str.isalpha, self.text)]
        capitals = sum(map(str.isupper, letters))
        return len(letters) >= 4 and capitals >= 0.9 * len(letters) and QUOTED.match(self.text) is None

    def is_title_case(self, small_words: frozenset[str]) -> bool:
        """Whether every word but articles, prepositions and the like begins with a capital or a digit."""
        words = WORDS.findall(self.text)
        return len(words) >= SHORTEST_TITLE and all(
            not word[0].islower() or word.casefold() in small_words for word in words
        )

    def repeats(self, title: str) -> bool:
        """Whether the line is `title` again: the same words or nearly, cut short, or with the site's name behind."""
        other = tuple(word.replace("’", "'").casefold() for word in WORDS.findall(title))
        if not other or not self.words:
            return False
        if self.words == other:
            return True
        if len(other) < SHORTEST_TITLE or len(self.words) < SHORTEST_TITLE:
            return False
        shorter, longer = sorted((self.words, other), key=len)
        if len(shorter) >= 5 and longer[: len(shorter)] == shorter and not self.ends_sentence:
            return True
        return SequenceMatcher(a=self.words, b=other, autojunk=False).ratio() >= SAME_TITLE


@dataclass(frozen=True, kw_only=True)
class Page:
    """The lines of a normalised text, with what is known of it: values of `known` as in `Source.metadata`."""

    text: str
    lines: tuple[Line, ...]
    known: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The indexes of the lines that read as running text."""
        return tuple(index for index, line in enumerate(self.lines) if line.is_prose)


def page_of(text: str, known: Mapping[str, str] | None = None) -> Page:
    """Split a normalised text into its lines; blank ones are left out."""
    lines: list[Line] = []
    place = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw.strip():
            lines.append(Line(number=number, start=place, end=place + len(raw), text=raw))
        place += len(raw) + 1
    return Page(text=text, lines=tuple(lines), known={} if known is None else known)
