"""What is left without a term or an article is what a comparison without it would say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.compare.leverage import leverage, strongest_term
from framing.model import Measure, Scores, Setting
from framing.score.measure import by_outlet

RISK = make_lexicon()
WAR = Measure("risk")
SENTENCES = st.sampled_from(["War.", "A strike.", "Peace or war.", "Not war.", "Bread.", '"War."'])
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=6), min_size=1, max_size=3)
SETTINGS = st.builds(Setting, rate=st.sampled_from(["share", "per_1000"]), voice=st.sampled_from(["all", "outlet"]))


def scores_of(first: list[list[str]], second: list[list[str]]) -> Scores:
    texts = [("A", " ".join(lines)) for lines in first] + [("B", " ".join(lines)) for lines in second]
    return make_scores(texts, RISK)


def gap(scores: Scores, setting: Setting) -> float | None:
    found = by_outlet(scores, WAR, setting=setting)
    rates = [
        (found[outlet].salience if setting.rate == "share" else found[outlet].per_1000) if outlet in found else None
        for outlet in ("A", "B")
    ]
    return None if rates[0] is None or rates[1] is None else rates[0] - rates[1]


def test_terms_and_articles_by_hand() -> None:
    """Shares are of the outlet's own hits; a term's removal takes only sentences that no other term carries."""
    rows = leverage(
        scores_of([["War.", "War.", "A strike in war.", "Bread."], ["Bread."]], [["Bread."]]),
        measure=WAR,
        outlet="A",
        other="B",
    )
    found = {row.left_out: row for row in rows}
    assert [row.kind for row in rows] == ["term", "term", "article", "article", "article"]
    assert found["risk/war/war"].share == 0.75
    assert found["risk/war/war"].published == 0.6
    assert found["risk/war/war"].remaining == pytest.approx(0.2)
    assert found["risk/war/strike"].remaining == pytest.approx(0.6)
    assert (found["a0"].share, found["a0"].remaining) == (1.0, 0.0)
    assert found["a2"].remaining is None
    assert strongest_term(rows) == "risk/war/war"


@settings(max_examples=60)
@given(first=ARTICLES, second=ARTICLES, setting=SETTINGS)
def test_what_is_left_is_a_count_without_it(first: list[list[str]], second: list[list[str]], setting: Setting) -> None:
    """Leaving out by arithmetic and leaving out by counting again give the same difference; term shares sum to 1."""
    scores = scores_of(first, second)
    rows = leverage(scores, measure=WAR, outlet="A", other="B", setting=setting)
    for row in rows:
        assert row.published == pytest.approx(gap(scores, setting))
        if row.kind == "term":
            again = gap(scores, Setting(rate=setting.rate, voice=setting.voice, without_terms=(row.left_out,)))
        else:
            kept = tuple(d for d in scores.documents if d.document.article.id != row.left_out)
            again = gap(Scores(lexicons=scores.lexicons, documents=kept), setting)
        assert row.remaining == (None if again is None else pytest.approx(again))
    for kind in ("term", "article"):
        whole = sum(row.share for row in rows if row.kind == kind)
        assert whole == pytest.approx(1) or whole == 0


def test_nothing_to_take_apart() -> None:
    """An outlet without text, or one that is not there, has no difference to carry; no hits have no strongest term."""
    assert leverage(scores_of([["War."]], [["War."]]), measure=WAR, outlet="A", other="nobody") == ()
    assert strongest_term(leverage(scores_of([["Bread."]], [["War."]]), measure=WAR, outlet="A", other="B")) is None
