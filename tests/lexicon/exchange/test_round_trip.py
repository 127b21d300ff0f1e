"""What is written can be read again: the same terms in the same categories, as far as the report says."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS, TREES_WITH_SETS

from framing.errors import LexiconError
from framing.lexicon.exchange import house
from framing.lexicon.exchange.convert import convert, read_dictionary, write_dictionary
from framing.lexicon.exchange.formats import FOREIGN, Format
from framing.lexicon.exchange.intake import facet_names
from framing.lexicon.exchange.values import Source, Written
from framing.lexicon.grammar import read_term
from framing.lexicon.load import load_lexicon
from framing.lexicon.pattern import compile_terms
from framing.lexicon.syntax import Node, to_text
from framing.model import Facet, Lexicon, Term
from framing.text.sentences import tokenize

FILES = sorted((Path(__file__).parent / "files").iterdir())
BY_NAME = {form.name: form for form in FOREIGN}
SUFFIX = {"yoshikoder-041204": "ykd"}

SETS = {"small-set": ("a", "ab*", "b a")}
LETTERS = "abcdnoxyzéßİ0129"
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=6),
    st.sampled_from(
        ["no", "yes", "null", "~x", "NA", "2022", "1.0", "U.S.", "don't", "10,000", "e-mail", "NOT", "NEAR5"]
    ),
)
ENDED = st.builds(
    lambda word, before, after: before + word + after, WORDS, st.sampled_from(["", "", "*"]), st.sampled_from(["", "*"])
)
GLOBBED = st.one_of(WORDS, ENDED, st.sampled_from(["a?b", "x*y", "?at", "w*"]))
PHRASES = st.lists(GLOBBED, min_size=1, max_size=3).map(" ".join)
NAMES = st.one_of(
    st.text("abXY 012+-=()#:'\"&<,.@%_~*é", min_size=1, max_size=8),
    st.sampled_from(["NA", "no", "null", "A (1)", "@rule", "x#FFFFFF", "%", "FRAMING SETS", "1", "DicTerm"]),
)
WEIGHTS = st.sampled_from([1.0, 1.0, 1.0, 2.0, 0.5, -1.0, 0.1])


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Make a lexicon of plain terms in nested categories, as any dictionary is."""
    paths = draw(st.lists(st.lists(NAMES, min_size=1, max_size=3).map(_tidy), min_size=1, max_size=4, unique=True))
    paths = [path for path in paths if all(path)]
    paths = paths or [("A",)]
    names = facet_names(paths)
    facets = []
    for path in paths:
        held = draw(st.dictionaries(PHRASES.filter(_is_term).map(_quoted), WEIGHTS, min_size=1, max_size=4))
        different = {pattern.casefold(): (pattern, weight) for pattern, weight in held.items()}
        facets.append(_facet("small", names[path], path, list(different.values())))
    return Lexicon(name="small", title="Small", version="1", about="", facets=tuple(facets), origin="small.yaml")


def _tidy(path: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in path)


def _facet(lexicon: str, name: str, path: tuple[str, ...], terms: list[tuple[str, float]]) -> Facet:
    return Facet(
        name=name,
        title=" > ".join(path),
        path=() if path == (name,) else path,
        terms=tuple(
            Term(id=f"{lexicon}/{name}/{pattern}", pattern=pattern, facet=name, weight=weight)
            for pattern, weight in terms
        ),
    )


def _is_term(text: str) -> bool:
    try:
        read_term(_quoted(text))
    except LexiconError:
        return False
    return True


def _quoted(text: str) -> str:
    return " ".join(f'"{word}"' if word in {"NOT", "NEAR5"} else word for word in text.split())


def _read_back(text: str, form: str, name: str = "small") -> Lexicon:
    source = Source(path=Path(f"{name}.x"), text=text.replace("\r\n", "\n"), encoding="utf-8", sha256="0")
    return BY_NAME[form].read(source).lexicon


def _meanings(
    lexicon: Lexicon, form: Format, *, lost: AbstractSet[str] = frozenset()
) -> dict[str, list[tuple[str, float]]]:
    """Return what each facet looks for, whatever the spelling of its terms; facets with nothing left are out."""
    meanings = {
        facet.name: sorted(
            (to_text(read_term(term.pattern)), term.weight if form.weights else 1.0)
            for term in facet.terms
            if term.pattern not in lost
        )
        for facet in lexicon.facets
    }
    return {name: terms for name, terms in meanings.items() if terms}


def _written(lexicon: Lexicon, form: str) -> Written | None:
    """Return the lexicon written, None where the format can hold none of its terms."""
    try:
        return write_dictionary(lexicon, form)
    except LexiconError as error:
        if "can hold none of the terms" not in str(error):
            raise
        return None


@pytest.mark.parametrize("form", FOREIGN, ids=lambda form: form.name)
@settings(max_examples=60)
@given(lexicon=lexicons())
def test_ours_to_foreign_and_back(form: Format, lexicon: Lexicon) -> None:
    """Every term that the report does not call lost comes back, with its weight where the format has weights."""
    written = _written(lexicon, form.name)
    if written is None:
        return
    wanted = _meanings(lexicon, form, lost={item.entry for item in written.report.lost})
    found = _meanings(_read_back(written.text, form.name), form)
    assert sorted(found.values()) == sorted(wanted.values())
    if len(wanted) == len(lexicon.facets) and not any("is called" in note for note in written.report.notes):
        assert found == wanted


@pytest.mark.parametrize("form", FOREIGN, ids=lambda form: form.name)
@settings(max_examples=40)
@given(lexicon=lexicons())
def test_foreign_to_foreign_is_stable(form: Format, lexicon: Lexicon) -> None:
    """A file that is read and written again is the same file: nesting, names, weights and order."""
    first = _written(lexicon, form.name)
    if first is None:
        return
    once = _read_back(first.text, form.name)
    second = write_dictionary(once, form.name)
    assert second.report.whole
    third = write_dictionary(_read_back(second.text, form.name), form.name)
    assert third.text == second.text


@settings(max_examples=80)
@given(lexicon=lexicons())
def test_ours_to_yaml_and_back(lexicon: Lexicon) -> None:
    """The hub loses nothing: names, paths, terms and weights."""
    text = house.write(lexicon)
    again = house.read(Source(path=Path("small.yaml"), text=text, encoding="utf-8", sha256="")).lexicon
    assert [(f.name, f.title, f.path) for f in again.facets] == [(f.name, f.title, f.path) for f in lexicon.facets]
    assert [(t.id, t.weight) for t in again.terms] == [(t.id, t.weight) for t in lexicon.terms]


@settings(max_examples=60)
@given(st.lists(TREES_WITH_SETS, min_size=1, max_size=4), TEXTS)
def test_rules_of_wordstat_find_what_our_terms_find(trees: list[Node], text: str) -> None:
    """A term with distances that WordStat can hold is found in the same places after a round trip."""
    patterns = list(dict.fromkeys(to_text(tree).replace("=", "") for tree in trees))
    try:
        compile_terms(patterns, sets=SETS)
    except LexiconError:
        return
    facet = _facet("small", "one", ("one",), [(pattern, 1.0) for pattern in patterns])
    lexicon = Lexicon(name="small", title="s", version="1", about="", facets=(facet,), sets=SETS, origin="small.yaml")
    written = _written(lexicon, "wordstat")
    if written is None:
        return
    lost = {item.entry for item in written.report.lost}
    kept = [pattern for pattern in patterns if pattern not in lost]
    again = _read_back(written.text, "wordstat")
    tokens = tokenize(text)
    before = compile_terms(kept, sets=SETS).find(tokens)
    after = compile_terms([term.pattern for term in again.terms], sets=again.sets).find(tokens)
    assert {(match.start, match.end) for match in before} == {(match.start, match.end) for match in after}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("form", ["framing", *BY_NAME])
def test_every_file_goes_to_every_format_without_a_crash(file: Path, form: str, tmp_path: Path) -> None:
    """Every entry of every odd file is written, or stands in the report; what is written is read again."""
    read = read_dictionary(file)
    written = convert(read, form, name="again")
    suffix = "yaml" if form == "framing" else SUFFIX.get(form) or (BY_NAME[form].suffixes[0]).lstrip(".")
    target = tmp_path / f"again.{suffix}"
    target.write_bytes(written.text.encode())
    again = read_dictionary(target, form=form)
    assert again.report.counts_in.pairs == written.report.counts_out.pairs
    assert again.report.whole
    if form == "framing":
        assert load_lexicon(target).name == "again"
        assert {term.pattern for term in again.lexicon.terms} == {term.pattern for term in read.lexicon.terms}


def test_a_category_named_by_signs_alone_keeps_its_terms_apart() -> None:
    """A title of which nothing may be written ("@") is no empty line, under which the terms would join others."""
    facets = (_facet("small", "first", ("first",), [("war", 1.0)]), _facet("small", "second", ("@",), [("peace", 1.0)]))
    lexicon = Lexicon(name="small", title="Small", version="1", about="", facets=facets, origin="small.yaml")
    written = _written(lexicon, "wordstat")
    assert written is not None
    assert len(_read_back(written.text, "wordstat").facets) == 2
