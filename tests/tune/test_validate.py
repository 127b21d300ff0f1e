"""Validation: scores against coded sentences."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from framing.errors import InputError
from framing.model import Cue, Facet, Hit, Lexicon, Measure, ScoredDocument, Scores, Sentence, Stance, Term, Voice
from framing.tune.coded import CodedTable, documents, parse_coded
from framing.tune.coding import Coding, coding_from_options
from framing.tune.plain import plain_held_out, plain_validation
from framing.tune.validate import Finding, Validation, leave_one_out, to_validity, validate

# One row a sentence: id, fear (1 feared, -1 mocked), side (1 town, 2 both, -1 farm), voice, text.
TABLE = """id\tpara\tfear\tside\tvoice\ttext
a-1\t0\t1\t1\tO\tThe town dreads the flood.
a-2\t0\t-1\t-1\tS\t“Only alarmists dread a flood,” the farmer said.
a-3\t1\t0\t0\tO\tRain fell.
b-1\t0\t1\t2\tS\tA flood is feared, by town and farm, the mayor said.
b-2\t0\t0\t0\tO\tThe “flood” of visitors came by train.
c-1\t0\t-1\t0\tO\tNo flood came.
c-2\t0\t0\t-1\tO\tThe farm was sold.
"""
OPTIONS = ["fear=fear:1", "fear=fear@discounted:-1", "side=side/town:1,2", "side=side/farm:-1,2", "voice=voice:S"]
CODING = coding_from_options(OPTIONS)
SOURCES = {"a-2", "c-1"}


def lexicon(name: str, *facets: str) -> Lexicon:
    """Return a lexicon with one term a facet, the facet's own name."""
    made = tuple(Facet(name=f, title=f, terms=(Term(id=f"{name}/{f}/{f}", pattern=f"{f}*", facet=f),)) for f in facets)
    return Lexicon(name=name, title=name, version="1", about="", facets=made, sha256=f"sha of {name}")


LEXICONS = (lexicon("fear", "flood"), lexicon("side", "town", "farm"))


def hit(sentence: Sentence, text: str, facet: str, *, stance: Stance = "asserted") -> Hit:
    """Return the hit of a facet's word in a sentence of `text`."""
    name = "fear" if facet == "flood" else "side"
    start = text.index(facet, sentence.start, sentence.end)
    return Hit(
        article=sentence.article,
        sentence=sentence.index,
        lexicon=name,
        facet=facet,
        term=f"{name}/{facet}/{facet}",
        start=start,
        end=start + len(facet),
        stance=stance,
        voice=sentence.voice,
        cue=Cue(text="No", kind="negator", start=sentence.start, end=sentence.start + 2)
        if stance == "discounted"
        else None,
    )


def scored(table: CodedTable, *, lexicons: tuple[Lexicon, ...] = LEXICONS) -> Scores:
    """Score the table by hand: every word of a facet is a hit, discounted in c-1 only; two rows are a source's."""
    found = []
    for document in documents(table):
        voices: list[tuple[Sentence, Voice]] = [
            (sentence, "source" if sentence.row in SOURCES else "outlet") for sentence in document.sentences
        ]
        sentences = tuple(replace(sentence, voice=voice, speaker="the farmer") for sentence, voice in voices)
        hits = tuple(
            hit(sentence, document.article.text, facet, stance="discounted" if sentence.row == "c-1" else "asserted")
            for sentence in sentences
            for facet in ("flood", "town", "farm")
            if facet in document.text_of(sentence)
        )
        found.append(ScoredDocument(document=replace(document, sentences=sentences), hits=hits))
    return Scores(lexicons=lexicons, documents=tuple(found))


def table_of(text: str = TABLE, coding: Coding = CODING) -> CodedTable:
    return parse_coded(text.encode(), origin="data/flood.tsv", coding=coding)


@pytest.fixture(name="found")
def found_fixture() -> Validation:
    table = table_of()
    return validate(scored(table), table)


def finding(validation: Validation, label: str) -> Finding:
    return next(finding for finding in validation.findings if finding.judgement.label == label)


def counts(found: Finding, *, plain: bool = False) -> tuple[int, int, int, int]:
    tally = (found.plain if plain else found.figures).tally
    return tally.tp, tally.fp, tally.fn, tally.tn


def test_counts_of_every_judgement(found: Validation) -> None:
    """A sentence carries a measure by one hit of the frame or facet in its stance, and each row counts once."""
    assert counts(finding(found, "fear asserted")) == (2, 2, 0, 3)
    assert counts(finding(found, "fear discounted")) == (1, 0, 1, 5)
    assert counts(finding(found, "side/town asserted")) == (2, 0, 0, 5)
    assert counts(finding(found, "side/farm asserted")) == (3, 0, 0, 4)
    assert counts(finding(found, "voice")) == (1, 1, 1, 4)


def test_plain_count_knows_no_stance(found: Validation) -> None:
    """The baseline takes any hit for either stance, and any double quotation mark for a source."""
    assert counts(finding(found, "fear asserted"), plain=True) == (2, 3, 0, 2)
    assert counts(finding(found, "fear discounted"), plain=True) == (2, 3, 0, 2)
    assert counts(finding(found, "side/farm asserted"), plain=True) == (3, 0, 0, 4)
    assert counts(finding(found, "voice"), plain=True) == (1, 1, 1, 4)
    assert [e.row for e in finding(found, "voice").misses] == ["b-1"]


def test_misses_and_false_hits_in_context(found: Validation) -> None:
    """Each difference is shown with its text, the hits of the frame whatever their stance, the cue and the speaker."""
    (miss,) = finding(found, "fear discounted").misses
    assert (miss.row, miss.number, miss.article, miss.cell) == ("a-2", 3, "a", "-1")
    assert miss.text == "“Only alarmists dread a flood,” the farmer said."
    assert (miss.voice, miss.speaker) == ("source", "the farmer")
    assert [(h.facet, h.term, h.text, h.stance, h.cue) for h in miss.hits] == [
        ("flood", "flood*", "flood", "asserted", None)
    ]
    assert [example.row for example in finding(found, "fear asserted").false_hits] == ["a-2", "b-2"]
    assert [example.row for example in finding(found, "voice").false_hits] == ["c-1"]
    assert finding(found, "voice").false_hits[0].hits == ()


def test_the_deciding_cue_is_shown() -> None:
    """A row missed because a cue discounted its hit shows the cue."""
    table = table_of(TABLE.replace("c-1\t0\t-1", "c-1\t0\t1"))
    (miss,) = finding(validate(scored(table), table), "fear asserted").misses
    assert [(h.stance, h.cue, h.cue_kind) for h in miss.hits] == [("discounted", "No", "negator")]


def test_confusion_tables(found: Validation) -> None:
    """Each column has one table, with labels that name its stances, facets or voices, and every row once."""
    fear, side, voice = found.confusions
    assert fear.labels == ("asserted", "discounted", "absent")
    assert fear.counts == ((2, 0, 0), (1, 1, 0), (1, 0, 2))
    assert side.labels == ("town", "farm", "town+farm", "absent")
    assert side.counts == ((1, 0, 0, 0), (0, 2, 0, 0), (0, 0, 1, 0), (0, 0, 0, 3))
    assert voice.labels == ("source", "outlet")
    assert voice.counts == ((1, 1), (1, 4))
    assert all(sum(map(sum, confusion.counts)) == found.sentences for confusion in found.confusions)


def test_a_column_about_two_frames_is_labelled_in_full() -> None:
    """Where a column judges different frames, or a frame and the voice, nothing shorter than the label will do."""
    table = table_of(coding=coding_from_options(["fear=fear:1", "fear=side/town:-1", "fear=voice:0"]))
    (confusion,) = validate(scored(table), table).confusions
    assert confusion.labels[:3] == ("fear asserted", "side/town asserted", "voice")
    assert confusion.labels[-1] == "absent"


def test_ignored_rows_are_left_out_of_their_judgement_only() -> None:
    """A cell that says nothing about a judgement takes its row out of that judgement and of no other."""
    table = table_of(coding=coding_from_options(["side=side/town:1:2", "side=side/farm:-1,2"]))
    found = validate(scored(table), table)
    assert finding(found, "side/town asserted").figures.tally.total == 6
    assert finding(found, "side/farm asserted").figures.tally.total == 7
    assert finding(found, "side/town asserted").plain.tally.total == 6


def test_frames_without_lexicon_are_named() -> None:
    """A frame that was not scored is left out and named; asked about a table of other frames only, it is an error."""
    table = table_of()
    found = validate(scored(table, lexicons=LEXICONS[:1]), table)
    assert found.unjudged == ("side/town asserted", "side/farm asserted")
    assert {f.judgement.label for f in found.findings} == {"fear asserted", "fear discounted", "voice"}
    other = scored(table, lexicons=(lexicon("drought", "dust"),))
    assert to_validity(validate(other, table)) == {}
    with pytest.raises(InputError, match="no column is about drought"):
        validate(other, table, strict=True)


def test_unknown_facets_offer_the_nearest() -> None:
    """A facet that the lexicon does not have is left out and named; asked for, it is an error with the nearest name."""
    table = table_of(coding=coding_from_options(["side=side/twon:1"]))
    assert validate(scored(table), table).unjudged == ("side/twon asserted",)
    with pytest.raises(InputError, match=r"no facet 'twon'; did you mean town\?"):
        validate(scored(table), table, strict=True)


def test_rows_that_were_not_scored_are_a_mistake_of_the_caller() -> None:
    """Scores of other documents are refused, never counted as absent."""
    table = table_of()
    scores = scored(table)
    with pytest.raises(ValueError, match="'c-1'"):
        validate(replace(scores, documents=scores.documents[:2]), table)


def test_leave_one_out_shows_the_article_that_differs(found: Validation) -> None:
    """An article and the others always add up to the whole, and every article has its turn."""
    table = table_of()
    parts = leave_one_out(scored(table), table)
    assert len(parts) == len(found.findings) * 3
    whole = {f.judgement.label: f.figures.tally for f in found.findings}
    assert all(part.held_out + part.others == whole[part.judgement.label] for part in parts)
    by_article = {part.article: part.held_out for part in parts if part.judgement.label == "fear discounted"}
    assert (by_article["a"].recall, by_article["b"].recall, by_article["c"].recall) == (0.0, None, 1.0)
    assert json.dumps(plain_held_out(parts), sort_keys=True).count('"article"') == len(parts)


def test_stamps_for_the_brief(found: Validation) -> None:
    """Each measure gets a stamp with its figures, the table's name and the lexicon's hash; the voice gets none."""
    stamps = to_validity(found)
    assert list(stamps) == [
        Measure("fear"),
        Measure("fear", None, "discounted"),
        Measure("side", "town"),
        Measure("side", "farm"),
    ]
    stamp = stamps[Measure("fear")]
    assert (stamp.precision, stamp.recall, stamp.sentences, stamp.positives) == (0.5, 1.0, 7, 2)
    assert (stamp.coded, stamp.lexicon_sha256) == ("flood.tsv", "sha of fear")
    assert stamp.f1 == pytest.approx(2 / 3)
    assert stamp.f1_interval is not None
    assert stamp.f1_interval[0] < 2 / 3 < stamp.f1_interval[1]


def test_measure_that_nobody_coded_has_no_recall() -> None:
    """Where the coder never says yes, recall is undefined and its stamp says so."""
    table = table_of(TABLE.replace("\t-1\t-1\tS", "\t0\t-1\tS").replace("c-1\t0\t-1", "c-1\t0\t0"))
    stamp = to_validity(validate(scored(table), table))[Measure("fear", None, "discounted")]
    assert (stamp.recall, stamp.recall_interval, stamp.positives) == (None, None, 0)
    assert stamp.precision == 0.0


def test_plain_values_are_stable(found: Validation) -> None:
    """The plain form holds only JSON's own types and is the same for the same input."""
    table = table_of()
    text = json.dumps(plain_validation(found), sort_keys=True)
    assert text == json.dumps(plain_validation(validate(scored(table), table)), sort_keys=True)
    plain = json.loads(text)
    fear = plain["judgements"][0]
    assert (fear["judgement"], fear["frame"], fear["facet"], fear["stance"]) == (
        "fear asserted",
        "fear",
        None,
        "asserted",
    )
    assert fear["figures"]["f1"] == 0.666667
    assert fear["figures"]["unit"] == "article"
    assert plain["judgements"][-1]["frame"] is None
    assert plain["confusions"][0]["labels"] == ["asserted", "discounted", "absent"]
    assert fear["false_hits"][0]["hits"][0]["term"] == "flood*"


def test_examples_stand_in_the_order_of_the_table(found: Validation) -> None:
    """Misses and false hits are listed as the table lists them."""
    for one in found.findings:
        for examples in (one.misses, one.false_hits):
            assert all(a.number < b.number for a, b in pairwise(examples))
