"""What moves between two versions of a lexicon, on texts small enough to count by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Article, Lexicon, Measure, Scores, Term
from framing.score.scorer import Scorer
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.coded import documents, parse_coded
from framing.tune.coding import coding_from_options
from framing.tune.diff import LexiconDiff, diff, gate_values, renamed

CUES = load_cues()
TEXTS = [
    ("North", "War is near. The red line was crossed. There will be no war at all. Rain came. Rain went."),
    ("South", "Bread is cheap. A great war began. Rain came. Rain went. Nothing else happened."),
]
Facets = Mapping[str, Sequence[str]]


def score_of(texts: Sequence[tuple[str, str]], lexicon: Lexicon) -> Scores:
    """Return the scores of (outlet, text) pairs, read and judged as a corpus is."""
    read = [
        attribute(segment(Article(id=f"a{n}", outlet=outlet, text=text, origin=f"a{n}.txt", sha256=str(n))), CUES)
        for n, (outlet, text) in enumerate(texts)
    ]
    return Scorer([lexicon], CUES).score(read)


def diffed(old: Facets | Lexicon, new: Facets | Lexicon, texts: Sequence[tuple[str, str]] = TEXTS) -> LexiconDiff:
    """Return what moves on the texts."""
    first, second = (one if isinstance(one, Lexicon) else make_lexicon("risk", one) for one in (old, new))
    return diff(score_of(texts, renamed(first, second.name)), score_of(texts, second))


def test_a_lexicon_beside_itself_moves_nothing() -> None:
    """No hit, no term, no outlet, no verdict; and every gate is at rest."""
    found = diffed({"war": ["war"]}, {"war": ["war"]})
    assert (found.hits, found.terms, found.verdicts) == ((), (), ())
    assert all(move.change == 0 and not move.reranked for move in found.moves)
    values = gate_values(found)
    assert {values[name] for name in ("lost", "gained", "changed", "rank-changes", "verdict-changes")} == {0}


def test_hits_lost_and_gained_are_shown_in_context_with_the_reason() -> None:
    """A term that goes takes its hits with it, a new one brings its own."""
    found = diffed({"war": ["war"]}, {"war": ["red line"]})
    assert [hit.line.hit for hit in found.of_kind("lost")] == ["War", "war", "war"]
    assert {hit.why for hit in found.of_kind("lost")} == {"its term is gone"}
    (gained,) = found.of_kind("gained")
    assert (gained.line.left, gained.line.hit) == ("War is near. The ", "red line")
    assert gained.why == "its term is new"
    assert (found.hits_before, found.hits_after) == (3, 1)


def test_other_words_in_the_same_place_are_a_change_and_no_loss() -> None:
    """`great war` for `war` widens one hit; the others are lost."""
    found = diffed({"war": ["war"]}, {"war": ["great war"]})
    (changed,) = found.of_kind("changed")
    assert changed.changes == ("words", "term")
    assert changed.before is not None
    assert (changed.before.hit, changed.line.hit) == ("war", "great war")
    assert len(found.of_kind("lost")) == 2


def test_a_rewritten_term_that_catches_the_same_is_a_change_of_term_only() -> None:
    """The hits stay, under another identity."""
    found = diffed({"war": ["war"]}, {"war": ["(war | wars)"]})
    assert {hit.changes for hit in found.hits} == {("term",)}
    assert [(change.kind, change.hits_before, change.hits_after) for change in found.terms] == [
        ("removed", 3, 0),
        ("added", 0, 3),
    ]


def test_a_term_in_another_facet_is_a_change_of_facet() -> None:
    """The frame keeps the hit, the facets do not."""
    found = diffed({"war": ["war"], "food": ["bread"]}, {"war": ["zeppelin"], "food": ["bread", "war"]})
    assert {hit.changes for hit in found.of_kind("changed")} == {("facet",)}
    assert found.of_kind("lost") == found.of_kind("gained") == ()


def test_a_denying_facet_that_loses_its_term_turns_the_stance_of_others() -> None:
    """The same hit asserted and discounted is a change of stance, with its cue."""
    texts = [("North", "They feared an escalation, which never came. Rain came. Bread is cheap.")]
    old = make_lexicon("risk", {"spiral": ["escalation"]})
    other = replace(old, stance="asserted")
    found = diffed(old, other, texts)
    (changed,) = found.hits
    assert changed.changes == ("stance",)
    assert changed.before is not None
    assert (changed.before.stance, changed.line.stance) == ("discounted", "asserted")
    assert changed.before.cue
    assert gate_values(found)["restanced"] == 1


def test_a_term_displaced_by_another_is_named_as_such() -> None:
    """Where a longer term takes two hits at once, the second is lost to it."""
    found = diffed({"war": ["great", "war"]}, {"war": ["great", "war", "great war"]})
    (lost,) = found.of_kind("lost")
    assert lost.why == "a hit of another term takes the words"
    (gained,) = diffed({"war": ["great", "war", "great war"]}, {"war": ["great", "war"]}).of_kind("gained")
    assert gained.why == "no hit of another term takes the words any more"


def test_a_set_that_changes_is_the_reason() -> None:
    """The term is the same, what it means is not."""
    old = replace(make_lexicon("risk", {"war": ["@fight"]}), sets={"fight": ("war",)})
    new = replace(old, sets={"fight": ("zeppelin",)})
    found = diffed(old, new)
    assert {hit.why for hit in found.of_kind("lost")} == {"@fight changed"}
    (change,) = found.terms
    assert (change.kind, change.what) == ("changed", "@fight changed")


def test_a_disabled_term_is_said_to_be_disabled() -> None:
    """Kept in the file and not looked for is not the same as gone."""
    old = make_lexicon("risk", {"war": ["war", "rain"]})
    (facet,) = old.facets
    new = replace(old, facets=(replace(facet, terms=facet.terms[1:], disabled=facet.terms[:1]),))
    there, back = diffed(old, new), diffed(new, old)
    assert {hit.why for hit in there.hits} == {"its term is disabled"}
    assert there.terms[0].what == "disabled"
    assert {hit.why for hit in back.hits} == {"its term is no longer disabled"}
    assert back.terms[0].what == "no longer disabled"


def test_a_weight_is_a_change() -> None:
    """The hits stay and weigh more."""
    old = make_lexicon("risk", {"war": ["war"]})
    (facet,) = old.facets
    new = replace(old, facets=(replace(facet, terms=(replace(facet.terms[0], weight=2.0),)),))
    found = diffed(old, new)
    assert found.terms[0].what == "weight 1 is now 2"
    assert {hit.changes for hit in found.hits} == {("weight",)}


def test_a_new_name_in_the_header_moves_nothing() -> None:
    """Terms are known by their facet and words."""
    found = diffed(make_lexicon("old-name", {"war": ["war"]}), make_lexicon("risk", {"war": ["war"]}))
    assert (found.hits, found.terms) == ((), ())
    assert found.old.name == "risk"


def test_shares_ranks_and_their_changes_are_counted() -> None:
    """South had one of its five sentences, and has two: it goes from second to first."""
    found = diffed({"war": ["war", "red line"]}, {"war": ["great war", "bread"]})
    moved = {move.outlet: move for move in found.moves if move.measure == Measure("risk")}
    south = moved["South"]
    assert south.before is not None
    assert south.after is not None
    assert (south.before.value, south.after.value) == (0.2, 0.4)
    assert south.change == pytest.approx(0.2)
    assert (south.rank_before, south.rank_after) == (2, 1)
    assert gate_values(found)["rank-changes"] == 3  # both on the asserted share, South alone on the discounted one


def test_a_verdict_that_turns_is_found() -> None:
    """Twelve articles an outlet: what told them apart is no longer looked for."""
    filler = " ".join(["They met again in the town hall."] * 6)
    texts = [("North", f"War came. Bread was dear. {filler}")] * 12 + [("South", f"Bread was dear. {filler}")] * 12
    old, new = make_lexicon("risk", {"war": ["war"]}), make_lexicon("risk", {"war": ["bread"]})
    found = diff(make_scores(texts, old), make_scores(texts, new))
    verdicts = {(move.outlet, move.other): move for move in found.verdicts if move.measure.stance == "asserted"}
    assert verdicts["North", "South"].before is not None
    assert verdicts["North", "South"].before.verdict == "higher"
    assert verdicts["North", "South"].after is not None
    assert verdicts["North", "South"].after.verdict == "not distinguishable"
    assert gate_values(found)["verdict-changes"] == len(found.verdicts) > 0


def test_a_facet_that_only_one_version_has_is_a_measure_with_one_side() -> None:
    """Nothing is compared that is not there."""
    old = make_lexicon("risk", {"war": ["war"]}, compare_by="facets", stance="asserted")
    new = make_lexicon("risk", {"war": ["war"], "food": ["bread"]}, compare_by="facets", stance="asserted")
    found = diffed(old, new)
    food = [move for move in found.moves if move.measure.facet == "food"]
    assert all(move.before is None and move.rank_before is None and move.change is None for move in food)
    assert gate_values(found)["rank-changes"] == 0


def test_scores_of_different_articles_or_names_are_refused() -> None:
    """Only the lexicon may differ."""
    lexicon = make_lexicon("risk")
    with pytest.raises(ValueError, match="different articles"):
        diff(make_scores([("N", "War came.")], lexicon), make_scores([], lexicon))
    with pytest.raises(ValueError, match="different lexicons"):
        diff(make_scores([], lexicon), make_scores([], make_lexicon("other")))


CODED = (
    "id,text,risk\n000-01,The war is near.,1\n000-02,Bread is cheap.,0\n"
    "001-01,A red line was crossed.,1\n001-02,Rain came down.,0\n"
)


def coded(old: Facets, new: Facets) -> LexiconDiff:
    """Return what moves, with validity against the four coded rows."""
    table = parse_coded(CODED.encode(), origin="coded.csv", coding=coding_from_options(("risk=risk:1",)))
    read = [attribute(document, CUES) for document in documents(table)]
    lexicons = make_lexicon("risk", old), make_lexicon("risk", new)
    first, second = (Scorer([lexicon], CUES).score(read) for lexicon in lexicons)
    return diff(*(score_of(TEXTS, lexicon) for lexicon in lexicons), coded=(first, second, table))


def test_validity_before_and_after_and_the_rows_between() -> None:
    """One row is mended, one broken; F1 moves by what the counts say."""
    (move,) = coded({"war": ["war"]}, {"war": ["war", "red line", "bread"]}).validity
    assert move.before is not None
    assert move.after is not None
    assert (move.before.precision, move.before.recall) == (1.0, 0.5)
    assert (move.after.precision, move.after.recall) == (2 / 3, 1.0)
    assert [(row.row, row.mended) for row in move.rows] == [("000-02", False), ("001-01", True)]
    assert (move.mended, move.broken) == (1, 1)
    assert move.f1_change is not None
    assert move.f1_change.value == pytest.approx(0.8 - 2 / 3)


def test_gates_of_validity_measure_the_largest_fall() -> None:
    """A fall is positive; what rose gives a negative fall."""
    values = gate_values(coded({"war": ["war", "red line"]}, {"war": ["war"]}))
    assert values["f1-drop"] == pytest.approx(1 - 2 / 3)
    assert values["recall-drop"] == pytest.approx(0.5)
    assert values["precision-drop"] == pytest.approx(0)
    assert values["f1"] == pytest.approx(2 / 3)
    assert values["broken"] == 1


def test_without_coded_sentences_there_is_nothing_to_measure() -> None:
    """None is missing, not zero: a rule on it never holds."""
    assert gate_values(diffed({"war": ["war"]}, {"war": ["war"]}))["f1-drop"] is None


def test_a_table_about_another_frame_is_refused() -> None:
    """Validity of nothing would pass every gate."""
    table = parse_coded(CODED.encode(), origin="coded.csv", coding=coding_from_options(("risk=fear:1",)))
    read = [attribute(document, CUES) for document in documents(table)]
    scores = Scorer([make_lexicon("risk")], CUES).score(read)
    with pytest.raises(InputError, match="no column is about risk"):
        diff(scores, scores, coded=(scores, scores, table))


WORDS = st.sampled_from(["war", "warm", "strike", "bread", "peace", "great"])
TERMS = st.lists(
    st.sampled_from(["war*", "war", "great war", "bread", "(war | peace)", "strike"]), min_size=1, unique=True
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: f"The {' '.join(words)} came.")
ARTICLES = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


@given(TERMS, TERMS, st.lists(ARTICLES, min_size=1, max_size=3))
def test_hits_balance_and_the_way_back_is_the_mirror(old: list[str], new: list[str], texts: list[str]) -> None:
    """Hits after are hits before, less those lost, with those gained; going back swaps the two."""
    named = [("North", text) for text in texts]
    there, back = diffed({"war": old}, {"war": new}, named), diffed({"war": new}, {"war": old}, named)
    assert there.hits_after == there.hits_before - len(there.of_kind("lost")) + len(there.of_kind("gained"))
    assert len(there.of_kind("lost")) == len(back.of_kind("gained"))
    assert len(there.of_kind("gained")) == len(back.of_kind("lost"))
    assert len(there.of_kind("changed")) == len(back.of_kind("changed"))


def test_renaming_keeps_everything_but_the_name() -> None:
    """Disabled terms too."""
    asleep = Term(id="old/war/rain", pattern="rain", facet="war")
    old = make_lexicon("old", {"war": ["war"]})
    old = replace(old, facets=(replace(old.facets[0], disabled=(asleep,)),))
    new = renamed(old, "new")
    assert [term.id for term in new.terms] == ["new/war/war"]
    assert new.facets[0].disabled[0].id == "new/war/rain"
    assert renamed(old, "old") is old
