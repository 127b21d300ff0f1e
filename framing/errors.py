"""One error tree. Every message says where, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FramingError(Exception):
    """Something the caller must fix.

    `where` is a place the user can go to (a path, a path with line and column, an option), `what` names the fault,
    and `remedy` says what to do about it. The message joins the three; the command line prints it without a traceback.
    """

    exit_code = 1

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where = where
        self.what = what
        self.remedy = remedy
        super().__init__(f"{where}: {what}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[FramingError], tuple[str, str, str]]:
        """Keep the three parts where an error travels from one process to another."""
        return type(self), (self.where, self.what, self.remedy)


class InputError(FramingError):
    """An input that is missing, empty, binary, undecodable, or has the wrong shape."""

    exit_code = 3


class LexiconError(FramingError):
    """A lexicon or cue list that cannot be used; `where` is `file:line:column` where the file is known."""

    exit_code = 4


class OutputError(FramingError):
    """A place that cannot be written to."""

    exit_code = 5


class DependencyError(FramingError):
    """A system library or an optional package that is missing; `remedy` is the exact command to install it."""

    exit_code = 6


def nearest(name: str, known: Iterable[str], *, form: str = "{}", otherwise: str = "") -> str:
    """Return the remedy for a name that is not `known`: `did you mean ...` with the nearest, or what there is.

    `form` is how a name is shown; `otherwise` is the remedy where nothing is near, if not the first twelve names.
    """
    folded = {choice.casefold(): choice for choice in sorted(known)}
    close = [folded[match] for match in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    if close:
        return f"did you mean {' or '.join(form.format(choice) for choice in close)}?"
    if folded and not otherwise:
        return f"there is {', '.join(form.format(choice) for choice in list(folded.values())[:12])}"
    return otherwise or "there is none"
