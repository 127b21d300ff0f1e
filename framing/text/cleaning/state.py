"""What cleaning has found so far on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from framing.text.cleaning.page import Line, Page
from framing.text.cleaning.rules import Rule, RuleSet, Where

# Of the lines long enough to be sentences, this share without a sentence's end means that the page does not punctuate
# its paragraphs; then a missing full stop says nothing, and headings cannot be told from text.
SHARE_UNPUNCTUATED = 0.4
LONG_LINE = 9


class Verdict(NamedTuple):
    """Why a line goes: the reason the reader sees, and the id of the rule."""

    reason: str
    rule: str


@dataclass(kw_only=True)
class State:
    """The lines of a page, which of them are gone, and the title and the authors where they are known."""

    page: Page
    rules: RuleSet
    title: str | None = None
    title_is_sure: bool = False
    authors: set[str] = field(default_factory=set)
    gone: dict[int, Verdict] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the page."""
        return self.page.lines

    def remove(self, index: int, reason: str, rule: str) -> None:
        """Mark a line as gone; the first verdict stands."""
        self.gone.setdefault(index, Verdict(reason, rule))

    def left(self) -> list[int]:
        """Return the indexes of the lines that are still there."""
        return [index for index in range(len(self.lines)) if index not in self.gone]

    def prose(self) -> list[int]:
        """Return the indexes of the running text that is still there."""
        return [index for index in self.page.prose if index not in self.gone]

    def before(self, index: int) -> int | None:
        """Return the index of the nearest line above that is still there."""
        return next((i for i in range(index - 1, -1, -1) if i not in self.gone), None)

    def after(self, index: int) -> int | None:
        """Return the index of the nearest line below that is still there."""
        return next((i for i in range(index + 1, len(self.lines)) if i not in self.gone), None)

    def first(self, index: int, *where: Where) -> Rule | None:
        """Return the first rule for lines of that part of the page that matches a line."""
        line = self.lines[index]
        chosen = (rule for rule in self._left.get(index, ()) if rule.kind is None and rule.where in where)
        return next((rule for rule in chosen if rule.matches(line)), None)

    def matched(self, rule: Rule) -> list[int]:
        """Return the indexes of the lines that the pattern of a rule matches, gone or not."""
        return [index for index, rules in self._left.items() if rule in rules and rule.matches(self.lines[index])]

    @cached_property
    def _left(self) -> dict[int, list[Rule]]:
        return self.rules.sieve.left([line.text for line in self.lines], self.page)

    def words(self, indexes: list[int]) -> int:
        """Return the number of words of some lines."""
        return sum(len(self.lines[index].words) for index in indexes)

    @cached_property
    def punctuates(self) -> bool:
        """Whether the page ends its longer lines as sentences end."""
        long = [line for line in self.lines if line.has_words(LONG_LINE) and not line.is_marked_heading]
        bare = sum(not line.ends_sentence and not line.is_item for line in long)
        return bool(long) and bare <= SHARE_UNPUNCTUATED * len(long)
