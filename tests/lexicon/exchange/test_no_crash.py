"""Whatever a file holds, it is read, or refused with an error that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.exchange import house
from framing.lexicon.exchange.convert import report_json, report_text, write_dictionary
from framing.lexicon.exchange.decode import decode
from framing.lexicon.exchange.formats import FOREIGN, Format
from framing.lexicon.exchange.values import Source

MARKS = ["\n", "\t", " ", "&x ", "- ", "\x00", "\x01", "\u200b", '<cnode name="A">', '<pnode name=" b "/>']
RULES = ["@R [#A BEFORE #B /S 3]", "[A NOT B /D]", "<of>1/2", "DicTerm,"]
WORDS = (
    """% 1 02 war* a_b (1) (-0.5) (0) #A A +A #FF0000 : ' " { } [ ] *x , X é ? * <dictionary> </cnode> </dictionary>"""
)
PIECES = st.sampled_from([*MARKS, *RULES, *WORDS.split()])
BEGINNINGS = {
    "liwc": "%\n1 A\n\t2 B\n%\n",
    "liwc-dicx": "DicTerm,A,B\n",
    "wordstat": "A\n\tWAR (1)\nB\n\t",
    "yoshikoder": '<dictionary><cnode name="A">',
    "lexicoder3": "+A\n",
    "lexicoder2": '<dictionary><cnode name="A">',
}


@pytest.mark.parametrize("form", FOREIGN, ids=lambda form: form.name)
@settings(max_examples=150)
@given(begins=st.booleans(), pieces=st.lists(PIECES | st.text(max_size=4), max_size=25))
def test_any_text_is_read_or_refused(form: Format, begins: bool, pieces: list[str]) -> None:
    """No exception but LexiconError; what is read can be reported, and is a lexicon of ours that loads."""
    text = (BEGINNINGS.get(form.name.removesuffix("-041204"), "") if begins else "") + "".join(pieces)
    try:
        source = decode(text.encode("utf-8", "surrogatepass"), Path("one.x"))
        read = form.read(source)
    except LexiconError as error:
        read = None
        place = error.where
    if read is None:
        assert "one.x" in place
        return
    assert report_text(read.report)
    assert report_json(read.report)
    again = house.read(Source(path=Path("one.yaml"), text=house.write(read.lexicon), encoding="utf-8", sha256=""))
    assert [term.pattern for term in again.lexicon.terms] == [term.pattern for term in read.lexicon.terms]
    assert write_dictionary(read.lexicon, "framing").text


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    """Decoding gives text without carriage returns, or an error with the line."""
    try:
        told = decode(content, Path("one.dic")).text
    except LexiconError as error:
        told = error.where
    assert "\r" not in told
