"""One lexicon being tuned: the draft, what can be undone and redone, the scores of now and of the saved version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from framing.errors import LexiconError, OutputError
from framing.lexicon.catalog import house
from framing.lexicon.edit import Draft
from framing.model import Document, Term
from framing.saving import ensure_writable, replacing
from framing.tune.live import Live, LiveState
from framing.workbench.changes import Change, touched

WARM = 20  # drafts that keep what they worked out; older ones work it out again when an undo comes to them


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A draft, and the change that led to it (None for the file as opened)."""

    draft: Draft
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a change would do, without doing it: the term it is about, and the scores with it."""

    term: Term | None
    state: LiveState


class Session:
    """The state behind the page. Every method may be called from any thread: one request works at a time.

    `state` and `saved` are the scores of the draft and of the version on the disk; `writable` is False for a lexicon
    that ships with framing, which is only ever saved as another file.
    """

    def __init__(self, live: Live, documents: Sequence[Document], draft: Draft) -> None:
        self.lock = RLock()
        self.live = live
        self.documents = tuple(documents)
        self._done = [Step(draft=draft)]
        self._undone: list[Step] = []
        self._base = self._done[0]
        self._taken_back: tuple[str, ...] = ()
        self.saved = self.state = live.score(draft.lexicon)

    @property
    def draft(self) -> Draft:
        """The lexicon as it is now."""
        return self._done[-1].draft

    @property
    def path(self) -> Path:
        """The file the draft was opened from and is saved to."""
        return self.draft.path

    @property
    def writable(self) -> bool:
        """Whether saving goes to the file itself."""
        return house() not in self.path.resolve().parents

    @property
    def saved_terms(self) -> Mapping[str, Term]:
        """The terms that count in the version on the disk, by id."""
        return {term.id: term for term in self.saved.lexicon.terms}

    @property
    def undoable(self) -> Change | None:
        """The change that undo would take back."""
        return self._done[-1].change

    @property
    def redoable(self) -> Change | None:
        """The change that redo would make again."""
        return self._undone[-1].change if self._undone else None

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence for each change that the file does not have."""
        if self.draft.text() == self._base.draft.original:
            return ()
        return (*self._taken_back, *self._undone_since(), *(change.said for change in self._done_since()))

    def term(self, term_id: str) -> Term | None:
        """Return a term of the draft, disabled ones too; None where there is none of this id."""
        return next((term for term in (*self.draft.lexicon.terms, *self.draft.disabled) if term.id == term_id), None)

    def do(self, change: Change) -> Term | None:
        """Make a change and score it; return the term it made or changed, None where it removed one.

        Raises LexiconError where it cannot be made; nothing has changed then.
        """
        with self.lock:
            before = self.draft
            draft = change.apply(before)
            self.state = self.live.score(draft.lexicon)
            if gone := self._undone_since():
                self._taken_back += gone
                self._base = self._done[-1]
            self._done.append(Step(draft=draft, change=change))
            self._undone.clear()
            self._cool()
            return touched(before, draft)

    def preview(self, change: Change) -> Preview:
        """Return what a change would do. Raises LexiconError where it cannot be made."""
        with self.lock:
            draft = change.apply(self.draft)
            return Preview(term=touched(self.draft, draft), state=self.live.score(draft.lexicon))

    def undo(self) -> Change | None:
        """Take back the last change and return it; None where there is none."""
        with self.lock:
            if self.undoable is None:
                return None
            step = self._done.pop()
            self._undone.append(step)
            self._rescore()
            return step.change

    def redo(self) -> Change | None:
        """Make the change last taken back again and return it; None where there is none."""
        with self.lock:
            if not self._undone:
                return None
            step = self._undone.pop()
            self._done.append(step)
            self._rescore()
            return step.change

    def save(self) -> None:
        """Write the draft to its file.

        Raises OutputError where the file changed on the disk since it was opened, or cannot be written; LexiconError
        where what would be written could not be read again. Nothing is written then.
        """
        with self.lock:
            if not self.writable:
                raise OutputError(str(self.path), "this lexicon ships with framing", "save it as a file of your own")
            self._settle(self.draft.save())

    def save_as(self, path: Path) -> None:
        """Write the draft to a new file and go on with that.

        Raises OutputError where there is such a file already or it cannot be written, LexiconError where what would be
        written could not be read again.
        """
        with self.lock:
            self._write(path)
            self._settle(Draft.open(path))

    def rescue(self) -> Path | None:
        """Write changes that are not saved to a new file in the current folder; return it, None where all is saved."""
        with self.lock:
            if not self.unsaved:
                return None
            path = free_name(Path(f"{self.path.stem}.unsaved{self.path.suffix}"))
            self._write(path)
            return path

    def _write(self, path: Path) -> None:
        try:
            taken = path.exists()
        except OSError as error:
            what = f"no file can have this name ({error.strerror})"
            raise OutputError(str(path), what, "choose another name") from error
        if taken:
            raise OutputError(str(path), "there is such a file already", "choose another name")
        ensure_writable(path)
        with replacing(path) as partial:
            partial.write_bytes(self.draft.text().encode("utf-8"))
            Draft.open(partial)

    def reload(self, *, keep: bool) -> tuple[str, ...]:
        """Open the file again; with `keep`, make the changes again on what it holds now.

        Return a sentence for each change that could not be made again. Raises LexiconError where the file cannot be
        read; the draft stays then as it is.
        """
        with self.lock:
            draft = Draft.open(self.path)
            saved = self.live.score(draft.lexicon)
            steps, failed = [Step(draft=draft)], []
            if keep:
                failed += [f"{said} Not possible any more." for said in (*self._taken_back, *self._undone_since())]
            for change in self._done_since() if keep else ():
                try:
                    steps.append(Step(draft=change.apply(steps[-1].draft), change=change))
                except LexiconError as error:
                    failed.append(f"{change.said} {error.what}.")
            self._done, self._undone = steps, []
            self._base, self._taken_back, self.saved = steps[0], (), saved
            self._rescore()
            return tuple(failed)

    def _done_since(self) -> tuple[Change, ...]:
        """Return the changes made since the version on the disk, where none of those before it was undone."""
        place = next((n for n, step in enumerate(self._done) if step is self._base), len(self._done) - 1)
        return tuple(step.change for step in self._done[place + 1 :] if step.change is not None)

    def _undone_since(self) -> tuple[str, ...]:
        """Say which changes that the version on the disk has were undone."""
        place = next((n for n, step in enumerate(self._undone) if step is self._base), None)
        changes = [] if place is None else [step.change for step in reversed(self._undone[place:])]
        return tuple(f"Taken back: {change.said}" for change in changes if change is not None)

    def _cool(self) -> None:
        """Let an older draft forget what it worked out: a long day of edits would fill the memory."""
        if len(self._done) > WARM:
            old = self._done[-WARM]
            cold = replace(old, draft=replace(old.draft))
            self._base = cold if old is self._base else self._base
            self._done[-WARM] = cold

    def _rescore(self) -> None:
        self.state = self.live.score(self.draft.lexicon)

    def _settle(self, saved: Draft) -> None:
        """Go on from a version that has just been written: undo stays, and each draft of it knows the new file."""
        known = [self._on(step, saved) for step in self._done[:-1]]
        self._base = replace(self._done[-1], draft=saved)
        self._done = [*known, self._base]
        self._undone = [self._on(step, saved) for step in self._undone]
        self._taken_back = ()
        self._rescore()
        self.saved = self.state

    @staticmethod
    def _on(step: Step, saved: Draft) -> Step:
        draft = replace(step.draft, path=saved.path, original=saved.original, sha256=saved.sha256)
        return replace(step, draft=draft)


def free_name(path: Path) -> Path:
    """Return the name of a file that is not there yet: `path` itself, or with a number."""
    names = [path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1000))]
    return next((name for name in names if not name.exists()), path)
