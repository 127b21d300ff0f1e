"""Lexicons and cue lists as they stood in a git revision: `main:lexicons/mine.yaml`, `HEAD~1:cues`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from framing.errors import DependencyError, FramingError, InputError, nearest

SECONDS = 60
"""What git may take for one file: it reads a local object, and a prompt for a password must not hang a check."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A path in a revision, as written: `revision:path`."""

    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"


def as_revision(written: str | Path) -> Revision | None:
    """Return what `REVISION:PATH` names, None for what names a file or a lexicon of the house.

    A file that is there is a file, whatever its name.
    """
    text = str(written)
    revision, colon, path = text.partition(":")
    if not colon or not revision or Path(text).exists():
        return None
    # C:\\mine.yaml is a place on a disk that does not exist, not a revision called C.
    if len(revision) == 1 and path.startswith(("\\", "/")):
        return None
    return Revision(revision, path)


@contextmanager
def checked_out(wanted: Revision, *, suffixes: tuple[str, ...] = (".yaml", ".yml")) -> Iterator[Path]:
    """Give the file, or a folder with the files of these suffixes in it, as it stood in the revision.

    What is raised while it is read says the revision in place of the temporary path. The path is taken from the top of
    the repository that the working folder is in, else from the working folder.

    Raises DependencyError where git is missing, InputError where the working folder is in no repository, or it knows no
    such revision or path.
    """
    repository = _Repository.here(str(wanted))
    commit = repository.commit(wanted)
    kind, path = repository.find(commit, wanted)
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        target = Path(folder) / (PurePosixPath(path).name or "files")
        if kind == "tree":
            target.mkdir()
            for name in repository.files(commit, path, suffixes):
                (target / PurePosixPath(name).name).write_bytes(repository.blob(commit, name, wanted))
        else:
            target.write_bytes(repository.blob(commit, path, wanted))
        try:
            yield target
        except FramingError as error:
            where = error.where.replace(str(target), str(wanted))
            raise type(error)(where, error.what, error.remedy.replace(str(target), str(wanted))) from error


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository that the working folder is in."""

    git: str

    @classmethod
    def here(cls, where: str) -> _Repository:
        git = shutil.which("git")
        if git is None:
            raise DependencyError(where, "git is not installed", "install git, or give a file in place of a revision")
        found = cls(git)
        told = found._run("rev-parse", "--is-inside-work-tree")
        if told.returncode != 0:
            reason = _reason(told)
            if "not a git repository" in reason:
                what, remedy = "the working folder is in no git repository", "go into it, or give a file"
            else:
                what, remedy = f"git says: {reason}", "mend that, or give a file"
            raise InputError(where, what, remedy)
        return found

    def commit(self, wanted: Revision) -> str:
        """Return the hash of the revision's commit."""
        told = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted.revision}^{{commit}}")
        if told.returncode == 0:
            return told.stdout.decode("ascii").strip()
        if self._text("rev-parse", "--is-shallow-repository") == "true":
            remedy = "this clone is shallow: fetch more of it with git fetch --unshallow"
        else:
            names = self._text("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
            remedy = nearest(wanted.revision, names.split(), otherwise="see git log for what there is")
        raise InputError(str(wanted), f"git knows no revision {wanted.revision}", remedy)

    def find(self, commit: str, wanted: Revision) -> tuple[str, str]:
        """Return whether the path is a blob or a tree, and the path from the top of the repository."""
        path = wanted.path.rstrip("/")
        below = self._text("rev-parse", "--show-prefix")
        for candidate in dict.fromkeys((path, _joined(below, path))):
            kind = self._text("cat-file", "-t", f"{commit}:{candidate}")
            if kind in ("blob", "tree") and path:
                return kind, candidate
        names = self._text("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "--full-tree", commit)
        known = [name for name in names.split("\n") if PurePosixPath(name).suffix == PurePosixPath(path).suffix]
        remedy = nearest(path, known, otherwise="write the path as git ls-files has it")
        raise InputError(str(wanted), f"there is no {path or 'path'} in {wanted.revision}", remedy)

    def files(self, commit: str, path: str, suffixes: tuple[str, ...]) -> list[str]:
        """Return the paths of the files that stand in a folder, those below it left out."""
        names = self._text("ls-tree", "-z", "--name-only", "--full-tree", f"{commit}:{path}").split("\0")
        return [_joined(f"{path}/", name) for name in names if PurePosixPath(name).suffix in suffixes]

    def blob(self, commit: str, path: str, wanted: Revision) -> bytes:
        """Return the bytes of a file in the commit."""
        told = self._run("cat-file", "blob", f"{commit}:{path}")
        if told.returncode != 0:
            raise InputError(str(wanted), f"git cannot read it: {_reason(told)}", "see git fsck")
        return told.stdout

    def _text(self, *words: str) -> str:
        return self._run(*words).stdout.decode("utf-8", errors="replace").strip("\n")

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run([self.git, *words], capture_output=True, check=False, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise InputError(f"git {words[0]}", f"no answer in {SECONDS} seconds", "try it by hand") from error


def _joined(folder: str, path: str) -> str:
    """Return a path below a folder of the repository, `./` and `../` taken out."""
    parts: list[str] = []
    for part in PurePosixPath(folder or ".", path).parts:
        if part == "..":
            parts = parts[:-1]
        elif part not in (".", "/"):
            parts.append(part)
    return "/".join(parts)


def _reason(told: subprocess.CompletedProcess[bytes]) -> str:
    lines = told.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "nothing"
