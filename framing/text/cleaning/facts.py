"""What holds for every text that an expression matches: how it begins, how it ends, and what must be in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

SIGNS = "“”‘’‚„«»‹›–—…•·●■►→©"
DIGIT = "0"
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# Every character a text is known to hold at a place: as `folded` writes it. Others may be anything.
KNOWN = frozenset({chr(code) for code in range(32, 127)} - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789")) | set(SIGNS)
LONGEST_OPENING = 6
MOST_OPENINGS = 100
MOST_WORDINGS = 48
# A class of more characters says too little to be spelled out.
WIDEST_CLASS = 12

Opening = tuple[str, bool]  # how a text begins, and whether it ends there
Wordings = frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What holds for every text matched.

    It begins with one of `openings`, ends with a character of `endings` (or is empty, where `empty`), and holds one
    of the wordings of each of `needs`. `all` are all the texts there are, where these are few.
    """

    openings: frozenset[Opening]
    endings: frozenset[str]
    empty: bool
    needs: tuple[Wordings, ...] = ()
    all: Wordings | None = None


NOTHING = Facts(openings=frozenset({("", True)}), endings=frozenset(), empty=True, all=frozenset({""}))


def folded(text: str) -> str:
    """Return a text as facts speak of it: ASCII letters small, ASCII digits as one."""
    return text.translate(_FOLDING)


@cache
def of_class(characters: frozenset[str]) -> Facts:
    """Return the facts of one character of a class."""
    few = len(characters) <= WIDEST_CLASS and bool(characters)
    openings = {(char, True) for char in characters} if few else {("", False)}
    told = frozenset(characters) if few and DIGIT not in characters else None
    return Facts(openings=frozenset(openings), endings=characters, empty=False, all=told)


@cache
def of_text(text: str) -> Facts:
    """Return the facts of a text that is matched as it stands."""
    low = folded(text)
    opening = (low[:LONGEST_OPENING], len(low) <= LONGEST_OPENING)
    return Facts(openings=frozenset({opening}), endings=frozenset(low[-1]), empty=False, all=frozenset({low}))


def either(parts: list[Facts]) -> Facts:
    """Return the facts of alternatives."""
    if len(parts) == 1:
        return parts[0]
    every: Wordings | None = None
    if all(part.all is not None for part in parts):
        every = frozenset().union(*(part.all or () for part in parts))
    wanted = [_best(needs(part)) for part in parts]
    return Facts(
        openings=_few(frozenset().union(*(part.openings for part in parts))),
        endings=frozenset().union(*(part.endings for part in parts)),
        empty=any(part.empty for part in parts),
        needs=(frozenset().union(*(need for need in wanted if need)),) if all(wanted) else (),
        all=every if every is not None and len(every) <= MOST_WORDINGS else None,
    )


def in_a_row(parts: Iterable[Facts]) -> Facts:
    """Return the facts of parts one behind another."""
    openings = NOTHING.openings
    endings: frozenset[str] = frozenset()
    empty = True
    wanted: list[Wordings] = []
    whole = True
    run: Wordings = frozenset({""})
    for part in parts:
        openings = _few(_joined(openings, part.openings))
        endings = part.endings | endings if part.empty else part.endings
        empty = empty and part.empty
        longer = None if part.all is None else frozenset(a + b for a, b in product(run, part.all))
        if longer is not None and len(longer) <= MOST_WORDINGS:
            run = longer
            continue
        whole = False
        wanted.append(run)
        wanted += part.needs
        run = part.all if part.all is not None else frozenset({""})
    if not whole:
        wanted.append(run)
    kept = tuple(need for need in wanted if "" not in need)
    return Facts(openings=openings, endings=endings, empty=empty, needs=kept, all=run if whole else None)


def repeated(part: Facts, least: int, most: int | None) -> Facts:
    """Return the facts of a part that is there so many times; None is any number."""
    if (least, most) == (1, 1):
        return part
    if most == 0:
        return NOTHING
    every = part.all | {""} if (least, most) == (0, 1) and part.all is not None else None
    openings: set[Opening] = set()
    now = NOTHING.openings
    for times in range(LONGEST_OPENING + least + 1):
        if times >= least:
            openings |= now
        if times == most:
            break
        longer = _few(_joined(now, part.openings))
        if longer == now:
            openings |= now
            break
        now = longer
    else:
        openings |= {(text, False) for text, _ in now}
    return Facts(
        openings=_few(frozenset(openings)),
        endings=part.endings,
        empty=least == 0 or part.empty,
        needs=needs(part) if least else (),
        all=every,
    )


def _joined(first: frozenset[Opening], second: frozenset[Opening]) -> frozenset[Opening]:
    found: set[Opening] = set()
    for text, ends in first:
        if not ends:
            found.add((text, ends))
            continue
        for more, ends_too in second:
            whole = text + more
            cut = len(whole) > LONGEST_OPENING
            if "  " not in whole:
                found.add((whole[:LONGEST_OPENING], ends_too and not cut))
    return frozenset(found)


def _few(openings: frozenset[Opening]) -> frozenset[Opening]:
    if len(openings) > MOST_OPENINGS:
        # Few lines begin with a sign: there one character tells enough.
        openings = frozenset(_cut(opening, LONGEST_OPENING if opening[0][:1].isalpha() else 1) for opening in openings)
    length = LONGEST_OPENING
    while len(openings) > MOST_OPENINGS and length:
        length -= 1
        openings = frozenset(_cut(opening, length) for opening in openings)
    return openings


def _cut(opening: Opening, length: int) -> Opening:
    text, ends = opening
    return (text[:length], ends and len(text) <= length)


def needs(part: Facts) -> tuple[Wordings, ...]:
    """Return what must be in a text, all of it where that is little."""
    return part.needs if part.all is None or "" in part.all else (part.all, *part.needs)


def _best(needs: tuple[Wordings, ...]) -> Wordings | None:
    """Return what is least likely to be met by chance: no short wording, and few of them."""
    return max(needs, key=lambda need: (min(map(len, need)), -len(need)), default=None)


_FOLDING = {code: chr(code + 32) for code in range(65, 91)} | dict.fromkeys(range(48, 58), DIGIT)
