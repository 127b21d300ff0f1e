"""Files, folders and tables become sources: decoded, with what a manifest, front matter or page says of each."""

from framing.text.reading.coded import SENTENCE_ID
from framing.text.reading.decoding import decode
from framing.text.reading.files import coded_table, corpus_name, is_article, read_sources

__all__ = ["SENTENCE_ID", "coded_table", "corpus_name", "decode", "is_article", "read_sources"]
