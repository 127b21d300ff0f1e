"""What can only be told from a line's surroundings, part two: blocks that belong to other pages or to furniture.

A block is taken out only where its form is complete (a headline above, a closing line below), or where nothing that
reads like the article follows it.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from framing.text.cleaning.kinds import KINDS
from framing.text.cleaning.page import Line
from framing.text.cleaning.rules import Rule
from framing.text.cleaning.state import State

# A teaser shows at most the first paragraphs of what it leads to.
MOST_PROSE_IN_TEASER = 3
SHORT_LINE = 20
FEWEST_PROSE_BEFORE = 3
# An author box is a short thing at the end; a section of a review called "About the author" is not.
MOST_PROSE_IN_BOX = 3
MOST_WORDS_IN_BOX = 200
BIO_WITHIN_LAST = 3
LONGEST_CAPTION = 60
SHARE_SPACED = 0.6
LONGEST_BETWEEN = {"newsletter": 30, "consent": 30, "teaser": 12}
MOST_HEADLINES_IN_LIST = 12
MOST_BLURBS = 0.34
BIO = regex.compile(
    r"(?: \p{Lu}[\p{L}\p{M}.'’-]*)*(?:, [^,]{1,60},)?"
    r"\s+(?:is|was|are|has been|writes|covers|reports|works|serves|teaches|can be)\b"
)


def teasers(state: State, rule: Rule) -> None:
    """Take out teasers after the end: a headline, perhaps a caption, first paragraphs, and "keep reading"."""
    closers = state.matched(rule)
    if not closers:
        return
    groups: list[list[int]] = []
    floor = -1
    for closer in closers:
        group = _group_above(state, closer, floor)
        groups.append(group)
        floor = closer
    complete = [group for group in groups if group]
    if len(complete) == 1 and _headings_in(state, complete[0]) < 2:
        return
    taken = {index for group in complete for index in group}
    text = [index for index in state.prose() if index not in taken]
    # Teasers come after the article: text behind one means that the article was only parted there by a link.
    if complete and len(text) >= FEWEST_PROSE_BEFORE and text[-1] < complete[0][0]:
        for index in sorted(taken):
            state.remove(index, rule.reason, rule.id)


def section_end(state: State, rule: Rule) -> None:
    """Take out a label such as "Related articles" or "12 comments" with the headlines under it, or all that follows."""
    for index in state.matched(rule):
        before = [i for i in state.prose() if i < index]
        after = [i for i in state.prose() if i > index]
        if rule.where == "tail":
            longer = len(before) >= FEWEST_PROSE_BEFORE and state.words(before) >= state.words(after)
            block = list(range(index, len(state.lines))) if longer and _is_discussed(state, index) else []
        else:
            block = _headlines_below(state, index, before) if before else []
        if len(block) > 1 or index in state.gone:
            for place in block:
                state.remove(place, rule.reason, rule.id)


def author_box(state: State, rule: Rule) -> None:
    """Take out the box about the author: under its heading, or a last paragraph that begins with the author's name."""
    for index in state.matched(rule):
        if index in state.gone:
            continue
        rest = [i for i in state.prose() if i > index]
        if 0 < len(rest) <= MOST_PROSE_IN_BOX and state.words(rest) <= MOST_WORDS_IN_BOX:
            for place in range(index, rest[-1] + 1):
                state.remove(place, rule.reason, rule.id)
    known = state.page.known.get("author")
    authors = state.authors | ({known} if known else set())
    if not authors:
        return
    for index in state.prose()[1:][-BIO_WITHIN_LAST:]:
        text = state.lines[index].text
        # Two names are enough: a byline may run on into its date, a box may add a third name.
        starts = (" ".join(author.split()[:2]) for author in authors)
        if any(text.startswith(start) and BIO.match(text, len(start)) for start in starts):
            state.remove(index, rule.reason, rule.id)


def caption_block(state: State, rule: Rule) -> None:
    """Take out a caption directly above its credit, on a page that sets its paragraphs apart by blank lines."""
    if all(verdict.reason != "credit" for verdict in state.gone.values()):
        return
    prose = [state.lines[index] for index in state.page.prose]
    numbers = {line.number for line in state.lines}
    spaced = sum(line.number - 1 not in numbers for line in prose)
    if spaced < SHARE_SPACED * len(prose):
        return
    for index, verdict in list(state.gone.items()):
        above = index - 1
        if verdict.reason != "credit" or above < 0 or above in state.gone:
            continue
        line = state.lines[above]
        if line.number == state.lines[index].number - 1 and len(line.words) <= LONGEST_CAPTION:
            state.remove(above, rule.reason, rule.id)


def between(state: State, rule: Rule) -> None:
    """Take out a short line between two lines of the same newsletter or consent box."""
    boxes = {place for place, verdict in state.gone.items() if verdict.reason in LONGEST_BETWEEN}
    for index in state.left():
        if state.lines[index].has_words(1) and not (index - 1 in boxes and index + 1 in boxes):
            continue
        neighbours = [state.gone.get(index - 1), state.gone.get(index + 1)]
        reasons = {verdict.reason if verdict is not None else "" for verdict in neighbours}
        reason = reasons.pop() if len(reasons) == 1 else ""
        if not state.lines[index].has_words(LONGEST_BETWEEN.get(reason, 0) + 1):
            state.remove(index, reason, rule.id)


def _group_above(state: State, closer: int, floor: int) -> list[int]:
    """Return the lines of the teaser that `closer` ends, or nothing where no headline stands above it."""
    prose = 0
    index = closer - 1
    while index > floor and prose < MOST_PROSE_IN_TEASER and _is_paragraph(state, index):
        prose += state.lines[index].is_prose and index not in state.gone
        index -= 1
    if prose == 0 or index <= floor or not _is_headline(state.lines[index]):
        return []
    while index > floor and _belongs_to_top(state, index):
        index -= 1
    return list(range(index + 1, closer + 1))


def _is_paragraph(state: State, index: int) -> bool:
    line = state.lines[index]
    return (line.is_prose and len(line.words) > LONG_ENOUGH) or index in state.gone


LONG_ENOUGH = 6


def _belongs_to_top(state: State, index: int) -> bool:
    """Whether a line above a teaser's text is part of its top: a headline, label, caption, or short line among such."""
    line = state.lines[index]
    if index in state.gone or _is_headline(line):
        return True
    above = state.lines[index - 1] if index else None
    sheltered = above is None or index - 1 in state.gone or _is_headline(above)
    return len(line.words) <= SHORT_LINE and _is_headline(state.lines[index + 1]) and sheltered


def _is_headline(line: Line) -> bool:
    small = not line.has_words(5) and not line.ends_sentence and not line.ends_open and not line.is_item
    labelled = line.is_label and not line.ends_sentence and line.has_words(3)
    return line.is_heading or small or labelled


def _headings_in(state: State, group: list[int]) -> int:
    return sum(_is_headline(state.lines[index]) and index not in state.gone for index in group)


def _is_discussed(state: State, index: int) -> bool:
    """Whether one of the marks of a discussion stands below: "Reply", "Hanna says:", "Log in to comment"."""
    marks = state.rules.lists.get("comment_marks", frozenset())
    below = (line.text.casefold() for line in state.lines[index + 1 :])
    return any(text in marks or any(text.endswith(f" {mark}") for mark in marks) for text in below)


def _headlines_below(state: State, index: int, before: list[int]) -> list[int]:
    """Return the label and the headlines under it; blurbs too where only headlines with blurbs follow to the end."""
    block = [index]
    for place in range(index + 1, len(state.lines)):
        if place not in state.gone and not _is_headline(state.lines[place]):
            break
        block.append(place)
    rest = [place for place in range(index + 1, len(state.lines)) if place not in state.gone]
    runs = _runs_of_prose(state, rest)
    blurbs = state.words([place for place in rest if state.lines[place].is_prose])
    # An article may be parted by links every other paragraph: headlines with one short blurb each are a list of others.
    listed = len(runs) >= 2 and max(runs) == 1 and blurbs <= MOST_BLURBS * state.words(before)
    if listed and len(before) >= FEWEST_PROSE_BEFORE and _is_headline(state.lines[rest[0]]):
        return list(range(index, len(state.lines)))
    return block if len(block) <= MOST_HEADLINES_IN_LIST + 1 else block[: MOST_HEADLINES_IN_LIST + 1]


def _runs_of_prose(state: State, indexes: list[int]) -> list[int]:
    """Return the lengths of the runs of running text that headlines part."""
    runs: list[int] = []
    inside = False
    for index in indexes:
        if _is_headline(state.lines[index]):
            inside = False
        elif inside:
            runs[-1] += 1
        else:
            runs.append(1)
            inside = True
    return runs


ALL_KINDS: dict[str, Callable[[State, Rule], None]] = {
    **KINDS,
    "teasers": teasers,
    "section-end": section_end,
    "author-box": author_box,
    "caption-block": caption_block,
    "between": between,
}
