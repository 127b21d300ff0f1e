"""Run the command line in the test's own process: quick, with exit code and streams, as a user would see them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from framing.cli import app
from framing.cli.guard import guarded


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str


class Runner:
    """The command line in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)

    def __call__(self, *words: str | Path) -> Ran:
        """Run `framing` with the words."""
        self._monkeypatch.setattr("sys.argv", ["framing", *map(str, words)])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            guarded(app)
        out, err = self._capsys.readouterr()
        return Ran(code=int(ended.value.code or 0), out=out, err=err)
