"""Whose words a sentence is."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from documents import document_of, paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st
from voice_tables import CASES, CODED, CUES, UNCHECKED, coded_document, judged, read_table, right

from framing.errors import LexiconError
from framing.model import Article, CueLists, Document, Sentence
from framing.text.sentences import segment
from framing.text.voices import attribute

# Reached when the rules were frozen: 1.00 on the coded sentences (0.966 before anything was tuned on them) and 1.00 on
# the cases (before tuning 0.989 of the first 183, and 0.932 of the 73 of kind "desk", written when the first were all
# right). The floors leave room for a change that is right elsewhere.
CODED_FLOOR = 0.97
CASES_FLOOR = 0.97
SPEAKER_FLOOR = 0.95


def read(text: str) -> Document:
    """Return a text attributed with the house cues."""
    return attribute(segment(Article(id="a", outlet="The Courier", text=text, origin="a", sha256="")), CUES)


def only(text: str) -> Sentence:
    (sentence,) = read(text).sentences
    return sentence


def test_the_coded_sentences_are_met() -> None:
    """The voice of the coded sentences is right at least as often as the floor says."""
    results = [right(row, got) for rows in read_table(CODED).values() for row, got in judged(rows)]
    assert len(results) == 149
    assert sum(results) / len(results) >= CODED_FLOOR


def test_no_coded_article_is_left_behind() -> None:
    """Each of the five articles reaches 0.93 by itself: the rules fit none of them alone."""
    for name, rows in read_table(CODED).items():
        results = [right(row, got) for row, got in judged(rows)]
        assert sum(results) / len(results) >= 0.93, name


def test_the_cases_are_met() -> None:
    """The cases, each written before the rules saw it: voice, and the speaker where the case names one."""
    pairs = [pair for rows in read_table(CASES).values() for pair in judged(rows)]
    assert len(pairs) == 256
    assert sum(right(row, got) for row, got in pairs) / len(pairs) >= CASES_FLOOR
    named = [(row, got) for row, got in pairs if row.voice == "S" and row.speaker != UNCHECKED]
    assert sum((got.speaker or "-") == row.speaker for row, got in named) / len(named) >= SPEAKER_FLOOR


def test_every_sentence_of_a_source_has_a_cue_and_no_other() -> None:
    """A source's sentence names the words or the mark that decided; the outlet's has neither cue nor speaker."""
    for path in (CASES, CODED):
        for rows in read_table(path).values():
            for _, sentence in judged(rows):
                assert (sentence.voice == "source") == bool(sentence.voice_cue)
                assert sentence.voice == "source" or sentence.speaker is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The dam held, engineers said.", "said"),
        ("According to Ana Ruiz, the dam held.", "According to"),
        ("“The dam will hold for another winter,” it said on the wall.", "said"),
        ("“The dam will hold for another winter.”", "“"),
        ("«The dam will hold for another winter.»", "«"),
        ("Ana Ruiz pointed out that the dam held.", "pointed out"),
        ("In Ana Ruiz's view, the dam is finished.", "In Ana Ruiz's view"),
    ],
)
def test_the_cue_is_what_decided(text: str, cue: str) -> None:
    """The reporting words as written, or the opening mark."""
    assert only(text).voice_cue == cue


@pytest.mark.parametrize(
    "text",
    [
        "The treaty, as Ana Ruiz said last year, is a beginning.",
        "The treaty (“a beginning”, as Ana Ruiz put it) has nine articles.",
        "The treaty has nine articles (Ana Ruiz says ten).",
        "Ana Ruiz, who said she would stay, left on Monday.",
        "Before Ana Ruiz said a word, the vote was over.",
        "Ana Ruiz did not say whether she would stay.",
        "Ana Ruiz refused to say whether she would stay.",
        "Ana Ruiz should say that the vote is over.",
        "I think that the vote is over.",
        "Critics may say that the vote is over, but it has not begun.",
        "The vote is said to be over.",
        "Repeated claims of fraud were filed.",
        "The “reform” is a tax.",
        "Her memoir “A Winter in the North Sea” sold well.",
    ],
)
def test_what_does_not_carry_the_sentence_does_not_turn_it(text: str) -> None:
    """Asides, relative and subordinate clauses, denials, idioms, nouns, titles, scare quotes leave it the outlet's."""
    assert only(text).voice == "outlet"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("National security adviser Ana Ruiz said the dam held.", "Ana Ruiz"),
        ("Peru's Prime Minister Ana Ruiz told parliament that the dam held.", "Ana Ruiz"),
        ("The dam held, said Ana Ruiz, a spokeswoman for the ministry.", "Ana Ruiz"),
        ("A ministry spokeswoman, Ana Ruiz, said the dam held.", "Ana Ruiz"),
        ("Ana Ruiz of the Dam Institute said the dam held.", "Ana Ruiz"),
        ("Ursula von der Leyen said the dam held.", "Ursula von der Leyen"),
        ("Peruvian officials said the dam held.", "Peruvian officials"),
        ("The dam held, according to three officials familiar with the report.", "officials"),
        ("The White House said the dam held.", "White House"),
        ("The Peruvian Defence Ministry said the dam held.", "Peruvian Defence Ministry"),
        ("She said the dam held.", None),
        ("The minister said the dam held.", None),
        ("Reporters were told that the dam held.", None),
    ],
)
def test_the_speaker_is_named_as_written(text: str, speaker: str | None) -> None:
    """Names stand without titles, groups without what only counts them; what points back to nobody stays empty."""
    assert only(text).speaker == speaker


def speakers(text: str) -> list[str | None]:
    return [sentence.speaker for sentence in read(text).sentences]


def test_a_surname_means_the_one_full_name() -> None:
    """A surname alone is resolved to the full name of the article, wherever that stands, and not where two share it."""
    assert speakers("Ruiz said no one left. Ana Ruiz said the dam held.") == ["Ana Ruiz", "Ana Ruiz"]
    assert speakers("Ana Ruiz met Jorge Ruiz. Ruiz said the dam held.") == [None, None]


def test_a_pronoun_means_the_last_speaker_where_nobody_came_between() -> None:
    """He and she are resolved only while one person can be meant."""
    assert speakers("Ana Ruiz said the dam held. She added that it leaks.") == ["Ana Ruiz", "Ana Ruiz"]
    assert speakers("Ana Ruiz said she met Eva Lind. She added that the dam leaks.") == ["Ana Ruiz", None]
    assert speakers("Peru said the dam held. She added that it leaks.")[1] is None


def test_a_speech_over_sentences_has_one_speaker() -> None:
    """The attribution in any sentence of a quotation names the speaker of all of them, before and behind it."""
    text = "“We built it. It held,” Ana Ruiz said. “It leaks.\n\n“It always did.”\n\nRain fell."
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Ana Ruiz", None]


def test_a_colon_hands_the_next_paragraph_to_the_source() -> None:
    """A clearly attributing line that ends with a colon speaks for one paragraph, not for the one behind it."""
    text = "Ana Ruiz wrote in her report:\n\nThe dam leaks. It always did.\n\nRain fell."
    assert [sentence.voice for sentence in read(text).sentences] == ["source"] * 3 + ["outlet"]
    plain = "The list is long:\n\nThe dam leaks.\n\nRain fell."
    assert {sentence.voice for sentence in read(plain).sentences} == {"outlet"}


def test_questions_are_the_outlets_and_answers_the_sources() -> None:
    """In an interview the labels decide: Q and the outlet's own name ask, A and names answer."""
    text = "Q: Did it hold?\n\nA: It held. It leaks.\n\nQ: Since when?\n\nA: Always."
    assert [sentence.voice for sentence in read(text).sentences] == ["outlet", "source", "source", "outlet", "source"]
    named = (
        "We met Ana Ruiz.\n\nThe Courier: Did it hold?\n\nRuiz: It held.\n\nThe Courier: Since when?\n\nRuiz: Always."
    )
    found = read(named).sentences
    assert [sentence.speaker for sentence in found] == [None, None, "Ana Ruiz", None, "Ana Ruiz"]
    assert {sentence.voice for sentence in read("Warsaw: Rain fell.\n\nIt leaked.").sentences} == {"outlet"}


def test_quoted_are_the_spoken_stretches_with_their_marks() -> None:
    """`quoted` holds the speech inside the sentence, and no words that are only talked about."""
    text = "“It held,” Ana Ruiz said of the so-called “safe zone”, “and it leaks.”"
    sentence = only(text)
    assert [text[span.start : span.end] for span in sentence.quoted] == ["“It held,”", "“and it leaks.”"]


def test_a_missing_mark_does_not_swallow_the_article() -> None:
    """After an unclosed quotation the next paragraph is the outlet's again."""
    found = read("“It held, Ana Ruiz said.\n\nRain fell. The river rose.").sentences
    assert [sentence.voice for sentence in found] == ["source", "outlet", "outlet"]


def test_without_cues_only_quotation_marks_decide() -> None:
    """The word lists are the user's to replace: none at all leaves the quoted share."""
    article = Article(id="a", outlet="o", text="Ana said it held. “It held all night.”", origin="a", sha256="")
    found = attribute(segment(article), CueLists(lists={}))
    assert [sentence.voice for sentence in found.sentences] == ["outlet", "source"]


def test_a_bad_cue_is_named() -> None:
    """A cue that is no term is an error that says where it stands."""
    document = document_of("It held.")
    with pytest.raises(LexiconError, match=r"mine\.yaml"):
        attribute(document, CueLists(lists={"reporting_speech": ("(said |",)}, origin="mine.yaml"))


def test_nothing_but_the_voice_changes() -> None:
    """Attribution sets its four fields and leaves the rest of the document as it was."""
    before = coded_document(read_table(CASES)["c011"])
    after = attribute(before, CUES)
    assert after.article is before.article
    plain = [replace(one, voice="outlet", speaker=None, voice_cue=None, quoted=()) for one in after.sentences]
    assert tuple(plain) == before.sentences
    assert attribute(after, CUES) == after


def test_an_empty_document_is_attributed() -> None:
    """No sentences, and a sentence without words, are no trouble."""
    article = Article(id="a", outlet="o", text="…", origin="a", sha256="")
    assert attribute(Document(article=article, sentences=()), CUES).sentences == ()
    blank = Sentence(article="a", index=0, paragraph=0, start=0, end=1, tokens=())
    assert attribute(Document(article=article, sentences=(blank,)), CUES).sentences == (blank,)


CHUNKS = (
    "said told According to that Ana Ruiz officials believe he She who",
    ", . : ; “ ” \" ' ’ « » ( ) — \n\n Q: as but Kyiv's claims",
)
WORDS = st.sampled_from([word for chunk in CHUNKS for word in chunk.split(" ")])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_attributed(text: str) -> None:
    """For any text: no error, the same result twice, quoted spans inside their sentence and in order."""
    document = document_of(text)
    found = attribute(document, CUES)
    assert found == attribute(document, CUES)
    for sentence in found.sentences:
        assert (sentence.voice == "source") == (sentence.voice_cue is not None)
        ends = [sentence.start, *(place for span in sentence.quoted for place in span), sentence.end]
        assert ends == sorted(ends)
        assert all(span.start < span.end for span in sentence.quoted)


@pytest.mark.parametrize("piece", ['"', "“", "' a", '"a" ', "he would say, but ", "(a "])
def test_a_long_paragraph_takes_linear_time(piece: str) -> None:
    """Eight times the text takes nowhere near sixty-four times as long."""
    seconds = []
    for size in (5_000, 40_000):
        text = piece * (size // len(piece))
        document = paragraphs(text)
        started = time.process_time()
        attribute(document, CUES)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 30 * seconds[0] + 0.5
