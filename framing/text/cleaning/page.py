"""A page as lines: what each line looks like, before anybody decides whether it belongs to the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

import regex

from framing.text.cleaning.runs import least_words

# A heading of more words than this is a paragraph whose full stop is missing.
LONGEST_HEADING = 25
# Below this a line that ends in a full stop may still be a label ("Advertisement."), above it it is taken for running
# text.
SHORTEST_PROSE = 3
# Two titles are the same where their words agree this far: "Zelensky's" and "Zelensky’s", a word added or dropped.
SAME_TITLE = 0.9
# So many bytes of a line tell most that is asked of the number of its words.
BEGINNING = 240
# Of a line in capitals at most a tenth of the letters are small.
MOST_SMALL = 0.1
SHORTEST_TITLE = 3

WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*")
CLOSING = "\"'”’»›)]}*_“"
SENTENCE_ENDS = ".?!…。？！"
FOOTNOTE = regex.compile(rf"[{SENTENCE_ENDS}][{regex.escape(CLOSING)}]*\[\d+\]$")
OPEN_ENDS = ",;:–—&/-"
ITEM = regex.compile(r"(?:[-*+•‣▪◦●■►–—]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)])\s")
SPEAKER_LABEL = regex.compile(r"(?:\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}|Q\d*|A\d*)\s?[:.]\s+\S")
QUOTED = regex.compile(r"^[\"“„«‘'].*[\"”“»’'][.?!]?$")
HEADING_MARK = regex.compile(r"#{1,6} ")
DOTLESS = "İı"  # `i` to an expression without regard to case
SMALL = b"abcdefghijklmnopqrstuvwxyz"
COMMON = b"abcdefghijklmnopqrstuvwxyz0123456789 ,.\n"


@dataclass(kw_only=True, slots=True, eq=False)
class Line:
    """One line that is not blank: `text` stands at `start:end` of the page, on line `number` (from 1).

    `low` is the text in UTF-8 with the letters of ASCII small.
    """

    number: int
    start: int
    end: int
    text: str
    low: bytes
    _words: tuple[str, ...] | None = None
    _least: int = -1

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the line in one form: letters folded, typographic apostrophes straight."""
        if self._words is None:
            self._words = words_of(self.text)
        return self._words

    def has_words(self, least: int) -> bool:
        """Whether the line has so many words, without finding them where that can be told."""
        if self._least < 0:
            self._least = least_words(self.low[:BEGINNING])
        if self._least < least < len(self.low) and self._words is None:
            self._least = least_words(self.low)
        return self._least >= least or len(self.words) >= least

    @property
    def is_marked_heading(self) -> bool:
        """Whether the line carries the heading mark of Markdown (extraction from HTML writes it too)."""
        return self.text[0] == "#" and HEADING_MARK.match(self.text) is not None

    @property
    def is_item(self) -> bool:
        """Whether the line is an item of a list, or a question or answer with a label."""
        return ITEM.match(self.text) is not None or self.is_label

    @property
    def is_label(self) -> bool:
        """Whether the line begins with who speaks, or with a label of that form."""
        return SPEAKER_LABEL.match(self.text) is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends in a full stop, question mark, exclamation mark or dots, closing marks apart."""
        if self.text[-1] in SENTENCE_ENDS:
            return True
        last = self.text.rstrip(CLOSING)[-1:]
        if last and last in SENTENCE_ENDS:
            return True
        return self.text[-1] == "]" and FOOTNOTE.search(self.text) is not None

    @property
    def ends_open(self) -> bool:
        """Whether the line ends in a comma, colon, dash or the like, so that the next belongs to it."""
        last = self.text.rstrip(CLOSING)[-1:]
        return bool(last) and last in OPEN_ENDS

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as running text: a sentence's end, or more words than a heading has."""
        if self.is_marked_heading:
            return False
        return (self.ends_sentence and self.has_words(SHORTEST_PROSE)) or self.has_words(LONGEST_HEADING + 1)

    @property
    def is_heading(self) -> bool:
        """Whether the line looks like a heading or label: few words, no sentence's end, nothing left open."""
        if self.is_marked_heading:
            return True
        if self.ends_sentence or self.ends_open or self.has_words(LONGEST_HEADING + 1):
            return False
        first = next((c for c in self.text if c.isalnum()), "")
        return bool(self.words) and not self.is_item and not first.islower()

    @property
    def is_capitals(self) -> bool:
        """Whether nine letters of ten are capitals, quotations apart."""
        beginning = self.text[: len(self.text) // 2 + 1].encode("utf-8", "surrogatepass")
        if len(beginning) - len(beginning.translate(None, SMALL)) > MOST_SMALL * len(self.text):
            return False
        letters = [*filter(str.isalpha, self.text)]
        capitals = sum(map(str.isupper, letters))
        return len(letters) >= 4 and capitals >= 0.9 * len(letters) and QUOTED.match(self.text) is None

    def is_title_case(self, small_words: frozenset[str]) -> bool:
        """Whether every word but articles, prepositions and the like begins with a capital or a digit."""
        words = WORDS.findall(self.text)
        return len(words) >= SHORTEST_TITLE and all(
            not word[0].islower() or word.casefold() in small_words for word in words
        )

    def repeats(self, title: tuple[str, ...]) -> bool:
        """Whether the line is a title of these words again: the same or nearly, cut short, or with more behind."""
        if (self.ends_sentence and self.has_words(much_longer(title))) or not title or not self.words:
            return False
        if self.words == title:
            return True
        if len(title) < SHORTEST_TITLE or len(self.words) < SHORTEST_TITLE:
            return False
        shorter, longer = sorted((self.words, title), key=len)
        if len(shorter) >= 5 and longer[: len(shorter)] == shorter and not self.ends_sentence:
            return True
        # No more words can agree than the longer one has of the shorter one's, and finding which ones takes long.
        among = frozenset(longer)
        if 2.0 * sum(word in among for word in shorter) / (len(shorter) + len(longer)) < SAME_TITLE:
            return False
        return SequenceMatcher(a=self.words, b=title, autojunk=False).ratio() >= SAME_TITLE


@dataclass(frozen=True, kw_only=True)
class Page:
    """The lines of a normalised text, with what is known of it: values of `known` as in `Source.metadata`.

    `low` is the text in UTF-8 with the letters of ASCII small.
    """

    text: str
    low: bytes
    lines: tuple[Line, ...]
    known: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The indexes of the lines that read as running text."""
        return tuple(index for index, line in enumerate(self.lines) if line.is_prose)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every letter of ASCII in the folded text is one in `low` too: no ligature or long s stands for it."""
        return not any(map(_FOLDS_TO_ASCII.__getitem__, self.signs))

    @cached_property
    def signs(self) -> frozenset[str]:
        """The characters of the page that are no letters, digits, spaces, commas or full stops of ASCII."""
        return frozenset(self.low.translate(None, COMMON).decode("utf-8", "surrogatepass"))

    def holds(self, wordings: frozenset[bytes]) -> bool:
        """Whether one of some wordings, small letters in UTF-8, may be in the page, whatever its case."""
        return not self.is_plain or any(wording in self.low for wording in wordings)


def page_of(text: str, known: Mapping[str, str] | None = None) -> Page:
    """Split a normalised text into its lines; blank ones are left out."""
    lines: list[Line] = []
    place = 0
    low = lowered(text)
    for number, (raw, raw_low) in enumerate(zip(text.split("\n"), low.split(b"\n"), strict=True), start=1):
        if raw and not raw.isspace():
            lines.append(Line(number=number, start=place, end=place + len(raw), text=raw, low=raw_low))
        place += len(raw) + 1
    return Page(text=text, low=low, lines=tuple(lines), known={} if known is None else known)


def lowered(text: str) -> bytes:
    """Return a text in UTF-8 with the letters of ASCII small."""
    return text.encode("utf-8", "surrogatepass").lower()


def much_longer(title: tuple[str, ...]) -> int:
    """Return how many words a line has that can only go on where a title ends, and then is no sentence."""
    return int((2 / SAME_TITLE - 1) * len(title)) + 2


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in one form: letters folded, typographic apostrophes straight."""
    found = WORDS.findall(text)
    return tuple(" ".join(found).replace("’", "'").casefold().split(" ")) if found else ()


class _FoldsToAscii(dict[str, bool]):
    """Whether a character is none of ASCII, and can be taken for one where case does not count."""

    def __missing__(self, char: str) -> bool:
        self[char] = not char.isascii() and (char in DOTLESS or any(map(str.isascii, char.casefold())))
        return self[char]


_FOLDS_TO_ASCII = _FoldsToAscii()
folds_to_ascii = _FOLDS_TO_ASCII.__getitem__
