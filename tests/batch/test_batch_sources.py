"""What sentences call their sources, on arrays: the same words as framing/text/voices takes, whatever the reading."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_readings import Invented, invented
from reading_arrays import codes_of, reading_arrays

from framing.batch.layout import Sentences, Words
from framing.batch.voices.names import full_names
from framing.batch.voices.readings import Readings
from framing.batch.voices.sources import A_NAME, A_PRONOUN, MARKS, WORDS, Callings, callings
from framing.text.voices import mentions, speaker
from framing.text.voices.cued import Reading, bare
from framing.text.voices.evidence import evidence_in
from framing.text.voices.people import Called


def batch_of(reading: Reading) -> tuple[Sentences, Words, Readings]:
    """Return a sentence as a batch of one."""
    size = len(reading)
    arrays = reading_arrays(reading)
    one = (np.array([value], np.int64) for value in (0, 0, reading.start, reading.end))
    words = Words(
        start=np.array([token.start for token in reading.tokens], np.int64),
        end=np.array([token.end for token in reading.tokens], np.int64),
        type=np.zeros(size, np.int64),
        gap=np.zeros(size, np.int64),
        first=np.array([0, size]),
        tail=np.zeros(1, np.int64),
    )
    phrases = np.array([0, len(arrays.phrase_list)])
    return Sentences(*one), words, Readings(words.first, *arrays[:7], phrases, *arrays[7:])


def written(reading: Reading, start: int, end: int, *, stop: bool) -> str:
    """Return words as a name."""
    return bare(reading.written(start, end)) + ("." if stop else "")


def called(one: Invented) -> Called | None:
    """Return what the sentence calls its source, as both codes say; and they find the same full names."""
    reading, quotations, before = one
    sentences, words, readings = batch_of(reading)
    codes = codes_of(reading.text)
    runs = full_names(codes, sentences, words, readings)
    names = zip(runs.start.tolist(), runs.end.tolist(), runs.stop.tolist(), strict=True)
    full = [written(reading, start, end, stop=stop) for start, end, stop in names]
    assert [name for name in full if len(name.split()) > 1] == speaker.full_names(reading)
    spoken = mentions.spoken_words(reading, quotations, starts_before=before)
    evidence = evidence_in(reading, spoken=spoken)
    quoted = np.array([index in spoken for index in range(len(reading))], np.bool_)
    found = callings(codes, sentences, words, readings, np.array([evidence is not None]), quoted)
    by = 0 if evidence is None else MARKS if evidence.cue is None else WORDS
    assert found.by.tolist() == [by]
    expected = None if evidence is None else speaker.called_in(reading, evidence)
    if expected is not None and expected.how == "pronoun":
        expected = expected._replace(before=[*expected.before])
    assert made(reading, found) == expected
    return expected


def made(reading: Reading, found: Callings) -> Called | None:
    """Return what arrays say the only sentence calls its source."""
    how, start, end, before = (int(column[0]) for column in found[1:5])
    if how == A_PRONOUN:
        return Called("pronoun", reading.word(start), [token.text for token in reading.tokens[:before]])
    if how == 0:
        return None
    name = written(reading, start, end, stop=bool(found.stop[0]))
    return Called("name" if how == A_NAME else "group", name, listed=bool(found.listed[0]))


def test_invented_sentences_call_their_sources_alike() -> None:
    """Whatever lists a word belongs to, both take the same words for a name, a group or a pronoun, or none."""
    ways: list[str] = []

    @settings(max_examples=400)
    @given(st.randoms(use_true_random=True))
    def try_one(random: Random) -> None:
        found = called(invented(random))
        ways.append("" if found is None else found.how)

    try_one()
    assert {*ways} == {"", "name", "group", "pronoun"}
