"""Every example in docs/lexicon-language.md is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.lexicon.check import check_file
from framing.lexicon.load import load_cues
from framing.lexicon.pattern import PatternError, compile_terms, parse
from framing.text.sentences import tokenize

PAGE = Path(__file__).parents[2] / "docs" / "lexicon-language.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def taken_apart(block: str) -> tuple[str, dict[str, tuple[str, ...]], list[str]]:
    """Return the term, the sets and the remaining lines of a block."""
    term, *lines = block.splitlines()
    sets = [re.fullmatch(r"@(\S+) = (.+)", line) for line in lines]
    held = {found[1]: tuple(found[2].split(" | ")) for found in sets if found}
    return term, held, [line for line, found in zip(lines, sets, strict=True) if not found]


def longest_first(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans left when the longest wins, in text order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other or start >= until for other, until in kept):
            kept.append((start, end))
    return sorted(kept)


@pytest.mark.parametrize("block", blocks("term"))
def test_an_example_hits_what_is_bracketed_and_nothing_else(block: str) -> None:
    """A `+` line is hit exactly at its brackets, a `-` line nowhere; every term has both."""
    term, sets, lines = taken_apart(block)
    terms = compile_terms([term], sets=sets)
    assert {line[0] for line in lines} == {"+", "-"}
    for line in lines:
        marked = line[2:]
        text = marked.replace("[", "").replace("]", "")
        tokens = tokenize(text)
        spans = longest_first([(match.start, match.end) for match in terms.find(tokens, text=text)])
        found = text
        for start, end in reversed(spans):
            first, last = tokens[start].start, tokens[end - 1].end
            found = f"{found[:first]}[{found[first:last]}]{found[last:]}"
        assert found == marked, term
        assert bool(spans) == (line[0] == "+"), line


@pytest.mark.parametrize("block", blocks("error"))
def test_an_example_error_is_what_is_printed(block: str) -> None:
    """The message on the page is the message of the tool, column included."""
    term, sets, (message,) = taken_apart(block)
    with pytest.raises(PatternError) as caught:
        parse(term, sets)
    assert str(caught.value) == f"term `{term}`, {message}"


def test_the_example_lexicon_passes_its_own_check(tmp_path: Path) -> None:
    """The whole file on the page loads, and nothing is found wrong with it."""
    (block,) = blocks("yaml")
    path = tmp_path / "escalation.yaml"
    path.write_text(block, encoding="utf-8")
    assert check_file(path, tokenize=tokenize) == ()


def test_the_example_cue_file_loads(tmp_path: Path) -> None:
    """The cue file on the page gives the lists it shows."""
    (block,) = blocks("cues")
    (tmp_path / "negation.yaml").write_text(block, encoding="utf-8")
    cues = load_cues(tmp_path)
    assert cues.lists == {"negators": ("no", "not", "never"), "denials": ("@negators BEFORE/2 true",)}


def test_every_feature_has_an_example() -> None:
    """Each operator and mark of the language occurs in an example that is run."""
    shown = "\n".join(block.splitlines()[0] for block in blocks("term"))
    for feature in (
        "*",
        "?",
        "=",
        '="',
        "(",
        "|",
        "@",
        " BEFORE/",
        " AFTER/",
        " NEAR/",
        "NOT NEAR/",
        "NOT BEFORE/",
        "NOT AFTER/",
    ):
        assert feature in shown, feature
