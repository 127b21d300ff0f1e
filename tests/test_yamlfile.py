"""YAML keeps what was written, and where."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import framing
from framing.errors import InputError
from framing.lexicon import catalog
from framing.yamlfile import Entry, load_yaml, reject_unknown


def test_scalars_stay_texts() -> None:
    """`no`, numbers, versions and dates are the texts that were written; only null and nothing are missing."""
    entries = load_yaml("a: no\nb: 2022\nc: 1.0\nd: 2024-11-19\ne:\nf: ~\ng: 'null'\nh: yes", "f").mapping("f")
    said = {name: entry.text(name) for name, entry in entries.items()}
    assert said == {
        "a": "no",
        "b": "2022",
        "c": "1.0",
        "d": "2024-11-19",
        "e": None,
        "f": None,
        "g": "null",
        "h": "yes",
    }


def test_an_empty_document_is_null() -> None:
    """Nothing at all has a place and no value."""
    assert load_yaml("", "f").value is None


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: 1\na: 2", "f:2:1", "`a` is written twice (first on line 1)"),
        ("a: [1,\nb", "f:2:2", "YAML"),
        ("a:\n\tb: 1", "f:2:1", "tab"),
        ("&x [*x]", "f:1:1", "an anchor contains itself"),
        ("a: b: c", "f:1:5", "mapping values"),
        ("a: \x07", "f:1", "special characters"),
        ("? [a]\n: b", "f:1:3", "a key must be a text"),
    ],
)
def test_faults_have_a_place(text: str, place: str, what: str) -> None:
    """Syntax errors, double keys and endless anchors are errors at file:line:column."""
    with pytest.raises(InputError) as caught:
        load_yaml(text, "f")
    assert str(caught.value).startswith(place)
    assert what in str(caught.value)


def test_lines_count_from_where_the_text_begins() -> None:
    """YAML inside another file has that file's line numbers."""
    with pytest.raises(InputError, match=r"^f:12:1: "):
        load_yaml("a: 1\na: 2", "f", first_line=11)


def test_the_wrong_shape_is_said() -> None:
    """A list, a mapping and a text are not each other."""
    entry = load_yaml("a: [x]", "f").mapping("f")["a"]
    with pytest.raises(InputError, match=r"f:1:4: it must be a mapping"):
        entry.mapping("it")
    with pytest.raises(InputError, match=r"f:1:4: it must be a text"):
        entry.text("it")
    with pytest.raises(InputError, match=r"f:1:5: it must be a list"):
        entry.items("an item")[0].items("it")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """A misspelt name gets the right one, a strange one gets them all."""
    with pytest.raises(InputError, match=r"did you mean `outlet`\?"):
        reject_unknown(load_yaml("outlt: x", "f").mapping("f"), ["outlet", "file"], "it")
    with pytest.raises(InputError, match="the names are file, outlet"):
        reject_unknown(load_yaml("qqq: x", "f").mapping("f"), ["outlet", "file"], "it")


def test_aliases_upon_aliases_stay_small() -> None:
    """A file that doubles itself thirty times is read at once, because each node is read once."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 30)]
    assert len(load_yaml("\n".join(lines), "f").mapping("f")) == 30


SHIPPED = sorted(
    path
    for folder in (catalog.house(), Path(framing.__file__).parent)
    for path in folder.rglob("*.yaml")
    if "static" not in path.parts
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_both_readers_read_a_shipped_file_alike(path: Path) -> None:
    """Value for value and place for place, libyaml reads the files of the house as the careful reader does."""
    text = path.read_text("utf-8")
    quick, careful = load_yaml(text, path, shipped=True), load_yaml(text, path)
    assert isinstance(quick.node, yaml.Node)
    assert not isinstance(careful.node, yaml.Node)
    assert list(flat(quick)) == list(flat(careful))


def flat(entry: Entry) -> Iterator[tuple[str, object, object, str]]:
    """Yield every value below an entry: its kind, its place, what it says and how it is written."""
    if entry.is_mapping:
        yield "mapping", entry.place, len(entry.pairs("it")), ""
        for key, value in entry.pairs("it").values():
            yield from (*flat(key), *flat(value))
    elif entry.is_list:
        yield "list", entry.place, len(entry.items("it")), ""
        for item in entry.items("it"):
            yield from flat(item)
    else:
        yield "text", (entry.place, entry.at(3)), entry.text("it"), str(entry.is_plain)


@pytest.mark.parametrize("shipped", [True, False])
@pytest.mark.parametrize("text", ["a: [1,\nb", "a: b: c", "a: \x07", "a: 1\na: 2", "a:\n\tb: 1", "&x [*x]"])
def test_a_fault_is_said_alike_in_a_shipped_file(text: str, shipped: bool) -> None:
    """Whoever changes a file of the house learns the same about it as about one of their own."""
    with pytest.raises(InputError) as caught:
        load_yaml(text, "f", shipped=shipped)
    with pytest.raises(InputError) as plain:
        load_yaml(text, "f")
    assert str(caught.value) == str(plain.value)


def test_a_shipped_file_is_read_without_libyaml_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, files of the house are read by the careful reader."""
    monkeypatch.delattr(yaml, "CSafeLoader")
    entry = load_yaml("a: [b, c]", "f", shipped=True)
    assert not isinstance(entry.node, yaml.Node)
    assert entry.mapping("it")["a"].items("a")[1].text("c") == "c"
