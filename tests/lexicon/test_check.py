"""The check of a lexicon: examples run, terms that do nothing found."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import paragraphs

from framing.lexicon.check import Finding, check, check_file
from framing.lexicon.load import load_lexicon
from framing.model import Document
from framing.text.sentences import tokenize

HEAD = "format: framing-lexicon/1\nname: small\ntitle: Small\nversion: 1\n"
EXAMPLES = "    hits: [They escalate.]\n    misses: [They wait.]\n"


def found(tmp_path: Path, body: str, *, documents: tuple[Document, ...] = ()) -> list[tuple[str, str, int, str]]:
    """Return (severity, kind, line, message) of each finding; the body begins on line 5."""
    path = tmp_path / "small.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    findings = check_file(path, tokenize=tokenize, documents=documents)
    return [(finding.severity, finding.kind, finding.line, finding.message) for finding in findings]


def facet(*terms: str, examples: str = EXAMPLES) -> str:
    """Return a facet whose first term is on line 10, or 8 without examples."""
    return f"facets:\n  one:\n{examples}    terms:\n" + "".join(f"      - {term}\n" for term in terms)


def test_a_sound_lexicon_has_no_findings(tmp_path: Path) -> None:
    """Nothing is reported where nothing is wrong."""
    assert found(tmp_path, facet("escalat*", "red line*")) == []


def test_every_fault_of_the_syntax_is_a_finding(tmp_path: Path) -> None:
    """A file that cannot be loaded gives all its faults, each with line and column."""
    path = tmp_path / "small.yaml"
    path.write_text(HEAD + facet("a near/3 b", "(a"), encoding="utf-8")
    assert check_file(path, tokenize=tokenize) == (
        Finding(
            severity="error",
            kind="syntax",
            line=10,
            column=11,
            message="`near/3` is not an operator; did you mean NEAR/3?",
        ),
        Finding(severity="error", kind="syntax", line=11, column=9, message="the parenthesis is never closed; add `)`"),
    )


def test_examples_of_a_term_are_about_that_term(tmp_path: Path) -> None:
    """A hit by another term does not save a term's example; its misses are run too."""
    body = facet("{term: escalation, hits: [They escalate.], misses: [No escalation.]}", "escalate*", "escalation risk")
    assert found(tmp_path, body) == [
        ("error", "example", 10, "`escalation` does not hit its example: They escalate."),
        ("error", "example", 10, "`escalation` hits what it must miss: No escalation."),
    ]


def test_examples_of_a_facet_are_about_all_its_terms(tmp_path: Path) -> None:
    """Some term must hit, none may; the term at fault is named with its line."""
    body = facet("wait*", "red line*")
    assert found(tmp_path, body) == [
        ("error", "example", 6, "no term of one hits its example: They escalate."),
        ("error", "example", 6, "`wait*` (line 10) hits what one must miss: They wait."),
    ]


def test_a_facet_without_examples_is_a_warning(tmp_path: Path) -> None:
    """What a facet must and must not catch should be written down; a term's examples count."""
    assert found(tmp_path, facet("escalat*", examples="")) == [
        ("warning", "no-examples", 6, "one has no example it must hit; add `hits`"),
        ("warning", "no-examples", 6, "one has no example it must miss; add `misses`"),
    ]
    assert found(tmp_path, facet("{term: a, hits: [a], misses: [b]}", examples="")) == []


def test_duplicates_and_contained_terms_name_both_lines(tmp_path: Path) -> None:
    """Each term that another covers is reported once, where it stands."""
    body = facet("escalat*", "Escalation", "red line", "red-line", "a NEAR/3 b", "b NEAR/3 a", "red line", "a b")
    assert found(tmp_path, body) == [
        ("warning", "contained", 11, "`Escalation` is contained in `escalat*` on line 10; delete one"),
        ("warning", "duplicate", 13, "`red-line` repeats `red line` on line 12; delete one"),
        ("warning", "duplicate", 15, "`b NEAR/3 a` repeats `a NEAR/3 b` on line 14; delete one"),
        ("warning", "duplicate", 16, "`red line` repeats line 12; delete one"),
        ("warning", "contained", 17, "`a b` is contained in `a NEAR/3 b` on line 14; delete one"),
    ]


def test_terms_of_different_facets_may_repeat(tmp_path: Path) -> None:
    """A word may count in several facets."""
    body = facet("escalat*") + f"  two:\n{EXAMPLES}    terms: [escalat*]\n"
    assert found(tmp_path, body) == []


def test_sets_that_do_nothing_are_found(tmp_path: Path) -> None:
    """Empty sets are errors, unused ones and repeated entries warnings; a set used by a used set is used."""
    sets = "sets:\n  used: ['@inner', a, a]\n  inner: [b]\n  empty: []\n  unused: [c]\n"
    assert found(tmp_path, sets + facet("escalat*", "'@used army'")) == [
        ("warning", "duplicate", 6, "`a` repeats line 6; delete one"),
        ("error", "empty-set", 8, "the set @empty is empty; fill it or delete it"),
        ("warning", "unused-set", 9, "no term uses the set @unused; use it or delete it"),
    ]


def test_words_that_reading_splits_are_errors(tmp_path: Path) -> None:
    """A word that is never one word of a text can match nothing."""
    path = tmp_path / "small.yaml"
    path.write_text(HEAD + "sets:\n  s: [x.y*]\n" + facet("escalat*", "'@s'"), encoding="utf-8")
    findings = check(load_lexicon(path), tokenize=lambda text: tokenize(text.replace(".", " ")))
    assert [(finding.kind, finding.line, finding.message) for finding in findings] == [
        ("unmatchable", 6, "`x.y*` can match nothing: reading splits it in x, yx; write it as it is read")
    ]


def test_dead_terms_are_found_where_there_are_articles(tmp_path: Path) -> None:
    """A term that hits in no article is dead; one that a longer hit hides is not."""
    body = facet("escalat*", "red line*", "line*")
    documents = (paragraphs("The red lines."), paragraphs("Nothing."))
    assert found(tmp_path, body, documents=documents) == [
        ("warning", "dead", 10, "`escalat*` hits nowhere in 2 articles"),
    ]


def test_a_file_of_another_name_is_a_warning(tmp_path: Path) -> None:
    """A lexicon is asked for by its file's name, so both should be one."""
    path = tmp_path / "other.yaml"
    path.write_text(HEAD + facet("escalat*"), encoding="utf-8")
    assert [finding.kind for finding in check_file(path, tokenize=tokenize)] == ["name"]


@pytest.mark.parametrize("line", ["no", "2022", "1.0", "off"])
def test_values_yaml_would_change_are_words(tmp_path: Path, line: str) -> None:
    """Such a term hits its own word."""
    body = facet(f"{{term: {line}, hits: [Say {line} now]}}", "escalat*")
    assert found(tmp_path, body) == []
