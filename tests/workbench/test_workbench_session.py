"""A lexicon being tuned: changes, undo and redo, saving, and files that others change meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bench import LEXICON, small_documents, small_live, small_session

from framing.errors import LexiconError, OutputError
from framing.lexicon import catalog
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_cues, load_lexicon
from framing.model import Term
from framing.tune.live import Live
from framing.workbench.changes import added, edited, simple
from framing.workbench.opening import open_draft, open_session
from framing.workbench.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a session on three short texts."""
    return small_session(tmp_path)


def test_a_change_is_scored_and_undone(session: Session) -> None:
    """The scores of the draft follow; those of the saved version stay."""
    before = sum(session.state.hit_counts)
    term = session.do(added("war", "threat*"))
    assert term is not None
    assert term.pattern == "threat*"
    assert sum(session.state.hit_counts) == before + 1
    assert sum(session.saved.hit_counts) == before
    assert list(session.unsaved) == ["Added “threat*” to war."]
    assert session.undo() is not None
    assert sum(session.state.hit_counts) == before
    assert list(session.unsaved) == []
    assert session.redo() is not None
    assert sum(session.state.hit_counts) == before + 1
    assert session.redo() is None


def test_nothing_to_undo_is_no_error(session: Session) -> None:
    """None, and nothing changes."""
    assert session.undo() is None
    assert session.undoable is None


def test_saving_writes_the_term_and_keeps_every_comment(session: Session) -> None:
    """One line is added, and nothing is unsaved after it."""
    session.do(added("war", "threat*"))
    session.save()
    text = session.path.read_text("utf-8")
    assert text == LEXICON.replace("      - unicorn war\n", "      - unicorn war\n      - threat*\n")
    assert list(session.unsaved) == []
    assert sum(session.saved.hit_counts) == sum(session.state.hit_counts)


def test_only_changes_after_the_last_save_are_unsaved(session: Session) -> None:
    """What the file has is not said to be missing from it; what was saved and then undone is."""
    session.do(added("war", "threat*"))
    session.save()
    session.do(simple("disable", _term(session, "peace")))
    assert list(session.unsaved) == ["Disabled “peace” (calm)."]
    session.undo()
    session.undo()
    assert list(session.unsaved) == ["Taken back: Added “threat*” to war."]
    session.do(added("calm", "rain"))
    assert list(session.unsaved) == ["Taken back: Added “threat*” to war.", "Added “rain” to calm."]
    session.save()
    assert list(session.unsaved) == []
    assert "threat*" not in session.path.read_text("utf-8")


def test_a_file_changed_meanwhile_is_not_overwritten(session: Session) -> None:
    """Saving is refused; reading again with the changes kept makes them on what others wrote."""
    session.do(added("war", "threat*"))
    session.do(simple("remove", _term(session, "quiet")))
    other = LEXICON.replace("peace, quiet", "peace, calm").replace("- war* ", "- war ")
    session.path.write_text(other, encoding="utf-8")
    with pytest.raises(OutputError, match="changed since it was opened"):
        session.save()
    assert session.path.read_text("utf-8") == other
    failed = session.reload(keep=True)
    assert len(failed) == 1
    assert "quiet" in failed[0]
    assert list(session.unsaved) == ["Added “threat*” to war."]
    session.save()
    assert session.path.read_text("utf-8") == other.replace("unicorn war\n", "unicorn war\n      - threat*\n")


def test_reading_again_without_the_changes_gives_them_up(session: Session) -> None:
    """The draft is the file."""
    session.do(added("war", "threat*"))
    assert session.reload(keep=False) == ()
    assert list(session.unsaved) == []
    assert session.undoable is None


def test_changes_already_saved_are_not_made_twice(session: Session) -> None:
    """After a save, only what came later is made again."""
    session.do(added("war", "threat*"))
    session.save()
    session.do(added("war", "fear*"))
    session.path.write_text(session.path.read_text("utf-8") + "# by another\n", encoding="utf-8")
    assert session.reload(keep=True) == ()
    assert list(session.unsaved) == ["Added “fear*” to war."]


def test_a_file_that_broke_meanwhile_leaves_the_draft(session: Session) -> None:
    """Nothing is lost when the file cannot be read."""
    session.do(added("war", "threat*"))
    session.path.write_text("facets: [", encoding="utf-8")
    with pytest.raises(LexiconError):
        session.reload(keep=True)
    assert list(session.unsaved) == ["Added “threat*” to war."]


def test_saving_as_another_file_goes_on_with_that(session: Session, tmp_path: Path) -> None:
    """The first file stays; a file that is there is not overwritten."""
    session.do(added("war", "threat*"))
    target = tmp_path / "mine.yaml"
    session.save_as(target)
    assert session.path == target
    assert list(session.unsaved) == []
    assert (tmp_path / "small.yaml").read_text("utf-8") == LEXICON
    assert "threat*" in {term.pattern for term in load_lexicon(target).terms}
    with pytest.raises(OutputError, match="already"):
        session.save_as(tmp_path / "small.yaml")


def test_unsaved_changes_are_kept_beside_at_the_end(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They go to a new file in the current folder, under a name that is free; with nothing unsaved there is none."""
    monkeypatch.chdir(tmp_path)
    assert session.rescue() is None
    session.do(added("war", "threat*"))
    first, second = session.rescue(), session.rescue()
    assert (first, second) == (Path("small.unsaved.yaml"), Path("small.unsaved-2.yaml"))
    assert "threat*" in {term.pattern for term in load_lexicon(tmp_path / "small.unsaved.yaml").terms}


def test_a_lexicon_that_ships_is_not_written(tmp_path: Path) -> None:
    """It is saved as a copy only."""
    session = Session(small_live(), small_documents(), Draft.open(catalog.find("us-politics")))
    assert not session.writable
    with pytest.raises(OutputError, match="ships with framing"):
        session.save()


def test_a_weight_a_note_and_a_pattern_change_together(session: Session) -> None:
    """One step, one sentence, one undo."""
    term = _term(session, "strike*")
    change = edited(term, pattern="strike", weight=3, note=None)
    assert change.said == (
        "Changed “strike*” to “strike”, set the weight of “strike” from 2 to 3, changed the note of “strike”."
    )
    made = session.do(change)
    assert made is not None
    assert (made.pattern, made.weight, made.note) == ("strike", 3, None)
    session.undo()
    assert session.draft.text() == LEXICON


def test_a_form_that_changes_nothing_is_refused(session: Session) -> None:
    """No empty step comes into the undo list."""
    term = _term(session, "war*")
    with pytest.raises(LexiconError, match="nothing is changed"):
        edited(term, pattern=term.pattern, weight=term.weight, note="")


def test_a_preview_changes_nothing(session: Session) -> None:
    """It only says what would be."""
    preview = session.preview(added("war", "threat*"))
    assert preview.term is not None
    assert preview.state.terms[preview.term.id].hits == 1
    assert list(session.unsaved) == []


@settings(max_examples=25)
@given(moves=st.lists(st.sampled_from(["add", "remove", "disable", "undo", "redo", "save"]), max_size=30))
def test_whatever_is_done_the_scores_are_those_of_the_draft(
    moves: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any moves the state is the draft's, and undoing everything gives the file as it was first opened."""
    session = small_session(tmp_path_factory.mktemp("moves"))
    for number, move in enumerate(moves):
        terms = session.draft.lexicon.terms
        if move == "add":
            session.do(added("calm", f"word{number}"))
        elif move in {"remove", "disable"} and len(terms) > 3 and terms[-1].facet == "calm":
            try:
                session.do(simple(move, terms[-1]))
            except LexiconError:
                assert sum(term.facet == "calm" for term in terms) == 1
        elif move in {"undo", "redo", "save"}:
            getattr(session, move)()
        assert session.state.lexicon.terms == session.draft.lexicon.terms
        assert bool(session.unsaved) == (session.draft.text() != session.path.read_text("utf-8"))
    while session.undo():
        pass
    assert session.draft.text() == LEXICON


def test_a_dictionary_of_another_program_is_to_be_converted_first(tmp_path: Path) -> None:
    """The error says with which command."""
    path = tmp_path / "mfd.dic"
    path.write_text("%\n1\tHarm\n%\nkill*\t1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="framing lexicon convert"):
        open_draft(path)


def test_opening_scores_the_lexicon_once(tmp_path: Path) -> None:
    """Progress is told, and the session has the scores."""
    small_session(tmp_path)
    told: list[tuple[int, int]] = []
    live = Live(small_documents(), load_cues(None))
    draft = open_draft(tmp_path / "small.yaml")
    session = open_session(draft, live, small_documents(), done=lambda done, total: told.append((done, total)))
    assert sum(session.state.hit_counts) > 0
    assert all(done <= total for done, total in told)


def _term(session: Session, pattern: str) -> Term:
    return next(term for term in session.draft.lexicon.terms if term.pattern == pattern)
