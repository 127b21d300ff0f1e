"""Files are moved into place whole, and nothing but a file is ever replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from framing.errors import OutputError
from framing.saving import ensure_writable, write_text


def test_a_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    """A device or a pipe is no file to write, before the work and after it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="a device or a pipe"):
        ensure_writable(pipe)
    with pytest.raises(OutputError, match="a device or a pipe"):
        write_text(pipe, "words")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    """What a link leads to is replaced, in its own folder; the link is not."""
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "there" / "file.txt")
    ensure_writable(link)
    write_text(link, "words")
    write_text(link, "other words")
    assert link.is_symlink()
    assert (tmp_path / "there" / "file.txt").read_text("utf-8") == "other words"


def test_a_link_to_a_folder_that_is_gone_is_refused(tmp_path: Path) -> None:
    """The folder that is missing is named."""
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone" / "file.txt")
    with pytest.raises(OutputError, match=r"gone does not exist"):
        ensure_writable(link)
