"""Why selected words count or not, with the words that decide it."""

from __future__ import annotations

import pytest

from framing.lexicon.load import load_cues
from framing.model import Article, Document, Facet, Lexicon, Term
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.live import Explanation, Live


def explained(text: str, words: str, patterns: list[str], *, more: dict[str, list[str]] | None = None) -> Explanation:
    """Return why `words` of a text count or not for a lexicon of these terms."""
    document: Document = attribute(
        segment(Article(id="a", outlet="Post", text=text, origin="a.txt", sha256="")), load_cues(None)
    )
    facets = {"raised": patterns, **(more or {})}
    lexicon = Lexicon(
        name="risk",
        title="Risk",
        version="1",
        about="",
        facets=tuple(
            Facet(name=name, title=name, terms=tuple(Term(id=f"risk/{name}/{p}", pattern=p, facet=name) for p in held))
            for name, held in facets.items()
        ),
    )
    live = Live([document], load_cues(None))
    start = text.index(words)
    return live.why(live.score(lexicon), 0, start, start + len(words))


def test_a_hit_that_counts_names_its_term_and_voice() -> None:
    """The pattern, the words it took, the stance and who speaks."""
    why = explained("“War is near,” the general said.", "War", ["war*"])
    (reason,) = why.counted
    assert (reason.pattern, reason.text, reason.stance, reason.voice) == ("war*", "War", "asserted", "source")
    assert reason.reason == "Asserted: no word of the sentence denies it."
    assert why.summary.startswith("Counts: asserted hit of `war*`")


def test_a_discounted_hit_names_its_cue_rule_and_scope() -> None:
    """The cue's words, what kind of cue it is, and how far it reaches."""
    text = "There will be no war this year."
    (reason,) = explained(text, "war", ["war*"]).counted
    assert reason.stance == "discounted"
    assert reason.cue is not None
    assert text[reason.cue.start : reason.cue.end] == reason.cue.text
    assert reason.cue.text == "no"
    start, end = reason.cue.scope
    assert "war" in text[start:end]
    assert reason.cue.text in reason.reason


def test_a_match_that_lost_names_the_winner() -> None:
    """The longer match of the same facet takes the words."""
    why = explained("A nuclear war is near.", "nuclear", ["nuclear", "nuclear war"])
    assert [lost.pattern for lost in why.lost] == ["nuclear"]
    assert why.lost[0].winner_pattern == "nuclear war"
    assert "is longer" in why.lost[0].reason


@pytest.mark.parametrize(
    ("text", "words", "pattern", "kind", "said"),
    [
        ("The red line of the metro opened.", "red line", "red line NOT NEAR/4 metro", "guard", "held off by “metro”"),
        ("A threat as large as any other was a strike.", "threat", "threat NEAR/3 strike", "distance", "here it is"),
        ("A strike after a threat came.", "threat", "threat BEFORE/5 strike", "order", "the other way round"),
        ("They told us all.", "us", "=US", "case", "wants exactly “US”"),
        ("The red, line was drawn.", "red", "red line", "punctuation", "stands between them"),
        ("Many threats were made.", "threats", "threat", "inflection", "not its form “threats”"),
    ],
)
def test_a_near_miss_says_what_stands_in_the_way(text: str, words: str, pattern: str, kind: str, said: str) -> None:
    """One thing of the term is let go at a time, and the words to blame are shown."""
    why = explained(text, words, [pattern])
    assert not why.counted
    (reason,) = why.near
    assert reason.kind == kind
    assert said in reason.reason
    assert why.summary.startswith("Does not count")
    for start, end in reason.evidence:
        assert 0 <= start < end <= len(text)


def test_words_no_term_is_near_to_say_so() -> None:
    """An answer even where there is nothing to show."""
    why = explained("Rain fell on the town.", "Rain", ["war"])
    assert (why.counted, why.lost, why.near) == ((), (), ())
    assert "no term of Risk matches" in why.summary


def test_a_place_without_words_selects_nothing() -> None:
    """A full stop is no word."""
    assert explained("Rain fell. War came.", ". ", ["war"]).summary == "No word is selected."


def test_a_selection_over_two_sentences_is_answered_for_the_larger_part() -> None:
    """The sentence that holds most of the words."""
    text = "It rained. A nuclear war is near."
    why = explained(text, "rained. A nuclear war", ["nuclear war"])
    assert text[slice(*why.sentence)] == "A nuclear war is near."
    assert why.counted


def test_cues_that_do_not_reach_are_named() -> None:
    """A reader who sees a negation wants to know why it does not count."""
    why = explained("It did not rain; a war is near.", "war", ["war"])
    assert why.counted[0].stance == "asserted"
    assert "does not reach it" in why.counted[0].reason
