"""Digests on arrays are those by which articles count once."""

from __future__ import annotations

from batch_makers import batch_of, nasty_texts
from documents import document_of
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.words.digests import Digests
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.text.cleaning import words_digest


@given(st.lists(st.lists(nasty_texts | st.just("Kyiv’s WORDS, Straße and İ ŉ."), max_size=3), max_size=3))
def test_digests_are_those_of_the_words_of_each_article(batches: list[list[str]]) -> None:
    """Batch after batch, whatever the texts and whether the vocabulary was emptied, each article has its digest."""
    vocabulary, digests = Vocabulary(bound=9), Digests()
    for texts in batches:
        documents = [document_of(text, str(number)) for number, text in enumerate(texts)]
        codes, sentences = batch_of(documents)
        words = words_of(codes, sentences, vocabulary)
        found = digests.of(len(texts), sentences, words, vocabulary)
        assert found == [words_digest(document.article) for document in documents]
