"""The quality gate: how right the house lexicons were against every coded table, so that it cannot sink unseen.

`scripts/raise-gate` records what is reached now. It refuses to record a figure that has fallen, unless told --lower.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from framing import pipeline
from framing.errors import FramingError
from framing.tune.coding import load_coding
from framing.tune.validate import Validation

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).with_name("quality.yaml")

TOLERANCE = 0.005
"""A figure may fall by this much: about one right row in a table of 100 positives, and never two."""

Figures = Mapping[str, Mapping[str, float]]
"""Table (its path in the repository) -> judgement -> figure in [0, 1]: accuracy for the voice, F1 for the rest."""

HEADER = """\
# The figures reached against every coded table: F1 of each measure, accuracy of the voice, sentence by sentence.
# A test fails when one falls by more than 0.005. Written by scripts/raise-gate; do not edit by hand.
"""


def tables() -> dict[str, Path]:
    """Return the coded tables the gate is computed over: the seeds' and every .tsv of tests/coded."""
    paths = [ROOT / "seeds" / "coded_sentences.tsv", *sorted((ROOT / "tests" / "coded").glob("*.tsv"))]
    return {path.relative_to(ROOT).as_posix(): path for path in paths}


@cache
def reached(path: Path) -> dict[str, float]:
    """Return the figures the house lexicons and cues reach on one table; an undefined figure is left out."""
    own = path.with_suffix(".coding.yaml")
    validation, _ = pipeline.validate(path, coding=load_coding(own) if own.exists() else None)
    return figures_of(validation)


def figures_of(validation: Validation) -> dict[str, float]:
    """Return one figure a judgement, to four places."""
    found = {
        f.judgement.label: f.figures.accuracy.value if f.judgement.subject == "voice" else f.figures.f1.value
        for f in validation.findings
    }
    return {label: round(value, 4) for label, value in found.items() if value is not None}


def recorded(file: Path = FILE) -> dict[str, dict[str, float]]:
    """Return the figures on record; none where the file holds none yet."""
    loaded = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return {} if loaded is None else dict(loaded)


def faults(record: Mapping[str, float] | None, now: Mapping[str, float]) -> list[str]:
    """Return what is wrong with one table's figures: nothing on record, a figure without record, or one that fell."""
    if record is None:
        return ["no figures are recorded for this table: run scripts/raise-gate"]
    found = [f"{label} has no recorded figure: run scripts/raise-gate" for label in now if label not in record]
    for label, floor in record.items():
        value = now.get(label)
        if value is None:
            found.append(f"{label} was {floor:.4f} and is no longer judged")
        elif value < floor - TOLERANCE:
            found.append(f"{label} fell from {floor:.4f} to {value:.4f}")
    return found


def raise_gate(now: Figures, *, file: Path = FILE, lower: bool = False) -> list[str]:
    """Record `now`, return a line for each change; raise ValueError where a figure fell, unless `lower`."""
    before = recorded(file)
    changes = [
        f"{table}: {label}: {before.get(table, {}).get(label, 'new')} -> {value}"
        for table, figures in now.items()
        for label, value in figures.items()
        if before.get(table, {}).get(label) != value
    ]
    fallen = [
        f"{table}: {label}: {floor} -> {now.get(table, {}).get(label, 'gone')}"
        for table, record in before.items()
        for label, floor in record.items()
        if now.get(table, {}).get(label, -1.0) < floor - TOLERANCE
    ]
    if fallen and not lower:
        raise ValueError("these figures fell; give --lower to record them all the same:\n  " + "\n  ".join(fallen))
    # A plain table of numbers: two levels, names quoted by the writer where YAML needs it.
    body = {table: dict(figures) for table, figures in now.items()}
    writer = YAML(typ="rt", pure=True)
    writer.default_flow_style = False
    part = file.with_suffix(".part")
    with part.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        writer.dump(body, stream)
    part.replace(file)
    return changes


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every coded table and record the figures."""
    parser = argparse.ArgumentParser(prog="scripts/raise-gate", description=main.__doc__)
    parser.add_argument("--lower", action="store_true", help="record figures that fell as well")
    options = parser.parse_args(arguments)
    try:
        changes = raise_gate({name: reached(path) for name, path in tables().items()}, lower=options.lower)
    except (FramingError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{change}\n" for change in changes) or "nothing has changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
