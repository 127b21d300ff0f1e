"""Whether a sentence ends inside a few words: NLTK's Punkt on arrays, as far as word lists alone decide it.

Source: Kiss and Strunk (2006), as `framing.text.sentences.boundaries`. Of what Punkt can learn our parameters have
abbreviations, and starters that were seen in lower case; so there are no collocations, and no word was ever seen in
capitals.
"""

from __future__ import annotations

from framing.batch.compiled import inlined, inner
from framing.batch.layout import Codes
from framing.batch.sentences.listed import ABBREVIATION, STARTER, UNSURE, lists_of
from framing.batch.sentences.signs import END, INITIAL, NO_START, NO_WORD, PUNCTUATION, Rules
from framing.batch.words.characters import BLANK, DECIMAL, IS_LOWER, IS_UPPER, past

NO, YES, UNKNOWN = range(3)  # and UNSURE, where the objects must decide

# What a token of Punkt's is.
_WORD, _ABBREVIATION, _DOTS, _BREAK = range(4)

_LINE_FEED, _STOP, _COMMA, _HYPHEN = (ord(character) for character in "\n.,-")
_INSIDE_NUMBERS = (_STOP, _COMMA, _HYPHEN)


@inlined
def has_break(codes: Codes, start: int, end: int, rules: Rules) -> int:
    """Say whether a sentence ends at a token of `codes[start:end]` but the last: NO, YES or UNSURE."""
    token = _no_token(start)
    while token[1] < end:
        following = _token(codes, token[1], end, rules)
        if following[2] == UNSURE:
            return UNSURE
        ends = _ends(codes, token, following, rules) if token[0] < token[1] and following[0] < end else NO
        if ends != NO:
            return ends
        token = following
    return NO


@inlined
def _no_token(at: int) -> tuple[int, int, int]:
    return at, at, _WORD


@inlined
def _token(codes: Codes, start: int, end: int, rules: Rules) -> tuple[int, int, int]:
    """Return where the next token starts and ends and what it is, or the end twice where there is none."""
    at = past(codes, start, end, rules.signs, BLANK)
    if at == end:
        return end, end, _WORD
    stop = _token_end(codes, at, end, rules)
    return at, stop, _kind(codes, at, stop, rules)


@inlined
def _token_end(codes: Codes, at: int, end: int, rules: Rules) -> int:
    stop = _row_end(codes, at, end, rules)
    if stop > at:
        return stop
    stop = at + 1
    if rules.signs[codes[at]] & NO_START:
        return stop
    while stop < end and not _parts(codes, stop, end, rules):
        stop += 1
    return stop


@inlined
def _parts(codes: Codes, at: int, end: int, rules: Rules) -> bool:
    """Say whether a token that is more than one mark ends before this place."""
    code = codes[at]
    if code == _COMMA:
        return at + 1 == end or _stops(codes, at + 1, end, rules)
    return _stops(codes, at, end, rules)


@inlined
def _stops(codes: Codes, at: int, end: int, rules: Rules) -> bool:
    code = codes[at]
    if rules.signs[code] & BLANK or rules.signs[code] & NO_WORD:
        return True
    return (code in (_STOP, _HYPHEN)) and _row_end(codes, at, end, rules) > at


@inner
def _row_end(codes: Codes, at: int, end: int, rules: Rules) -> int:
    """Return where a row of hyphens or of full stops ends, or `at` where fewer than two stand there."""
    code = codes[at]
    if code not in (_STOP, _HYPHEN):
        return at
    stop = at + 1
    while stop < end and codes[stop] == code:
        stop += 1
    if stop > at + 1:
        return stop
    return at if code == _HYPHEN else _spaced_end(codes, at, end, rules)


@inner
def _spaced_end(codes: Codes, at: int, end: int, rules: Rules) -> int:
    """Return where three or more full stops end that have one white space between them, in one line."""
    last = at
    while last + 2 < end and codes[last + 2] == _STOP and codes[last + 1] != _LINE_FEED:
        if not rules.signs[codes[last + 1]] & BLANK:
            break
        last += 2
    return last + 1 if last >= at + 4 else at


@inlined
def _kind(codes: Codes, start: int, stop: int, rules: Rules) -> int:
    """Return what a token is by itself."""
    if codes[stop - 1] != _STOP:
        return _BREAK if stop - start == 1 and rules.signs[codes[start]] & END else _WORD
    if stop - start > 1 and codes[stop - 2] == _STOP:
        return _DOTS
    lists = lists_of(rules.listed, rules.listed.lower, codes, start, stop - 1)
    if lists >= 0 and not lists & ABBREVIATION:
        part = _behind_hyphen(codes, start, stop - 1)
        if part > start:
            lists = lists_of(rules.listed, rules.listed.lower, codes, part, stop - 1)
    if lists < 0:
        return UNSURE
    return _ABBREVIATION if lists & ABBREVIATION else _BREAK


@inlined
def _behind_hyphen(codes: Codes, start: int, end: int) -> int:
    at = end
    while at > start and codes[at - 1] != _HYPHEN:
        at -= 1
    return at


@inlined
def _ends(codes: Codes, token: tuple[int, int, int], following: tuple[int, int, int], rules: Rules) -> int:
    """Say whether a sentence ends at a token that another one follows."""
    start, stop, kind = token
    ends = YES if kind == _BREAK else NO
    if codes[stop - 1] != _STOP:
        return ends
    initial = stop - start == 2 and rules.signs[codes[start]] & INITIAL != 0
    if not initial and kind in (_ABBREVIATION, _DOTS):
        starts = _starts(codes, following, rules)
        if starts in (YES, UNSURE):
            return starts
    if initial or _is_number(codes, start, stop, rules):
        starts = _starts(codes, following, rules)
        if starts in (NO, UNSURE):
            return starts
        if starts == UNKNOWN and initial and rules.signs[codes[following[0]]] & IS_UPPER:
            return NO
    return ends


@inner
def _starts(codes: Codes, token: tuple[int, int, int], rules: Rules) -> int:
    """Say whether a token starts a sentence, going by its first letter and the starters."""
    start, stop, kind = token
    if stop - start == 1 and rules.signs[codes[start]] & PUNCTUATION:
        return NO
    if rules.signs[codes[start]] & IS_UPPER:
        bare = stop - 1 if kind == _BREAK and codes[stop - 1] == _STOP else stop
        lists = lists_of(rules.listed, rules.listed.lower, codes, start, bare)
        if lists < 0:
            return UNSURE
        return YES if lists & STARTER else UNKNOWN
    return NO if rules.signs[codes[start]] & IS_LOWER else UNKNOWN


@inlined
def _is_number(codes: Codes, start: int, stop: int, rules: Rules) -> bool:
    at = start + 1 if codes[start] == _HYPHEN else start
    if at < stop and (codes[at] in (_STOP, _COMMA)):
        at += 1
    if at >= stop or not rules.signs[codes[at]] & DECIMAL:
        return False
    while at < stop and (rules.signs[codes[at]] & DECIMAL or codes[at] in _INSIDE_NUMBERS):
        at += 1
    return at == stop
