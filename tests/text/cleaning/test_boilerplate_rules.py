"""Boilerplate rules are data, and held to their examples."""

from pathlib import Path

import pytest

from framing.errors import InputError
from framing.text.cleaning.article import judge
from framing.text.cleaning.page import page_of
from framing.text.cleaning.rules import Rule, check_rules, load_rules

RULES = load_rules()
PATTERNS = [rule for rule in RULES.rules if rule.kind is None]
KINDS = [rule for rule in RULES.rules if rule.kind is not None]
HEAD = "format: framing-boilerplate/1\nrules:\n"


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_a_pattern_does_what_its_examples_say(rule: Rule) -> None:
    """Each pattern has examples of both sorts, and they hold."""
    assert rule.removes
    assert rule.keeps
    check_rules((rule,))


@pytest.mark.parametrize("rule", [rule for rule in KINDS if rule.removes], ids=lambda rule: rule.id)
def test_a_kind_removes_the_marked_lines_of_its_pages(rule: Rule) -> None:
    """On a page of `removes` exactly the lines that begin with `- ` go."""
    for page in rule.removes:
        lines = page.strip("\n").split("\n")
        text = "\n".join(line.removeprefix("- ") for line in lines)
        state = judge(page_of(text), RULES)
        gone = {state.lines[index].text for index in state.gone}
        assert gone == {line[2:] for line in lines if line.startswith("- ")}


@pytest.mark.parametrize("rule", [rule for rule in KINDS if rule.keeps], ids=lambda rule: rule.id)
def test_a_kind_keeps_its_own_lines_where_it_should(rule: Rule) -> None:
    """On a page of `keeps` the rule takes out nothing."""
    for page in rule.keeps:
        state = judge(page_of(page.strip("\n")), RULES)
        assert [verdict for verdict in state.gone.values() if verdict.rule == rule.id] == []


def test_a_file_of_ones_own_adds_replaces_and_drops_rules(tmp_path: Path) -> None:
    """New ids are added, known ids replaced, and `without` drops."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        HEAD + "- {id: ours, reason: advert, patterns: ['buy .*'], removes: [Buy now], keeps: [They buy]}\n"
        "- {id: share, reason: social, patterns: [teilen]}\nwithout: [advert]\n"
    )
    rules = load_rules(path)
    ids = [rule.id for rule in rules.rules]
    state = judge(page_of("Advertisement\nBuy this\nTeilen\nShare"), rules)
    assert "ours" in ids
    assert ids.count("share") == 1
    assert "advert" not in ids
    assert {state.lines[index].text for index, verdict in state.gone.items()} == {"Buy this", "Teilen"}


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (HEAD + "- {id: a, reason: b, patterns: ['(']}\n", ":3:33", "does not compile"),
        (HEAD + "- {id: a, reason: b}\n", ":3:3", "neither patterns nor kind"),
        (HEAD + "- {id: a, patterns: [x]}\n", ":3:3", "without reason"),
        (HEAD + "- {id: a, reason: b, kind: titel}\n", ":3:28", "kind cannot be titel"),
        (HEAD + "- {id: a, reason: b, pattern: x}\n", ":3:31", "did you mean `patterns`"),
        (HEAD + "- {id: a, reason: b, patterns: [x], most_words: many}\n", ":3:49", "whole number"),
        (HEAD + "- {id: a, reason: b, patterns: [x], removes: [y]}\n", ":3:3", "does not remove 'y'"),
        (HEAD + "- {id: a, reason: b, patterns: [x], keeps: [X]}\n", ":3:3", "removes 'X'"),
        (
            HEAD + "- {id: a, reason: b, patterns: [x]}\n- {id: a, reason: c, patterns: [y]}\n",
            ":4:3",
            "a second rule a",
        ),
        (HEAD + "- x\n", ":3:3", "must be a mapping"),
        ("format: framing-boilerplate/1\nwithout: [nothing]\n", ":2:11", "no rule nothing"),
        ("format: framing-boilerplate/2\n", ":1:1", "not a file of boilerplate rules"),
        ("a: [", ":1", "YAML"),
    ],
)
def test_a_faulty_file_is_an_error_with_its_place(tmp_path: Path, text: str, place: str, what: str) -> None:
    """The message begins with file:line:column and says what is wrong."""
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        load_rules(path)
    assert str(caught.value).startswith(f"{path}{place}")
    assert what in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A path that is not there is named."""
    with pytest.raises(InputError, match=r"none\.yaml: the rules cannot be read"):
        load_rules(tmp_path / "none.yaml")
