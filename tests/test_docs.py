"""The documentation says what is so: its Python runs, its commands exist, its links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from framing.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_python_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python block of docs/python.md runs, in order, and prints what the block after it shows."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = BLOCK.findall((ROOT / "docs" / "python.md").read_text("utf-8"))
    assert len(blocks) >= 4
    for (language, code), (following, shown) in zip(blocks, [*blocks[1:], ("end", "")], strict=True):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/python.md", "exec"), names)  # noqa: S102 - our own documentation
        if following == "":
            assert printed.getvalue() == shown


def _has_console(page: Path) -> bool:
    return any(language == "console" for language, _ in BLOCK.findall(page.read_text("utf-8")))


@pytest.mark.parametrize("page", [page for page in PAGES if _has_console(page)], ids=lambda page: page.name)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `$` line of a console block does what it says and prints what stands below; a file shown is the file used.

    Its first line names it and belongs to it, so that line numbers are those of whoever copies it.
    A line of `...` stands for any lines, `...` in a line for anything.
    """
    for shared in ("seeds", "tests"):
        (tmp_path / shared).symlink_to(ROOT / shared)
    monkeypatch.chdir(tmp_path)
    for language, block in BLOCK.findall(page.read_text("utf-8")):
        if language == "yaml":
            Path(block.partition("\n")[0].removeprefix("# ")).write_text(block, "utf-8")
        if language == "console":
            for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = step.partition("\n")
                printed = _run(shlex.split(command))
                assert re.fullmatch(_expected(shown), printed), f"{page.name}: $ {command}\n{printed}"


def _run(words: list[str]) -> str:
    """Run a command of a page as the shell would, and return what it prints."""
    match words:
        case ["framing", *arguments]:
            result = CliRunner().invoke(app, arguments, standalone_mode=False)
            assert result.exception is None, f"{' '.join(words)}: {result.exception}"
            return result.output
        case ["mkdir", folder]:
            Path(folder).mkdir()
        case ["cp", source, target]:
            shutil.copyfile(source, target)
        case _:
            raise ValueError(f"a page may show framing, mkdir and cp, and not {words[0]}")
    return ""


def _expected(shown: str) -> str:
    """Return the regular expression of what a page shows; spaces at the end of lines do not count."""
    lines = []
    for line in shown.splitlines():
        parts = (re.sub(r"(\\ )+", r"\\s+", re.escape(part)) for part in re.split(r" ?\.\.\. ?", line))
        lines.append(r"(?:[^\n]*\n)*?" if line == "..." else r"[^\n]*".join(parts) + r"[ ]*\n")
    return "".join(lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_exists(page: Path) -> None:
    """A `framing ...` line in a code block names a command and options that there are."""
    for _, block in BLOCK.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("framing "):
                words = [word for word in shlex.split(line.split("  ")[0], comments=True) if word != "\\"]
                _assert_known(words[1:], page)


def test_the_third_job_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's baseline of four seeds is built and the fifth held against it, as written there."""
    blocks = [
        block for _, block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if "framing compare" in block
    ]
    assert len(blocks) == 1
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "reports").mkdir()
    monkeypatch.chdir(tmp_path)
    for line in blocks[0].splitlines():
        app.main(shlex.split(line)[1:], standalone_mode=False)
    assert (tmp_path / "reports" / "new.pdf").read_bytes().startswith(b"%PDF-1.7")
    results = json.loads((tmp_path / "reports" / "results.json").read_bytes())
    assert len(results["baseline"]["outlets"]) == 4
    assert [standing["outlet"] for standing in results["standings"]] == ["The Asia Live"]


def _assert_known(words: list[str], page: Path) -> None:
    context = click.Context(app)
    command: click.Command | None = app
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            command = command.get_command(context, word)
            assert command is not None, f"{page.name}: there is no command {word}"
    assert command is not None
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for word in words:
        if word.startswith("-"):
            assert word.split("=")[0] in known | {"--help", "-h", "--version"}, (
                f"{page.name}: {command.name} has no {word}"
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link names a file of the repository."""
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_architecture_page_names_files_that_exist() -> None:
    """The picture of the house is true: every file it names is there."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    picture = BLOCK.findall(text)[0][1]
    rooms: list[str] = []
    for line in picture.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        rooms = rooms[: max(0, depth - 1)]
        folder = ROOT.joinpath("framing", *rooms)
        if match := re.match(r" +(\w+)/ ", line):
            rooms.append(match.group(1))
        for name in re.findall(r"\b[a-z_]+\.(?:py|yaml)\b", line):
            inner = ROOT.joinpath("framing", *rooms) / name
            assert (folder / name).exists() or inner.exists(), f"{'/'.join(rooms)}/{name} is not there"
