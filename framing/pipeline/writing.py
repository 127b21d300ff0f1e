"""An analysis to a brief."""

from __future__ import annotations

from pathlib import Path

from framing.model import Analysis
from framing.pipeline.progress import Progress, silent
from framing.saving import ensure_writable, replacing


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
    # WeasyPrint and matplotlib take half a second to import and are needed for nothing else.
    from framing.report import build, data, pdf
    from framing.report import html as html_page

    for target in (path, html, results):
        if target is not None:
            ensure_writable(target)
    progress("writing", 0, 2)
    shown = build.build(analysis)
    numbers = data.results(analysis)
    progress("writing", 1, 2)
    pdf.write(shown, path, numbers)
    if html is not None:
        with replacing(html) as partial:
            partial.write_text(html_page.render(shown), encoding="utf-8")
    if results is not None:
        with replacing(results) as partial:
            partial.write_bytes(numbers)
    progress("writing", 2, 2)
