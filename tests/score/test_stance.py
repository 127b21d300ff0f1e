"""Stance: which cue reaches which hit. The cue lists are the house's; the lexicon is a small one of the test's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.errors import LexiconError
from framing.lexicon.load import load_cues
from framing.model import Article, CueLists, Document, Facet, Hit, Lexicon, Sentence, Term
from framing.score.match import Matcher
from framing.score.stance import Judge
from framing.text.segment import tokenize

PATTERNS = ("escalat*", "red line*", "world war", "nuclear (strike | war)", "retaliat*", "warnings")
TERMS = tuple(Term(id=f"t/f/{pattern}", pattern=pattern, facet="f") for pattern in PATTERNS)
LEXICON = Lexicon(
    name="t", title="T", version="1", about="", facets=(Facet(name="f", title="F", terms=TERMS),), origin="t.yaml"
)
CUES = load_cues()
JUDGE = Judge(CUES)


def judged(text: str) -> tuple[Hit, ...]:
    """Return the judged hits of one sentence."""
    article = Article(id="a", outlet="o", text=text, origin="a", sha256="")
    sentence = Sentence(article="a", index=0, paragraph=0, start=0, end=len(text), tokens=tokenize(text))
    document = Document(article=article, sentences=(sentence,))
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
]

DISCOUNTED = [
    "The move will not lead to escalation.",
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


def test_one_thought_has_one_stance() -> None:
    """What denies one part of a thought denies the thought: both hits are discounted by the same cue."""
    hits = judged("The warnings of retaliation proved empty.")
    assert len(hits) == 2
    assert len({hit.cue for hit in hits}) == 1


def test_the_order_of_hits_is_kept() -> None:
    """Judging changes stance and cue, nothing else."""
    text = "No escalation, no world war, and no retaliation."
    article = Article(id="a", outlet="o", text=text, origin="a", sha256="")
    sentence = Sentence(article="a", index=0, paragraph=0, start=0, end=len(text), tokens=tokenize(text))
    document = Document(article=article, sentences=(sentence,))
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
    article = Article(id="a", outlet="o", text="Escalation? Poppycock.", origin="a", sha256="")
    sentence = Sentence(article="a", index=0, paragraph=0, start=0, end=22, tokens=tokenize("Escalation? Poppycock."))
    document = Document(article=article, sentences=(sentence,))
    (hit,) = Judge(CueLists(lists=lists, origin="own")).judge(document, Matcher(LEXICON).match(document))
    assert hit.cue is not None
    assert hit.cue.text == "Poppycock"
