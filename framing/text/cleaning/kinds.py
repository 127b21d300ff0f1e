"""What can only be told from a line's surroundings, part one: the edges of the article and its title.

Each function looks at one kind of boilerplate and marks lines as gone. All of them would rather leave a line of
boilerplate in than take a paragraph of the article out: a line that reads as running text goes only where several
signs agree.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from framing.text.cleaning.page import Line, words_of
from framing.text.cleaning.repeats import repeated_paragraph, repeated_start
from framing.text.cleaning.rules import Rule
from framing.text.cleaning.state import State

# A title is printed again near its first place; further down it is a teaser of the page itself.
TITLE_REPEATS_WITHIN = 12
MOST_PROSE_BEFORE_TITLE = 3
MOST_WORDS_BEFORE_TITLE = 0.15
MOST_PROSE_ABOVE_BYLINE = 2
MOST_WORDS_ABOVE_BYLINE = 80
LONGEST_SUB_HEADING = 8
LONGEST_TITLE_CASE_HEADING = 14
SHORTEST_PROMOTION = 4
MOST_CAPITALS = 0.25

PERSON = regex.compile(
    r"\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|van|von|der|den|del|da|bin|al) )?\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
)
SEVERAL = regex.compile(rf"{PERSON.pattern}(?:(?:, | and | & ){PERSON.pattern})*")
BY = regex.compile(r"(?i)^(?:written |words |story |text )?by:?\s+")
LABEL_WORDS = 3


def title(state: State, rule: Rule) -> None:
    """Take out the title, wherever it stands alone: known beforehand, or printed twice above the text."""
    known = state.page.known.get("title")
    if known is None:
        found = _printed_twice(state)
        if found is None:
            return
        known = state.lines[found].text
    state.title = known
    words = words_of(known)
    places = [index for index, line in enumerate(state.lines) if line.repeats(words) and _is_title(state, index)]
    state.title_is_sure = bool(places)
    for number, index in enumerate(places):
        state.gone.pop(index, None)
        state.remove(index, "title" if number == 0 else "repeated-title", rule.id)


def before_title(state: State, rule: Rule) -> None:
    """Take out what stands above a title that is known: never the article, whatever it reads like."""
    if not state.title_is_sure:
        return
    first = next(
        index for index in range(len(state.lines)) if index in state.gone and state.gone[index].rule == "title"
    )
    above = [index for index in range(first) if index not in state.gone]
    prose = [index for index in above if state.lines[index].is_prose]
    everything = state.words(list(range(len(state.lines))))
    if len(prose) <= MOST_PROSE_BEFORE_TITLE and state.words(above) <= MOST_WORDS_BEFORE_TITLE * everything:
        for index in above:
            state.remove(index, rule.reason, rule.id)


def above_byline(state: State, rule: Rule) -> None:
    """Take out what stands above a byline at the top, and note the names in it: a box about them may follow."""
    for index, verdict in sorted(state.gone.items()):
        if verdict.reason != "byline":
            continue
        state.authors.update(match[0] for match in PERSON.finditer(BY.sub("", state.lines[index].text)))
        above = [place for place in range(index) if place not in state.gone]
        prose = [place for place in above if state.lines[place].is_prose]
        if len(prose) <= MOST_PROSE_ABOVE_BYLINE and state.words(above) <= MOST_WORDS_ABOVE_BYLINE:
            for place in above:
                state.remove(place, _head_reason(state, place), rule.id)


def head_lines(state: State, rule: Rule) -> None:
    """Take out headings and labels above the first running text: title, standfirst, byline, section."""
    prose = state.prose()
    head = [index for index in range(prose[0]) if index not in state.gone] if prose else []
    if not head or not state.punctuates:
        return
    headings = [index for index in head if _heads(state.lines[index]) and not _is_introduced(state, index)]
    if state.words(headings) > state.words(prose):
        return
    for index in headings:
        state.remove(index, _head_reason(state, index), rule.id)


def capitals(state: State, rule: Rule) -> None:
    """Take out a headline in capitals between paragraphs that are not: a promotion of another page."""
    rows = [index for index in state.left() if state.lines[index].is_capitals]
    if len(rows) > MOST_CAPITALS * len(state.left()):
        return
    for index in rows:
        line = state.lines[index]
        closed = line.ends_sentence and not line.text.rstrip("\"'”’").endswith("?")
        if line.has_words(SHORTEST_PROMOTION) and not closed and not line.is_item and not _is_introduced(state, index):
            state.remove(index, rule.reason, rule.id)


def sub_heading(state: State, rule: Rule) -> None:
    """Take out a heading between two paragraphs. Lines in runs are verse or a list without bullets, and stay."""
    small = state.rules.lists.get("small_words", frozenset())
    for index in state.left():
        line = state.lines[index]
        if line.is_marked_heading or (
            is_sub_heading(line, small) and state.punctuates and _parts_paragraphs(state, index)
        ):
            state.remove(index, rule.reason, rule.id)


def tail_lines(state: State, rule: Rule) -> None:
    """Take out headings and labels below the last running text."""
    prose = state.prose()
    if not prose or prose[-1] + 1 == len(state.lines) or not state.punctuates:
        return
    for index in range(prose[-1] + 1, len(state.lines)):
        if index in state.gone:
            continue
        if not state.lines[index].is_heading and not _is_label(state.lines[index]):
            return
        if _is_introduced(state, index):
            return
        state.remove(index, "byline" if state.lines[index].text in state.authors else rule.reason, rule.id)


def _printed_twice(state: State) -> int | None:
    prose = state.prose()
    last = prose[min(1, len(prose) - 1)] if prose else len(state.lines) - 1
    for index in range(last + 1):
        line = state.lines[index]
        alone = not line.is_prose or line.text.endswith(("?", "!"))
        if alone and line.has_words(3) and index not in state.gone:
            for other in range(index + 1, min(index + TITLE_REPEATS_WITHIN, len(state.lines))):
                if state.lines[other].words == line.words and other <= last:
                    return index
    return None


def _is_title(state: State, index: int) -> bool:
    """Whether a line that repeats the title is no running text further down."""
    prose = state.page.prose
    return not state.lines[index].is_prose or not prose or index <= prose[min(2, len(prose) - 1)]


def _head_reason(state: State, index: int) -> str:
    line = state.lines[index]
    known_author = state.page.known.get("author", "")
    named = SEVERAL.fullmatch(line.text) is not None and len(line.words) <= 4
    unsigned = state.title is not None and not state.authors and not known_author
    if line.text.casefold() == known_author.casefold() or (named and unsigned):
        state.authors.update(match[0] for match in PERSON.finditer(line.text))
        return "byline"
    top = line.text.startswith("# ") and state.title is None
    if len(line.words) <= LABEL_WORDS and not top:
        return "section-label"
    if state.title is None:
        state.title = line.text.lstrip("# ")
        return "title"
    return "standfirst"


def _heads(line: Line) -> bool:
    """Whether a line above the text is a heading; there "Exclusive: ..." is one, and not somebody speaking."""
    return line.is_heading or (line.is_label and not line.ends_sentence and len(line.words) > 2)


def _parts_paragraphs(state: State, index: int) -> bool:
    above, below = state.before(index), state.after(index)
    if above is None or below is None:
        return False
    # A paragraph that begins with a small letter goes on with the line above, which then is no heading.
    begins = next((char for char in state.lines[below].text if char.isalnum()), "")
    return state.lines[above].is_prose and state.lines[below].is_prose and not begins.islower()


def is_sub_heading(line: Line, small_words: frozenset[str]) -> bool:
    """Whether a line by itself reads as the heading of a section."""
    if line.has_words(LONGEST_TITLE_CASE_HEADING + 1):
        return False
    if line.is_heading and len(line.words) <= LONGEST_SUB_HEADING:
        return True
    styled = line.is_title_case(small_words) or line.is_capitals
    asks = line.text.endswith("?") and len(line.words) >= 3
    return styled and (line.is_heading or asks)


def _is_introduced(state: State, index: int) -> bool:
    """Whether the line above ends in a colon, comma or dash, so that this one belongs to it."""
    above = state.before(index)
    return above is not None and state.lines[above].ends_open


def _is_label(line: Line) -> bool:
    """Whether a line in small letters is a label all the same: a few words and no mark at its end."""
    return not line.has_words(5) and not line.ends_sentence and not line.ends_open and not line.is_item


KINDS: dict[str, Callable[[State, Rule], None]] = {
    "title": title,
    "before-title": before_title,
    "above-byline": above_byline,
    "repeated-start": repeated_start,
    "repeated-paragraph": repeated_paragraph,
    "head-lines": head_lines,
    "capitals": capitals,
    "sub-heading": sub_heading,
    "tail-lines": tail_lines,
}
