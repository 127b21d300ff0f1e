"""Codings: what the columns of a coded table mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import InputError
from framing.model import Measure
from framing.tune.coding import Coding, coding_from_options, default_coding, load_coding, parse_coding

SMALL = """
format: framing-coding/1
name: small
columns: {id: key, text: sentence}
codes: {fear: [no, 'yes', 01]}
judgements:
  - {column: fear, frame: fear, positive: [yes]}
"""


def readings(coding: Coding, cells: dict[str, str]) -> dict[str, bool | None]:
    return {judgement.label: judgement.read(cells[judgement.column]) for judgement in coding.judgements}


def test_default_coding_reads_the_house_codes() -> None:
    """A row means what the codebook says, and a domestic row says nothing about the executive."""
    found = readings(default_coding(), {"er": "-1", "ua": "2", "usp": "2", "voice": "S"})
    assert found == {
        "escalation-risk asserted": False,
        "escalation-risk discounted": True,
        "ukrainian-agency/agent asserted": True,
        "ukrainian-agency/recipient asserted": True,
        "us-politics/domestic asserted": True,
        "us-politics/executive asserted": None,
        "voice": True,
    }


def test_codes_are_compared_as_written() -> None:
    """The YAML traps (no, yes, 01) stay the text that was written."""
    coding = parse_coding(SMALL, where="small.yaml")
    assert coding.codes == {"fear": ("no", "yes", "01")}
    assert readings(coding, {"fear": "yes"}) == {"fear asserted": True}
    assert readings(coding, {"fear": "01"}) == {"fear asserted": False}
    assert (coding.id, coding.text, coding.article, coding.paragraph) == ("key", "sentence", None, None)


def test_options_make_the_same_coding_as_the_file() -> None:
    """Everything the default file judges can be said on the command line."""
    coding = coding_from_options(
        [
            "er=escalation-risk:1",
            "er=escalation-risk@discounted:-1",
            "ua=ukrainian-agency/agent:1,2",
            "ua=ukrainian-agency/recipient:-1,2",
            "usp=us-politics/domestic:2",
            "usp=us-politics/executive:1:2",
            "voice=voice:S",
        ]
    )
    assert coding.judgements == default_coding().judgements
    assert coding.judgements[1].subject == Measure("escalation-risk", None, "discounted")


def test_load_coding_reads_a_file(tmp_path: Path) -> None:
    """A coding file is read from disk, byte order mark or not."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert load_coding(path).name == "small"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "c.yaml:1", "must be a mapping"),
        ("judgements: []", "c.yaml", "format is missing"),
        (SMALL.replace("/1", "/9"), "c.yaml", "framing-coding/9"),
        ("format: framing-coding/1\njudgements: []", "c.yaml", "no judgements"),
        (SMALL.replace("columns:", "colums:"), "c.yaml:4", "did you mean `columns`"),
        (SMALL.replace("column: fear", "column: ''"), "c.yaml:7", "no column"),
        (SMALL.replace("frame: fear", "farme: fear"), "c.yaml:7", "did you mean `frame`"),
        (SMALL.replace("frame: fear, ", ""), "c.yaml:7", "one frame or about the voice"),
        (SMALL.replace("frame: fear", "frame: fear, voice: source"), "c.yaml:7", "one frame or about the voice"),
        (SMALL.replace("frame: fear", "voice: outlet"), "c.yaml:7", "voice: source"),
        (SMALL.replace("frame: fear", "frame: fear, stance: doubted"), "c.yaml:7", "no stance 'doubted'"),
        (SMALL.replace("[yes]", "[]"), "c.yaml:7", "no cell means yes"),
        (SMALL.replace("[yes]", "[yess]"), "c.yaml", "did you mean yes?"),
        (SMALL.replace("[yes]", "[yes], ignored: [yes]"), "c.yaml", "both positive and ignored"),
        (SMALL + "  - {column: fear, frame: fear, positive: [no]}", "c.yaml", "judged twice"),
        ("format: [", "c.yaml:1", "YAML"),
    ],
)
def test_bad_codings_say_where(text: str, place: str, what: str) -> None:
    """A coding that cannot be used is an error with its place, never a guess."""
    with pytest.raises(InputError) as caught:
        parse_coding(text, where="c.yaml")
    assert caught.value.where.startswith(place)
    assert what in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "option", ["", "er", "er=", "er=frame", "er=frame:", "=frame:1", "er=/agent:1", "er=f/:1", "er=f@no:1"]
)
def test_bad_options_are_refused(option: str) -> None:
    """A mapping that cannot be read is an error that shows it."""
    with pytest.raises(InputError, match="--map"):
        coding_from_options([option])


def test_no_options_and_missing_files_are_refused(tmp_path: Path) -> None:
    """Nothing to read is an error, and so are a missing file and one that is not UTF-8."""
    with pytest.raises(InputError, match="nothing to read"):
        coding_from_options([])
    with pytest.raises(InputError, match="no such file"):
        load_coding(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("name: Łódź".encode("cp1250"))
    with pytest.raises(InputError, match="UTF-8"):
        load_coding(tmp_path / "latin.yaml")
