"""Part 9: how to make the same brief again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from framing.model import Provenance
from framing.report.context import Context
from framing.report.numbers import plural, printable, shorten
from framing.report.view import Cell, Column, Reproduce, Row, Table

MAX_INPUTS = 40


def reproduce(context: Context) -> Reproduce:
    """Return the ninth part."""
    made = context.analysis.provenance
    return Reproduce(
        title="Make it again",
        lead="The same command, inputs and versions give the same bytes.",
        command=printable(made.command),
        notes=(
            (
                f"framing {printable(made.version)}, Python {printable(made.python)}, seed {made.seed}, "
                f"run {run_id(made)}."
            ),
            f"Packages: {', '.join(f'{printable(k)} {printable(v)}' for k, v in sorted(made.packages.items()))}.",
            f"Cue lists: SHA-256 {made.cues_sha256}.",
            (
                "Attached to the PDF: results.json (format framing-results/1), with every count, "
                "interval, difference, term and hit."
            ),
        ),
        tables=(
            hashes("The lexicons", "Lexicon", made.lexicons),
            hashes("The inputs", "File", made.inputs),
        ),
    )


def run_id(made: Provenance) -> str:
    """Return eight hex digits that name the run: its inputs, lexicons, cues, seed and version."""
    parts: Sequence[str] = (
        made.version,
        str(made.seed),
        made.cues_sha256,
        *(f"{k}={v}" for k, v in sorted(made.inputs.items())),
        *(f"{k}={v}" for k, v in sorted(made.lexicons.items())),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def hashes(title: str, head: str, files: Mapping[str, str]) -> Table:
    """Return files with their hashes, as many as fit."""
    shown = sorted(files.items())[:MAX_INPUTS]
    left = len(files) - len(shown)
    return Table(
        title=f"{title} ({plural(len(files), 'file')})",
        subtitle="",
        columns=(Column(title=head), Column(title="SHA-256")),
        rows=tuple(
            Row(head=Cell(text=shorten(name, 70)), cells=(Cell(text=digest, tone=""),)) for name, digest in shown
        ),
        note=f"{plural(left, 'file')} more in results.json." if left > 0 else "",
        style="hashes",
        numbered=False,
    )
