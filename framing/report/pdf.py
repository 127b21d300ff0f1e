"""ReportData -> a PDF that is PDF/A-3a and PDF/UA-1 at once, with results.json attached."""

from __future__ import annotations

import ctypes.util
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from framing.errors import DependencyError, OutputError
from framing.report.html import FONT_SCHEME, font_bytes, render_for_pdf
from framing.report.view import Printed
from framing.saving import ensure_writable, replacing

INSTALL = (
    "install them with one of\n"
    "  Debian, Ubuntu:  apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "  Fedora:          dnf install pango harfbuzz\n"
    "  macOS:           brew install pango"
)
ATTACHMENT = "results.json"
VARIANT = "pdf/a-3a"
PLACEHOLDER = "□"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # for a brief whose articles carry no date

# PDF/A allows only properties it knows; the PDF/UA identifier must be described where it is used.
# Source: ISO 19005-3 6.6.2.3, TechNote 0010 of the PDF Association.
UA_METADATA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def write(report: Printed, path: Path, results_json: bytes) -> None:
    """Write the brief as PDF to `path`, with `results_json` attached.

    The target is replaced only when the file is whole.

    The date in the metadata is the report's own, or SOURCE_DATE_EPOCH where that is set.

    Raises OutputError where `path` cannot be written, DependencyError where Pango or HarfBuzz is missing.
    """
    ensure_writable(path)
    data = render_bytes(report, results_json)
    with replacing(path) as target:
        target.write_bytes(data)


def render_bytes(report: Printed, results_json: bytes) -> bytes:
    """Return the PDF as bytes; the same report and results give the same bytes.

    A character that no font at hand can draw is printed as □: PDF/A and PDF/UA forbid a glyph that stands for nothing.
    Raises DependencyError where Pango or HarfBuzz is missing.
    """
    weasyprint = load_weasyprint()
    page = render_for_pdf(report)
    data, missing = _paint(weasyprint, report, page, results_json)
    if missing:
        data, _ = _paint(weasyprint, report, page.translate(dict.fromkeys(missing, PLACEHOLDER)), results_json)
    return data


def _paint(weasyprint: ModuleType, report: Printed, page: str, results_json: bytes) -> tuple[bytes, set[int]]:
    """Return the PDF of a page and the code points no font could draw."""
    when = document_date(report)
    attachment = weasyprint.Attachment(
        string=results_json,
        name=ATTACHMENT,
        description=report.attached,
        created=when,
        modified=when,
        relationship="Data",
    )
    with _listening() as missing:
        document = weasyprint.HTML(string=page, url_fetcher=_fetcher()).render(pdf_variant=VARIANT)
        document.metadata.created = document.metadata.modified = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        _claim_both(document.metadata)
        data: bytes = document.write_pdf(
            pdf_variant=VARIANT, pdf_tags=True, attachments=[attachment], finisher=_relate_once
        )
    return data, missing


def document_date(report: Printed) -> datetime:
    """Return the date for the metadata: SOURCE_DATE_EPOCH where set, else the report's own, never the clock.

    Raises OutputError where SOURCE_DATE_EPOCH is not a number of seconds.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    if stated:
        try:
            return datetime.fromtimestamp(int(stated), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise OutputError(
                "SOURCE_DATE_EPOCH", f"{stated!r} is not a number of seconds since 1970", "set it to one, or unset it"
            ) from error
    return EPOCH if report.date is None else datetime.fromisoformat(report.date).replace(tzinfo=UTC)


def load_weasyprint() -> ModuleType:
    """Return the WeasyPrint module with every system library it needs.

    Raises DependencyError where one is missing; HarfBuzz's subsetter too, without which two runs give different bytes.
    """
    try:
        with warnings.catch_warnings(), _by_file_name():
            warnings.simplefilter("ignore")
            weasyprint = importlib.import_module("weasyprint")
            ffi = importlib.import_module("weasyprint.text.ffi")
    except OSError as error:
        raise DependencyError("PDF output", f"a system library is missing ({_first_line(error)})", INSTALL) from error
    if getattr(ffi, "harfbuzz_subset", None) is None:
        raise DependencyError("PDF output", "the system library libharfbuzz-subset is missing", INSTALL)
    return weasyprint


_USUAL = ctypes.util.find_library


@contextmanager
def _by_file_name() -> Iterator[None]:
    """Have system libraries opened by the names of their files on Linux.

    WeasyPrint tries the names of other systems first, and for each of them that it does not know the C library's tools
    and the compiler are run in search of a file: 54 processes, a tenth of a second.
    """
    if sys.platform == "linux":
        ctypes.util.find_library = _file_named
    try:
        yield
    finally:
        ctypes.util.find_library = _USUAL


def _file_named(name: str) -> str | None:
    return name if ".so" in name else None


def _first_line(error: OSError) -> str:
    return str(error).splitlines()[0] if str(error) else "unknown"


def _fetcher() -> Any:
    """Return a fetcher that gives out the house fonts and refuses all else: no file, no network."""
    urls: Any = importlib.import_module("weasyprint.urls")

    def fetch(_: Any, url: str, *__: Any, **___: Any) -> Any:
        scheme, _colon, name = url.partition(":")
        try:
            body = font_bytes(name) if scheme == FONT_SCHEME else None
        except KeyError:
            body = None
        if body is None:
            raise urls.FatalURLFetchingError(f"the brief asked for {url[:80]}, which is not one of its own parts")
        return urls.URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})

    return type("HouseFetcher", (urls.URLFetcher,), {"fetch": fetch})()


def _claim_both(metadata: Any) -> None:
    """Let the metadata claim PDF/UA-1 beside PDF/A-3a."""
    original = metadata.generate_rdf_metadata

    def both(variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = original(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", UA_METADATA + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both


def _relate_once(_: Any, made: Any) -> None:
    """Name each associated file once: the list WeasyPrint makes for PDF/A names an attachment twice."""
    related = made.catalog["AF"]
    related[:] = list(dict.fromkeys(related))


@contextmanager
def _listening() -> Iterator[set[int]]:
    """Collect the characters WeasyPrint finds no glyph for, and keep its font library's progress off the terminal."""
    missing: set[int] = set()

    def heard(record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(".notdef glyph"):
            return True
        arguments = record.args if isinstance(record.args, tuple) else ()
        missing.update(argument for argument in arguments if isinstance(argument, int))
        return False

    logger = logging.getLogger("weasyprint")
    chatty = [logging.getLogger(name) for name in ("fontTools.subset", "fontTools.ttLib", "weasyprint.progress")]
    levels = [other.level for other in chatty]
    logger.addFilter(heard)
    for other in chatty:
        other.setLevel(logging.WARNING)
    try:
        yield missing
    finally:
        logger.removeFilter(heard)
        for other, level in zip(chatty, levels, strict=True):
            other.setLevel(level)
