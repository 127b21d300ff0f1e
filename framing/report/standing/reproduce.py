"""How to make the same comparison again."""

from __future__ import annotations

from framing.report.numbers import printable
from framing.report.parts.reproduce import hashes, run_id
from framing.report.standing.context import StandingContext
from framing.report.standing.data import FORMAT
from framing.report.view import Reproduce


def reproduce(context: StandingContext) -> Reproduce:
    """Return the last part."""
    made = context.compared.provenance
    facts = context.compared.standings.baseline
    packages = ", ".join(f"{printable(k)} {printable(v)}" for k, v in sorted(made.packages.items()))
    return Reproduce(
        title="Make it again",
        lead="The same command, inputs, baseline and versions give the same bytes.",
        command=printable(made.command),
        notes=(
            (
                f"framing {printable(made.version)}, Python {printable(made.python)}, seed {made.seed}, "
                f"run {run_id(made)}."
            ),
            f"Packages: {packages}.",
            f"Baseline “{context.baseline}”: SHA-256 {facts.sha256 or 'none, it was never saved'}.",
            f"Cue lists: SHA-256 {made.cues_sha256}.",
            (
                f"Attached to the PDF: results.json (format {FORMAT}), with every count, interval, place, "
                "difference and hit."
            ),
        ),
        tables=(hashes("The lexicons", "Lexicon", made.lexicons), hashes("The inputs", "File", made.inputs)),
    )
