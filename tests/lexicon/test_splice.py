"""However a lexicon file is written, an edit taken back leaves the bytes that were there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_lexicon
from framing.lexicon.splice import scalar
from framing.model import Lexicon, Term
from framing.yamlfile import YamlFile

HEAD = "# mine: {x}, 'y'\nformat: framing-lexicon/1\nname: x\ntitle: X\nversion: 1\nsets:\n  s: [a, 'b']   # a set\n"
TAIL = "about: |\n  After the facets,\n    in two lines.\n"
BLOCK = (
    "- {word}",
    "- {word}   # why: it's so",
    "-   '{word}'",
    '- "{word}"  # "quoted"',
    "- &{anchor} {word}",
    "- {word}\n  again # two lines",
    "- >-\n  {word}\n  folded",
    "- !!str {word}",
    "- term: {word}",
    "- weight: 2   # first\n  term: '{word}'",
    "- term: {word}\n\n  # between\n  note: old\n  hits: [A {word}.]",
    "- {{term: {word}, note: 'it''s # no comment'}}   # in braces",
    "-\n  term: {word}\n  misses:\n  - None.\n",
)
FLOW = (
    "{word}",
    "'{word}'",
    '"{word}"',
    "&{anchor} {word}",
    "{{term: {word}}}",
    "{{term: '{word}', weight: 3, note: old}}",
    "\n      {word}   # on a line of its own\n     ",
)
BETWEEN = ("", "", "\n", "  # a comment\n", "    # further in\n\n")


@dataclass(frozen=True)
class Written:
    """A lexicon file as the bytes it is saved as, and the terms written as a mapping with nothing but the term."""

    data: bytes
    lone: frozenset[str]


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Return a lexicon of two facets with terms written in every way, line ends and byte order mark of either kind."""
    number = 0
    facets = []
    lone = set()
    for facet in ("first", "second"):
        block = draw(st.booleans())
        styles = draw(st.lists(st.sampled_from(BLOCK if block else FLOW), min_size=2, max_size=5))
        terms = []
        for style in styles:
            number += 1
            if style in ("- term: {word}", "{{term: {word}}}"):
                lone.add(f"word{number}")
            terms.append(style.format(word=f"word{number}", anchor=f"a{number}"))
        if block:
            indent = " " * draw(st.integers(4, 6))
            lines = (draw(st.sampled_from(BETWEEN)) + _indented(term, indent) + "\n" for term in terms)
            listed = "\n" + "".join(lines)
        else:
            listed = " [" + ", ".join(terms) + draw(st.sampled_from(["]", "]   # the end", ",]"])) + "\n"
        facets.append(f"  {facet}:   # about {facet}\n    weight: 1.5\n    terms:{listed}")
    text = HEAD + "facets:\n" + "\n".join(facets) + TAIL
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    data = text.replace("\n", newline).encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    return Written(data, frozenset(lone))


def opened(written: Written, folder: Path) -> Draft:
    """Return the file ready to be edited, on the disk in `folder`."""
    path = folder / "x.yaml"
    path.write_bytes(written.data)
    return Draft.open(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder for the files of the examples."""
    return tmp_path_factory.mktemp("splice")


@settings(max_examples=30)
@given(written=files())
def test_opening_changes_nothing(written: Written, folder: Path) -> None:
    """The text is the file's to the byte, and the lexicon the one that is loaded."""
    draft = opened(written, folder)
    assert draft.text().encode() == written.data
    assert draft.lexicon == load_lexicon(draft.path)


@settings(max_examples=30)
@given(written=files(), data=st.data())
def test_an_edit_and_its_reverse_give_the_same_bytes(written: Written, folder: Path, data: st.DataObject) -> None:
    """Added and removed, disabled and enabled, noted and not: as before, to the byte.

    A mapping that names nothing but its term is the one thing that becomes simpler: the bare term.
    """
    draft = opened(written, folder)
    term = data.draw(st.sampled_from(draft.lexicon.terms))
    facet = data.draw(st.sampled_from(["first", "second"]))
    back = draft.add_term(facet, "zebra NEAR/3 @s").remove_term(f"x/{facet}/zebra NEAR/3 @s")
    assert back.text().encode() == written.data
    if term.pattern not in written.lone:
        assert draft.disable(term.id).enable(term.id).text().encode() == written.data
        if term.note is None:
            assert draft.annotate(term.id, "seen: # here").annotate(term.id, None).text().encode() == written.data


@settings(max_examples=30)
@given(written=files(), data=st.data())
def test_an_edit_moves_no_other_line(written: Written, folder: Path, data: st.DataObject) -> None:
    """After any edit every line that does not hold the term is there as it was, in order, with its line end."""
    draft = opened(written, folder)
    term = data.draw(st.sampled_from(draft.lexicon.terms))
    match data.draw(st.sampled_from(["add", "replace", "reweight", "disable", "remove"])):
        case "add":
            edited = draft.add_term(term.facet, "zebra")
        case "replace":
            edited = draft.replace_term(term.id, "zebra")
        case "reweight":
            edited = draft.reweight(term.id, -0.5)
        case "disable":
            edited = draft.disable(term.id)
        case _:
            edited = draft.remove_term(term.id)
    held = _others(written.data, term, draft.lexicon)
    now = iter(edited.text().encode().splitlines(keepends=True))
    assert all(line in now for line in held), edited.text()
    edited.save()
    assert load_lexicon(draft.path) == edited.lexicon
    assert edited.lexicon.about == draft.lexicon.about


@given(st.text(max_size=30))
def test_a_scalar_reads_back_as_the_text(text: str) -> None:
    """Whatever a term says, it is written so that YAML reads the same, in a block and in brackets, or it is refused."""
    folded = " ".join(text.split())
    try:
        written = scalar(text, "x")
    except LexiconError:
        return
    for form in ("- {}\n", "[{}, z]\n", "- term: {}\n"):
        (first, *_) = _Read(form.format(written), "").root.items("the terms")
        value = first.mapping("a term")["term"] if first.is_mapping else first
        assert value.text("a term") == folded


class _Read(YamlFile):
    """YAML whose faults fail the test."""

    def fault(self, place: object, what: str, remedy: str) -> None:
        raise AssertionError(f"{place}: {what}; {remedy}")


def _indented(term: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in term.split("\n"))


def _others(data: bytes, term: Term, lexicon: Lexicon) -> list[bytes]:
    """Return the lines that no edit of the term may touch: comments, the head, terms of the other facet."""
    others = tuple(each.pattern.split()[0].encode() for each in lexicon.terms if each.facet != term.facet)
    marks = (b"#", b"format", b"title", b"s:", b"about", b"After", b"weight: 1.5")
    return [
        line
        for line in data.splitlines(keepends=True)
        if line.strip() != b"# between"  # a comment within a term goes with it
        and (line.strip().startswith(marks) or any(word in others for word in re.findall(rb"word\d+", line)))
    ]
