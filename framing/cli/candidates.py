"""Candidate terms in a terminal: each with its evidence, its examples and what it would do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from framing.report.numbers import printable

if TYPE_CHECKING:
    from framing.tune.rates import Change, Rate
    from framing.tune.suggesting import Candidate, Effect, Example, Suggestions

INDENT = 5
MOST_WRONG = 2  # coded sentences shown that a candidate would find against the coder; all ids are in the JSON


def print_candidates(found: Suggestions) -> None:
    """Print a block a candidate; only a terminal has a width to keep to."""
    if not sys.stdout.isatty():
        click.echo(candidates_text(found), nl=False)
        return
    console = Console(file=sys.stdout, highlight=False)
    for candidate in found.candidates:
        console.print(_head(candidate))
        for line in _lines(candidate):
            console.print(Padding(line, (0, 0, 0, INDENT), expand=False))


def candidates_text(found: Suggestions) -> str:
    """Return the same as plain text, a line each however long."""
    lines = []
    for candidate in found.candidates:
        lines.append(_head(candidate).plain)
        lines += [" " * INDENT + line.plain for line in _lines(candidate)]
    return "".join(f"{line}\n" for line in lines)


def _head(candidate: Candidate) -> Text:
    return Text.assemble(f"{candidate.number:>3}  ", (candidate.pattern, "bold"), f"  [{candidate.facet}]")


def _lines(candidate: Candidate) -> Iterator[Text]:
    yield Text(_places(candidate))
    for evidence in candidate.evidence:
        yield Text(f"{evidence.kind}: {evidence.detail}", style="dim")
    for effect in candidate.effects:
        yield from _effect(effect)
    for caution in candidate.cautions:
        yield Text(f"but: {caution}", style="yellow")
    if candidate.alike:
        yield Text(f"the same sentences: {', '.join(candidate.alike)}", style="dim")
    for example in candidate.examples:
        yield _example(example)


def _places(candidate: Candidate) -> str:
    if not candidate.hits:
        return "nowhere in the corpus; only in the coded sentences"
    articles, outlets = _many(candidate.articles, "article"), _many(candidate.outlets, "outlet")
    return (
        f"{_many(candidate.hits, 'place')} in {articles} of {outlets}; {_many(candidate.new, 'sentence')} newly found"
    )


def _effect(effect: Effect) -> Iterator[Text]:
    moved = f"{len(effect.right)} more right, {len(effect.wrong)} more wrong"
    moved += f", {len(effect.lost)} lost" if effect.lost else ""
    style = "bold" if effect.change.value > 0 else ""
    style = "bold" if effect.change.value > 0 else ""
    yield Text(f"{effect.judgement}: {moved}; F1 {_change(effect.change)}", style=style)
    before, after = effect.before, effect.after
    for name, old, new in (("precision", before.precision, after.precision), ("recall", before.recall, after.recall)):
        yield Text(f"  {name} {_rate(old)} to {_rate(new)}")
    for row in effect.wrong[:MOST_WRONG]:
        yield Text(f"  wrong: {row} {printable(effect.texts[row])}", style="dim")
    if effect.crossed is None:
        yield Text("  too few coded articles to cross-validate: the gain is on the sentences it was chosen on")
        return
    crossed = effect.crossed
    figures = f"precision {_rate(crossed.after.precision)}, recall {_rate(crossed.after.recall)}"
    chosen = f"chosen in {crossed.accepted} of {crossed.articles}"
    yield Text(f"  on articles left out of the choice: F1 {_change(crossed.change)}, {figures}; {chosen}")


def _example(example: Example) -> Text:
    line = Text(f"{printable(example.outlet)}: ", style="italic")
    done = 0
    for mark in example.marks:
        line.append(_spaced(example.text[done : mark.start]), style="not italic")
        line.append(printable(example.text[mark.start : mark.end]), style="bold red not italic")
        done = mark.end
    return line.append(_spaced(example.text[done:]), style="not italic")


def _spaced(text: str) -> str:
    """Return text that a terminal may be sent, with the spaces that part it from a mark."""
    return f"{' ' if text[:1].isspace() else ''}{printable(text)}{' ' if text.strip() and text[-1:].isspace() else ''}"


def _rate(rate: Rate) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return "–"
    return f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]"


def _change(change: Change) -> str:
    return f"{_signed(change.value)} [{_signed(change.low)}, {_signed(change.high)}]"


def _signed(value: float) -> str:
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else f"{'+' if value > 0 else '−'}{text}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
