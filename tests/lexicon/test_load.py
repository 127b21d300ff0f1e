"""Lexicon files: what is read, and where each fault is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.exchange.convert import is_foreign
from framing.lexicon.load import load_cues, load_lexicon, read_lexicon
from framing.model import Lexicon

SMALL = """\
format: framing-lexicon/1
name: small
title: A small frame
version: 1.0
about: >
  Two lines
  of text.
language: en
licence: MIT
sources: [Nobody]
compare_by: facets
stance: asserted
sets:
  name: [Kyiv, 'Ukrain*', no]
facets:
  agent:
    title: Acts
    pole: agent
    weight: 2
    hits: ["Kyiv decides."]
    misses: ["They decide."]
    terms:
      - '@name BEFORE/4   decid*'
      - term: demand*
        weight: -0.5
        note: strong
        hits: [They demand.]
        misses: [They ask.]
  recipient:
    terms: [given, 'den?ed']
"""


def write(tmp_path: Path, text: str | bytes) -> Path:
    """Write a lexicon file and return its path."""
    path = tmp_path / "small.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def with_terms(*terms: str) -> str:
    """Return a lexicon with these lines as the items of one facet; the first term is on line 8."""
    head = "format: framing-lexicon/1\nname: small\ntitle: Small\nversion: 1\nfacets:\n  one:\n    terms:\n"
    return head + "".join(f"      - {term}\n" for term in terms)


def loaded(tmp_path: Path, text: str | bytes) -> Lexicon:
    """Return the lexicon that a text gives."""
    return load_lexicon(write(tmp_path, text))


def test_everything_in_the_file_is_in_the_lexicon(tmp_path: Path) -> None:
    """Header, sets, facets and terms arrive with their places, weights and examples."""
    path = write(tmp_path, SMALL)
    lexicon = load_lexicon(path)
    assert (lexicon.name, lexicon.title, lexicon.version, lexicon.about) == (
        "small",
        "A small frame",
        "1.0",
        "Two lines of text.",
    )
    assert (lexicon.language, lexicon.licence, lexicon.sources) == ("en", "MIT", ("Nobody",))
    assert (lexicon.compare_by, lexicon.stance, lexicon.origin) == ("facets", "asserted", str(path))
    assert lexicon.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert lexicon.sets == {"name": ("Kyiv", "Ukrain*", "no")}
    assert lexicon.set_lines == {"name": (14, 14, 14, 14)}
    agent, recipient = lexicon.facets
    assert (agent.name, agent.title, agent.pole, agent.line) == ("agent", "Acts", "agent", 16)
    assert (agent.hits, agent.misses) == (("Kyiv decides.",), ("They decide.",))
    assert (recipient.title, recipient.pole) == ("recipient", None)
    first, second = agent.terms
    assert (first.id, first.pattern) == ("small/agent/@name BEFORE/4 decid*", "@name BEFORE/4   decid*")
    assert (first.weight, first.line, first.column) == (2.0, 23, 10)
    assert (second.weight, second.note, second.line, second.column) == (-0.5, "strong", 24, 15)
    assert (second.hits, second.misses) == (("They demand.",), ("They ask.",))
    assert [term.weight for term in recipient.terms] == [1.0, 1.0]


@pytest.mark.parametrize(
    "term", ["no", "yes", "on", "off", "Yes", "NO", "true", "null", "2022", "1.0", "010", "0x1F", "1e3", "2024-01-01"]
)
def test_a_term_stays_as_written(tmp_path: Path, term: str) -> None:
    """What YAML would read as a truth value, a number, a date or nothing is a word."""
    lexicon = loaded(tmp_path, with_terms(term))
    assert [term.pattern for term in lexicon.terms] == [term]


def test_byte_order_mark_and_line_ends_make_no_difference(tmp_path: Path) -> None:
    """A file from any editor gives the same terms at the same lines."""
    plain = loaded(tmp_path, SMALL)
    dressed = loaded(tmp_path, b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert plain.facets == dressed.facets
    assert plain.about == dressed.about


def test_a_term_keeps_its_identity_when_the_file_moves(tmp_path: Path) -> None:
    """Identity is lexicon, facet and pattern with its white space folded: not the line, the weight or the quotes."""
    one = loaded(tmp_path, with_terms("surge", "red  line*"))
    two = loaded(tmp_path, with_terms("new", "{term: 'red line*', weight: 3}", '"surge"'))
    assert {term.id for term in one.terms} == {"small/one/surge", "small/one/red line*"}
    assert {term.id for term in one.terms} < {term.id for term in two.terms}


FAULTY_TERMS = [
    ("a BEFOR/4 b", "8:11", "did you mean BEFORE/4?"),
    ("'@nam BEFORE/4 b'", "8:10", "there is no set @nam"),
    ("'it''s a BEFOR/4 b'", "8:18", "did you mean BEFORE/4?"),
    ('"a BEFOR/4 b"', "8:12", "did you mean BEFORE/4?"),
    ('"a\\x20BEFOR/4 b"', "8:9", "did you mean BEFORE/4?"),
    ("{term: a near/3 b}", "8:18", "did you mean NEAR/3?"),
    ("(a | b", "8:9", "the parenthesis is never closed"),
    ("x NOT NEAR/3 x", "8:11", "the guard always holds"),
    ("~", "8:9", "`~` is not part of any word"),
    ("''", "8:10", "a term is empty"),
    ("[a, b]", "8:9", "a term must be a text"),
    ("{weight: 0, term: a}", "8:18", "a weight is any number but 0"),
    ("note: b", "8:9", "a term without `term`"),
    ("{term: a, weigth: 2}", "8:19", "did you mean weight?"),
    ("{term: a, weight: 0}", "8:27", "a weight is any number but 0"),
    ("{term: a, weight: .inf}", "8:27", "`weight` must be a number"),
    ("{term: a, weight: .nan}", "8:27", "`weight` must be a number"),
    ("{term: a, weight: 1e999}", "8:27", "`weight` cannot be 1e999"),
    ("{term: a, weight: yes}", "8:27", "`weight` must be a number"),
    ("{term: a, weight: '2'}", "8:28", "without quotation marks"),
    ("{term: a, weight: [2]}", "8:27", "`weight` must be a number"),
    ("{term: a, note: }", "8:24", "`note` is empty"),
    ("{term: a, hits: They strike.}", "8:25", "hits must be a list"),
    ("{term: a, hits: [{b: c}]}", "8:26", "an item of hits must be a text"),
    ("{term: a, term: b}", "8:19", "`term` repeats line 8"),
    ("@name BEFORE/4 b", "8:9", "put the whole in single quotation marks: '@name BEFORE/4 b'"),
    ("*ing", "8:9", "put the whole in single quotation marks: '*ing'"),
    ('"NEAR" miss', "8:16", "put the whole in single quotation marks: '\"NEAR\" miss'"),
    ("a\tb", "8:10", "a tab; use spaces"),
]


@pytest.mark.parametrize(("term", "place", "message"), FAULTY_TERMS)
def test_a_faulty_term_is_named_with_line_and_column(tmp_path: Path, term: str, place: str, message: str) -> None:
    """The place is the character in the file, behind any quotation mark."""
    path = write(tmp_path, with_terms(term))
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path)
    assert caught.value.where == f"{path}:{place}"
    assert message in str(caught.value)


FAULTY_FILES = [
    ("", "1:1", "the file is empty"),
    ("# only a comment\n", "1:1", "the file is empty"),
    ("- a\n", "1:1", "a lexicon must be a mapping"),
    ("just words\n", "1:1", "a lexicon must be a mapping"),
    (SMALL + "---\nname: second\n", "31:1", "another document"),
    (SMALL.replace("facets:", "facet:"), "15:1", "did you mean facets"),
    (SMALL.replace("format: framing-lexicon/1\n", ""), "1:1", "add `format: framing-lexicon/1`"),
    (SMALL.replace("lexicon/1", "lexicon/2"), "1:9", "this version reads `format: framing-lexicon/1`"),
    (SMALL.replace("title: A small frame\n", ""), "1:1", "the header has no `title`"),
    (SMALL.replace("name: small", "name: a/b"), "2:7", "`a/b` is no name"),
    (SMALL.replace("name: small", "name: ~"), "2:7", "`name` is empty"),
    (SMALL.replace("name: small", "name: [small]"), "2:7", "`name` must be a text"),
    (SMALL.replace("version: 1.0\n", "version: 1.0\nversion: 2\n"), "5:1", "`version` repeats line 4"),
    (SMALL.replace("compare_by: facets", "compare_by: facet"), "11:13", "did you mean facets or frame?"),
    (SMALL.replace("stance: asserted", "stance: yes"), "12:9", "`stance` cannot be `yes`"),
    (SMALL.replace("sources: [Nobody]", "sources: Nobody"), "10:10", "sources must be a list"),
    (SMALL.replace("  name: [", "  na me: ["), "14:3", "`na me` cannot name a set"),
    (SMALL.replace("[Kyiv, 'Ukrain*', no]", "Kyiv"), "14:9", "the set name must be a list"),
    (SMALL.replace("[Kyiv, 'Ukrain*', no]", "[]"), "23:10", "the set @name is empty"),
    (SMALL.replace("[Kyiv, 'Ukrain*', no]", "[Kyiv, a b near/2 c]"), "14:20", "did you mean NEAR/2?"),
    (SMALL.replace("[Kyiv, 'Ukrain*', no]", "[Kyiv, '@name']"), "14:17", "the set @name holds itself"),
    (
        SMALL.replace("  recipient:\n    terms: [given, 'den?ed']\n", "  recipient:\n"),
        "29:13",
        "the facet recipient must be",
    ),
    (SMALL.replace("  recipient:", "  reci/pient:"), "29:3", "`reci/pient` cannot name a facet"),
    (SMALL.replace("[given, 'den?ed']", "[]"), "29:3", "the facet recipient has no terms"),
    (SMALL.replace("  recipient:\n    terms: ", "  recipient:\n    trems: "), "30:5", "did you mean terms?"),
    (SMALL.replace("    weight: 2\n", "    weight: two\n"), "19:13", "`weight` must be a number"),
    (SMALL.replace("    pole: agent\n", "\tpole: agent\n"), "18:1", "a tab; use spaces"),
    (SMALL.replace("A small frame", "A \x07 frame"), "3:10", "a control character (U+0007)"),
    (SMALL.replace("A small frame", "A small: frame"), "3:15", "put a text with `: ` in it in quotation marks"),
    (SMALL.encode().replace(b"small frame", b"\xff frame"), "3:1", "save it as UTF-8"),
    ("[" * 5000, "1:1", "check the nesting of brackets"),
    ("? [a, b]\n: c\n", "1:3", "a key of a lexicon must be one word"),
    ("format: framing-lexicon/1\nname: n\ntitle: t\nversion: 1\n", "1:1", "a lexicon has no facets"),
    ("format: framing-lexicon/1\nname: n\ntitle: t\nversion: 1\nfacets: {}\n", "5:9", "no facet"),
]


@pytest.mark.parametrize(("text", "place", "message"), FAULTY_FILES)
def test_a_faulty_file_is_refused_with_line_and_column(
    tmp_path: Path, text: str | bytes, place: str, message: str
) -> None:
    """Syntax, unknown and repeated keys, and values of the wrong kind each have a place and a remedy."""
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path)
    assert caught.value.where == f"{path}:{place}"
    assert message in str(caught.value)


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    """Reading goes on after a fault; the error that is raised names the lines of the others."""
    path = write(tmp_path, with_terms("a near/3 b", "fine", "(a | b", "x*", "*y"))
    assert [fault[:2] for fault in read_lexicon(path).faults] == [(12, 9)]  # YAML comes first
    path = write(tmp_path, with_terms("a near/3 b", "fine", "(a | b", "x*", "'*'"))
    assert [fault[:2] for fault in read_lexicon(path).faults] == [(8, 11), (10, 9), (12, 10)]
    with pytest.raises(LexiconError, match=r"then see lines 10, 12$"):
        load_lexicon(path)


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    """A missing file and a folder are refused with their path."""
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


@settings(max_examples=150, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=60), st.text(max_size=60).map(lambda text: (SMALL + text).encode("utf-8", "replace"))
    )
)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No content of a file causes anything but a lexicon, noted faults, or the LexiconError of another's dictionary."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        reading = read_lexicon(path)
    except LexiconError:
        assert is_foreign(path)
    else:
        assert (reading.lexicon is None) == bool(reading.faults)


CUES = "format: framing-cues/1\nname: {name}\ntitle: Cues\nversion: 1\nlists:\n  negators: {entries}\n"


def test_cue_files_of_a_folder_are_merged(tmp_path: Path) -> None:
    """Lists of one name are joined in the order of the files, each entry once; the digest covers all files."""
    (tmp_path / "b.yaml").write_text(CUES.format(name="b", entries="[never, no, 'not only']"), encoding="utf-8")
    (tmp_path / "a.yml").write_text(
        CUES.format(name="a", entries="[no]\n  hedges: ['@negators BEFORE/2 sure']"), encoding="utf-8"
    )
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    cues = load_cues(tmp_path)
    assert cues.lists == {"negators": ("no", "never", "not only"), "hedges": ("@negators BEFORE/2 sure",)}
    assert cues.origin == str(tmp_path)
    alone = load_cues([tmp_path / "b.yaml"])
    assert alone.lists == {"negators": ("never", "no", "not only")}
    assert load_cues(tmp_path / "b.yaml").lists == alone.lists
    assert len({cues.sha256, alone.sha256}) == 2


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (CUES.format(name="a", entries="[no, a near/2 b]"), "6:20", "did you mean NEAR/2?"),
        (CUES.format(name="a", entries="[no, '@negator']"), "6:19", "did you mean @negators?"),
        (CUES.format(name="a", entries="[]").partition("lists")[0], "1:1", "a cue file has no lists"),
        (CUES.format(name="a", entries="no"), "6:13", "the list negators must be a list"),
        (CUES.format(name="a", entries="[no]").replace("lists", "list"), "5:1", "did you mean lists"),
        (SMALL, "1:9", "this version reads `format: framing-cues/1`"),
    ],
)
def test_a_faulty_cue_file_is_refused_with_line_and_column(tmp_path: Path, text: str, place: str, message: str) -> None:
    """Cue files have the same care as lexicons."""
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        load_cues(tmp_path)
    assert caught.value.where == f"{path}:{place}"
    assert message in str(caught.value)


def test_a_folder_without_cue_files_is_refused(tmp_path: Path) -> None:
    """An empty folder is a mistake, not a corpus without cues."""
    with pytest.raises(LexiconError, match="no cue list"):
        load_cues(tmp_path)


def test_the_house_cues_load() -> None:
    """The cue lists that come with framing are well formed."""
    assert all(load_cues().lists.values())
