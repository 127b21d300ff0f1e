"""Tables over all code points are kept, and a file that is not what it should be is no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from framing.batch import tables
from framing.batch.tables import CODE_POINTS, Table, table


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep tables in a folder of the test."""
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "keeps", lambda: True)
    return tmp_path


class Maker:
    """Makes a table of a few values, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Table:
        """Return the table."""
        self.times += 1
        made = np.zeros(CODE_POINTS, dtype=np.int32)
        made[:3], made[40:50], made[-1] = (7, -1, 7), 5, 1 << 30
        return made


def test_a_table_is_made_once(folder: Path) -> None:
    """What is read again is what was made, to the type; another table has a file of its own."""
    make = Maker()
    wanted = make()
    for _ in range(3):
        found = table("letters", make)
        assert found.dtype == wanted.dtype
        assert np.array_equal(found, wanted)
        assert found.flags.writeable
    assert make.times == 2
    table("marks", make)
    assert make.times == 3
    assert len([*folder.iterdir()]) == 2


def _other_name(content: bytes) -> bytes:
    return content.replace("letters".encode("utf-32-le"), "lettuce".encode("utf-32-le"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: content.replace((7).to_bytes(4, "little"), (8).to_bytes(4, "little")),
        lambda content: b"no table at all",
        _other_name,
    ],
)
def test_a_damaged_table_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, overwritten, changed by a byte or of another name: the table is right, and whole the next time."""
    make = Maker()
    wanted = table("letters", make)
    (file,) = folder.iterdir()
    content = file.read_bytes()
    assert damage(content) != content
    file.write_bytes(damage(content))
    assert np.array_equal(table("letters", make), wanted)
    assert make.times == 2
    assert file.read_bytes() == content
    table("letters", make)
    assert make.times == 2


def test_a_table_of_another_size_is_made_anew(folder: Path) -> None:
    """A file that holds fewer code points than there are is not trusted, though it is whole."""
    make = Maker()
    wanted = table("letters", make)
    (file,) = folder.iterdir()
    with np.load(file) as held:
        np.savez(file, made_of=held["made_of"], rows=held["rows"][:-1], values=held["values"][:-1])
    assert np.array_equal(table("letters", make), wanted)
    assert make.times == 2


def test_other_versions_make_their_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of another Unicode is not used."""
    make = Maker()
    table("letters", make)
    monkeypatch.setattr(tables, "_VERSIONS", "Unicode 99")
    table("letters", make)
    assert make.times == 2


def test_where_nothing_can_be_kept_tables_are_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there, or that may not be written to, costs time only."""
    make = Maker()
    monkeypatch.setattr(tables, "folder", lambda: folder / "gone")
    assert table("letters", make).shape == (CODE_POINTS,)
    monkeypatch.setattr(tables, "keeps", lambda: False)
    assert table("letters", make).shape == (CODE_POINTS,)
    assert make.times == 2
    assert not [*folder.iterdir()]
