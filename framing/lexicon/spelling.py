"""What is wrong with a term that cannot be read, and the nearest right spelling."""

from __future__ import annotations

import difflib
import re

from framing.errors import LexiconError
from framing.lexicon.syntax import NO_SLASH, RELATIONS

LONGEST_DISTANCE = 999  # more words than any sentence holds: a larger number is a slip of the pen
DEEPEST = 40  # parentheses within each other, or operators in one term: no readable term comes near

_CHUNK = re.compile(r'=?"[^"]*"|[^\s()|"]+')
_SET = re.compile(r"@[^\W\d]\w*(-\w+)*")
_OPERATOR = re.compile(r"(NEAR|BEFORE|AFTER)/[0-9]+")
_LIKE_OPERATOR = re.compile(r"(?i)(not[\s_-]*)?([a-z]+)\s*[/~]?\s*([0-9]*)")
# How news archives write the same operators (Nexis, Factiva, ProQuest).
_ELSEWHERE = {"W": "NEAR", "N": "NEAR", "WITHIN": "NEAR", "ADJ": "BEFORE", "PRE": "BEFORE", "P": "BEFORE"}
_PLAIN = {
    "NEAR": ("NEAR needs a distance", 'write NEAR/5 for "within 5 words"'),
    "BEFORE": ("BEFORE needs a distance", 'write BEFORE/5 for "at most 5 words before"'),
    "AFTER": ("AFTER needs a distance", 'write AFTER/5 for "at most 5 words after"'),
    "AND": ("AND is not an operator", "write a NEAR/n b, with n the largest distance in words"),
    "OR": ("OR is not an operator", "write (a | b)"),
}
_EMPTY = ("an alternative is empty", "write a word on both sides of `|`")


class PatternError(LexiconError):
    """A term that cannot be read or can never match: `pattern` as written and `at`, the offset of the fault in it."""

    def __init__(self, pattern: str, at: int, what: str, remedy: str = "") -> None:
        self.pattern = pattern
        self.at = at
        super().__init__(f"term `{pattern}`, column {at + 1}", what, remedy)


def check_spelling(pattern: str) -> None:
    """Raise PatternError for a misspelt operator or set name.

    To the grammar these are words or strange characters, so its own message would miss what was meant.
    """
    chunks = [(chunk[0], chunk.start()) for chunk in _CHUNK.finditer(pattern)]
    for index, (chunk, at) in enumerate(chunks):
        follower = chunks[index + 1][0] if index + 1 < len(chunks) else ""
        if '"' not in chunk:
            _check_operator(pattern, chunk, at, follower)
            _check_marks(pattern, chunk, at)
    _check_depth(pattern)


def explain(pattern: str, at: int | None) -> PatternError:
    """Return what was expected at `at`, where the grammar gave up; None is the end of the term."""
    if at is None:
        return _unfinished(pattern)
    rest, before = pattern[at:], pattern[:at].rstrip()
    open_here = before.count("(") > before.count(")")
    cases: tuple[tuple[bool, str, str], ...] = (
        (rest.startswith(('"', '="')), "the quotation mark is never closed", 'add the closing "'),
        (rest.startswith("="), "a word was expected right after `=`", "write =US, without a space"),
        (rest.startswith("@"), "the name of a set was expected after `@`", "a name begins with a letter: @ukraine"),
        (rest.startswith(("|", ")")) and before.endswith("|"), *_EMPTY),
        (rest.startswith("|") and before.endswith("("), *_EMPTY),
        (rest.startswith(")") and before.endswith("("), "nothing between the parentheses", "write a word there"),
        (rest.startswith("|") and not open_here, "`|` stands outside parentheses", "write (a | b)"),
        (rest.startswith(")") and not open_here, "`)` without an opening parenthesis", "delete it or add `(`"),
    )
    for applies, what, remedy in cases:
        if applies:
            return PatternError(pattern, at, what, remedy)
    found = (rest.split() or [""])[0]
    return PatternError(pattern, at, f"a word, @set or `(` was expected, not `{found}`", "write one before it")


def _check_operator(pattern: str, chunk: str, at: int, follower: str) -> None:
    if NO_SLASH.fullmatch(chunk) or ("/" in chunk and not _OPERATOR.fullmatch(chunk)):
        raise PatternError(pattern, at, f"`{chunk}` is not an operator", _meant(chunk))
    if chunk in _PLAIN:
        what, remedy = _PLAIN[chunk]
        raise PatternError(pattern, at, what, f'{remedy}, or "{chunk}" in quotation marks for the word')
    if chunk == "NOT" and "/" not in follower and follower not in RELATIONS:
        remedy = 'write NOT NEAR/4 (a | b), or "NOT" in quotation marks for the word'
        raise PatternError(pattern, at, "NOT is followed by NEAR/n, BEFORE/n or AFTER/n", remedy)


def _check_marks(pattern: str, chunk: str, at: int) -> None:
    if chunk.startswith("@") and chunk != "@":
        name = _SET.match(chunk)
        if name is None or name.end() != len(chunk):
            end = name.end() if name else 1
            remedy = "a possessive is matched anyway" if "'" in chunk[end:] else "a name holds letters, digits, _ and -"
            raise PatternError(pattern, at + end, f"`{chunk[end]}` is not part of a set's name", remedy)
    inner = re.search(r"[=@]", chunk[1:])
    if inner:
        place = at + 1 + inner.start()
        what = f"`{inner[0]}` stands inside a word"
        raise PatternError(pattern, place, what, "put it before the word, after a space")


def _check_depth(pattern: str) -> None:
    for count, operator in enumerate(_OPERATOR.finditer(pattern), start=1):
        if count > DEEPEST:
            what = f"more than {DEEPEST} operators in one term"
            raise PatternError(pattern, operator.start(), what, "split it into several terms")
    depth = 0
    for at, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if depth > DEEPEST:
            what = f"more than {DEEPEST} parentheses within each other"
            raise PatternError(pattern, at, what, "split it into several terms")


def _meant(chunk: str) -> str:
    """Return the remedy for something that looks like an operator: the nearest right spelling."""
    like = _LIKE_OPERATOR.fullmatch(chunk)
    if like is None:
        name, _, rest = chunk.partition("/")
        if name.upper() in RELATIONS:
            return f"write {name.upper()}/ and a whole number from 1 to {LONGEST_DISTANCE}"
        return f"write the words in a row ({name} {rest}) or as alternatives ({name} | {rest})"
    refused, name, digits = like.groups()
    close = difflib.get_close_matches(name.upper(), RELATIONS, n=1, cutoff=0.5)
    right = _ELSEWHERE.get(name.upper()) or (close[0] if close else None)
    if right is None:
        return f"the operators are {', '.join(f'{relation}/n' for relation in RELATIONS)}"
    return f"did you mean {'NOT ' if refused else ''}{right}/{digits or 'n'}?"


def _unfinished(pattern: str) -> PatternError:
    """Return the error for a term that ends too early."""
    end = len(pattern.rstrip())
    last = (pattern.split() or [""])[-1]
    if _OPERATOR.fullmatch(last):
        return PatternError(pattern, end, f"a word, @set or `(` was expected after {last}", "write what must be near")
    if last.endswith("|"):
        return PatternError(pattern, end, *_EMPTY)
    unclosed: list[int] = []
    for at, char in enumerate(pattern):
        if char == "(":
            unclosed.append(at)
        elif char == ")" and unclosed:
            unclosed.pop()
    if unclosed:
        return PatternError(pattern, unclosed[-1], "the parenthesis is never closed", "add `)`")
    return PatternError(pattern, end, "a word, @set or `(` was expected", "an empty term matches nothing")
