"""ReportData: everything the brief says, in words and numbers, before any HTML.

The templates lay these values out and the charts draw them; neither computes anything. Text is plain (no markup).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.report.figures import Chart, Mark

Tone = Literal["", "above", "below", "flat", "muted"]

LONG = 30
"""Letters from which a word in a table may be broken wherever the page needs it. To allow that for every word makes the
PDF writer set each letter of a cell on a line of its own, to learn how narrow the cell may be."""


def has_long_word(*texts: str) -> bool:
    """Say whether a word in any of the texts has LONG letters or more; what is written without spaces counts as one."""
    return any(len(word) >= LONG for text in texts if len(text) >= LONG for word in text.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A side box: a title and short paragraphs.

    `refer` names the part of the brief it points to, `refer_to` in words.
    """

    title: str
    paragraphs: tuple[str, ...]
    refer: str | None = None
    refer_to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A numbered finding: a bold claim and the numbers behind it."""

    lead: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A chart with its words. `description` repeats the numbers for a reader who does not see the chart.

    `number` is given when the brief is assembled, in order of appearance.
    """

    title: str
    subtitle: str
    description: str
    chart: Chart
    note: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell of a table: its text, a smaller note, a tone for its ground, or a small chart with a description."""

    text: str
    note: str = ""
    tone: Tone = ""
    chart: Chart | None = None
    description: str = ""

    @property
    def is_long(self) -> bool:
        """Whether a word in the cell may have to be broken."""
        return has_long_word(self.text, self.note)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """The head of a column; numbers align right, words left."""

    title: str
    note: str = ""
    align: Literal["left", "right", "centre"] = "left"
    mark: Mark | None = None

    @property
    def is_long(self) -> bool:
        """Whether a word in the head may have to be broken."""
        return has_long_word(self.title, self.note)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row with its head cell. `group` starts a new group of rows under that name."""

    head: Cell
    cells: tuple[Cell, ...]
    group: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table with its words.

    The first column holds the row heads; `number` as for a figure, 0 for a table without one.
    """

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    style: str = ""
    numbered: bool = True
    number: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameMark:
    """How the hits of one measure are marked in a quotation.

    A letter, and a class that carries colour and underline.
    """

    letter: str
    style: int
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A piece of a quotation.

    `marks` are the styles of the hits it lies in (a discounted hit has its style negative, less 1);
    `letters` are those of the hits that end with it.
    """

    text: str
    marks: tuple[int, ...] = ()
    letters: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """A paragraph (or the part of it with most hits) as the article writes it, with its hits marked."""

    outlet: Mark
    source: str
    runs: tuple[Run, ...]
    tally: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotationPair:
    """Two quotations side by side, with the key to their marks and the rule that chose them."""

    title: str
    lead: str
    quotations: tuple[Quotation, ...]
    key: tuple[FrameMark, ...]
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """Part 1: the finding."""

    kicker: str
    headline: str
    standfirst: str
    figure: Figure
    findings: tuple[Finding, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Part 2: the outlets beside each other."""

    title: str
    lead: str
    table: Table
    pair: QuotationPair | None
    sensitivity: Figure | None
    sensitivity_title: str
    stance: tuple[Figure, ...]
    stance_title: str
    stance_lead: str
    voice: Table
    leverage: Table | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CorpusPart:
    """Part 3: what was read, what cleaning took out, what was left out and why."""

    title: str
    lead: str
    table: Table
    removed: Table | None
    skipped: Table | None
    duplicates: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Part 4: one outlet."""

    title: str
    facts: str
    figure: Figure
    quotations: tuple[Quotation, ...]
    keywords: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Profiles:
    """Part 4: every outlet shown, the key to the marks, and the rules that chose the quotations."""

    title: str
    lead: str
    profiles: tuple[Profile, ...]
    key: tuple[FrameMark, ...]
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One story: its articles, its words and whether frames differ inside it."""

    title: str
    words: str
    articles: str
    stability: str
    comparison: str
    table: Table | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stories:
    """Part 5: who tells the same story."""

    title: str
    lead: str
    dendrogram: Figure | None
    story_map: Figure | None
    stories: tuple[Story, ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Part 6: who speaks, and which frames they carry."""

    title: str
    lead: str
    figure: Figure
    table: Table | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """Part 7: the method in plain words and how right each frame is."""

    title: str
    lead: str
    sections: tuple[Box, ...]
    validity: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconEntry:
    """One lexicon in the appendix: its live terms in a table, its dead ones named."""

    title: str
    about: str
    identity: str
    summary: str
    table: Table | None
    dead: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Appendix:
    """Part 8: the lexicons, term by term."""

    title: str
    lead: str
    lexicons: tuple[LexiconEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reproduce:
    """Part 9: how to make the same brief again."""

    title: str
    lead: str
    command: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """What every brief has, whatever its parts. `date` is ISO 8601 (a day), None where nothing is dated.

    `running` heads each page but the first; `template` lays the brief out in the styles named; `attached` says what
    the results attached to the PDF are.
    """

    title: str
    language: str
    description: str
    date: str | None
    running: str
    footer: str
    version: str
    template: str = "brief.html"
    styles: tuple[str, ...] = ("brief.css",)
    attached: str = "Every count, interval, difference and hit of this brief (framing-results/1)"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportData(Printed):
    """The whole brief of a corpus."""

    cover: Cover
    beside: Beside
    corpus: CorpusPart
    profiles: Profiles
    stories: Stories
    sources: Sources
    method: Method
    appendix: Appendix
    reproduce: Reproduce
