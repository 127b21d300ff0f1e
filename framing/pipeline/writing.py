"""An analysis or a comparison to a brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from framing.model import Analysis, Compared
from framing.pipeline.progress import Progress, silent
from framing.saving import ensure_writable, replacing

if TYPE_CHECKING:
    from framing.report.view import Printed


def report(
    analysis: Analysis,
    path: Path,
    *,
    html: Path | None = None,
    results: Path | None = None,
    progress: Progress = silent,
) -> None:
    """Write the brief as PDF, and where asked as one HTML file and as results.json.

    Raises OutputError where a target cannot be written, DependencyError where Pango or HarfBuzz is missing.
    """
    # The templates and charts take a tenth of a second to import and are needed for nothing else.
    from framing.report import build, data

    _ensure((path, html, results))
    progress("writing", 0, 2)
    shown, numbers = build.build(analysis), data.results(analysis)
    progress("writing", 1, 2)
    _write(shown, numbers, path, html, results)
    progress("writing", 2, 2)


def report_comparison(
    compared: Compared,
    path: Path | None,
    *,
    html: Path | None = None,
    results: Path | None = None,
    progress: Progress = silent,
) -> str:
    """Write the brief of a comparison as `report` does, without a PDF where `path` is None; return its headline."""
    from framing.report.standing import build, data

    _ensure((path, html, results))
    progress("writing", 0, 2)
    shown, numbers = build.build(compared), data.results(compared)
    progress("writing", 1, 2)
    _write(shown, numbers, path, html, results)
    progress("writing", 2, 2)
    return shown.cover.headline


def _ensure(targets: tuple[Path | None, ...]) -> None:
    for target in targets:
        if target is not None:
            ensure_writable(target)


def _write(shown: Printed, numbers: bytes, path: Path | None, html: Path | None, results: Path | None) -> None:
    from framing.report import html as html_page
    from framing.report import pdf

    if path is not None:
        pdf.write(shown, path, numbers)
    if html is not None:
        with replacing(html) as partial:
            partial.write_text(html_page.render(shown), encoding="utf-8")
    if results is not None:
        with replacing(results) as partial:
            partial.write_bytes(numbers)
