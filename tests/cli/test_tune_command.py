"""`framing tune` in a process of its own: it says where it is, answers, ends cleanly, and loses nothing."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from framing.cli import app
from framing.cli.commands import tune
from framing.errors import DependencyError, InputError, LexiconError
from framing.workbench import extra, server
from framing.workbench.server import bind
from framing.workbench.session import Session

TUNE = [sys.executable, "-c", "from framing.cli import main; main()", "tune"]
LEXICON = """\
format: framing-lexicon/1
name: small
title: Small risk
version: 1.0.0
about: A lexicon for a test.
facets:
  war:
    title: War
    terms: [war*, strike*]   # kept
"""
TEXT = "War is near, the minister said on Monday. Strikes followed in the night, and nobody slept well in the town.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a lexicon and two outlets of one article each."""
    (tmp_path / "small.yaml").write_text(LEXICON, encoding="utf-8")
    for outlet, words in (("North Post", TEXT), ("South Star", TEXT.replace("War", "Peace"))):
        (tmp_path / "texts" / outlet).mkdir(parents=True)
        (tmp_path / "texts" / outlet / "one.txt").write_text(words, encoding="utf-8")
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the workbench on the folder, in the folder."""
    words = [*TUNE, "texts", "--min-words", "0", "--lexicon", "small.yaml", "--no-open"]
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    if process.poll() is None:
        process.kill()
        process.communicate()


def opened(process: subprocess.Popen[str]) -> tuple[httpx.Client, dict[str, str]]:
    """Return a client that has opened the printed address, and the header a change needs."""
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    match = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/\?token=([\w-]{40,})", address)
    assert match is not None, address
    client = httpx.Client(base_url=match[1], follow_redirects=True, timeout=60)
    assert "Small risk" in client.get(address.removeprefix(match[1])).text
    return client, {"X-Framing-Token": match[2]}


def test_it_serves_and_ctrl_c_ends_it(running: subprocess.Popen[str]) -> None:
    """The address is all that goes to standard output; Ctrl+C is no error."""
    client, _ = opened(running)
    client.close()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 0
    assert out == ""
    assert "2 articles of 2 outlets; Small risk, small.yaml" in err
    assert "nothing was left unsaved" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_unsaved_changes_are_kept_however_it_ends(running: subprocess.Popen[str], folder: Path, how: str) -> None:
    """A kill, and a terminal that is closed: the changes go to a file beside, and the lexicon stays."""
    client, headers = opened(running)
    assert client.post("/add", data={"facet": "war", "pattern": "night"}, headers=headers).status_code == 200
    client.close()
    running.send_signal(getattr(signal, how))
    _, err = running.communicate(timeout=60)
    assert "1 change not saved, kept in small.unsaved.yaml" in err
    assert "night" in (folder / "small.unsaved.yaml").read_text("utf-8")
    assert (folder / "small.yaml").read_text("utf-8") == LEXICON


def _tune(*arguments: str) -> None:
    app(["tune", *arguments], standalone_mode=False)


def test_a_wrong_input_is_said_before_the_page_opens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon or text that is not there, a table that is not there, a lexicon that does not load."""
    monkeypatch.chdir(folder)
    with pytest.raises(LexiconError, match=r"smal\.yaml: there is no such file"):
        _tune("texts", "--lexicon", "smal.yaml")
    with pytest.raises(InputError, match="nothing"):
        _tune("nothing", "--lexicon", "small.yaml")
    with pytest.raises(InputError, match=r"coded\.tsv"):
        _tune("texts", "--lexicon", "small.yaml", "--min-words", "0", "--coded", "coded.tsv")
    (folder / "small.yaml").write_text(LEXICON.replace("war*,", "(war,"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"small\.yaml:9"):
        _tune("texts", "--lexicon", "small.yaml")


def test_a_port_that_is_taken_is_said() -> None:
    """Before the texts are read."""
    with bind(0) as listening, pytest.raises(InputError, match="another program uses this port"):
        _tune("nothing", "--port", str(listening.getsockname()[1]))


def test_without_the_extra_the_command_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, before anything of it is imported."""
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    with pytest.raises(DependencyError, match=r"python -m pip install starlette uvicorn python-multipart$") as raised:
        _tune("nothing")
    assert raised.value.exit_code == 6


def test_a_table_that_judges_another_frame_is_noted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page opens all the same, and the note says how to map a column; with --map there is none."""
    monkeypatch.chdir(folder)
    (folder / "coded.tsv").write_text("id\trisk\ttext\na-1\t1\tWar is near.\na-2\t0\tRain fell.\n", encoding="utf-8")
    shown: list[Session] = []
    monkeypatch.setattr(server, "serve", lambda session, **_: shown.append(session))
    common = ["texts", "--min-words", "0", "--lexicon", "small.yaml", "--coded", "coded.tsv", "--map"]
    _tune(*common, "risk=other:1")
    assert '--map "risk=small:1"' in capsys.readouterr().err
    _tune(*common, "risk=small:1")
    assert "judges nothing" not in capsys.readouterr().err
    assert [bool(session.state.validity) for session in shown] == [False, True]


def test_the_browser_is_opened_only_where_it_has_a_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser in the terminal would take the terminal away."""
    asked: list[str] = []

    def opened_there(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", opened_there)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    tune._started("http://a", opens=True, quiet=False)
    shown = capsys.readouterr()
    assert ("open this address" in shown.err, shown.out) == (True, "http://a\n")
    monkeypatch.setenv("DISPLAY", ":0")
    tune._started("http://b", opens=True, quiet=False)
    tune._started("http://c", opens=False, quiet=False)
    assert asked == ["http://b"]
