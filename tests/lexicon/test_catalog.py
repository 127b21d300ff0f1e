"""The house's lexicons are found by name from anywhere, others by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon import catalog
from framing.lexicon.load import load_lexicon


def test_the_three_house_lexicons_are_there() -> None:
    """Names are listed in alphabetical order, and each file bears its lexicon's name."""
    assert catalog.names() == ("escalation-risk", "ukrainian-agency", "us-politics")
    assert [load_lexicon(catalog.find(name)).name for name in catalog.names()] == list(catalog.names())


def test_a_name_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory makes no difference to a name."""
    monkeypatch.chdir(tmp_path)
    assert catalog.find("us-politics").is_file()
    assert catalog.house("cues").is_dir()


def test_a_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any file may be given, absolute or from the working directory; a house name goes before a file of that name."""
    path = tmp_path / "mine.yaml"
    path.write_text("", encoding="utf-8")
    (tmp_path / "us-politics").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert catalog.find(path) == path
    assert catalog.find("mine.yaml") == Path("mine.yaml")
    assert catalog.find("us-politics").suffix == ".yaml"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("escalation", "there is no lexicon of this name; did you mean escalation-risk?"),
        ("US-Politic", "did you mean us-politics?"),
        ("zzz", "there is escalation-risk, ukrainian-agency, us-politics"),
        ("nowhere/mine.yaml", "there is no such file"),
        ("mine.yaml", "there is no such file"),
        ("folder.yaml", "is a folder, not a file"),
    ],
)
def test_what_is_not_found_is_refused_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    """An unknown name offers the nearest names; a path that is no file says so."""
    (tmp_path / "folder.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LexiconError) as caught:
        catalog.find(name)
    assert message in str(caught.value)
    assert caught.value.where == name


def test_an_installed_package_uses_the_lexicons_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder inside the package, where a wheel puts it, goes before one beside the package."""
    for folder in ("site/framing/lexicons", "site/lexicons"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(catalog, "PACKAGE", tmp_path / "site" / "framing")
    assert catalog.house() == tmp_path / "site" / "framing" / "lexicons"
    (tmp_path / "site/framing/lexicons").rmdir()
    assert catalog.house() == tmp_path / "site" / "lexicons"
    (tmp_path / "site/lexicons").rmdir()
    with pytest.raises(LexiconError, match="install framing again"):
        catalog.house()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("name: [a, 'b':]\n", "YAML: expected ',' or ']', but got '<scalar>'"),
        ("name: us\ntitle: US\nversion: 1\nfacets:\n  a: {terms: [b, 'c (d']}\n", "the parenthesis is never closed"),
    ],
)
def test_a_fault_in_a_house_lexicon_is_said_by_the_careful_reader(
    broken: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the house that was changed is refused in the words and at the place of any other file."""
    path = tmp_path / "lexicons" / "us-politics.yaml"
    path.parent.mkdir()
    path.write_text(f"format: framing-lexicon/1\n{broken}", encoding="utf-8")
    with pytest.raises(LexiconError) as plain:
        load_lexicon(path)
    monkeypatch.setattr(catalog, "PACKAGE", tmp_path)
    path.write_text(f"format: framing-lexicon/1\n{broken}\n", encoding="utf-8")  # other bytes: it is read again
    assert catalog.is_shipped(path)
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path)
    assert said in str(plain.value)
    assert str(caught.value) == str(plain.value)
