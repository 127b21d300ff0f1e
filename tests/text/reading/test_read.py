"""Files and folders become sources with an id and an outlet; what is wrong is said with its place and its remedy."""

import codecs
from pathlib import Path

import pytest
from text_pages import SEEDS

from framing.errors import InputError
from framing.model import Source
from framing.text.reading import corpus_name, read_sources

TEXT = "The minister said “we will not go” – and left for Kyiv. It’s a long way, he added.\n"


def only(path: Path, **options: str) -> Source:
    """Return the one source a path holds."""
    (source,), skipped = read_sources([path], outlet=options.get("outlet"))
    assert skipped == ()
    return source


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_by_itself_is_its_own_outlet(tmp_path: Path) -> None:
    """A single text needs no outlet: it takes the one given, else its name; its bytes are hashed."""
    path = write(tmp_path / "The Daily.txt")
    source = only(path)
    assert (source.metadata["id"], source.metadata["outlet"]) == ("The Daily", "The Daily")
    assert (source.media_type, source.encoding, source.text) == ("text/plain", "utf-8", TEXT)
    assert len(source.sha256) == 64
    assert only(path, outlet="BBC").metadata["outlet"] == "BBC"


def test_front_matter_says_what_a_text_is(tmp_path: Path) -> None:
    """Known names are taken, unknown ones passed over, lists of authors joined, times cut to their day."""
    path = write(
        tmp_path / "a.md",
        "---\ntitle: 'No: it is not'\noutlet: The Paper\nauthor: [A. Lind, B. Novak]\ndate: 2024-11-19T05:00:00Z\n"
        "draft: yes\ntags: [x]\n---\n# Head\n\nText.\n",
    )
    source = only(path)
    assert source.metadata == {
        "id": "a",
        "title": "No: it is not",
        "outlet": "The Paper",
        "author": "A. Lind, B. Novak",
        "date": "2024-11-19",
    }
    assert source.text == "# Head\n\nText.\n"


def test_front_matter_of_plain_text_needs_a_known_name(tmp_path: Path) -> None:
    """In a .txt a line of dashes may be no more than that: such text is left as it is."""
    assert only(write(tmp_path / "a.txt", f"---\noutlet: X\n---\n{TEXT}")).metadata["outlet"] == "X"
    for start in ("---\nA title\n---\n", "---\nnote: x\n---\n", "---\n: [\n---\n"):
        assert only(write(tmp_path / "b.txt", start + TEXT)).text == start + TEXT


def test_front_matter_that_is_wrong_has_a_place(tmp_path: Path) -> None:
    """Faults are errors at the line of the file."""
    with pytest.raises(InputError, match=r"a\.md:3:7: 'Tuesday' is not a date; write it as 2024-11-19"):
        only(write(tmp_path / "a.md", "---\ntitle: x\ndate: Tuesday\n---\nText.\n"))
    with pytest.raises(InputError, match=r"b\.md:2:\d+: YAML"):
        only(write(tmp_path / "b.md", "---\ntitle: [x\n---\nText.\n"))


def test_a_folder_takes_outlets_from_sub_folders(tmp_path: Path) -> None:
    """The first folder below names the outlet, unless the text does; files come in the order of their names."""
    write(tmp_path / "BBC" / "b.txt")
    write(tmp_path / "BBC" / "2024" / "a.txt")
    write(tmp_path / "Zeit" / "c.md", f"---\noutlet: Die Zeit\n---\n{TEXT}")
    sources, _ = read_sources([tmp_path])
    assert [(s.metadata["id"], s.metadata["outlet"]) for s in sources] == [
        ("a", "BBC"),
        ("b", "BBC"),
        ("c", "Die Zeit"),
    ]


def test_a_folder_passes_over_what_is_not_its_corpus(tmp_path: Path) -> None:
    """Hidden files, other kinds of files and a README are not read."""
    for name in (".hidden.txt", "photo.jpg", "README.md", "notes.docx", ".git/x.txt"):
        write(tmp_path / name, "x")
    write(tmp_path / "BBC" / "a.txt")
    assert [source.metadata["id"] for source in read_sources([tmp_path])[0]] == ["a"]


def test_a_text_in_a_folder_without_an_outlet_is_an_error_that_says_how(tmp_path: Path) -> None:
    """Front matter, sub-folder, manifest and option are the ways; the option helps."""
    write(tmp_path / "a.txt")
    with pytest.raises(InputError) as caught:
        read_sources([tmp_path])
    message = str(caught.value)
    assert "a.txt: the outlet of this text is not known" in message
    assert all(way in message for way in ("sub-folder", "outlet: ...", "manifest.yaml", "--outlet"))
    assert read_sources([tmp_path], outlet="BBC")[0][0].metadata["outlet"] == "BBC"


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    """An empty folder is a mistake of the caller."""
    with pytest.raises(InputError, match=r"there is nothing to read in this folder"):
        read_sources([tmp_path])


def test_a_missing_path_is_answered_with_near_names(tmp_path: Path) -> None:
    """Names in the same folder that are near are offered, whatever their capitals."""
    write(tmp_path / "Article.txt")
    with pytest.raises(InputError, match=r"artikle\.txt: there is no such file or folder; did you mean Article\.txt\?"):
        read_sources([tmp_path / "artikle.txt"])
    with pytest.raises(InputError, match="look into"):
        read_sources([tmp_path / "quite-another.csv"])
    with pytest.raises(InputError, match=r"there is no folder .*none either"):
        read_sources([tmp_path / "none" / "a.txt"])


@pytest.mark.parametrize("given", ["https://paper.example/a.html", "http:/paper.example/a"])
def test_an_address_is_not_fetched(given: str) -> None:
    """There is no network; the page has to be saved."""
    with pytest.raises(InputError, match=r"save the page as \.html"):
        read_sources([given])


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_left_out(tmp_path: Path, content: bytes) -> None:
    """An empty file is a value, not an error."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    sources, (skip,) = read_sources([path])
    assert sources == ()
    assert (skip.reason, skip.origin) == ("empty", str(path))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0..", "a JPEG picture"),
        (b"{\\rtf1 x}", "an RTF document"),
        (b"text\x00\x01\x02 text", "zero bytes"),
        (b"\x80\x81\x8d\xfe\xff\x90" * 50, "not text in any known encoding"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
def test_a_file_that_is_no_text_is_an_error_that_says_what_it_is(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    """Documents, archives and pictures are named, whatever their suffix claims."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_sources([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert kind in str(caught.value)


def test_other_kinds_of_files_are_errors(tmp_path: Path) -> None:
    """A suffix we do not know is said, with those we do; a document says what it is first."""
    with pytest.raises(InputError, match=r"files of the kind \.tex are not read; the kinds are \.txt"):
        read_sources([write(tmp_path / "a.tex")])
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match="a PDF document"):
        read_sources([tmp_path / "a.pdf"])


ENGLISH = TEXT * 3 + "The café in Łódź was closed."
RUSSIAN = "Президент заявил, что решение о поставках ракет ещё не принято. По его словам, переговоры продолжаются."
POLISH = (
    "Prezydent powiedział, że żadna decyzja nie została jeszcze podjęta. Źródła w Warszawie mówią, że rozmowy trwają."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (TEXT, "cp1252"),
        ("It’s “done”.", "cp1252"),
        ("A café in Kyiv.", "latin-1"),
        (TEXT, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
    ],
)
def test_encodings_are_detected(tmp_path: Path, text: str, encoding: str) -> None:
    """With a byte order mark or without, in the code pages of Europe: the text is read as it was written."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert only(path).text.removeprefix("\ufeff") == text


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    """The declaration is believed where it fits, and passed over where it does not."""
    for declared, encoding in (("windows-1251", "cp1251"), ("nonsense", "cp1251")):
        path = tmp_path / "a.html"
        page = f'<html><head><meta charset="{declared}"></head><body><p>{RUSSIAN}</p></body></html>'
        path.write_bytes(page.encode(encoding))
        source = only(path, outlet="x")
        assert RUSSIAN in source.text
        assert source.encoding == "cp1251"


def test_a_broken_text_with_a_mark_is_an_error(tmp_path: Path) -> None:
    """A byte order mark is a promise."""
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"abc \xff def")
    with pytest.raises(InputError, match="begins as utf-8-sig text, but byte 5 cannot be read; save it again as UTF-8"):
        read_sources([path])


def test_ids_are_made_unique(tmp_path: Path) -> None:
    """Two texts of one name are two articles; a name that is taken is not given twice."""
    for folder in ("A", "B", "C"):
        write(tmp_path / folder / "x.txt")
    write(tmp_path / "D" / "x~2.txt")
    ids = [source.metadata["id"] for source in read_sources([tmp_path])[0]]
    assert ids == ["x", "x~3", "x~4", "x~2"]


def test_only_tables_can_be_taken_as_they_are(tmp_path: Path) -> None:
    """A row is a sentence; a text has no rows."""
    with pytest.raises(InputError, match="--as-is takes each row of a table"):
        read_sources([write(tmp_path / "a.txt")], as_is=True)
    with pytest.raises(InputError, match="--as-is"):
        read_sources([SEEDS], as_is=True)


def test_a_corpus_has_a_name(tmp_path: Path) -> None:
    """The manifest's, else that of the file or folder."""
    assert corpus_name([SEEDS]) == "ATACMS decision"
    assert corpus_name([write(tmp_path / "march.txt")]) == "march"
    assert corpus_name([tmp_path]) == tmp_path.name
