"""Text that a page prints twice: a standfirst that the first paragraphs say again, a quotation lifted out of the text.

A few words of a line are looked for in the others first; only where they are there are all words compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.text.cleaning.page import Line
from framing.text.cleaning.rules import Rule
from framing.text.cleaning.runs import most_words
from framing.text.cleaning.state import State

# The standfirst of the third seed comes again with 0.90 of its word triples. Two paragraphs of one body shared at
# most 0.17 of theirs over the invented pages and the other seeds, and two that are parallel on purpose, one word
# apart, share 0.75 at 14 words and pass 0.85 only from 22 words on.
SAME_START = 0.85
SHORTEST_STANDFIRST = 10
SHORTEST_REPEAT = 12
SHORTEST_PULL_QUOTE = 8
# How many words of a line are tried before its words are compared with those of other lines, and where.
WORDS_TRIED = 3
AROUND = 40
BYTES_BETWEEN = 20


def repeated_start(state: State, rule: Rule) -> None:
    """Take out a standfirst that the first paragraphs say again, word for word or nearly."""
    prose = state.prose()
    for index in prose[:2]:
        line = state.lines[index]
        later = [state.lines[other] for other in prose if index < other][:3]
        if line.has_words(SHORTEST_STANDFIRST) and any(
            _overlap(line.words, other.words) >= SAME_START for other in _perhaps_again(state, line, later)
        ):
            state.remove(index, rule.reason, rule.id)
            return


def repeated_paragraph(state: State, rule: Rule) -> None:
    """Take out a paragraph that is printed again, and a quotation lifted out of the text to be set large."""
    prose = state.prose()
    for index in prose:
        line = state.lines[index]
        others = _perhaps_with(state, line, prose) if line.has_words(SHORTEST_PULL_QUOTE) else []
        if not others:
            continue
        text = _told(line)
        again = [(other, _told(state.lines[other])) for other in others]
        if len(line.words) >= SHORTEST_REPEAT and any(other < index and told == text for other, told in again):
            state.remove(index, rule.reason, rule.id)
        elif any(text in told and len(told) > len(text) for _, told in again):
            state.remove(index, "pull-quote", rule.id)


def _told(line: Line) -> str:
    return f" {' '.join(line.words)} "


def _perhaps_with(state: State, line: Line, indexes: Sequence[int]) -> list[int]:
    """Return those of the other lines that may hold all words of `line`; words around its middle are tried."""
    if not state.page.is_plain:
        return [index for index in indexes if state.lines[index] is not line]
    middle = len(line.low) // 2
    around = line.low[max(0, middle - AROUND) : middle + AROUND].split(b" ")[1:-1]
    chosen = sorted(filter(bytes.isalnum, around), key=len, reverse=True)[:WORDS_TRIED]
    if any(state.page.low.count(word) == 1 for word in chosen):
        return []
    others = [(index, state.lines[index]) for index in indexes if state.lines[index] is not line]
    return [index for index, other in others if all(word in other.low for word in chosen)]


def _perhaps_again(state: State, line: Line, others: Iterable[Line]) -> list[Line]:
    """Return those of the lines that may hold SAME_START of the word triples of `line`.

    A word that stands in the line once, with two others on each side, takes three triples with it where it is
    missing, and two such words do not share one if they stand three apart.
    """
    if not state.page.is_plain:
        return list(others)
    missing = int((1 - SAME_START) * most_words(line.low)) // 3 + 1
    beginning = line.low[: missing * WORDS_TRIED * BYTES_BETWEEN]
    # Each of these has a word in it: words of the third and the sixth stand three or more apart.
    pieces = [piece for piece in beginning.split(b" ") if piece[:1].isalnum()]
    chosen = [word for word in pieces[2:-2:3] if word.isalnum() and len(word) > 2 and line.low.count(word) == 1]
    others = list(others)
    # Often words are missing from all lines at once, and one look is enough.
    if _are_missing(chosen, b"\n".join([other.low for other in others]), missing):
        return []
    return [other for other in others if not _are_missing(chosen, other.low, missing)]


def _are_missing(words: Iterable[bytes], text: bytes, number: int) -> bool:
    for word in words:
        number -= word not in text
        if not number:
            return True
    return False


def _overlap(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return the share of the word triples of `words` that `others` holds, in [0, 1]."""
    mine = set(zip(words, words[1:], words[2:], strict=False))
    theirs = set(zip(others, others[1:], others[2:], strict=False))
    return len(mine & theirs) / len(mine) if mine else 0.0
