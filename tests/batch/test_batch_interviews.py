"""Articles that may be interviews are left to the object code."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from batch_makers import batch_of, document_of
from hypothesis import given
from hypothesis import strategies as st
from reading_arrays import readings_arrays

from framing.batch.interviews import mark_interviews
from framing.lexicon.load import load_cues
from framing.text.voices import voice
from framing.text.voices.cued import Reading, voice_cues
from framing.text.voices.turns import labels_of, turns

CUES = voice_cues(load_cues())
OPENINGS = (
    "Q: ",
    "A: ",
    "Ana Ruiz: ",
    "Question : ",
    "the Host: ",
    "Ruiz, Ana: ",
    "He said: ",
    "“Q: ",
    "Q - A: ",
    ": ",
    "",
)
NAMES = ("Ana Maria Ruiz Vargas: ", "Ana Maria Ruiz Vargas Lopez: ", "Q. ", "ANA RUIZ: ", "Q:\n", "1: ", "10:30 ")


def marked(*texts: str) -> list[bool]:
    """Return which articles are marked; assert that they are those with three labels, all with turns among them."""
    documents = [document_of(text, str(number)) for number, text in enumerate(texts)]
    readings: list[Reading] = []
    expected = []
    for document in documents:
        own = voice.readings_of(document, (), CUES)
        expected.append(len(labels_of(document, own)) >= 3)
        assert expected[-1] or not turns(document, own)
        readings += own
    _, sentences = batch_of(documents)
    aside = np.zeros(len(texts), bool)
    mark_interviews(sentences, readings_arrays(readings), np.full(len(texts), 9, np.int64), aside)
    assert aside.tolist() == expected
    return expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q: Why?\n\nA: Because.\n\nQ: And now?\n\nA: Nothing.", True),
        ("Ana Ruiz: We wait.\n\nHost: Why?\n\nAna Ruiz: Because we must.", True),
        ("Q: Why? Q: Why? Q: Why?", False),
        ("Q: Why?\n\nHe gave no answer: none.\n\nA: Because.", False),
        ("Nothing was said.", False),
        ("Q:", False),
    ],
)
def test_an_article_with_three_labels_is_left_aside(text: str, found: bool) -> None:
    """Three paragraphs that begin with a label may be an interview; sentences inside a paragraph do not count."""
    assert marked(text, "The dam held.", text) == [found, False, found]


@given(st.randoms(use_true_random=True))
def test_labels_are_counted_as_the_object_code_counts_them(random: Random) -> None:
    """Whatever paragraphs begin with, articles with three labels are marked, and none with turns is missed."""
    openings = OPENINGS + NAMES
    texts = [
        "".join(
            random.choice(openings) + "Yes, we do. No." + random.choice(("\n\n", " "))
            for _ in range(random.randrange(7))
        )
        for _ in range(3)
    ]
    marked("The dam held.", *texts)
