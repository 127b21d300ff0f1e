"""What measures are called: as a title, inside a sentence, and by the letter that marks their hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.model import Document, Lexicon, Measure
from framing.report.numbers import printable
from framing.report.view import FrameMark

FRAME_STYLES = 6

Key = tuple[str, str | None]


def base_title(lexicon: Lexicon | None, measure: Measure) -> str:
    """Return the title of a frame or facet; a facet's one-word title is printed after its frame's."""
    if lexicon is None:
        return printable(measure.frame if measure.facet is None else f"{measure.frame}: {measure.facet}")
    if measure.facet is None:
        return printable(lexicon.title)
    facet = next((f for f in lexicon.facets if f.name == measure.facet), None)
    title = printable(measure.facet if facet is None else facet.title)
    if " " in title:
        return title
    # A title with other capitals (NATO, HarmVirtue: a category of another program) is a name and keeps the first too.
    shown = title[:1].lower() + title[1:] if title[1:].islower() else title
    return f"{printable(lexicon.title)}: {shown}"


def inline(title: str, known: frozenset[str]) -> str:
    """Return a title for the middle of a sentence: "Frame: facet" becomes "frame (facet)"."""
    frame, colon, facet = title.partition(": ")
    return f"{_lower_first(frame, known)} ({facet})" if colon else _lower_first(title, known)


def _lower_first(title: str, known: frozenset[str]) -> str:
    """Return a title as it stands inside a sentence: "escalation risk", but "Ukraine as agent" and "US politics".

    A first word the texts themselves write in lower case loses its capital; any other may be a name and keeps it.
    """
    first = title.split(" ", 1)[0]
    lowered = first[:1].lower() + first[1:]
    return lowered + title[len(first) :] if lowered in known else title


def lower_case_words(documents: Iterable[Document], lexicons: Iterable[Lexicon]) -> frozenset[str]:
    """Return the words that the texts, or what the lexicons say of themselves, write in lower case."""
    words = {
        token.text
        for document in documents
        for sentence in document.sentences
        for token in sentence.tokens
        if token.text.islower()
    }
    about = {w.strip(".,:;()") for lexicon in lexicons for w in lexicon.about.split()}
    return frozenset(words | {w for w in about if w.islower()})


def frame_marks(bases: Mapping[Measure, str]) -> dict[Key, FrameMark]:
    """Return a letter and a style for each frame or facet: the first letter of its title that is still free."""
    marks: dict[Key, FrameMark] = {}
    taken: set[str] = set()
    for measure, title in bases.items():
        key = (measure.frame, measure.facet)
        if key in marks:
            continue
        last = title.split()[-1] if measure.facet is not None else title
        free = (c.upper() for c in last + title if c.isalpha() and len(c.upper()) == 1 and c.upper() not in taken)
        letter = next(free, str(len(marks) + 1))
        taken.add(letter)
        marks[key] = FrameMark(letter=letter, style=len(marks) % FRAME_STYLES, title=title)
    return marks
