"""Where the subject of a reporting verb stands, and how the verb is embedded.

No grammar is parsed: the scan goes left from the verb to the nearest break (comma, dash, quotation mark, conjunction)
and reads what it meets on the way. That is enough for the few shapes in which news prose attributes a claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from framing.text.voices.cued import Phrase, Reading

Head = Literal["none", "first person", "pronoun", "quantifier", "source", "document", "name", "perhaps", "it", "other"]

WIDEST_SUBJECT = 30  # words; a longer run without a break is no subject
WIDEST_BEFORE_VERB = 8  # auxiliaries and adverbs between subject and verb
WIDEST_INVERTED = 14  # words of a subject that follows its verb ("said Alex Plitsas, a fellow")
DESCRIPTION = 3  # words behind a source noun that only describe it
PARENTS = 150  # words looked back for the subject of a verb that stands far behind it


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting verb with its surroundings: half-open word ranges.

    `group` is where the verb's auxiliaries and adverbs begin; `subject` is empty (start == end) where none was found.
    `embedded` says that the verb does not carry the sentence: it stands in a relative or subordinate clause or in a
    bare infinitive. `set_off` says that a comma or a quotation mark stands before the subject, `leads` that "As X
    pointed out" opens the sentence.
    """

    verb: Phrase
    group: int = 0
    subject: tuple[int, int] = (0, 0)
    head: int = -1
    kind: Head = "none"
    inverted: bool = False
    embedded: bool = False
    negated: bool = False
    passive: bool = False
    gerund: bool = False
    set_off: bool = False
    leads: bool = False

    @property
    def personal(self) -> bool:
        """Whether the subject is somebody who can hold a view."""
        return self.kind in {"pronoun", "quantifier", "source", "name", "perhaps"}


def clause_of(reading: Reading, verb: Phrase, *, inverts: bool) -> Clause:
    """Return the clause of `verb`; only a verb that `inverts` may have its subject behind it ("said one diplomat")."""
    left = _before_verb(reading, verb.start)
    being = any(reading.has("being", index) for index in range(left, verb.start))
    ing = reading.word(verb.start).endswith("ing")
    clause = Clause(
        verb=verb,
        group=left,
        negated=_negated(reading, left, verb.start),
        passive=(being and not ing and not reading.has("being", verb.start)) or reading.word(verb.end) == "by",
        gerund=ing and not being,
    )
    if reading.word(left - 1) == "to":
        bridged = any(bridge.end == left for bridge in reading.found.get("bridges", ()))
        return replace(clause, embedded=not bridged, subject=(left, left), kind="other")
    if clause.gerund:
        return _gerund(reading, clause, left)
    return _finite(reading, clause, left, inverts=inverts)


def head_of(reading: Reading, start: int, end: int) -> tuple[int, Head]:
    """Return the word that heads the noun phrase `start:end`, and what it is; (-1, "none") where there is none."""
    while start < end and (_is_filler(reading, start) and not reading.name(start)):
        alone = start == end - 1 or reading.has("prepositions", start + 1)
        if alone and _kind(reading, start) != "other":
            break
        start += 1
    if start >= end:
        return -1, "none"
    stop = next((i for i in range(start, end) if _ends_noun_phrase(reading, i)), end)
    head = (stop if stop > start else end) - 1
    kind = _kind(reading, head)
    if kind == "other" and head == start == 0 and reading.capital(0) and not _is_filler(reading, 0):
        return head, "perhaps"
    if kind == "other" and stop == start:
        return head, "other"
    if kind == "other":
        known = [i for i in range(start, stop) if _kind(reading, i) in {"source", "name"}]
        if known and not reading.has("finite", head) and _descriptive(reading, known[-1], head):
            return known[-1], _kind(reading, known[-1])
    return head, kind


def first_subject(reading: Reading, before: int) -> tuple[tuple[int, int], int, Head, bool]:
    """Return the subject of the main clause that `before` belongs to: range, head, kind, and whether it is embedded.

    The first stretch between breaks that is no introduction ("In July,", "As he approached,") holds it.
    """
    start = max(0, before - PARENTS)
    for index in range(before - 1, start, -1):
        if not _BREAKS_SENTENCE.isdisjoint(reading.gap(index)) and not reading.aside[index]:
            start = index
            break
    embedded = False
    at = start
    while at < before:
        stop = next((i for i in range(at + 1, before) if reading.breaks(i)), before)
        first = at
        while first < stop and (reading.has("conjunctions", first) or reading.adverb(first)):
            first += 1
        introduces = first == stop or any(reading.has(name, first) for name in INTRODUCTIONS)
        introduces = introduces or (first == 0 and not reading.name(0) and reading.word(0).endswith(_PARTICIPLES))
        if not introduces and reading.quotes[first] < 0 and not reading.aside[first]:
            subject = _leading_noun_phrase(reading, first, stop)
            if subject[1] >= 0:
                return (first, subject[0]), subject[1], subject[2], False
        embedded = embedded or (first < stop and reading.has("subordinators", first))
        at = stop
    return (before, before), -1, "none", embedded


_BREAKS_SENTENCE = frozenset(";:")
_PARTICIPLES = ("ing", "ed")  # "Speaking in Vienna, ...", "Asked whether he would, ..."
INTRODUCTIONS = ("prepositions", "subordinators", "relatives")


def _before_verb(reading: Reading, verb: int) -> int:
    """Return where the auxiliaries and adverbs before the verb begin ("has, however, repeatedly")."""
    index = verb
    while index > 0 and verb - index < WIDEST_BEFORE_VERB:
        back = index - 1
        if reading.breaks(index):
            stop = back
            while stop >= 0 and reading.adverb(stop) and not reading.breaks(stop):
                stop -= 1
            if stop < 0 or not reading.adverb(stop) or reading.quotes[stop] >= 0:
                return index
            index = stop
        elif reading.has("auxiliaries", back) or reading.adverb(back) or reading.has("negators", back):
            index = back
        else:
            return index
    return index


def _negated(reading: Reading, left: int, verb: int) -> bool:
    denied = [i for i in range(left, verb) if reading.has("negators", i)]
    return bool(denied) and reading.word(denied[-1] + 1) != "only"


def _gerund(reading: Reading, clause: Clause, left: int) -> Clause:
    """Read ", saying that ...": the gerund opens a stretch of its own, alone or behind "with the minister"."""
    opens = reading.breaks(left) or reading.has("conjunctions", left - 1)
    if opens:
        subject, head, kind, _ = first_subject(reading, left)
        return replace(clause, subject=subject, head=head, kind=kind)
    start = left
    while start > 0 and left - start < WIDEST_SUBJECT and not reading.breaks(start):
        start -= 1
    if reading.word(start) == "with" and start < left - 1:
        head, kind = head_of(reading, start + 1, left)
        return replace(clause, subject=(start + 1, left), head=head, kind=kind, embedded=head < 0)
    return replace(clause, embedded=True)


def _finite(reading: Reading, clause: Clause, left: int, *, inverts: bool) -> Clause:
    start, connective = left, -1
    while start > 0 and left - start < WIDEST_SUBJECT and not reading.breaks(start):
        back = start - 1
        if reading.has("conjunctions", back):
            break
        if _embeds(reading, back):
            connective = back
            break
        start = back
    if connective >= 0 and _past_relative(reading, connective, left):
        subject, head, kind, inside = first_subject(reading, connective)
        return replace(clause, subject=subject, head=head, kind=kind, embedded=inside or head < 0)
    embedded = connective >= 0 and _is_embedded(reading, connective, left)
    if start < left:
        head, kind = head_of(reading, start, left)
        if head >= 0:
            set_off = reading.breaks(start) and ";" not in reading.gap(start) and not reading.has("prepositions", start)
            leads = not embedded and _leads(reading, connective, start)
            found = replace(clause, subject=(start, left), head=head, kind=kind, embedded=embedded)
            denied = any(_denies(reading, index) for index in range(start, head + 1))
            return replace(found, set_off=set_off, leads=leads, negated=clause.negated or denied)
    if connective >= 0:
        return replace(clause, embedded=True)
    inverted = _inverted(reading, clause, left) if inverts else None
    if inverted is not None:
        return inverted
    subject, head, kind, inside = first_subject(reading, start)
    return replace(clause, subject=subject, head=head, kind=kind, embedded=inside or head < 0)


def _denies(reading: Reading, index: int) -> bool:
    return reading.has("negators", index) and not reading.word(index + 1).isdigit()  # "No 10" denies nothing


def _embeds(reading: Reading, index: int) -> bool:
    return reading.has("subordinators", index) or reading.has("relatives", index)


def _is_embedded(reading: Reading, connective: int, left: int) -> bool:
    if connective == left - 1:
        return True
    if connective > 0 and reading.has("contrasts", connective) and reading.breaks(connective):
        return False
    opens = connective == 0 or reading.quotes[connective - 1] >= 0
    return not (opens and reading.word(connective) == "as")


def _leads(reading: Reading, connective: int, start: int) -> bool:
    """Say whether "As X pointed out" opens the sentence, also with the name set off ("As my colleague, X,")."""
    if connective >= 0:
        return reading.word(connective) == "as" and not reading.has("contrasts", connective)
    if reading.word(0) != "as" or not 1 < start <= WIDEST_BEFORE_VERB:
        return False
    return head_of(reading, 1, start)[1] in {"source", "name"}


def _past_relative(reading: Reading, relative: int, left: int) -> bool:
    """Say whether a who-clause is over before the verb: "soldiers who fled told", not "the man who officials say"."""
    if reading.word(relative) != "who" or relative == left - 1 or relative == 0:
        return False
    return head_of(reading, relative + 1, left)[1] in {"other", "none"}


def _inverted(reading: Reading, clause: Clause, left: int) -> Clause | None:
    """Read '"...," said Alex Plitsas': the subject follows the verb, which follows the words it reports."""
    verb = clause.verb
    if left < verb.start or clause.negated or verb.end >= len(reading) or reading.breaks(verb.end):
        return None
    stop = verb.end
    while stop < min(len(reading), verb.end + WIDEST_INVERTED) and not (stop > verb.end and reading.breaks(stop)):
        if reading.has("finite", stop) and not reading.has("relatives", stop):
            break
        stop += 1
    cut = next((i for i in range(verb.end, stop) if reading.has("relatives", i)), stop)
    finite = cut == stop and stop < len(reading) and reading.has("finite", stop) and not reading.breaks(stop)
    if finite or cut == verb.end or (reading.has("pronouns", verb.end) and cut - verb.end > 1):
        return None
    after_quote = left > 0 and reading.quotes[left - 1] >= 0
    if not (after_quote or left == 0 or _after_claim(reading, left)):
        return None
    head, kind = head_of(reading, verb.end, cut)
    if kind not in {"source", "name", "pronoun", "quantifier"}:
        return None
    return replace(clause, subject=(verb.end, cut), head=head, kind=kind, inverted=True)


def _after_claim(reading: Reading, left: int) -> bool:
    """Say whether a claim stands before the verb, and not just its subject ("Sullivan, an aide, told")."""
    subject, head, kind, _ = first_subject(reading, left)
    if kind == "none" or subject[0] >= left:
        return left > 1
    if kind == "document":
        return True
    stop = next((i for i in range(head + 1, left) if reading.breaks(i)), left)
    if (stop == head + 1 and kind in {"source", "name"}) or reading.has("prepositions", head + 1):
        return any(reading.has("finite", i) for i in range(head + 1, stop))
    return True


def _leading_noun_phrase(reading: Reading, start: int, stop: int) -> tuple[int, int, Head]:
    """Return the end, head and kind of the noun phrase that opens `start:stop`, judged by its first telling word."""
    for index in range(start, stop):
        if _ends_noun_phrase(reading, index):
            break
        kind = _kind(reading, index)
        if kind == "name" and reading.possessive(index):
            continue
        if kind == "other" and index == 0 and _stands_alone(reading):
            return 1, 0, "perhaps"
        if kind in {"name", "source", "pronoun", "first person", "document"}:
            end = index + 1
            while end < stop and kind in {"name", "source"} and _goes_on(reading, end):
                end += 1
            return end, end - 1, _kind(reading, end - 1)
        if index - start >= LEADING_WORDS:
            break
    head, kind = head_of(reading, start, stop)
    return (stop, head, "other" if kind in {"name", "source"} else kind) if head >= 0 else (stop, -1, "none")


LEADING_WORDS = 5  # a noun phrase that names somebody does so within its first words


def _stands_alone(reading: Reading) -> bool:
    """Say whether the sentence's first word is a subject by itself, so probably a name: "Berlin followed suit"."""
    if not reading.capital(0) or _is_filler(reading, 0) or reading.has("titles", 0):
        return False
    return reading.breaks(1) or reading.has("auxiliaries", 1) or reading.adverb(1) or reading.word(1).endswith("ed")


def _goes_on(reading: Reading, index: int) -> bool:
    if reading.breaks(index) or _ends_noun_phrase(reading, index):
        return False
    return _kind(reading, index) in {"name", "source"}


def _descriptive(reading: Reading, known: int, head: int) -> bool:
    """Say whether what follows a source noun only describes it ("people briefed", "officials familiar")."""
    return (
        head - known <= DESCRIPTION
        and reading.has("sources", known)
        and reading.word(known + 1).endswith(("ed", "ing"))
    )


def _ends_noun_phrase(reading: Reading, index: int) -> bool:
    if reading.has("sources", index):
        return False
    return any(reading.has(name, index) for name in ("prepositions", "relatives", "auxiliaries")) and not (
        reading.capital(index) and index > 0 and reading.capital(index - 1) and not reading.has("relatives", index)
    )


def _is_filler(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    return word.isdigit() or any(reading.has(name, index) for name in ("determiners", "adverbs", "conjunctions"))


def _kind(reading: Reading, index: int) -> Head:
    if reading.has("first_persons", index) and reading.tokens[index].text != "US":
        return "first person"
    for name, kind in _KINDS:
        if reading.has(name, index):
            return kind
    if reading.word(index) == "it":
        return "it"
    return "name" if reading.name(index) else "other"


_KINDS: tuple[tuple[str, Head], ...] = (
    ("pronouns", "pronoun"),
    ("sources", "source"),
    ("documents", "document"),
    ("quantifiers", "quantifier"),
)
