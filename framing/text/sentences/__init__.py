"""Articles become documents: paragraphs, sentences and words, each with its place in the text."""

from framing.text.sentences.fingerprint import tokens_sha256
from framing.text.sentences.parts import paragraphs, segment, sentence_spans, tokenize, words
from framing.text.sentences.rows import Row, layout

__all__ = ["Row", "layout", "paragraphs", "segment", "sentence_spans", "tokenize", "tokens_sha256", "words"]
