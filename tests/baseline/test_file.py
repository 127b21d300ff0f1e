"""The file of a baseline: the same bytes each time, the same value back, and never a number that was not written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from baseline_making import baseline_of, told
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from framing.baseline.columns import KINDS
from framing.baseline.file import MANIFEST, MEMBERS, VERSION, Part, packed, to_bytes
from framing.baseline.open import MAX_BYTES, from_bytes, refuse_size
from framing.baseline.summary import summarise
from framing.baseline.values import Baseline
from framing.errors import InputError
from framing.model import Measure

BASELINE = baseline_of([told(number) for number in range(7)], with_quotes=True)
DATA = to_bytes(BASELINE)


def _unpacked(data: bytes = DATA) -> tuple[dict[str, Any], dict[str, Part]]:
    """Return the manifest and the members of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        listed = {entry["name"]: entry for entry in manifest["members"]}
        parts = {name: Part(listed[name]["kind"], listed[name]["rows"], archive.read(name)) for name in MEMBERS}
    return manifest, parts


def _equal(first: Any, second: Any) -> bool:
    """Whether two values are the same through and through, arrays and all."""
    if is_dataclass(first):
        names = [field.name for field in fields(first) if field.name != "sha256"]
        return type(first) is type(second) and all(_equal(getattr(first, n), getattr(second, n)) for n in names)
    if sparse.issparse(first):
        return first.shape == second.shape and not (first != second).nnz
    if isinstance(first, np.ndarray):
        return np.array_equal(first, np.asarray(second))
    return bool(first == second)


def _opened(data: bytes) -> Baseline | InputError:
    try:
        return from_bytes(data, where="x")
    except InputError as error:
        return error


def test_a_file_gives_back_the_value() -> None:
    """Everything of a baseline comes back from its file, and saving it again gives the same bytes."""
    opened = from_bytes(DATA, where="x")
    assert _equal(opened, BASELINE)
    assert to_bytes(opened) == DATA
    assert len(opened.sha256) == 64


@settings(max_examples=20)
@given(numbers=st.sets(st.integers(0, 60), min_size=1, max_size=12), with_quotes=st.booleans())
def test_any_baseline_comes_back(numbers: set[int], with_quotes: bool) -> None:
    """Whatever articles there are, the file gives the same baseline back."""
    built = baseline_of([told(number) for number in sorted(numbers)], with_quotes=with_quotes)
    assert _equal(from_bytes(to_bytes(built), where="x"), built)


def test_nothing_is_packed_so_that_it_unfolds() -> None:
    """No member is compressed: a file cannot be larger opened than closed, and there is nothing to run in it."""
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        assert [entry.filename for entry in archive.infolist()] == [MANIFEST, *MEMBERS]
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_manifest_says_what_was_counted_how() -> None:
    """Format, version, tool, name, hashes of lexicons, cue lists, words and every member stand in the manifest."""
    manifest, parts = _unpacked()
    assert (manifest["format"], manifest["version"], manifest["name"]) == ("framing-baseline", VERSION, "tests")
    assert {entry["name"]: entry["sha256"] for entry in manifest["lexicons"]} == {"money": "b" * 64, "risk": "a" * 64}
    assert manifest["cues_sha256"] == "c" * 64
    assert all(len(manifest[key]) == 64 for key in ("tokens_sha256", "stop_words_sha256"))
    for line in parts["articles.jsonl"].content.splitlines():
        assert all(len(json.loads(line)[key]) == 64 for key in ("text_sha256", "words_sha256", "input_sha256"))


def test_the_documented_format_is_enough_to_count() -> None:
    """Read by docs/baseline-format.md alone, a file gives the shares that `show` prints."""
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        kinds = {member["name"]: member["kind"] for member in manifest["members"]}
        column = {
            name: np.frombuffer(archive.read(name), dtype=f"<{kind}").astype(int)
            for name, kind in kinds.items()
            if kind != "lines"
        }
        articles = [json.loads(line) for line in archive.read("articles.jsonl").splitlines()]
        frames = [json.loads(line)["frame"] for line in archive.read("terms.jsonl").splitlines()]
    outlet = np.array([article["outlet"] for article in articles])[np.cumsum(column["units.article"])]
    unit = np.cumsum(column["hits.unit"])
    asserted = (np.array(frames)[column["hits.term"]] == "risk") & (column["hits.discounted"] == 0)
    carrying = set(zip(unit[asserted].tolist(), column["hits.sentence"][asserted].tolist(), strict=True))
    for side in summarise(BASELINE).sides:
        found = side.shares[Measure("risk")]
        assert found.total == column["units.sentences"][outlet == side.name].sum()
        assert found.carrying == sum(outlet[row] == side.name for row, _ in carrying)


@settings(max_examples=150)
@given(place=st.integers(0, len(DATA) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_an_error_or_nothing(place: int, bit: int) -> None:
    """One bit changed anywhere either changes no value or is a clear error; never another number."""
    changed = bytearray(DATA)
    changed[place] ^= 1 << bit
    opened = _opened(bytes(changed))
    if isinstance(opened, InputError):
        assert (opened.where, bool(opened.remedy)) == ("x", True)
    else:
        assert _equal(opened, BASELINE)


@settings(max_examples=100)
@given(length=st.integers(0, len(DATA) - 1))
def test_a_file_cut_short_is_an_error(length: int) -> None:
    """A file that breaks off anywhere is refused."""
    with pytest.raises(InputError, match=r"damaged|no baseline|empty"):
        from_bytes(DATA[:length], where="x")


@settings(max_examples=150)
@given(data=st.data())
def test_a_forged_file_is_an_error_or_a_baseline(data: st.DataObject) -> None:
    """Where hashes and sizes are forged to fit, what is opened is still a baseline in itself: nothing crashes."""
    manifest, parts = _unpacked()
    name = data.draw(st.sampled_from(MEMBERS))
    content = bytearray(parts[name].content or b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from(
                [b"", b"\xff", b"\x00", b"\n", b"[", b"9" * 20, b"\xff\xff\xff\xff", b'"', b"\\ud800", b"NaN"]
            )
        )
    kind = parts[name].kind
    rows = content.count(b"\n") if kind == "lines" else len(content) // KINDS[kind]
    forged = packed(manifest, {**parts, name: Part(kind, rows, bytes(content))})
    opened = _opened(forged)
    if isinstance(opened, InputError):
        assert opened.remedy
    else:
        assert _equal(from_bytes(to_bytes(opened), where="x"), opened)
        summarise(opened)


def _lines(parts: dict[str, Part], name: str, change: Callable[[list[Any]], object]) -> dict[str, Part]:
    rows = [json.loads(line) for line in parts[name].content.splitlines()]
    change(rows)
    content = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    return {**parts, name: Part("lines", len(rows), content)}


def _numbers(parts: dict[str, Part], name: str, change: Callable[[Any], object]) -> dict[str, Part]:
    values = np.frombuffer(parts[name].content, dtype=f"<{parts[name].kind}").astype("<u4")
    change(values)
    return {**parts, name: Part("u4", len(values), values.tobytes())}


def _set(place: object, value: object) -> Callable[[Any], object]:
    return lambda rows: rows.__setitem__(place, value)


def _say(place: int, key: str, value: object) -> Callable[[list[Any]], object]:
    return lambda rows: rows[place].__setitem__(key, value)


FORGED: dict[str, tuple[str, Callable[[dict[str, Part]], dict[str, Part]]]] = {
    "story far off": ("too many measures or stories", lambda p: _lines(p, "articles.jsonl", _say(0, "story", 1 << 39))),
    "no date": ("no date", lambda p: _lines(p, "articles.jsonl", _say(0, "published", "2024-13-40"))),
    "negative story": ("no number `story`", lambda p: _lines(p, "articles.jsonl", _say(0, "story", -2))),
    "huge number": ("no number `story`", lambda p: _lines(p, "articles.jsonl", _say(0, "story", 10**300))),
    "not a number": ("no number `story`", lambda p: _lines(p, "articles.jsonl", _say(0, "story", float("nan")))),
    "true for a number": ("no number `story`", lambda p: _lines(p, "articles.jsonl", _say(0, "story", True))),
    "half a character": ("no text `title`", lambda p: _lines(p, "articles.jsonl", _say(0, "title", "\ud800"))),
    "no article": ("it has no article", lambda p: _lines(p, "articles.jsonl", lambda rows: rows.clear())),
    "out of order": ("not in order", lambda p: _lines(p, "articles.jsonl", lambda rows: rows.reverse())),
    "one id twice": ("two articles|not in order", lambda p: _lines(p, "articles.jsonl", _say(1, "id", "story-0"))),
    "a term of no facet": ("a stray term", lambda p: _lines(p, "terms.jsonl", _say(0, "facet", "none"))),
    "a term twice": ("a term stands twice", lambda p: _lines(p, "terms.jsonl", lambda rows: rows.insert(0, rows[0]))),
    "article out of range": ("of no article", lambda p: _numbers(p, "units.article", _set(0, 4_000_000_000))),
    "voice out of range": ("no voice", lambda p: _numbers(p, "units.voice", _set(0, 2))),
    "no sentence": ("no sentence", lambda p: _numbers(p, "units.sentences", _set(0, 0))),
    "too many words": ("not believed|fewer than no", lambda p: _numbers(p, "units.tokens", _set(0, 1 << 30))),
    "hit of no term": ("of no paragraph or term", lambda p: _numbers(p, "hits.term", _set(0, 99))),
    "hit in no sentence": ("a hit is nowhere", lambda p: _numbers(p, "hits.sentence", _set(0, 50))),
    "no hit": ("more hits than words", lambda p: _numbers(p, "hits.count", _set(0, 0))),
    "more hits than words": ("more hits than words", lambda p: _numbers(p, "hits.count", _set(0, 9999))),
    "word out of range": ("of no article", lambda p: _numbers(p, "words.form", _set(0, 1 << 31))),
    "word counted too often": ("more words are counted", lambda p: _numbers(p, "words.count", _set(0, 5000))),
    "more taken than there": ("counts less than 0", lambda p: _numbers(p, "words.taken", _set(0, 5000))),
    "kind of number unknown": ("no `kind`", lambda p: {**p, "words.count": p["words.count"]._replace(kind="f8")}),
    "rows that are not there": ("not the rows", lambda p: {**p, "words.count": p["words.count"]._replace(rows=10**9)}),
    "columns of two lengths": ("differ in length", lambda p: {**p, "words.count": Part("u1", 1, b"\x01")}),
    "quotation of no article": ("of no article", lambda p: _lines(p, "quotes.jsonl", _say(0, "article", 99))),
    "mark outside": ("marked outside", lambda p: _lines(p, "quotes.jsonl", _say(0, "hits", [[0, 4000]]))),
    "mark that is none": ("no pairs", lambda p: _lines(p, "quotes.jsonl", _say(0, "hits", [["0", "4"]]))),
    "a whole article": ("no text or no mark", lambda p: _lines(p, "quotes.jsonl", _say(0, "text", "word " * 200))),
    "too many quotations": ("more quotations", lambda p: _lines(p, "quotes.jsonl", lambda r: r.extend([r[0]] * 20))),
    "no text at all": ("a word cannot be read", lambda p: {**p, "forms.txt": Part("lines", 1, b"\xff\n")}),
    "a line broken off": ("break", lambda p: {**p, "forms.txt": Part("lines", 1, b"a\nb")}),
    "no object": ("is no object", lambda p: {**p, "terms.jsonl": Part("lines", 1, b"[]\n")}),
    "nested without end": ("cannot be read", lambda p: {**p, "terms.jsonl": Part("lines", 1, b"[" * 200_000 + b"\n")}),
}


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_what_cannot_be_true_is_refused(forged: str) -> None:
    """Numbers out of range, counts below 0, indices of nothing, NaN, bombs: each is named, none is used."""
    said, change = FORGED[forged]
    manifest, parts = _unpacked()
    with pytest.raises(InputError, match=said) as caught:
        from_bytes(packed(manifest, change(parts)), where="x.baseline")
    assert "this baseline is damaged" in str(caught.value)
    assert "framing baseline build" in caught.value.remedy


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": VERSION + 1}, f"format {VERSION + 1}, and this framing reads {VERSION}; update framing"),
        ({"version": 0}, "there is none before 1"),
        ({"version": "1"}, "no number `version`"),
        ({"format": "framing-lexicon"}, "this ZIP is no baseline"),
        ({"voices": ["outlet"]}, "other voices"),
        ({"by": "author"}, "no `by` that is known"),
        ({"quotes": 1}, "does not say `quotes`"),
        ({"quotes": False}, "quotations although it says it has none"),
        ({"name": ""}, "no text `name`"),
        ({"cues_sha256": "../../etc/passwd"}, "no SHA-256 `cues_sha256`"),
        ({"lexicons": []}, "a measure is of no lexicon"),
        ({"measures": None}, "no list `measures`"),
        ({"measures": [{"frame": "risk", "facet": None, "stance": "asserted", "title": "t"}] * 2}, "names a measure"),
        ({"tool": None}, "no text `tool`"),
    ],
)
def test_a_manifest_that_cannot_be_true_is_refused(changed: dict[str, Any], said: str) -> None:
    """A newer format says to update; anything else that does not fit is named."""
    manifest, parts = _unpacked()
    with pytest.raises(InputError, match=said):
        from_bytes(packed({**manifest, **changed}, parts), where="x")


def test_more_than_memory_holds_is_refused() -> None:
    """A small file may not ask for the memory of a large one: a million paragraphs times 5,000 measures."""
    manifest, parts = _unpacked()
    many = [{"frame": "risk", "facet": f"f{n}", "stance": "asserted", "title": "t"} for n in range(5000)]
    for name in MEMBERS:
        if name.startswith("units."):
            parts[name] = Part("u1", 1_000_000, bytes(1_000_000))
    with pytest.raises(InputError, match="too many measures or stories"):
        from_bytes(packed({**manifest, "measures": [*manifest["measures"], *many]}, parts), where="x")


def _zip(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_zips_of_others_are_refused() -> None:
    """A compressed copy (a bomb could be one), other names, paths, and a ZIP of something else are refused."""
    manifest, parts = _unpacked()
    whole = {MANIFEST: json.dumps(manifest).encode(), **{name: part.content for name, part in parts.items()}}
    assert _equal(from_bytes(_zip(whole), where="x"), BASELINE)
    for said, data in {
        "compressed or encrypted": _zip(whole, zipfile.ZIP_DEFLATED),
        "does not hold the members": _zip({**whole, "../../home/evil.sh": b"#"}),
        "this ZIP is no baseline": _zip({"word/document.xml": b"<w/>"}),
        "this is no baseline": b"\x80\x04\x95not even a pickle is loaded",
        "the file is empty": b"",
    }.items():
        with pytest.raises(InputError, match=said):
            from_bytes(data, where="x")


def test_a_file_too_large_is_refused_unread() -> None:
    """Size is looked at before the file is read."""
    with pytest.raises(InputError, match="larger than 1024 MB"):
        refuse_size(MAX_BYTES + 1, where="x")


def test_a_baseline_put_together_by_hand_is_not_saved() -> None:
    """Without the rows behind them, figures are not written as if they were a baseline's."""
    with pytest.raises(InputError, match="not kept"):
        to_bytes(replace(BASELINE, kept=None))


def test_characters_no_file_can_hold_do_not_stop_a_build() -> None:
    """A file name in another encoding, as the system hands it on, is written with question marks."""
    odd = told(1)._replace(id="caf\udce9", outlet="Le Caf\udce9")
    opened: Baseline = from_bytes(to_bytes(baseline_of([odd])), where="x")
    assert (opened.articles[0].id, opened.articles[0].outlet) == ("caf?", "Le Caf?")
