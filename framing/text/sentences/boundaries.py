"""Where sentences end: NLTK's Punkt with our own parameters, and the few things Punkt cannot see.

Source: Kiss and Strunk (2006), Unsupervised multilingual sentence boundary detection, Computational Linguistics
32(4). Punkt decides at each full stop, question mark and exclamation mark from the words around it. It does not look
past a closing quotation mark, and it takes every question mark for an end; these cases are settled here, each by a
rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from framing.model import Span
from framing.text.sentences.punkt import load_punkt

# Punkt's orthographic flag for "seen in lower case inside a sentence": it makes a capitalised starter count as a new
# sentence.
SEEN_IN_LOWER_CASE = 1 << 5

# “ and ‘ close in German and Czech („ “); they do so only where white space follows, which realignment sees.
CLOSERS = "\"'”’»›)\\]}"
OPENERS = "\"'“”„‘‚«‹([{"
CONTINUING = ",;:)\\]}"
DASHES = "–—-"
LIST_CLOSERS = ".)\\]"
ROMAN = "ivxIVX"
NAME_SIGNS = ".'’-"
DOTTED = regex.compile(r"(?:\p{L}\.)+\p{L}")
LAST_WORD = regex.compile(rf"([\p{{L}}\p{{M}}.\-]+)\.[{CLOSERS}]*$")
FIRST_WORD = regex.compile(rf"[{OPENERS}\s]*([\p{{L}}\p{{M}}'’]+)")
LOWER_CASE = regex.compile(rf"[{OPENERS}]*\p{{Ll}}")
CONTINUES = regex.compile(rf"[{CONTINUING}]|[{DASHES}]\s")
CLOSED_MARK = regex.compile(rf"[?!][{CLOSERS}]+$")
CLOSED_DOTS = regex.compile(rf"(?:…|\.\.\.|\. \. \.)[{CLOSERS}]+$")
CLOSED_OR_MARKED = regex.compile(rf"(?:[?!…]|\.\.\.|[{CLOSERS}])$")
REALIGNING = f"{CLOSERS}“‘"
REALIGNED = regex.compile(rf"[{REALIGNING}]+?(?:\s+|(?=--)|$)", regex.MULTILINE)
LIST_MARK = regex.compile(rf"[(\[]?(?:\p{{Nd}}{{1,3}}|\p{{L}}|[{ROMAN}]{{1,4}})[{LIST_CLOSERS}]+|[QA][.:]")
SPEAKER = regex.compile(rf"(?:\p{{Lu}}[\p{{L}}\p{{M}}{NAME_SIGNS}]*\s+){{1,4}}(\p{{Ll}}+)")
# A possible end that Punkt passes over: an abbreviation inside closing marks, or the one-character ellipsis.
HIDDEN_END = regex.compile(rf"(?:(?:\p{{L}}\.[{CLOSERS}]+)|…)(\s+)(?=[{OPENERS}]*\p{{Lu}})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """Word lists of one language; what each means is said in the data file they come from."""

    abbreviations: frozenset[str]
    capitalised: frozenset[str]
    before_numbers: frozenset[str]
    starters: frozenset[str]
    reporting_verbs: frozenset[str]


class Splitter:
    """Splits a paragraph into sentences with the word lists of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        punkt = load_punkt()
        parameters = punkt.PunktParameters()
        parameters.abbrev_types.update(language.abbreviations)
        for word in language.starters:
            parameters.add_ortho_context(word, SEEN_IN_LOWER_CASE)
        # A class made by call, because NLTK has no types: a `class` statement on an untyped base is an error in
        # strict mypy.
        marks = type("Marks", (punkt.PunktLanguageVars,), {"re_boundary_realignment": REALIGNED, "__slots__": ()})
        self._punkt = punkt.PunktSentenceTokenizer(parameters, lang_vars=marks())

    def split(self, text: str) -> tuple[Span, ...]:
        """Return the spans of the sentences of `text`, without the white space between them."""
        done: list[Span] = []
        for start, end in self._punkt.span_tokenize(text):
            for span in self._parted(text, start, end):
                if done and self._goes_on(text, done[-1], span):
                    done[-1] = Span(done[-1].start, span.end)
                else:
                    done.append(span)
        return tuple(done)

    def _parted(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Cut a piece of Punkt's once more, where a starter follows an end that Punkt does not see."""
        first = _after_space(text, start, end)
        for match in HIDDEN_END.finditer(text, first, end):
            if self._starts(text, match.end()):
                yield Span(first, match.start(1))
                first = match.end()
        if first < end:
            yield Span(first, end)

    def _goes_on(self, text: str, left: Span, right: Span) -> bool:
        """Say whether `right` belongs to the sentence of `left` although Punkt parted them."""
        before = text[left.start : left.end]
        after = text[right.start : right.end]
        if CONTINUES.match(after) or LIST_MARK.fullmatch(before) or CLOSED_DOTS.search(before):
            return True
        if LOWER_CASE.match(after) and CLOSED_OR_MARKED.search(before):
            return True
        if CLOSED_MARK.search(before) and self._speaks(after):
            return True
        return self._abbreviated(before, after) and not self._starts(text, right.start)

    def _speaks(self, after: str) -> bool:
        match = SPEAKER.match(after)
        return match is not None and match[1] in self._language.reporting_verbs

    def _abbreviated(self, before: str, after: str) -> bool:
        match = LAST_WORD.search(before)
        if match is None:
            return False
        word = match[1]
        if DOTTED.fullmatch(word) or word in self._language.capitalised:
            return True
        return word.casefold() in self._language.before_numbers and after[:1].isdigit()

    def _starts(self, text: str, place: int) -> bool:
        """Say whether a capitalised starter stands at `place`, opening marks apart."""
        match = FIRST_WORD.match(text, place)
        return match is not None and match[1][0].isupper() and match[1].casefold() in self._language.starters


def _after_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
