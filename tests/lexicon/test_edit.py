"""A lexicon file is edited term by term, and nothing else in it moves."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError, OutputError
from framing.lexicon import catalog
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_lexicon

SMALL = """\
# A small lexicon.
format: framing-lexicon/1
name: small
title: "Small"   # quoted, with a comment
version: 1.0.0

sets:
  fire: [fire*,
         'blaze*']   # flow, two lines

facets:
  # the first group
  heat:
    weight: 2
    hits: [A fire burned.]
    terms:
      - fire   # plain
      # about heat waves
      - '@fire BEFORE/3 burn*'
      - (heat | warm) (wave |
        spell)
      - term: "hot spot"
        weight: 3       # strong
        note: as of satellites

      # the last
      - term: >
          scorch*
        hits:
          - It scorched.
  cold:
    terms: [ice, 'no', {term: snow*, note: 'it''s cold'},   # why snow
            frost]
about: After the facets.
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a file with every way of writing a term."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def changes(before: str, after: str) -> list[str]:
    """Return the lines taken out (-) and put in (+)."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


@pytest.mark.parametrize("name", catalog.names())
def test_a_house_lexicon_opened_and_not_edited_is_the_same_text(name: str) -> None:
    """Without an edit the text is the file's, byte by byte, and the lexicon is the one that is loaded."""
    path = catalog.find(name)
    draft = Draft.open(path)
    assert draft.text().encode() == path.read_bytes()
    assert not draft.changed
    assert draft.lexicon == load_lexicon(path)


@pytest.mark.parametrize("name", catalog.names())
def test_one_added_term_is_one_line_more(name: str) -> None:
    """An added term is one new line; every other line stays as it was."""
    draft = Draft.open(catalog.find(name))
    for facet in draft.lexicon.facets:
        added = draft.add_term(facet.name, "odd zebra*")
        assert [line.strip() for line in changes(draft.text(), added.text())] == ["+      - odd zebra*"]


def test_every_term_can_be_disabled_and_enabled_again(small: Path) -> None:
    """A term that is disabled and enabled is written as before, however it was written."""
    draft = Draft.open(small)
    for term in draft.lexicon.terms:
        off = draft.disable(term.id)
        assert [gone.id for gone in off.disabled] == [term.id]
        assert term.id not in {left.id for left in off.lexicon.terms}
        assert off.enable(term.id).text() == draft.text()


def test_each_edit_touches_the_lines_of_its_term_only(small: Path) -> None:
    """Comments, order and quotation marks of all other lines stay."""
    draft = Draft.open(small)
    heat, cold = "small/heat", "small/cold"
    assert changes(SMALL, draft.reweight(f"{heat}/hot spot", 0.5).text()) == [
        "-        weight: 3       # strong",
        "+        weight: 0.5       # strong",
    ]
    assert changes(SMALL, draft.reweight(f"{heat}/fire", 4).text()) == [
        "-      - fire   # plain",
        "+      - term: fire   # plain",
        "+        weight: 4",
    ]
    assert changes(SMALL, draft.disable(f"{heat}/(heat | warm) (wave | spell)").text()) == [
        "-      - (heat | warm) (wave |",
        "-        spell)",
        "+      - term: (heat | warm) (wave |",
        "+          spell)",
        "+        disabled: true",
    ]
    assert changes(SMALL, draft.annotate(f"{heat}/hot spot", None).text()) == ["-        note: as of satellites"]
    assert changes(SMALL, draft.replace_term(f"{heat}/@fire BEFORE/3 burn*", "@fire BEFORE/5 burn*").text()) == [
        "-      - '@fire BEFORE/3 burn*'",
        "+      - '@fire BEFORE/5 burn*'",
    ]
    assert changes(SMALL, draft.remove_term(f"{heat}/fire").text()) == ["-      - fire   # plain"]
    assert changes(SMALL, draft.remove_term(f"{cold}/frost").text()) == [
        "-    terms: [ice, 'no', {term: snow*, note: 'it''s cold'},   # why snow",
        "-            frost]",
        "+    terms: [ice, 'no', {term: snow*, note: 'it''s cold'}]",
    ]
    assert changes(SMALL, draft.add_term("cold", "sleet", weight=2, note="wet: snow").text()) == [
        "-            frost]",
        "+            frost, {term: sleet, weight: 2, note: 'wet: snow'}]",
    ]


def test_the_lexicon_of_a_draft_is_what_the_saved_file_loads_as(small: Path) -> None:
    """Terms, weights, notes, lines and digests are those of the file after saving."""
    draft = Draft.open(small)
    draft = draft.add_term("heat", '@fire NEAR/2 (red | "NOT")', note="null").remove_term("small/cold/no")
    draft = (
        draft.disable("small/heat/scorch*").annotate("small/cold/ice", "# no comment").reweight("small/cold/snow*", -1)
    )
    saved = draft.save()
    assert load_lexicon(small) == draft.lexicon == saved.lexicon
    assert not saved.changed
    assert saved.edits == ()
    assert Draft.open(small).text() == saved.text()
    assert [edit.sentence for edit in draft.edits] == [
        'added `@fire NEAR/2 (red | "NOT")` to heat',
        "removed `no` from cold",
        "disabled `scorch*` in heat",
        "noted on `ice`: # no comment",
        "gave `snow*` the weight -1",
    ]
    again = saved.enable("small/heat/scorch*").save()
    assert load_lexicon(small) == again.lexicon


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_run_of_edits_can_be_saved(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """However many edits, the text loads as the draft's lexicon, and an earlier draft still has its own text."""
    path = tmp_path_factory.mktemp("drafts") / "small.yaml"
    newline = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    path.write_bytes(SMALL.replace("\n", newline).encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig"]))))
    first = draft = Draft.open(path)
    words = st.sampled_from(
        ["lava", "it's", "no", "2022", "@fire glow*", '=Sun "NOT" set', "a | b", "ember NEAR/3 (x | y)"]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        held = [term.id for term in (*draft.lexicon.terms, *draft.disabled)]
        term = data.draw(st.sampled_from(held))
        kind = data.draw(st.sampled_from(["add", "replace", "remove", "weight", "note", "disable", "enable"]))
        try:
            match kind:
                case "add":
                    draft = draft.add_term(data.draw(st.sampled_from(["heat", "cold"])), data.draw(words))
                case "replace":
                    draft = draft.replace_term(term, data.draw(words))
                case "remove":
                    draft = draft.remove_term(term)
                case "weight":
                    draft = draft.reweight(term, data.draw(st.sampled_from([1, -2.5, 1e-7])))
                case "note":
                    draft = draft.annotate(term, data.draw(st.sampled_from([None, "null", "a: b # c", "'", "[x]"])))
                case "disable":
                    draft = draft.disable(term)
                case _:
                    draft = draft.enable(term)
        except LexiconError:
            continue  # a repeated term, the last of its facet, disabled already: refused, and nothing changed
    assert first.text().encode() == path.read_bytes()
    draft.save()
    assert load_lexicon(path) == draft.lexicon


def test_what_is_not_there_is_named_with_what_is_near(small: Path) -> None:
    """A misspelt facet or term is offered its neighbours; a repeated one its line."""
    draft = Draft.open(small)
    with pytest.raises(LexiconError, match="there is no facet heet; did you mean heat"):
        draft.add_term("heet", "x")
    with pytest.raises(LexiconError, match=r"no term has the id small/heat/fir; did you mean small/heat/fire"):
        draft.remove_term("small/heat/fir")
    with pytest.raises(LexiconError, match=r"small.yaml:20:9: `\(heat \| warm\) \(wave \| spell\)` repeats line 20"):
        draft.add_term("heat", "(heat | warm) (wave  | spell)")
    with pytest.raises(LexiconError, match="repeats line 32; enable that term"):
        draft.disable("small/cold/ice").add_term("cold", "ice")
    with pytest.raises(LexiconError, match="did you mean NEAR/5"):
        draft.add_term("heat", "a near/5 b")
    with pytest.raises(LexiconError, match="there is no set @fir; did you mean @fire"):
        draft.replace_term("small/heat/fire", "@fir")
    with pytest.raises(LexiconError, match="a term is empty"):
        draft.add_term("heat", " ")
    with pytest.raises(LexiconError, match="a weight cannot be 0"):
        draft.reweight("small/heat/fire", 0)
    with pytest.raises(LexiconError, match="is disabled already"):
        draft.disable("small/cold/ice").disable("small/cold/ice")
    with pytest.raises(LexiconError, match="is not disabled"):
        draft.enable("small/cold/ice")


def test_a_facet_keeps_its_last_term(small: Path) -> None:
    """The last term of a facet cannot be removed; it can be replaced."""
    draft = Draft.open(small)
    for word in ("no", "snow*", "frost"):
        draft = draft.remove_term(f"small/cold/{word}")
    with pytest.raises(LexiconError, match="`ice` is the only term of cold; replace or disable it"):
        draft.remove_term("small/cold/ice")
    assert [term.pattern for term in draft.replace_term("small/cold/ice", "icy").lexicon.facets[1].terms] == ["icy"]


def test_a_file_that_somebody_else_changed_is_not_overwritten(small: Path) -> None:
    """Saving over another hand's change, or bringing back a deleted file, needs force."""
    draft = Draft.open(small).add_term("heat", "lava")
    small.write_text(SMALL + "# theirs\n", encoding="utf-8")
    with pytest.raises(OutputError, match="changed since it was opened; open it again and repeat the edit"):
        draft.save()
    assert small.read_text(encoding="utf-8").endswith("# theirs\n")
    small.unlink()
    with pytest.raises(OutputError, match="deleted since it was opened"):
        draft.save()
    draft.save(force=True)
    assert load_lexicon(small) == draft.lexicon


def test_a_link_to_a_lexicon_stays_a_link(small: Path, tmp_path: Path) -> None:
    """Saving writes the file a link points to."""
    link = tmp_path / "link.yaml"
    link.symlink_to(small)
    Draft.open(link).add_term("heat", "lava").save()
    assert link.is_symlink()
    assert "- lava\n" in small.read_text(encoding="utf-8")


def test_a_file_without_a_line_end_gets_one_before_a_new_term(tmp_path: Path) -> None:
    """A term added behind the very last line begins a line of its own."""
    path = tmp_path / "x.yaml"
    path.write_text(
        "format: framing-lexicon/1\nname: x\ntitle: X\nversion: 1\nfacets:\n  a:\n    terms:\n    - b", "utf-8"
    )
    assert Draft.open(path).add_term("a", "c").text().endswith("    - b\n    - c\n")
    assert Draft.open(path).disable("x/a/b").text().endswith("    - term: b\n      disabled: true\n")


def test_a_term_written_by_an_alias_is_not_edited(tmp_path: Path) -> None:
    """Two facets that share their terms by an alias cannot be edited apart, and that is said."""
    path = tmp_path / "x.yaml"
    head = "format: framing-lexicon/1\nname: x\ntitle: X\nversion: 1\nfacets:\n"
    path.write_text(head + "  a:\n    terms: &t [b, c]\n  d:\n    terms: *t\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="written elsewhere"):
        Draft.open(path)


def test_a_flag_that_is_neither_true_nor_false_is_an_error(tmp_path: Path) -> None:
    """`disabled` is true or false, and the pattern of a disabled term must still be well formed."""
    path = tmp_path / "x.yaml"
    head = "format: framing-lexicon/1\nname: x\ntitle: X\nversion: 1\nfacets:\n  a:\n    terms:\n    - c\n    - term: "
    path.write_text(head + "b\n      disabled: maybe\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"x.yaml:10:17: `disabled` must be true or false"):
        load_lexicon(path)
    path.write_text(head + "b near/2 d\n      disabled: true\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="did you mean NEAR/2"):
        load_lexicon(path)
    path.write_text(head + "b\n      disabled: false\n", encoding="utf-8")
    assert [term.pattern for term in load_lexicon(path).terms] == ["c", "b"]
