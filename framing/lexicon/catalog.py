"""Where the house's own lexicons are, from any working directory."""

from __future__ import annotations

from pathlib import Path

from framing.errors import LexiconError, nearest

PACKAGE = Path(__file__).resolve().parent.parent


def names() -> tuple[str, ...]:
    """Return the names of the lexicons that come with framing, in alphabetical order."""
    return tuple(sorted(path.stem for path in house().glob("*.yaml")))


def find(name: str | Path) -> Path:
    """Return the file of a lexicon: one of the house by its name, or any file by its path.

    Raises LexiconError for a name that is not known, with the nearest names, and for a path where there is no file.
    """
    text = str(name)
    if text in names():
        return house() / f"{text}.yaml"
    path = Path(name)
    if path.is_file():
        return path
    if path.suffix or path.name != text:
        remedy = f"check the path, or name one of {', '.join(names())}"
        raise LexiconError(text, "there is no such file" if not path.is_dir() else "is a folder, not a file", remedy)
    raise LexiconError(text, "there is no lexicon of this name", nearest(text, names()))


def house(folder: str = "") -> Path:
    """Return the folder with the house's lexicons, or a folder in it.

    An installed wheel holds it, a checkout has it beside the package. Raises LexiconError where neither is so.
    """
    for root in _roots():
        if (root / folder).is_dir():
            return root / folder
    raise LexiconError("lexicons", "the lexicons that come with framing are missing", "install framing again")


def is_shipped(path: Path) -> bool:
    """Say whether a file is one of the house's own lexicons or cue lists."""
    return any(path.resolve().is_relative_to(root) for root in _roots())


def _roots() -> tuple[Path, Path]:
    return PACKAGE / "lexicons", PACKAGE.parent / "lexicons"
