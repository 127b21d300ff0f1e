"""Lexicons and cue lists that an earlier run kept: the same values, never those of another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.keeping import CACHE
from framing.lexicon import load, proved, resolve
from framing.lexicon.catalog import house
from framing.lexicon.load import load_cues, load_lexicon
from framing.lexicon.pattern import compile_terms
from framing.model import Lexicon

LONG = """\
format: framing-lexicon/1
name: tea
title: Tea
version: "1"
about: Kettles and cups.
sets:
  pots: [kettle*, samovar, big pot]
facets:
  ware:
    terms:
      - "@pots NEAR/4 (cup | saucer)"
      - tea NOT BEFORE/2 party
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own, in which everything is kept, and nothing that is remembered."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setattr(proved, "FROM", 0)
    forget()
    return tmp_path / "cache" / "kept"


def forget() -> None:
    """Forget what this process has read, as a new one has."""
    for memory in (load._remembered, load._merged, resolve._remembered):
        memory.cache_clear()


def no_reading(patch: pytest.MonkeyPatch) -> None:
    """From now on reading a file or a term is an error."""

    def read(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    for module, name in ((load, "LexiconFile"), (resolve, "read_term"), (resolve, "never_matches")):
        patch.setattr(module, name, read)


def compiled(lexicon: Lexicon) -> list[str]:
    """Return the trees of a lexicon's terms, as text."""
    terms = compile_terms([term.pattern for term in lexicon.terms], sets=lexicon.sets)
    return [repr(tree) for tree in terms.trees]


@pytest.mark.parametrize("name", ["escalation-risk", "us-politics"])
def test_a_kept_lexicon_is_the_one_that_was_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run has the same lexicon and the same trees, and reads no term."""
    path = house() / f"{name}.yaml"
    first = load_lexicon(path)
    trees = compiled(first)
    forget()
    no_reading(monkeypatch)
    assert load_lexicon(path) == first
    assert compiled(first) == trees


def test_kept_cue_lists_are_those_that_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run has the same cues and digest, and reads no entry, with the lists as sets or by themselves."""
    first = load_cues()
    voice = [entry for name, entries in first.lists.items() if name.startswith("reporting_") for entry in entries]
    trees = [repr(tree) for tree in compile_terms(voice).trees]
    forget()
    no_reading(monkeypatch)
    assert load_cues() == first
    assert [repr(tree) for tree in compile_terms(voice).trees] == trees
    for entries in first.lists.values():
        assert len(compile_terms(entries, sets=first.lists)) == len(entries)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """What is kept belongs to the bytes of the file: a change of one letter is seen, and a change back too."""
    path = tmp_path / "tea.yaml"
    for word in ("samovar", "samover", "samovar"):
        path.write_text(LONG.replace("samovar", word), encoding="utf-8")
        forget()
        assert load_lexicon(path).sets["pots"] == ("kettle*", word, "big pot")


def test_two_files_of_the_same_content_keep_their_names(tmp_path: Path, cache: Path) -> None:
    """One entry serves both, and each lexicon says where it came from."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(LONG, encoding="utf-8")
        assert load_lexicon(tmp_path / f"{name}.yaml").origin == str(tmp_path / f"{name}.yaml")
    assert len(list(cache.iterdir())) == 1


def test_another_state_of_framing_reads_anew(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier version read is not taken for what this one would."""
    path = tmp_path / "tea.yaml"
    path.write_text(LONG, encoding="utf-8")
    load_lexicon(path)
    forget()
    monkeypatch.setattr(proved, "state_of", lambda *_: "another")
    load_lexicon(path)
    assert len(list(cache.iterdir())) == 2


def test_a_damaged_entry_is_made_again(tmp_path: Path, cache: Path) -> None:
    """A kept file that was damaged changes nothing, and is whole afterwards."""
    path = tmp_path / "tea.yaml"
    path.write_text(LONG, encoding="utf-8")
    first = load_lexicon(path)
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[: len(whole) // 2])
    forget()
    assert load_lexicon(path) == first
    assert entry.read_bytes() == whole


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path, cache: Path) -> None:
    """Where a file stands in the place of the folder, lexicons are read each time."""
    cache.parent.write_text("")
    path = tmp_path / "tea.yaml"
    path.write_text(LONG, encoding="utf-8")
    first = load_lexicon(path)
    forget()
    assert load_lexicon(path) == first


def test_faults_are_never_kept(tmp_path: Path, cache: Path) -> None:
    """A file with a fault says the same each time, with line and column, and leaves nothing behind."""
    path = tmp_path / "tea.yaml"
    path.write_text(LONG.replace("tea NOT", "tea (NOT"), encoding="utf-8")
    told = []
    for _ in range(2):
        forget()
        with pytest.raises(LexiconError) as caught:
            load_lexicon(path)
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert f"{path}:12:" in told[0]
    assert not cache.exists()


def test_short_files_are_not_kept(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read as quickly as it would be recalled leaves nothing behind."""
    monkeypatch.setattr(proved, "FROM", len(LONG) + 1)
    path = tmp_path / "tea.yaml"
    path.write_text(LONG, encoding="utf-8")
    load_lexicon(path)
    assert not cache.exists()
