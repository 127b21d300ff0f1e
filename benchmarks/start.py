"""Measure what a first command costs: processor time from the start of the process to its end, beside the floor.

    python benchmarks/start.py --runs 5

Each row is a process of its own, run in turn with the others: `framing --help`, the seeds scored, and the seeds as a
brief; beside them an empty interpreter, the import of WeasyPrint, and WeasyPrint alone on the page that the brief is
printed from. Seconds of CPU, all threads and the system's part included, then by the clock, and the peak of memory: the
median of the runs, and in brackets the least CPU, which a busy machine disturbs least. The table goes to standard
output.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measuring import Run, run, typical

from framing import pipeline
from framing.report.build import build
from framing.report.html import FONT_SCHEME, render_for_pdf
from framing.text.reading import coded_table

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
FONTS = ROOT / "framing" / "report" / "fonts"
PRINT = "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each process [default: 5]")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = commands(Path(folder))
        for command in rows.values():
            run(command, silent=True)  # a warm-up, so that every file stands in memory
        measured: dict[str, list[Run]] = {name: [] for name in rows}
        for _ in range(wanted.runs):
            for name, command in rows.items():
                measured[name].append(run(command, silent=True))
    print(table(measured))


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is measured, by its name."""
    page = folder / "page.html"
    page.write_text(printed(), encoding="utf-8")
    framing = [sys.executable, "-c", "from framing.cli import main; main()"]
    return {
        "`python -c pass`": [sys.executable, "-c", "pass"],
        "`framing --help`": [*framing, "--help"],
        "`framing score seeds/`": [*framing, "score", str(SEEDS), "--quiet", "--output", str(folder / "scores.csv")],
        "`framing report seeds/ -o brief.pdf`": [*framing, "report", str(SEEDS), "-q", "-o", str(folder / "brief.pdf")],
        "`import weasyprint`": [sys.executable, "-c", "import weasyprint"],
        "WeasyPrint alone, the same page": [sys.executable, "-c", PRINT, str(page), str(folder / "alone.pdf")],
    }


def printed() -> str:
    """Return the page that the brief of the seeds is printed from, with its fonts as files."""
    corpus = pipeline.read([SEEDS])
    page = render_for_pdf(build(pipeline.analyse(corpus, coded=coded_table([SEEDS]))))
    return page.replace(f"{FONT_SCHEME}:", f"{FONTS.as_uri()}/")


def table(measured: Mapping[str, Sequence[Run]]) -> str:
    """Return the medians as a Markdown table."""
    lines = ["| process | CPU | wall | memory |", "|---|---|---|---|"]
    for name, runs in measured.items():
        usual, least = typical(runs), min(one.cpu for one in runs)
        peak = f"{usual.memory / 1e6:.0f} MB"
        lines.append(f"| {name} | {usual.cpu:.2f} s ({least:.2f}) | {usual.wall:.2f} s | {peak} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
