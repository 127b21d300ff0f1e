"""Stance: which cue reaches which hit. The cue lists are the house's; the lexicon is a small one of the test's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import paragraphs

from framing.errors import LexiconError
from framing.lexicon.load import load_cues
from framing.model import CueLists, Facet, Hit, Lexicon, Term
from framing.score.match import Matcher
from framing.score.stance import Judge

PATTERNS = ("escalat*", "red line*", "world war", "nuclear (strike | war)", "retaliat*", "warnings")
TERMS = tuple(Term(id=f"t/f/{pattern}", pattern=pattern, facet="f") for pattern in PATTERNS)
LEXICON = Lexicon(
    name="t", title="T", version="1", about="", facets=(Facet(name="f", title="F", terms=TERMS),), origin="t.yaml"
)
CUES = load_cues()
JUDGE = Judge(CUES)


def judged(text: str) -> tuple[Hit, ...]:
    """Return the judged hits of one sentence."""
    document = paragraphs(text)
    return JUDGE.judge(document, Matcher(LEXICON).match(document))


ASSERTED = [
    "The move could lead to escalation.",
    "He warned of a nuclear strike.",
    "It would be naive to think that it will not escalate.",
    "Nobody can rule out a nuclear war.",
    "Officials no longer rule out retaliation.",
    "A nuclear strike cannot be ruled out.",
    "The West must not cross Moscow's red lines.",
    "Washington does not want escalation.",
    "The threat of a nuclear strike is not a bluff.",
    "Retaliation is not unlikely.",
    "He did not dismiss fears of escalation.",
    "Are we sleepwalking into a world war?",
    "The allies want no quarrel, but a nuclear war is closer than ever.",
    "The move will not go unanswered and risks escalation.",
    "Without precedent is the risk of a nuclear war.",
    "He was asked not to take any step that might lead to escalation.",
    "The risk of a nuclear strike is low, but not zero.",
    "Ministers urged Moscow not to retaliate.",
]

DISCOUNTED = [
    "The move will not lead to escalation.",
    "It would not lead to war or to retaliation.",
    "The feared escalation has not materialized.",
    "The feared escalation never came.",
    "Talk of a nuclear war is overblown.",
    "Alarmist warnings of a world war fill the headlines.",
    "Retaliation is unlikely, and a nuclear strike is unlikely to follow.",
    "The tanks were once a red line.",
    "He dismissed fears of escalation.",
    "There is no evidence that it would lead to escalation.",
    "Wasn't that supposed to start a world war?",
    "Rather than escalation, the move brought calm.",
    "Moscow's red lines have been crossed again and again without retaliation.",
    "The warnings have fallen flat.",
    "The risk of escalation has not increased.",
    "Moscow threatened a nuclear strike, but nothing happened.",
    "The warnings should not stop the West.",
]


@pytest.mark.parametrize("text", ASSERTED)
def test_a_risk_that_is_raised_is_asserted(text: str) -> None:
    """A risk presented as real, feared or a reason for caution keeps its force, double negation and all."""
    hits = judged(text)
    assert hits
    assert {hit.stance for hit in hits} == {"asserted"}
    assert all(hit.cue is None for hit in hits)


@pytest.mark.parametrize("text", DISCOUNTED)
def test_a_risk_that_is_denied_is_discounted(text: str) -> None:
    """A risk denied, mocked or overtaken is discounted, and the cue that decided stands with the hit."""
    hits = judged(text)
    assert hits
    assert {hit.stance for hit in hits} == {"discounted"}
    for hit in hits:
        assert hit.cue is not None
        assert text[hit.cue.start : hit.cue.end] == hit.cue.text


def test_a_contrast_ends_a_cues_reach() -> None:
    """A cue before "but" says nothing of what comes after it."""
    first, second = judged("There will be no escalation, but a nuclear strike remains possible.")
    assert (first.stance, second.stance) == ("discounted", "asserted")


def test_a_contrast_at_the_start_ends_at_the_comma() -> None:
    """The clause that "While" opens is one thought, the main clause another."""
    first, second = judged("While many dismiss talk of a world war, the risk of a nuclear strike is growing.")
    assert (first.stance, second.stance) == ("discounted", "asserted")


def test_an_outcome_reaches_back_over_a_contrast_but_not_forward() -> None:
    """What came of a threat denies the threat before the contrast, never the one after the next contrast."""
    first, second = judged("He vowed retaliation, yet nothing happened, but a nuclear strike is still possible.")
    assert (first.stance, second.stance) == ("discounted", "asserted")


def test_a_hit_of_a_denying_facet_is_its_own_cue() -> None:
    """A term that raises the threat and denies it in one is discounted by itself, and denies its thought."""
    facet = CUES.lists["denying_facets"][0]
    terms = (*TERMS, Term(id="t/d/shrug", pattern="blather", facet=facet))
    facets = (Facet(name="f", title="F", terms=TERMS), Facet(name=facet, title="D", terms=terms[-1:]))
    lexicon = Lexicon(name="t", title="T", version="1", about="", facets=facets, origin="t.yaml")
    text = "His warnings, said the minister, were blather."
    document = paragraphs(text)
    bare = JUDGE.judge(document, Matcher(LEXICON).match(document))
    hits = JUDGE.judge(document, Matcher(lexicon).match(document))
    assert len(hits) == 2
    assert {hit.stance for hit in hits} == {"discounted"}
    assert hits[-1].cue is not None
    assert hits[-1].cue.text == "blather"
    assert {hit.stance for hit in bare} == {"asserted"}


def test_a_caution_takes_force_from_negators_only() -> None:
    """What must not happen is feared, but a threat called hollow stays hollow."""
    (feared,) = judged("The West must not risk escalation.")
    hollow = judged("The West must not bow to hollow warnings.")
    assert feared.stance == "asserted"
    assert {hit.stance for hit in hollow} == {"discounted"}


def test_one_thought_has_one_stance() -> None:
    """What denies one part of a thought denies the thought: both hits are discounted by the same cue."""
    hits = judged("The warnings of retaliation proved empty.")
    assert len(hits) == 2
    assert len({hit.cue for hit in hits}) == 1


def test_the_order_of_hits_is_kept() -> None:
    """Judging changes stance and cue, nothing else."""
    text = "No escalation, no world war, and no retaliation."
    document = paragraphs(text)
    found = Matcher(LEXICON).match(document)
    judged_hits = JUDGE.judge(document, found)
    assert [replace(hit, stance="asserted", cue=None) for hit in judged_hits] == list(found)


def test_a_missing_cue_list_is_named() -> None:
    """A user's cue folder without one of the lists is refused with the list's name."""
    lists = {name: entries for name, entries in CUES.lists.items() if name != "negators"}
    with pytest.raises(LexiconError, match=r"cues: the cue list `negators` is missing"):
        Judge(CueLists(lists=lists, origin="cues"))


def test_replaced_cues_decide() -> None:
    """Cue lists are data: with a list of the user's own, the user's words decide."""
    lists = dict.fromkeys(CUES.lists, ("zzz",)) | {"discounters": ("poppycock",)}
    document = paragraphs("Escalation? Poppycock.")
    (hit,) = Judge(CueLists(lists=lists, origin="own")).judge(document, Matcher(LEXICON).match(document))
    assert hit.cue is not None
    assert hit.cue.text == "Poppycock"
