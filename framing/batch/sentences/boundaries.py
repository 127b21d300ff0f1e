"""The pieces of paragraphs become sentences, on arrays: the rules of `framing.text.sentences.boundaries`."""

from __future__ import annotations

from framing.batch.compiled import inlined, inner
from framing.batch.layout import Codes, Ints
from framing.batch.sentences.listed import BEFORE_NUMBER, CAPITALISED, REPORTING_VERB, STARTER, UNSURE, lists_of
from framing.batch.sentences.pieces import Pieces
from framing.batch.sentences.punkt import NO, YES
from framing.batch.sentences.signs import CLOSER, ELLIPSIS, END, OPENER, Rules, before
from framing.batch.words.characters import (
    BLANK,
    DECIMAL,
    IS_DIGIT,
    IS_SPACE,
    IS_UPPER,
    LETTER,
    LOWER,
    MARK,
    UPPER,
    past,
)
from framing.text.sentences.boundaries import CONTINUING, DASHES, LIST_CLOSERS, NAME_SIGNS, ROMAN

_STOP, _HYPHEN, _SPACE, _ELLIPSIS = (ord(character) for character in ".- …")
_DASHES = tuple(map(ord, DASHES))
_GOES_ON = tuple(map(ord, CONTINUING.replace("\\", "")))
_BRACKETS = tuple(map(ord, "(["))
_CLOSES_MARK = tuple(map(ord, LIST_CLOSERS.replace("\\", "")))
_ROMAN = tuple(map(ord, ROMAN))
_ASKED = tuple(map(ord, "QA"))
_ASKS = tuple(map(ord, ".:"))
_APOSTROPHES = tuple(map(ord, "'’"))
_NAMED = tuple(map(ord, NAME_SIGNS))
_LETTERS = LETTER | MARK


@inner
def join(codes: Codes, marks: Ints, rules: Rules, pieces: tuple[Pieces, int], done: Pieces) -> int:
    """Make the pieces of a paragraph, and their number, into its sentences; return how many, or UNSURE."""
    count = mark = 0
    for number in range(pieces[1]):
        end = pieces[0].end[number]
        first = past(codes, pieces[0].start[number], end, rules.signs, IS_SPACE)
        begun = first
        while mark < len(marks) and marks[mark] < end:
            place = marks[mark]
            mark += 1
            stop, following = _hidden_end(codes, place, (begun, end), rules)
            if following == 0:
                continue
            starts = _starts(codes, following, rules)
            if starts == YES:
                count = _add(codes, (first, stop), rules, done, count)
                first = following
            if UNSURE in (starts, count):
                return UNSURE
        if first < end:
            count = _add(codes, (first, end), rules, done, count)
            if count == UNSURE:
                return UNSURE
    return count


@inlined
def _hidden_end(codes: Codes, mark: int, piece: tuple[int, int], rules: Rules) -> tuple[int, int]:
    """Return where the sentence before and the next one part, HIDDEN_END of the objects, or zeros."""
    first, end = piece
    stop = mark + 1
    if codes[mark] != _ELLIPSIS:
        stop = past(codes, stop, end, rules.signs, CLOSER)
        if stop == mark + 1 or codes[mark] != _STOP or mark <= first or not rules.signs[codes[mark - 1]] & LETTER:
            return 0, 0
    following = past(codes, stop, end, rules.signs, BLANK)
    letter = past(codes, following, end, rules.signs, OPENER)
    if mark < first or following == stop or letter == end or not rules.signs[codes[letter]] & UPPER:
        return 0, 0
    return stop, following


@inner
def _add(codes: Codes, span: tuple[int, int], rules: Rules, done: Pieces, count: int) -> int:
    """Add a span to the sentences, or to the last of them; return their number then, or UNSURE."""
    if count > 0:
        goes_on = _goes_on(codes, (done.start[count - 1], done.end[count - 1]), span, rules)
        if goes_on == UNSURE:
            return UNSURE
        if goes_on == YES:
            done.end[count - 1] = span[1]
            return count
    done.start[count], done.end[count] = span
    return count + 1


@inlined
def _goes_on(codes: Codes, left: tuple[int, int], right: tuple[int, int], rules: Rules) -> int:
    """Say whether two spans are one sentence: YES, NO or UNSURE."""
    closed = before(codes, left[1], left[0], rules.signs, CLOSER)
    if _continues(codes, right, rules) or _is_list_mark(codes, left, rules):
        return YES
    if closed < left[1] and _ends_in_dots(codes, left[0], closed):
        return YES
    letter = past(codes, right[0], right[1], rules.signs, OPENER)
    if letter < right[1] and rules.signs[codes[letter]] & LOWER and _marked(codes, left, closed, rules):
        return YES
    if closed < left[1] and _is_asked(codes, left[0], closed, rules) and _speaks(codes, right, rules):
        return YES
    abbreviated = _abbreviated(codes, (left[0], closed), right, rules)
    if abbreviated != YES:
        return abbreviated
    starts = _starts(codes, right[0], rules)
    return UNSURE if starts == UNSURE else YES - starts


@inlined
def _continues(codes: Codes, right: tuple[int, int], rules: Rules) -> bool:
    code = codes[right[0]]
    if code in _DASHES:
        return right[0] + 1 < right[1] and rules.signs[codes[right[0] + 1]] & BLANK != 0
    return code in _GOES_ON


@inlined
def _is_list_mark(codes: Codes, left: tuple[int, int], rules: Rules) -> bool:
    start, end = left
    if end - start == 2 and codes[start] in _ASKED and codes[start + 1] in _ASKS:
        return True
    if codes[start] in _BRACKETS:
        start += 1
    stop = _list_letters_end(codes, start, end, rules)
    if stop in (start, end):
        return False
    while stop < end and codes[stop] in _CLOSES_MARK:
        stop += 1
    return stop == end


@inlined
def _list_letters_end(codes: Codes, start: int, end: int, rules: Rules) -> int:
    """Return the end of up to three digits, up to four Roman ones, or a letter."""
    stop = past(codes, start, min(start + 3, end), rules.signs, DECIMAL)
    if stop > start:
        return stop
    while stop < min(start + 4, end) and codes[stop] in _ROMAN:
        stop += 1
    return stop if stop > start else past(codes, start, min(start + 1, end), rules.signs, LETTER)


@inlined
def _ends_in_dots(codes: Codes, start: int, end: int) -> bool:
    if end > start and codes[end - 1] == _ELLIPSIS:
        return True
    if _three_stops(codes, start, end, 1):
        return True
    if not _three_stops(codes, start, end, 2):
        return False
    return bool(codes[end - 2] == _SPACE and codes[end - 4] == _SPACE)


@inlined
def _three_stops(codes: Codes, start: int, end: int, step: int) -> bool:
    if end - start < 2 * step + 1:
        return False
    last = end - 1
    return bool(codes[last] == _STOP and codes[last - step] == _STOP and codes[last - 2 * step] == _STOP)


@inlined
def _marked(codes: Codes, left: tuple[int, int], closed: int, rules: Rules) -> bool:
    """Say whether the span ends with a closing mark, with dots, or with a question or exclamation mark."""
    if closed < left[1]:
        return True
    code = codes[closed - 1]
    marked = rules.signs[code] & (END | ELLIPSIS) != 0 and code != _STOP
    return marked or _three_stops(codes, left[0], closed, 1)


@inlined
def _is_asked(codes: Codes, start: int, end: int, rules: Rules) -> bool:
    return end > start and rules.signs[codes[end - 1]] & END != 0 and codes[end - 1] != _STOP


@inlined
def _speaks(codes: Codes, right: tuple[int, int], rules: Rules) -> bool:
    """Say whether one to four names stand there, and a verb of reporting."""
    at, end = right
    for number in range(5):
        if number > 0:
            stop = past(codes, at, end, rules.signs, LOWER)
            if stop > at:
                return lists_of(rules.listed, rules.listed.as_written, codes, at, stop) & REPORTING_VERB != 0
        if at == end or not rules.signs[codes[at]] & UPPER:
            return False
        while at < end and (rules.signs[codes[at]] & _LETTERS or codes[at] in _NAMED):
            at += 1
        stop = past(codes, at, end, rules.signs, BLANK)
        if stop == at:
            return False
        at = stop
    return False


@inlined
def _abbreviated(codes: Codes, left: tuple[int, int], right: tuple[int, int], rules: Rules) -> int:
    """Say whether the last word before a full stop, closing marks apart, is an abbreviation."""
    start, end = left
    if end <= start or codes[end - 1] != _STOP:
        return NO
    stop = end - 1
    first = stop
    while first > start and (rules.signs[codes[first - 1]] & _LETTERS or codes[first - 1] in (_STOP, _HYPHEN)):
        first -= 1
    if first == stop:
        return NO
    dotted = _is_dotted(codes, first, stop, rules)
    if dotted or lists_of(rules.listed, rules.listed.as_written, codes, first, stop) & CAPITALISED:
        return YES
    if not rules.signs[codes[right[0]]] & IS_DIGIT:
        return NO
    lists = lists_of(rules.listed, rules.listed.casefold, codes, first, stop)
    if lists < 0:
        return UNSURE
    return YES if lists & BEFORE_NUMBER else NO


@inlined
def _is_dotted(codes: Codes, start: int, end: int, rules: Rules) -> bool:
    if (end - start) % 2 == 0 or end - start < 3:
        return False
    for at in range(start, end):
        if (at - start) % 2 == 0 and not rules.signs[codes[at]] & LETTER:
            return False
        if (at - start) % 2 == 1 and codes[at] != _STOP:
            return False
    return True


@inner
def _starts(codes: Codes, place: int, rules: Rules) -> int:
    """Say whether a capitalised starter stands at the place, opening marks apart: YES, NO or UNSURE."""
    end = len(codes)
    at = place
    while at < end and (rules.signs[codes[at]] & OPENER or rules.signs[codes[at]] & BLANK):
        at += 1
    if at == end or not rules.signs[codes[at]] & IS_UPPER or not rules.signs[codes[at]] & _LETTERS:
        return NO
    stop = at
    while stop < end and (rules.signs[codes[stop]] & _LETTERS or codes[stop] in _APOSTROPHES):
        stop += 1
    lists = lists_of(rules.listed, rules.listed.casefold, codes, at, stop)
    if lists < 0:
        return UNSURE
    return YES if lists & STARTER else NO
