"""A folder with a manifest is read as that says."""

from hashlib import sha256
from pathlib import Path

import pytest
from text_pages import SEEDS

from framing.errors import InputError
from framing.text.reading import read_sources

HEAD = "format: framing-manifest/1\nname: Test\narticles:\n"
ORIGINALS = {
    "000": ("Responsible Statecraft", "2023-09-22", "000_e204b6443a6cf45a.txt"),
    "001": ("Washington Examiner", "2023-09-22", "001_7834a3842ba03b39.txt"),
    "002": ("The National Interest", "2024-11-19", "002_49e40aa516c906d7.txt"),
    "003": ("The Asia Live", "2024-11-18", "003_6fc79d3b7d6c8c38.txt"),
    "004": ("TimesNG", "2024-11-20", "004_a2c23f90fc816ea8.txt"),
}


def corpus(folder: Path, articles: str, head: str = HEAD) -> Path:
    (folder / "a.txt").write_text("Text of a.")
    (folder / "b.txt").write_text("Text of b.")
    (folder / "manifest.yaml").write_text(head + articles, encoding="utf-8")
    return folder


def test_the_seeds_are_read_by_their_manifest() -> None:
    """Five articles with outlet, date and its basis, under the ids of the coded table, and nothing else."""
    sources, skipped = read_sources([SEEDS])
    assert skipped == ()
    found = {s.metadata["id"]: (s.metadata["outlet"], s.metadata["date"]) for s in sources}
    assert found == {name: (outlet, day) for name, (outlet, day, _) in ORIGINALS.items()}
    assert all(source.metadata["title"] and source.metadata["date_basis"] for source in sources)
    manifest = (SEEDS / "manifest.yaml").read_text(encoding="utf-8")
    assert all(original in manifest for _, _, original in ORIGINALS.values())


def test_only_what_is_listed_is_read_in_its_order(tmp_path: Path) -> None:
    """What the manifest says stands above what the file says; the id is the file's name where none is given."""
    (tmp_path / "c.md").write_text("---\noutlet: Inside\ntitle: Kept\n---\nText.")
    sources, _ = read_sources(
        [corpus(tmp_path, "- {file: c.md, outlet: O}\n- {file: a.txt, outlet: P, id: x, date: 2024-01-02}\n")]
    )
    assert [dict(source.metadata) for source in sources] == [
        {"id": "c", "outlet": "O", "title": "Kept"},
        {"id": "x", "outlet": "P", "date": "2024-01-02"},
    ]


def test_a_file_named_by_itself_is_looked_up_in_the_manifest_of_its_folder() -> None:
    """One article of a corpus is what its manifest says, also where it is handed in alone and by another path."""
    whole, _ = read_sources([SEEDS])
    alone, _ = read_sources([SEEDS / ".." / SEEDS.name / Path(source.origin).name for source in whole])
    assert [source.metadata for source in alone] == [source.metadata for source in whole]


def test_a_file_that_the_manifest_does_not_list_is_read_all_the_same(tmp_path: Path) -> None:
    """Its outlet is its name, as where there is no manifest."""
    folder = corpus(tmp_path, "- {file: a.txt, outlet: A}\n")
    (source,), _ = read_sources([folder / "b.txt"])
    assert source.metadata == {"id": "b", "outlet": "b"}


def test_a_manifest_in_a_sub_folder_is_followed(tmp_path: Path) -> None:
    """Below a folder without a manifest one with a manifest is read by it."""
    inner = tmp_path / "inner"
    inner.mkdir()
    corpus(inner, "- {file: a.txt, outlet: O}\n")
    assert [source.metadata["outlet"] for source in read_sources([tmp_path])[0]] == ["O"]


def test_a_changed_file_is_an_error(tmp_path: Path) -> None:
    """A digest that does not match stops the reading and says both; one that does is silent, in capitals or not."""
    right = sha256(b"Text of a.").hexdigest()
    read_sources([corpus(tmp_path, f"- {{file: a.txt, outlet: O, sha256: {right.upper()}}}\n")])
    with pytest.raises(InputError, match=r"a\.txt: the file has changed: its SHA-256 is .* restore the file") as caught:
        read_sources([corpus(tmp_path, f"- {{file: a.txt, outlet: O, sha256: {'0' * 64}}}\n")])
    assert right in str(caught.value)


@pytest.mark.parametrize(
    ("articles", "place", "what"),
    [
        ("- {file: aa.txt, outlet: O}\n", ":4:10", "there is no file aa.txt; did you mean a.txt?"),
        ("- {file: zzzzzzz, outlet: O}\n", ":4:10", "correct the name"),
        ("- {file: a.txt}\n", ":4:3", "an article without `outlet`"),
        ("- {outlet: O}\n", ":4:3", "an article without `file`"),
        ("- {file: a.txt, outlet: O, dat: 2024-01-01}\n", ":4:33", "did you mean `date`?"),
        ("- {file: a.txt, outlet: O, date: 01/02/2024}\n", ":4:34", "is not a date"),
        ("- {file: a.txt, outlet: O, id: x}\n- {file: b.txt, outlet: O, id: x}\n", ":5:3", "a second article x"),
        ("- a.txt\n", ":4:3", "an article must be a mapping"),
        ("- {file: [a.txt], outlet: O}\n", ":4:10", "file must be a text"),
    ],
)
def test_a_faulty_manifest_is_an_error_with_its_place(tmp_path: Path, articles: str, place: str, what: str) -> None:
    """The message begins with file:line:column."""
    with pytest.raises(InputError) as caught:
        read_sources([corpus(tmp_path, articles)])
    assert str(caught.value).startswith(f"{tmp_path / 'manifest.yaml'}{place}: ")
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("name: x\narticles: []\n", "not a manifest"),
        ("format: framing-manifest/1\n", "lists no articles"),
        ("format: framing-manifest/1\narticle: []\n", "did you mean `articles`?"),
        ("format: [", "YAML"),
    ],
)
def test_what_is_no_manifest_is_said(tmp_path: Path, head: str, what: str) -> None:
    """Another format, no articles, a misspelt name."""
    with pytest.raises(InputError) as caught:
        read_sources([corpus(tmp_path, "", head)])
    assert what in str(caught.value)


def test_a_table_is_not_listed(tmp_path: Path) -> None:
    """A manifest is for single texts."""
    (tmp_path / "t.csv").write_text("text\nx\n")
    with pytest.raises(InputError, match="a manifest lists texts, not tables"):
        read_sources([corpus(tmp_path, "- {file: t.csv, outlet: O}\n")])


def test_a_manifest_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """It has to be UTF-8."""
    corpus(tmp_path, "")
    (tmp_path / "manifest.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="the manifest cannot be read"):
        read_sources([tmp_path])
