"""When a reporting verb makes the sentence a source's claim: one rule for each kind of verb.

"Said" reports whatever follows; "added" reports only with a clause, a quotation or set off by commas; "accused" carries
a judgement by itself where somebody is its subject; "believe" wants a holder and a clause; "condemned" is an act and
reports only together with the words that were spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from framing.text.voices.clause import Clause
from framing.text.voices.cued import Reading

THAT_WITHIN = 12  # words between a verb and its "that": "announced on Tuesday in a statement that"
CLAUSE_WITHIN = 14  # words between a verb and the finite verb of a clause without "that"
DETERMINER_WITHIN = 3  # words between an article and its noun: "a nuclear reply"
INTRODUCTION = 60  # words a sentence's introduction may have
QUOTED_WITHIN = 40  # words between a verb and the quotation it may introduce
ASIDE_WORDS = 9  # words behind a trailing attribution: ", he said in an interview on Monday."
REPLY_WITHIN = 60  # words between an imagined objection and the author's reply
CLAIM_WORDS = 3  # words a trailing attribution must have before it
# Quoted words that are speech and not a name or a scare quote; verbs of acting ("condemned") take shorter quotations.
# Swept 1-6 and 1-4 on 951 coded sentences: one of them moves.
SPOKEN_WORDS = 4
ACT_WORDS = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """A reporting verb to be judged: its clause in the sentence, and the quoted words that may be speech."""

    reading: Reading
    clause: Clause
    spoken: frozenset[int]

    @property
    def end(self) -> int:
        """The word behind the verb."""
        return self.clause.verb.end

    def has(self, name: str) -> bool:
        """Say whether the verb is one of the list `name`."""
        return self.reading.has(name, self.clause.verb.start)

    def next_has(self, *names: str) -> bool:
        """Say whether the word behind the verb is one of these lists."""
        return any(self.reading.has(name, self.end) for name in names)


def _speech(saying: Saying) -> bool:
    """Report whatever follows ("said", "warned of"), unless denied or said of a thing."""
    clause = saying.clause
    if clause.passive:
        return _passive(saying)
    if clause.kind == "other" and (clause.gerund or saying.has("evidence")) and not _that(saying):
        return False
    return not _noun(saying)


def _claims(saying: Saying) -> bool:
    """Report with a that-clause, a clause, a quotation, or set off by commas."""
    clause = saying.clause
    if clause.passive:
        return _passive(saying)
    if saying.has("evidence") and clause.kind in {"other", "perhaps", "it"}:
        return False
    if (saying.has("documented") and clause.kind != "document") or _noun(saying):
        return False
    known = clause.personal or clause.kind in {"document", "it"}
    plain = clause.inverted or _announces(saying) or _that(saying) or _quotes(saying, known=known) or _set_off(saying)
    return plain or (known and (clause.leads or _bare_clause(saying)))


def _judgements(saying: Saying) -> bool:
    """Carry a judgement without a clause: "accused", "stressed the need", "are sceptical"."""
    clause, reading = saying.clause, saying.reading
    if clause.passive or not clause.personal or _noun(saying):
        return False
    if saying.has("being"):
        return not any(reading.breaks(index) for index in range(clause.verb.start + 1, clause.verb.end))
    return not clause.negated


def _opinions(saying: Saying) -> bool:
    """Hold a view: "officials believe", "Putin thinks that"."""
    clause, reading = saying.clause, saying.reading
    if clause.passive or clause.gerund or not clause.personal or _noun(saying):
        return False
    if saying.end >= len(reading):
        return clause.set_off and saying.end >= CLAIM_WORDS
    if saying.next_has("prepositions", "conjunctions"):
        return False
    plain = clause.kind == "source" and not reading.breaks(saying.end)
    return plain or _that(saying) or _bare_clause(saying) or _set_off(saying)


def _acts(saying: Saying) -> bool:
    """Report only with the words that were spoken: 'condemned the "barbaric act"'."""
    clause = saying.clause
    if clause.passive or not (clause.personal or clause.kind == "it"):
        return False
    behind = range(saying.end, min(saying.end + QUOTED_WITHIN, len(saying.reading)))
    return sum(index in saying.spoken for index in behind) >= ACT_WORDS


RULES: Mapping[str, Callable[[Saying], bool]] = {
    "speech": _speech,
    "claims": _claims,
    "judgements": _judgements,
    "opinions": _opinions,
    "acts": _acts,
}
"""The rule of each list of verbs, in the order in which a verb of several lists is tried."""

UNDENIED = frozenset({"judgements", "opinions"})  # "officials do not believe" is still their view


def reports(name: str, saying: Saying) -> bool:
    """Say whether a verb of the list `name` makes the sentence a source's claim."""
    clause, reading = saying.clause, saying.reading
    if clause.kind == "none" or (clause.negated and name not in UNDENIED):
        return False
    group = range(clause.group, clause.verb.start)
    if any(reading.has("obligations", index) for index in group):
        return False
    imagined = any(reading.has("modals", index) for index in group)
    later = range(saying.end + 1, min(saying.end + REPLY_WITHIN, len(reading))) if imagined else ()
    if any(reading.has("rebuttals", index) and reading.breaks(index) for index in later):
        return False  # "Critics will argue that ..., but there is ..." is the author's reply
    return RULES[name](saying)


def _noun(saying: Saying) -> bool:
    """Say whether a form such as "claims" or "reports" is a noun or an adjective here ("the feared escalation")."""
    clause, reading = saying.clause, saying.reading
    verb = clause.verb.start
    if clause.inverted or verb == 0:
        return False
    if reading.has("articles", verb - 1) or reading.possessive(verb - 1):
        return True
    return saying.has("nounlike") and clause.subject[1] <= verb and not _has_subject(saying)


def _has_subject(saying: Saying) -> bool:
    """Say whether what stands before a word that may be a noun can be the subject of the verb."""
    clause, reading = saying.clause, saying.reading
    verb = clause.verb.start
    if reading.has("demonyms", verb - 1) and not reading.has("sources", verb - 1):
        return False
    if any(reading.has("finite", index) for index in range(*clause.subject)):
        return False
    if reading.word(verb).endswith("s"):
        return clause.kind != "other" or _that(saying)
    singular = any(reading.has("singulars", index) for index in range(max(0, verb - DETERMINER_WITHIN), verb))
    return clause.subject[1] < verb or (not singular and _plural(saying))


def _plural(saying: Saying) -> bool:
    clause, reading = saying.clause, saying.reading
    if clause.kind in {"quantifier", "pronoun", "first person"}:
        return True
    return reading.word(clause.head).endswith("s") or reading.has("plurals", clause.head)


def _that(saying: Saying) -> bool:
    """Say whether a that-clause follows, next to the verb or behind a time, a place or an addressee."""
    reading, end = saying.reading, saying.end
    behind = saying.has("addressing") or saying.next_has("prepositions", "times", "adverbs")
    if reading.word(end) != "that" and not behind:
        return False
    for index in range(end, min(end + THAT_WITHIN, len(reading))):
        adverb = reading.adverb(index - 1) or reading.adverb(index)
        if reading.quotes[index] >= 0 or (index > end and "," in reading.gap(index) and not adverb):
            return False
        if reading.word(index) == "that":
            return index + 1 < len(reading) and (index == end or not reading.has("prepositions", index - 1))
    return False


def _bare_clause(saying: Saying) -> bool:
    """Say whether a clause without "that" follows: something finite before the next break."""
    reading, end = saying.reading, saying.end
    if end >= len(reading) or reading.breaks(end) or reading.word(end) == "to":
        return False
    if saying.next_has("prepositions", "conjunctions"):
        return False
    if reading.has("clause_subjects", end):
        return True
    stops = ("conjunctions", "relatives", "subordinators")
    for index in range(end, min(end + CLAUSE_WITHIN, len(reading))):
        if (index > end and reading.breaks(index)) or any(reading.has(name, index) for name in stops):
            return False
        if index > end and reading.has("finite", index):
            return True
    return False


def _announces(saying: Saying) -> bool:
    """Say whether the sentence ends with a colon right behind the verb and a place: "wrote in her report:"."""
    reading, end = saying.reading, saying.end
    if ":" not in reading.gap(len(reading)) or len(reading) - end > ASIDE_WORDS:
        return False
    return not any(reading.breaks(i) or reading.has("finite", i) for i in range(end, len(reading)))


def _quotes(saying: Saying, *, known: bool) -> bool:
    """Say whether quoted words belong to the verb: next to it, or, of a known source, in its part of the sentence."""
    reading, verb = saying.reading, saying.clause.verb
    if not saying.spoken.isdisjoint({verb.end, verb.start - 1, saying.clause.subject[0] - 1}):
        return True
    around = range(max(0, verb.start - QUOTED_WITHIN), min(verb.start + QUOTED_WITHIN, len(reading)))
    near = [index for index in around if index in saying.spoken]
    if not known or len(near) < SPOKEN_WORDS:
        return False
    for index in (near[0], near[-1]):
        between = range(min(index, verb.start) + 1, max(index, verb.start) + 1)
        if not any(";" in reading.gap(place) for place in between):
            return True
    return False


def _set_off(saying: Saying) -> bool:
    """Say whether the attribution is set off from the claim: ", the ministry reported on Tuesday."."""
    clause, reading, end = saying.clause, saying.reading, saying.end
    inside = end < len(reading) and reading.breaks(end)  # ", she noted,"
    if not clause.set_off or clause.subject[0] < (1 if inside else CLAIM_WORDS):
        return False
    stop = end
    while stop < len(reading) and stop - end <= ASIDE_WORDS and not reading.breaks(stop):
        stop += 1
    finite = any(reading.has("finite", i) and not reading.has("times", i) for i in range(end, stop))
    follows = stop == end or saying.next_has("prepositions", "times")
    if stop - end > ASIDE_WORDS or finite or not follows:
        return False
    introduced = reading.has("prepositions", 0) or reading.has("subordinators", 0)
    return not introduced or any(reading.breaks(index) for index in range(1, min(clause.subject[0], INTRODUCTION)))


def _passive(saying: Saying) -> bool:
    """Count "was told that" and ", we were told,": a source that is not named speaks."""
    if not saying.has("passives"):
        return False
    clause = saying.clause
    named = clause.kind != "first person"  # "we have been told that" is the author's complaint
    return (named and _that(saying)) or (clause.set_off and saying.reading.breaks(saying.end) and clause.subject[0] > 0)
