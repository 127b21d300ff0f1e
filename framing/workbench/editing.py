"""Requests that change the lexicon or its file. What cannot be done is answered in the drawer, and nothing is lost."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from starlette.responses import Response

from framing.errors import FramingError, LexiconError, OutputError
from framing.model import Term
from framing.workbench.answer import EVERYTHING, REFUSED, Answer, part
from framing.workbench.changes import Change, added, edited, simple
from framing.workbench.looking import Values, fault_of, term_values
from framing.workbench.session import Session, free_name
from framing.workbench.views.look import Look, look_of

CONFLICT = 409


def add(session: Session, values: Values) -> Response:
    """Add a term to a facet."""
    look = look_of(values, articles=len(session.documents))
    form = {name: values.get(name, "").strip() for name in ("facet", "pattern", "weight", "note")}
    try:
        weight = _weight(form["weight"]) if form["weight"] else None
        change = added(form["facet"], " ".join(form["pattern"].split()), weight=weight, note=form["note"] or None)
        return _done(session, look, change)
    except LexiconError as error:
        shown = {"form": form, "fault": fault_of(error), "field": _field(error)}
        answer = Answer(look=look, template="new.html", values=shown, said=str(error.what), status=REFUSED)
        return part(session, answer)


def edit(session: Session, values: Values) -> Response:
    """Change the pattern, weight or note of a term."""
    look = look_of(values, articles=len(session.documents))
    term = session.term(look.term)
    if term is None:
        return _gone(session, look)
    form = {name: values.get(name, "").strip() for name in ("pattern", "weight", "note")}
    try:
        change = edited(
            term, pattern=" ".join(form["pattern"].split()), weight=_weight(form["weight"]), note=form["note"] or None
        )
        return _done(session, look, change)
    except LexiconError as error:
        shown = term_values(session, term, form=form, fault=fault_of(error), field=_field(error))
        answer = Answer(look=look, template="term.html", values=shown, said=str(error.what), status=REFUSED)
        return part(session, answer)


def turn(verb: str) -> Callable[[Session, Values], Response]:
    """Return the request that removes, disables or enables a term."""

    def handle(session: Session, values: Values) -> Response:
        look = look_of(values, articles=len(session.documents))
        term = session.term(look.term)
        if term is None:
            return _gone(session, look)
        try:
            return _done(session, look, simple(verb, term))
        except LexiconError as error:
            shown = term_values(session, term, fault=fault_of(error), field="term")
            answer = Answer(look=look, template="term.html", values=shown, said=error.what, status=REFUSED)
            return part(session, answer)

    return handle


def undo(session: Session, values: Values) -> Response:
    """Take back the last change."""
    return _moved(session, values, session.undo(), "Undone", "There is nothing to undo.")


def redo(session: Session, values: Values) -> Response:
    """Make the change last taken back again."""
    return _moved(session, values, session.redo(), "Done again", "There is nothing to redo.")


def save(session: Session, values: Values) -> Response:
    """Write the file; where it changed on the disk meanwhile, ask what to do."""
    look = look_of(values, articles=len(session.documents))
    if not session.writable:
        return save_as_form(session, values)
    try:
        session.save()
    except (OutputError, LexiconError) as error:
        return part(session, _refused(session, look, error))
    said = f"Saved {session.path.name}."
    return part(session, Answer(look=look, template="saved.html", values={"kept": said}, panels=EVERYTHING, said=said))


def save_as_form(session: Session, values: Values) -> Response:
    """Ask for the name of another file."""
    look = look_of(values, articles=len(session.documents))
    return part(session, Answer(look=look, template="save_as.html", values=_save_as_values(session)))


def save_as(session: Session, values: Values) -> Response:
    """Write the draft to another file, which is edited from then on."""
    look = look_of(values, articles=len(session.documents))
    name = values.get("path", "").strip()
    try:
        path = _target(name)
        session.save_as(path)
    except FramingError as error:
        shown = {**_save_as_values(session), "path": name, "fault": error}
        answer = Answer(look=look, template="save_as.html", values=shown, said=error.what, status=REFUSED)
        return part(session, answer)
    said = f"Saved as {path}. Changes go to this file now."
    return part(session, Answer(look=look, template="saved.html", values={"kept": said}, panels=EVERYTHING, said=said))


def reload(session: Session, values: Values) -> Response:
    """Open the file again: with `keep=yes` the changes are made again on it, without they are given up."""
    look = look_of(values, articles=len(session.documents))
    try:
        failed = session.reload(keep=values.get("keep") == "yes")
    except LexiconError as error:
        return part(session, _refused(session, look, error))
    count = len(session.unsaved)
    again = f"; {count} change{'' if count == 1 else 's'} made again." if count else "."
    said = f"Read {session.path.name} again{again}"
    shown = {"kept": said, "failed": failed}
    if session.term(look.term) is None:
        look = replace(look, term="")
    return part(session, Answer(look=look, template="reloaded.html", values=shown, panels=EVERYTHING, said=said))


def _done(session: Session, look: Look, change: Change) -> Response:
    """Make a change, show the term it is about, and say what moved. Raises LexiconError where it cannot be made."""
    with session.lock:
        before = sum(session.state.hit_counts)
        term = session.do(change)
        now = sum(session.state.hit_counts)
    said = f"{change.said} {_moved_hits(before, now)}"
    if term is None:
        look = replace(look, term="")
        return part(session, Answer(look=look, template="", panels=EVERYTHING, said=said))
    look = _with_open(replace(look, term=term.id), term)
    shown = term_values(session, term, done=said)
    return part(session, Answer(look=look, template="term.html", values=shown, panels=EVERYTHING, said=said))


def _moved(session: Session, values: Mapping[str, str], change: Change | None, verb: str, none: str) -> Response:
    look = look_of(values, articles=len(session.documents))
    if change is None:
        return part(session, Answer(look=look, said=none))
    said = f"{verb}: {change.said} {sum(session.state.hit_counts):,} hits now."
    term = session.term(look.term)
    if term is None:
        look = replace(look, term="")
        return part(session, Answer(look=look, template="", panels=EVERYTHING, said=said))
    shown = term_values(session, term, done=said)
    return part(session, Answer(look=look, template="term.html", values=shown, panels=EVERYTHING, said=said))


def _gone(session: Session, look: Look) -> Response:
    said = "This term is no longer in the lexicon; perhaps another window changed it."
    look = replace(look, term="")
    return part(session, Answer(look=look, template="", panels=EVERYTHING, said=said))


def _with_open(look: Look, term: Term) -> Look:
    return look if term.facet in look.open else replace(look, open=(*look.open, term.facet))


def _refused(session: Session, look: Look, error: FramingError) -> Answer:
    """Return the drawer that says why the file was not written, with every way on."""
    shown = {
        "fault": error,
        "unsaved": session.unsaved,
        "path": free_name(Path(session.path.name)),
        "gone": not session.path.exists(),
        "place": error.where if error.where.rpartition(":")[2].isdecimal() else "",
    }
    said = f"Not saved: {error.what}."
    return Answer(look=look, template="conflict.html", values=shown, said=said, status=CONFLICT)


def _save_as_values(session: Session) -> dict[str, object]:
    return {"path": free_name(Path(session.path.name)), "fault": None, "ships": not session.writable}


def _target(name: str) -> Path:
    if not name or "\0" in name:
        raise OutputError("save as", "no name is given", "write the name of a file, such as mine.yaml")
    try:
        path = Path(name).expanduser()
    except RuntimeError as error:
        raise OutputError(name, "there is no such home folder", "write the path out, or a name alone") from error
    return path if path.suffix.lower() in {".yaml", ".yml"} else path.with_name(f"{path.name}.yaml")


def _weight(text: str) -> float:
    try:
        weight = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight) or weight == 0:
        raise LexiconError("weight", f"“{text}” is no weight", "write a number other than 0, such as 1 or 0.5")
    return weight


def _field(error: LexiconError) -> str:
    """Return the name of the field an error is about."""
    return "weight" if error.where == "weight" else "facet" if "there is no facet" in error.what else "pattern"


def _moved_hits(before: int, now: int) -> str:
    if now == before:
        return f"Still {now:,} hits."
    return f"{before:,} hits became {now:,} ({now - before:+,}).".replace("-", "−")
