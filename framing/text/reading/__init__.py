"""Files, folders and tables become sources: decoded, with what a manifest, front matter or page says of each."""

from framing.text.reading.batches import Batch, Plan, numbered, plan, plan_places, read_batch
from framing.text.reading.coded import SENTENCE_ID
from framing.text.reading.decoding import decode
from framing.text.reading.files import read_sources
from framing.text.reading.ids import OwnIds
from framing.text.reading.opening import Address, file_hash, file_system
from framing.text.reading.places import Place, coded_table, corpus_name, is_article
from framing.text.reading.tables import LONGEST_FIELD

__all__ = [
    "LONGEST_FIELD",
    "SENTENCE_ID",
    "Address",
    "Batch",
    "OwnIds",
    "Place",
    "Plan",
    "coded_table",
    "corpus_name",
    "decode",
    "file_hash",
    "file_system",
    "is_article",
    "numbered",
    "plan",
    "plan_places",
    "read_batch",
    "read_sources",
]
