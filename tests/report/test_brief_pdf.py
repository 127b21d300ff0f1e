"""The PDF brief: claims, attachment, bytes, glyphs, and what happens when it cannot be written."""

from __future__ import annotations

import dataclasses
import importlib
import io
import logging
import re
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from report_fixtures import make_analysis
from test_brief_html import nasty_analysis

from framing.errors import DependencyError, OutputError
from framing.report import data, pdf
from framing.report.build import build
from framing.report.html import FACES, font_bytes
from framing.report.view import ReportData
from framing.saving import ensure_writable, replacing

TTFont: Any = importlib.import_module("fontTools.ttLib").TTFont  # untyped, and read here only

ANALYSIS = make_analysis(outlets=4, sentences=10)
RESULTS = data.results(ANALYSIS)


@pytest.fixture(scope="module")
def report() -> ReportData:
    return build(ANALYSIS)


@pytest.fixture(scope="module")
def written(report: ReportData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        pdf.write(report, path, RESULTS)
    return path


def test_the_file_claims_pdf_a_3a_and_pdf_ua_1(written: Path) -> None:
    """Both standards stand in the metadata, and what they ask of the catalog is there."""
    with pikepdf.open(written) as brief:
        with brief.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["dc:title"]
        root = brief.Root
        assert b"pdfaExtension:schemas" in root.Metadata.read_bytes()
        assert str(root.Lang) == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert all(page.Tabs == "/S" for page in brief.pages)


def test_results_are_attached_as_they_are(written: Path) -> None:
    """The one attachment is results.json, byte for byte, related to the document as its data."""
    with pikepdf.open(written) as brief:
        assert list(brief.attachments) == ["results.json"]
        assert brief.attachments["results.json"].get_file().read_bytes() == RESULTS
        assert [str(f.AFRelationship) for f in brief.Root.AF] == ["/Data"]


def test_every_figure_and_heading_is_tagged(written: Path) -> None:
    """Each figure of the tag tree has words for those who do not see it; there is one H1 and no level is skipped."""
    kinds: list[str] = []
    with pikepdf.open(written) as brief:

        def walk(node: pikepdf.Object) -> None:
            kind = str(node.get("/S", ""))
            kinds.append(kind)
            if kind == "/Figure":
                assert re.search(r"\d", str(node.Alt))
            kids = node.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid)

        walk(brief.Root.StructTreeRoot.K[0])
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert "/Figure" in kinds
    assert "/TH" in kinds


def test_two_runs_give_the_same_bytes(report: ReportData, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the clock gets in, with or without SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(pdf.document_date(report).timestamp())))
    assert pdf.render_bytes(report, RESULTS) == written.read_bytes()


def test_source_date_epoch_is_the_date(report: ReportData, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH, where set, is the date of the file; a report without a date gets a fixed one, never today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert pdf.document_date(report).isoformat() == "1970-01-02T00:00:00+00:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert pdf.document_date(dataclasses.replace(report, date=None)) == pdf.EPOCH


def test_the_date_is_the_latest_article_s(written: Path) -> None:
    """Without a stated date the metadata carry the day of the latest article."""
    with pikepdf.open(written) as brief:
        assert str(brief.docinfo.CreationDate) == "D:20260912000000Z"


def test_names_print_with_their_own_glyphs(written: Path) -> None:
    """Each letter of Łódzka, Вісник and Łucja maps to the outline the house font draws for it."""
    houses = [TTFont(io.BytesIO(font_bytes(name))) for _, _, name in FACES]
    seen: set[str] = set()
    with pikepdf.open(written) as brief:
        for font in [o for o in brief.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"]:
            program = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            family = bytes(font.DescendantFonts[0].FontDescriptor.FontFamily).decode()
            pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>\n", font.ToUnicode.read_bytes())
            for gid, code in ((int(a, 16), int(b, 16)) for a, b in pairs):
                if chr(code) in "ŁóźВісник":
                    seen.add(chr(code))
                    outline = _outline(program, program.getGlyphName(gid))
                    assert any(outline == _outline(house, house.getBestCmap()[code]) for house in houses), family
    assert seen == set("ŁóźВісник")


def _outline(font: Any, glyph: str) -> list[tuple[int, int]]:
    return list(font["glyf"][glyph].getCoordinates(font["glyf"])[0])


def test_only_house_fonts_are_embedded(written: Path) -> None:
    """Every font of the file is one of the two families and is embedded."""
    with pikepdf.open(written) as brief:
        found = [o for o in brief.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert {bytes(d.FontFamily).decode() for d in found} == {"Source Sans 3", "Source Serif 4"}
        assert all("/FontFile2" in d for d in found)


def test_hostile_texts_print_without_a_word_from_the_renderer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Markup, control characters and endless words in an article neither stop the brief nor upset its styles."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.write(build(nasty_analysis()), tmp_path / "nasty.pdf", b"{}")
    assert [r.getMessage() for r in caplog.records if r.name == "weasyprint"] == []
    with pikepdf.open(tmp_path / "nasty.pdf") as brief:
        assert len(brief.pages) >= 5
        descendants = [o for o in brief.objects if isinstance(o, pikepdf.Dictionary) and "/W" in o]
        assert descendants
        assert all(int(d.W[0]) > 0 for d in descendants)  # glyph 0 is .notdef


def test_a_missing_folder_is_said_before_any_work(report: ReportData, tmp_path: Path) -> None:
    """The folder must exist and be one; the message says how to make it."""
    with pytest.raises(OutputError, match="does not exist; make it first: mkdir -p"):
        ensure_writable(tmp_path / "nowhere" / "brief.pdf")
    with pytest.raises(OutputError, match="this is a folder"):
        ensure_writable(tmp_path)
    with pytest.raises(OutputError):
        pdf.write(report, tmp_path / "nowhere" / "brief.pdf", b"{}")


def test_an_unwritable_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that refuses a file is an OutputError, and nothing is left in it."""

    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(OutputError, match="cannot be written to"):
        ensure_writable(tmp_path / "brief.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Whatever stops the writing, the target keeps its old content and no half file stays beside it."""
    target = tmp_path / "brief.pdf"
    target.write_bytes(b"old")

    def interrupted() -> None:
        with replacing(target) as partial:
            partial.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.pdf"]


def test_a_missing_library_is_named_with_its_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango, or without HarfBuzz's subsetter, the message has the command for three systems."""

    def fail(name: str) -> object:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(DependencyError) as caught:
        pdf.load_weasyprint()
    for command in ("apt-get install libpango-1.0-0", "dnf install pango harfbuzz", "brew install pango"):
        assert command in str(caught.value)
    monkeypatch.setattr(importlib, "import_module", lambda name: object())
    with pytest.raises(DependencyError, match="libharfbuzz-subset"):
        pdf.load_weasyprint()


def test_no_process_is_started_to_find_libraries() -> None:
    """No compiler is asked where Pango is, and whoever searches for a library afterwards searches as ever."""
    code = (
        "import ctypes.util, sys; usual = ctypes.util.find_library\n"
        "sys.addaudithook(lambda event, _: sys.exit(event) if event == 'subprocess.Popen' else None)\n"
        "from framing.report.pdf import load_weasyprint\n"
        "print(load_weasyprint().__name__, ctypes.util.find_library is usual)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "weasyprint True\n", result.stderr


def test_the_date_in_the_environment_must_be_a_number(report: ReportData, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds is refused with its value."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(OutputError, match="'yesterday' is not a number of seconds"):
        pdf.document_date(report)
