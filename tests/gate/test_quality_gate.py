"""No figure against a coded table falls unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
import quality_gate

TABLES = quality_gate.tables()


@pytest.mark.parametrize("name", TABLES)
def test_no_figure_falls(name: str) -> None:
    """Every figure of every coded table is on record and stands within 0.005 of it."""
    assert quality_gate.faults(quality_gate.recorded().get(name), quality_gate.reached(TABLES[name])) == []


def test_every_recorded_table_is_there() -> None:
    """A table cannot leave the gate by being renamed or removed."""
    assert set(quality_gate.recorded()) <= set(TABLES)


def test_faults_are_told_apart() -> None:
    """A fall beyond the tolerance, a figure that vanished and one that was never recorded are each named."""
    record = {"fear": 0.8, "voice": 0.9}
    assert quality_gate.faults(record, {"fear": 0.7951, "voice": 1.0}) == []
    assert quality_gate.faults(record, {"fear": 0.7949, "voice": 0.9}) == ["fear fell from 0.8000 to 0.7949"]
    assert quality_gate.faults(record, {"fear": 0.8}) == ["voice was 0.9000 and is no longer judged"]
    assert quality_gate.faults(record, record | {"new": 0.1}) == ["new has no recorded figure: run scripts/raise-gate"]
    assert "scripts/raise-gate" in quality_gate.faults(None, record)[0]


def test_raising_records_and_never_lowers_by_itself(tmp_path: Path) -> None:
    """Recording takes what is reached, says what changed, and refuses a fall unless told to take it."""
    file = tmp_path / "quality.yaml"
    file.write_text("", encoding="utf-8")
    now = {"tests/coded/a.tsv": {"fear asserted": 0.8, "voice": 0.9}}
    assert quality_gate.raise_gate(now, file=file) == [
        "tests/coded/a.tsv: fear asserted: new -> 0.8",
        "tests/coded/a.tsv: voice: new -> 0.9",
    ]
    assert quality_gate.recorded(file) == now
    assert file.read_text(encoding="utf-8").startswith("# The figures reached")
    worse = {"tests/coded/a.tsv": {"fear asserted": 0.7, "voice": 0.95}}
    with pytest.raises(ValueError, match=r"fear asserted: 0.8 -> 0.7"):
        quality_gate.raise_gate(worse, file=file)
    assert quality_gate.recorded(file) == now
    quality_gate.raise_gate(worse, file=file, lower=True)
    assert quality_gate.recorded(file) == worse
    assert quality_gate.raise_gate(worse, file=file) == []
    with pytest.raises(ValueError, match="gone"):
        quality_gate.raise_gate({}, file=file)
