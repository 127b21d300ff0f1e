"""Where new texts stand: the same whatever the order, nothing found where nothing is, a planted difference found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from baseline_making import LEXICONS, baseline_of, scores_of, told
from makers import make_lexicon, make_scores, make_table

from framing.baseline.build import build
from framing.baseline.fresh import fresh
from framing.baseline.standing import stand
from framing.errors import InputError
from framing.model import Difference, Measure, Scores, Setting, Standing

QUICK = Setting(permutations=499)
WAR = Measure("risk")

KNOWN = {
    "Alpha": [(3, 20), (2, 20), (4, 20), (3, 20)] * 4,
    "Beta": [(2, 20), (3, 20), (1, 20), (4, 20)] * 4,
    "Gamma": [(4, 20), (3, 20), (2, 20), (3, 20)] * 4,
}


def table(outlets: dict[str, list[tuple[int, int]]]) -> Scores:
    """Return made scores whose texts are each other's only in what they count."""
    return make_table(outlets, make_lexicon())


def placed(new: list[tuple[int, int]], known: dict[str, list[tuple[int, int]]] = KNOWN) -> Standing:
    """Return where an outlet with these articles stands."""
    baseline = build(table(known), name="known")
    return stand(baseline, table({"New": new}), setting=QUICK).standings[0]


def asserted(standing: Standing) -> Difference:
    """Return the difference of the asserted frame."""
    return next(p.difference for p in standing.placements if p.measure == WAR)


def test_the_order_of_texts_changes_nothing() -> None:
    """The same articles in another order give the same standings, and so does asking twice."""
    baseline = baseline_of([told(n) for n in range(24)])
    new = scores_of([told(100 + n)._replace(id=f"new-{n}") for n in range(9)])
    backwards = Scores(lexicons=new.lexicons, documents=tuple(reversed(new.documents)))
    first = stand(baseline, new, setting=QUICK)
    assert first == stand(baseline, backwards, setting=QUICK)
    assert first == stand(baseline, new, setting=QUICK)
    assert [s.outlet for s in first.standings] == sorted(s.outlet for s in first.standings)


def test_an_outlet_like_the_baseline_is_never_different() -> None:
    """Articles that are those of the baseline again have no difference, and stand in its middle."""
    standing = placed([pair for articles in KNOWN.values() for pair in articles])
    for placement in standing.placements:
        assert placement.difference.value == pytest.approx(0)
        assert placement.difference.verdict == "not distinguishable"
        assert all(side is None or side.verdict != "higher" for side in (placement.nearest, placement.farthest))


def test_a_planted_difference_is_found_with_all_that_makes_it() -> None:
    """An outlet that says twice as much is higher, above all, and its articles and term carry it."""
    standing = placed([(12, 20), (10, 20), (13, 20), (11, 20)] * 3)
    found = asserted(standing)
    assert found.verdict == "higher"
    assert found.other is None
    assert standing.leading == WAR
    placement = standing.placements[0]
    assert placement.percentile is not None
    assert placement.percentile.value == 100
    assert placement.farthest is not None
    assert placement.farthest.verdict == "higher"
    terms = [row for row in standing.leverage if row.kind == "term"]
    assert terms[0].left_out == "risk/war/war"
    assert terms[0].share == 1
    assert terms[0].remaining == pytest.approx(0)
    assert sum(row.share for row in standing.leverage if row.kind == "article") == pytest.approx(1)
    assert {s.label for s in standing.sensitivity} > {"outlet's own voice only", "hits per 1,000 words"}


def test_a_share_is_drawn_toward_the_baseline_and_less_the_more_text_there_is() -> None:
    """The drawn share lies between what was counted and the baseline, and nearer to what was counted with more text."""
    few, many = (placed([(10, 20)] * n).placements[0] for n in (1, 12))
    for one in (few, many):
        assert one.shrunk is not None
        assert one.baseline.value is not None
        assert one.baseline.value < (one.shrunk.value or 0) < 0.5
        assert (one.shrunk.low or 0) < (one.shrunk.value or 0) < (one.shrunk.high or 0)
    assert few.shrunk is not None
    assert many.shrunk is not None
    assert (many.shrunk.value or 0) > (few.shrunk.value or 0) + 0.05


def test_two_outlets_cannot_say_how_outlets_differ() -> None:
    """With two outlets nothing is drawn toward them, and with one there is no place among them either."""
    two = placed([(3, 20)] * 4, {name: KNOWN[name] for name in ("Alpha", "Beta")})
    assert two.placements[0].shrunk is None
    assert two.placements[0].percentile is not None
    one = placed([(3, 20)] * 4, {"Alpha": KNOWN["Alpha"]})
    assert one.placements[0].percentile is None
    assert one.placements[0].nearest is None


def test_too_little_text_says_so() -> None:
    """Nine sentences get no verdict, ten may."""
    assert asserted(placed([(1, 9)])).verdict == "too little text"
    assert asserted(placed([(1, 10)])).verdict == "not distinguishable"


def test_what_could_be_seen_shrinks_with_more_articles() -> None:
    """The smallest difference that can be seen falls with the articles, and agrees with the articles needed."""
    found = [placed([(3, 20), (2, 20)] * n).placements[0] for n in (1, 5, 20)]
    sizes = [one.detectable for one in found]
    assert all(size is not None for size in sizes)
    assert sizes == sorted(sizes, key=lambda size: -(size or 0))
    for one, articles in zip(found, (2, 10, 40), strict=True):
        for gap, needed in one.needed:
            assert needed is None or (needed <= articles) == (gap >= (one.detectable or 1))


def test_one_article_is_placed_too() -> None:
    """One article is judged by prediction, and reads like an outlet with a support under one."""
    standing = placed([(19, 20)])
    assert standing.articles == 1
    assert asserted(standing).verdict == "higher"
    assert sum(like.support for like in standing.frames_like) == pytest.approx(1)


def test_voices_are_placed_apart() -> None:
    """With a voice, only that voice's sentences are counted on both sides."""
    baseline = baseline_of([told(n) for n in range(24)])
    new = scores_of([told(100 + n)._replace(outlet="New") for n in range(4)])
    whole, own, others = (
        stand(baseline, new, setting=replace(QUICK, voice=voice)).standings[0].placements[0]
        for voice in ("all", "outlet", "source")
    )
    assert whole.new.total == own.new.total + others.new.total
    assert whole.baseline.carrying == own.baseline.carrying + others.baseline.carrying
    by_voice = stand(baseline, new, setting=QUICK).standings[0].by_voice
    assert by_voice["outlet"][0].new == own.new
    assert by_voice["source"][0].difference.value == others.difference.value
    assert stand(baseline, new, setting=replace(QUICK, voice="source")).standings[0].by_voice == {}


def test_facets_are_placed_when_asked_for() -> None:
    """Any measure the baseline counted can be placed; one that it did not is refused."""
    baseline = baseline_of([told(n) for n in range(12)])
    new = scores_of([told(100 + n)._replace(outlet="New") for n in range(4)])
    facet = Measure("risk", "peace", "discounted")
    assert stand(baseline, new, setting=QUICK, shown=[facet]).measures == (facet,)
    with pytest.raises(InputError, match="was not counted"):
        stand(baseline, new, setting=QUICK, shown=[Measure("sport")])


def test_what_cannot_be_placed_is_refused() -> None:
    """No new article, and headlines, are refused with what to do."""
    baseline = baseline_of([told(n) for n in range(6)])
    with pytest.raises(InputError, match="no article to place"):
        stand(baseline, Scores(lexicons=LEXICONS, documents=()))
    with pytest.raises(InputError, match="without headlines"):
        stand(baseline, scores_of([told(100)]), setting=Setting(titles=True))


def test_articles_the_baseline_holds_are_left_out_and_said() -> None:
    """A text the baseline has is left out under any name, with where it stands there."""
    baseline = baseline_of([told(n) for n in range(6)])
    documents = [
        scored.document for scored in scores_of([told(3)._replace(id="again", outlet="New"), told(50)]).documents
    ]
    kept, skipped = fresh(baseline, documents)
    assert kept == (documents[1],)
    assert skipped[0].reason == "duplicate"
    assert told(3).outlet in skipped[0].detail


def test_drift_shows_the_baseline_by_period_and_the_new_texts() -> None:
    """Periods come in order of time, hold every dated article once, and the new texts have their own dates."""
    articles = [told(n)._replace(published=date(2024, 1, 1) + timedelta(days=11 * n)) for n in range(20)]
    baseline = baseline_of(articles)
    new = scores_of([told(100)._replace(outlet="New", published=date(2024, 5, 5))])
    drift = stand(baseline, new, setting=QUICK).standings[0].drift[0]
    assert [first for first, _, _ in drift.periods] == sorted(first for first, _, _ in drift.periods)
    assert sum(found.units for _, _, found in drift.periods) == 20
    assert drift.new is not None
    assert drift.new[:2] == (date(2024, 5, 5), date(2024, 5, 5))
    undated = stand(baseline_of([one._replace(published=None) for one in articles]), new, setting=QUICK)
    assert undated.standings[0].drift == ()


def test_what_is_not_there_has_no_number() -> None:
    """A voice the new texts do not have, a baseline of one article, and texts without a word have no number."""
    silent = make_scores([("New", "They spoke of war again. " * 12)], make_lexicon())
    known = build(make_scores([("Old", '"They spoke of war again. ' * 12)], make_lexicon()), name="one article")
    for placement in stand(known, silent, setting=replace(QUICK, voice="source")).standings[0].placements:
        assert placement.new.value is None
        assert placement.difference.verdict == "too little text"
        assert (placement.percentile, placement.detectable, placement.shrunk) == (None, None, None)
    (standing,) = stand(known, make_scores([("New", "It is of the. 1 2 3.")], make_lexicon()), setting=QUICK).standings
    assert (standing.words_like, standing.over) == ((), ())
    assert asserted(standing).verdict == "too little text"


def test_several_outlets_share_one_family() -> None:
    """Verdicts are adjusted over all outlets that are shown: a q only grows when quiet outlets join."""
    baseline = build(table(KNOWN), name="known")
    loud = [(8, 20), (7, 20), (6, 20), (8, 20)] * 2
    alone = stand(baseline, table({"Loud": loud}), setting=QUICK).standings[0]
    quiet = {f"Quiet {n}": [(3, 20), (2, 20), (4, 20)] for n in range(6)}
    among = next(
        s for s in stand(baseline, table({"Loud": loud, **quiet}), setting=QUICK).standings if s.outlet == "Loud"
    )
    assert asserted(alone).p == asserted(among).p
    assert (asserted(alone).q or 0) < (asserted(among).q or 0)
