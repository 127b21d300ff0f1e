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

MAX_UNDO = 500  # drafts kept; each holds what it changed and shares the rest


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
        self._saved_text = draft.text()
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
        if self.draft.text() == self._saved_text:
            return ()
        return tuple(step.change.said for step in self._done if step.change is not None) or ("The draft differs.",)

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
            self._done.append(Step(draft=draft, change=change))
            del self._done[1 : len(self._done) - MAX_UNDO]
            self._undone.clear()
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
        """Write the draft to a new file and go on with that. Raises OutputError where there is such a file already."""
        with self.lock:
            if path.exists():
                raise OutputError(str(path), "there is such a file already", "choose another name")
            ensure_writable(path)
            text = self.draft.text()
            with replacing(path) as partial:
                partial.write_bytes(text.encode("utf-8"))
            self._settle(Draft.open(path))

    def reload(self, *, keep: bool) -> tuple[str, ...]:
        """Open the file again; with `keep`, make the changes again on what it holds now.

        Return a sentence for each change that could not be made again. Raises LexiconError where the file cannot be
        read; the draft stays then as it is.
        """
        with self.lock:
            draft = Draft.open(self.path)
            saved = self.live.score(draft.lexicon)
            steps, failed = [Step(draft=draft)], []
            for change in [step.change for step in self._done if step.change is not None] if keep else []:
                try:
                    steps.append(Step(draft=change.apply(steps[-1].draft), change=change))
                except LexiconError as error:
                    failed.append(f"{change.said} {error.what}.")
            self._done, self._undone = steps, []
            self._saved_text, self.saved = draft.text(), saved
            self._rescore()
            return tuple(failed)

    def _rescore(self) -> None:
        self.state = self.live.score(self.draft.lexicon)

    def _settle(self, saved: Draft) -> None:
        """Go on from a version that has just been written: the undo list stays, every draft of it knows the new file."""
        known = [self._on(step, saved) for step in self._done[:-1]]
        self._done = [*known, replace(self._done[-1], draft=saved)]
        self._undone = [self._on(step, saved) for step in self._undone]
        self._saved_text = saved.text()
        self._rescore()
        self.saved = self.state

    @staticmethod
    def _on(step: Step, saved: Draft) -> Step:
        draft = replace(step.draft, path=saved.path, original=saved.original, sha256=saved.sha256)
        return replace(step, draft=draft)
