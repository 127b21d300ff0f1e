"""Files of a git revision: read as they stood, and every way in which they are not there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from framing.errors import DependencyError, InputError, LexiconError
from framing.lexicon.revision import Revision, as_revision, checked_out


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository whose first commit and working folder differ, and go into it."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.email", "test@example.org")
    git(tmp_path, "config", "user.name", "Test")
    (tmp_path / "lexicons" / "cues").mkdir(parents=True)
    (tmp_path / "lexicons" / "mine.yaml").write_text("first: żółty\n", encoding="utf-8")
    (tmp_path / "lexicons" / "cues" / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "lexicons" / "cues" / "notes.txt").write_text("no cue list\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    (tmp_path / "lexicons" / "mine.yaml").write_text("second: 2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("written", ["mine.yaml", "escalation-risk", ":mine.yaml", "C:\\mine.yaml"])
def test_what_is_no_revision_is_left_alone(written: str) -> None:
    """A file, a name, and a place on a disk are none."""
    assert as_revision(written) is None


def test_a_file_that_is_there_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colon in its name does not make it a revision."""
    monkeypatch.chdir(tmp_path)
    Path("main:mine.yaml").write_text("x", encoding="utf-8")
    assert as_revision("main:mine.yaml") is None
    assert as_revision("main:other.yaml") == Revision("main", "other.yaml")


@pytest.mark.parametrize("revision", ["HEAD", "main", "main~0"])
def test_a_file_is_read_as_it_stood(repository: Path, revision: str) -> None:
    """The bytes are those of the commit, not of the working folder, under the file's own name."""
    with checked_out(Revision(revision, "lexicons/mine.yaml")) as path:
        assert path.name == "mine.yaml"
        assert path.read_text("utf-8") == "first: żółty\n"
    assert not path.exists()


def test_a_path_may_be_written_from_the_working_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the top, a path is looked for from the top and from where one stands."""
    monkeypatch.chdir(repository / "lexicons")
    for path in ("mine.yaml", "./mine.yaml", "lexicons/mine.yaml", "cues/../mine.yaml"):
        with checked_out(Revision("HEAD", path)) as found:
            assert found.read_text("utf-8").startswith("first")


def test_a_folder_gives_its_files_of_the_kind(repository: Path) -> None:
    """Cue lists are a folder of YAML files; what else stands there is left out."""
    with checked_out(Revision("HEAD", "lexicons/cues/")) as folder:
        assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_a_fault_in_the_file_names_the_revision(repository: Path) -> None:
    """The temporary place is nobody's business."""
    told = pytest.raises(LexiconError, match=r"^HEAD:lexicons/mine\.yaml:3:1: broken")
    with told as error, checked_out(Revision("HEAD", "lexicons/mine.yaml")) as path:
        raise LexiconError(f"{path}:3:1", "broken", f"mend {path}")
    assert error.value.remedy == "mend HEAD:lexicons/mine.yaml"


@pytest.mark.parametrize(
    ("revision", "path", "said"),
    [
        ("HEAD", "lexicons/mne.yaml", "did you mean lexicons/mine.yaml"),
        ("HEAD", "", "there is no path in HEAD"),
        ("man", "lexicons/mine.yaml", "git knows no revision man; did you mean main"),
        ("HEAD~7", "lexicons/mine.yaml", "git knows no revision HEAD~7"),
        ("--output=x", "lexicons/mine.yaml", "git knows no revision --output=x"),
    ],
)
def test_what_git_does_not_know_is_said(repository: Path, revision: str, path: str, said: str) -> None:
    """A typo in the revision or the path is answered with the nearest; an option is no revision."""
    with pytest.raises(InputError, match=said), checked_out(Revision(revision, path)):
        pass
    assert not (repository / "x").exists()


def test_a_shallow_clone_says_how_to_fetch_more(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A runner that fetched one commit is told so."""
    git(repository, "commit", "-q", "-a", "-m", "second")
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository}", str(clone)], check=True, capture_output=True
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clone)
        with pytest.raises(InputError, match="git fetch --unshallow"), checked_out(Revision("HEAD~1", "x.yaml")):
            pass


def test_outside_a_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder decides which repository is asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="in no git repository"), checked_out(Revision("HEAD", "x.yaml")):
        pass


def test_without_git_the_remedy_is_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git is needed for revisions only."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DependencyError, match="git is not installed"), checked_out(Revision("HEAD", "x.yaml")):
        pass
