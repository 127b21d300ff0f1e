"""The rules of voice on arrays decide every sentence as framing/text/voices does."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from documents import document_of
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_readings import Invented, invented
from reading_arrays import codes_of, place_of, quotation_arrays, reading_arrays
from voice_sentences import written

from framing.batch.voices.evidence import speaks
from framing.batch.voices.mentions import goes_on, spoken_words
from framing.lexicon.load import load_cues
from framing.model import Document
from framing.text.voices import evidence, mentions, voice
from framing.text.voices.cued import voice_cues
from framing.text.voices.quotes import pair

TABLES = (*(Path(__file__).parents[1] / "coded").glob("*.tsv"), Path(__file__).parents[2] / "seeds/coded_sentences.tsv")
CASES = Path(__file__).parents[1] / "text/voices/voice_cases.tsv"
SEEDS = tuple((Path(__file__).parents[2] / "seeds").glob("*.txt"))
CUES = voice_cues(load_cues())


def found_in(one: Invented) -> bool:
    """Return whether the sentence is a source's, as both codes say; and they find the same words spoken."""
    reading, quotations, before = one
    words = mentions.spoken_words(reading, quotations, starts_before=before)
    arrays, spoken = reading_arrays(reading), np.ones(len(reading), bool)
    spoken_words(arrays, quotation_arrays(quotations), place_of(reading, codes_of(reading.text)), before, spoken)
    assert set(np.flatnonzero(spoken).tolist()) == words
    found = evidence.evidence_in(reading, spoken=words) is not None
    assert speaks(arrays, spoken, np.zeros(len(reading) + 1, np.int64)) == found
    return found


def read(document: Document) -> Iterator[Invented]:
    """Yield the sentences of a document as the voice rules see them."""
    spans = voice.paragraph_spans(document.sentences)
    quotations = pair(document.article.text, spans, elisions=CUES.elisions)
    arrays, codes = quotation_arrays(quotations), codes_of(document.article.text)
    readings = voice.readings_of(document, quotations, CUES)
    for sentence, reading in zip(document.sentences, readings, strict=True):
        before = voice.goes_on(sentence, reading, quotations)
        assert goes_on(reading_arrays(reading), arrays, place_of(reading, codes)) == before
        yield Invented(reading, quotations, before)


def texts_of(path: Path) -> Iterator[str]:
    """Yield the sentences of a coded table as texts of twenty."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for start in range(0, len(rows), 20):
        yield "\n\n".join(rows[start : start + 20])


def test_sentences_coded_by_hand_are_decided_alike() -> None:
    """Every sentence of the coded tables and of the cases is a source's on arrays exactly where it is one."""
    tables = [*(table for table in TABLES if "\ttext" in table.read_text("utf-8").splitlines()[0]), CASES]
    decided = [found_in(one) for table in tables for text in texts_of(table) for one in read(document_of(text))]
    assert len(decided) > 1_000
    assert 0.3 < sum(decided) / len(decided) < 0.7


def test_the_seeds_are_decided_alike() -> None:
    """Every sentence of the five seed articles is a source's on arrays exactly where it is one."""
    decided = [found_in(one) for seed in SEEDS for one in read(document_of(seed.read_text("utf-8")))]
    assert len(decided) > 140
    assert any(decided)
    assert not all(decided)


def test_invented_sentences_are_decided_alike() -> None:
    """Whatever lists a word belongs to and wherever cues and quotations stand, both decide alike."""
    decided = []

    @settings(max_examples=400)
    @given(st.randoms(use_true_random=True))
    def try_one(random: Random) -> None:
        decided.append(found_in(invented(random)))

    try_one()
    assert 0.2 < sum(decided) / len(decided) < 0.8


def test_sentences_of_news_are_decided_alike() -> None:
    """Articles put together from the shapes in which news attributes are decided alike, with the cues of the house."""
    decided: list[bool] = []

    @settings(max_examples=120)
    @given(st.randoms(use_true_random=True))
    def try_one(random: Random) -> None:
        text = "".join(written(random) + random.choice((" ", " ", "\n\n")) for _ in range(4))
        decided.extend(found_in(one) for one in read(document_of(text)))

    try_one()
    assert 0.2 < sum(decided) / len(decided) < 0.8
