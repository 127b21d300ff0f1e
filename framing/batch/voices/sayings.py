"""When a reporting verb makes the sentence a source's claim, on arrays: one rule for each kind of verb.

The rules are those of `framing/text/voices/verbs.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from framing.batch.compiled import inner
from framing.batch.layout import ENDS_S, LISTS, POSSESSIVE, bits
from framing.batch.voices.clauses import BEING
from framing.batch.voices.lines import (
    BREAK,
    DOCUMENT,
    FIRST_PERSON,
    IT,
    NAME,
    NONE,
    OTHER,
    PERHAPS,
    PRONOUN,
    QUANTIFIER,
    SOURCE,
    SOURCES,
    SPOKEN,
    Line,
    first_of,
    has,
)
from framing.batch.voices.nouns import FINITE, PREPOSITIONS
from framing.batch.voices.reported import Saying, announces, bare_clause, passive, quotes, set_off
from framing.batch.voices.subjects import CONJUNCTIONS
from framing.text.voices.verbs import (
    ACT_WORDS,
    CLAIM_WORDS,
    DETERMINER_WITHIN,
    QUOTED_WITHIN,
    REPLY_WITHIN,
    RULES,
    UNDENIED,
)

SPEECH, CLAIMS, JUDGEMENTS, OPINIONS, ACTS = (LISTS.index(name) for name in RULES)
_UNDENIED = bits(*UNDENIED)
_PERSONAL = PRONOUN | QUANTIFIER | SOURCE | NAME | PERHAPS
_ARTICLES = bits("articles")
_DEMONYMS = bits("demonyms")
_DOCUMENTED = bits("documented")
_EVIDENCE = bits("evidence")
_MODALS = bits("modals")
_NOUNLIKE = bits("nounlike")
_OBLIGATIONS = bits("obligations")
_PLURALS = bits("plurals")
_REBUTTALS = bits("rebuttals")
_SINGULARS = bits("singulars")


@inner
def reports(name: int, saying: Saying) -> bool:
    """Say whether a verb of the list with number `name` makes the sentence a source's claim."""
    clause, line = saying.clause, saying.line
    verb = clause.verb
    if clause.subject.kind == NONE or (clause.negated and (1 << name) & _UNDENIED == 0):
        return False
    if first_of(line.flags, _OBLIGATIONS, verb.group, verb.start) < verb.start:
        return False
    if first_of(line.flags, _MODALS, verb.group, verb.start) < verb.start and _replied(line, verb.end):
        return False
    if verb.passive:
        return name in (SPEECH, CLAIMS) and passive(saying)
    return _acts(saying) if name == ACTS else not _noun(saying) and _active(name, saying)


@inner
def _replied(line: Line, end: int) -> bool:
    """Say whether the author replies: "Critics will argue that ..., but there is ..."."""
    later = min(end + REPLY_WITHIN, len(line.flags))
    index = end + 1
    while index < later and (line.flags[index] & _REBUTTALS == 0 or line.marks[index] & BREAK == 0):
        index += 1
    return index < later


@inner
def _active(name: int, saying: Saying) -> bool:
    """Apply the rule of one kind of verb, where the verb is no noun and has no passive."""
    if name == SPEECH:
        return _speech(saying)
    if name == CLAIMS:
        return _claims(saying)
    return _judgements(saying) if name == JUDGEMENTS else _opinions(saying)


@inner
def _speech(saying: Saying) -> bool:
    """Report whatever follows ("said", "warned of"), unless said of a thing."""
    bound = saying.clause.verb.gerund or saying.lists & _EVIDENCE != 0
    return saying.clause.subject.kind != OTHER or not bound or saying.that


@inner
def _claims(saying: Saying) -> bool:
    """Report with a that-clause, a clause, a quotation, or set off by commas."""
    clause, kind = saying.clause, saying.clause.subject.kind
    if saying.lists & _EVIDENCE != 0 and kind & (OTHER | PERHAPS | IT) != 0:
        return False
    if saying.lists & _DOCUMENTED != 0 and kind != DOCUMENT:
        return False
    known = kind & (_PERSONAL | DOCUMENT | IT) != 0
    if clause.inverted or saying.that or (known and (clause.leads or bare_clause(saying))):
        return True
    return quotes(saying, known) or announces(saying) or set_off(saying)


@inner
def _judgements(saying: Saying) -> bool:
    """Carry a judgement without a clause: "accused", "stressed the need", "are sceptical"."""
    clause, verb = saying.clause, saying.clause.verb
    if clause.subject.kind & _PERSONAL == 0:
        return False
    if saying.lists & BEING != 0:
        return first_of(saying.line.marks, BREAK, verb.start + 1, verb.end) >= verb.end
    return not clause.negated


@inner
def _opinions(saying: Saying) -> bool:
    """Hold a view: "officials believe", "Putin thinks that"."""
    clause, line, end = saying.clause, saying.line, saying.clause.verb.end
    if clause.verb.gerund or clause.subject.kind & _PERSONAL == 0:
        return False
    if end >= len(line.flags):
        return clause.set_off and end >= CLAIM_WORDS
    if line.flags[end] & (PREPOSITIONS | CONJUNCTIONS) != 0:
        return False
    plain = clause.subject.kind == SOURCE and not has(line.marks, BREAK, end)
    return plain or saying.that or bare_clause(saying) or set_off(saying)


@inner
def _acts(saying: Saying) -> bool:
    """Report only with the words that were spoken: 'condemned the "barbaric act"'."""
    line, end = saying.line, saying.clause.verb.end
    if saying.clause.subject.kind & (_PERSONAL | IT) == 0:
        return False
    spoken = 0
    for index in range(end, min(end + QUOTED_WITHIN, len(line.flags))):
        spoken += 1 if line.marks[index] & SPOKEN != 0 else 0
    return spoken >= ACT_WORDS


@inner
def _noun(saying: Saying) -> bool:
    """Say whether a form such as "claims" or "reports" is a noun or an adjective here ("the feared escalation")."""
    clause, line = saying.clause, saying.line
    verb = clause.verb.start
    if clause.inverted or verb == 0:
        return False
    if line.flags[verb - 1] & _ARTICLES != 0 or line.marks[verb - 1] & POSSESSIVE != 0:
        return True
    return saying.lists & _NOUNLIKE != 0 and clause.subject.end <= verb and not _has_subject(saying)


@inner
def _has_subject(saying: Saying) -> bool:
    """Say whether what stands before a word that may be a noun can be the subject of the verb."""
    subject, line = saying.clause.subject, saying.line
    verb = saying.clause.verb.start
    if line.flags[verb - 1] & _DEMONYMS != 0 and line.flags[verb - 1] & SOURCES == 0:
        return False
    if first_of(line.flags, FINITE, subject.start, subject.end) < subject.end:
        return False
    if line.marks[verb] & ENDS_S != 0:
        return subject.kind != OTHER or saying.that
    if subject.end < verb:
        return True
    return first_of(line.flags, _SINGULARS, max(0, verb - DETERMINER_WITHIN), verb) >= verb and _plural(saying)


@inner
def _plural(saying: Saying) -> bool:
    subject, line = saying.clause.subject, saying.line
    if subject.kind & (QUANTIFIER | PRONOUN | FIRST_PERSON) != 0:
        return True
    return has(line.marks, ENDS_S, subject.head) or has(line.flags, _PLURALS, subject.head)
