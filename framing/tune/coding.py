"""What the columns of a coded table mean: from a cell to a judgement about a frame, a facet, a stance or the voice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from framing import errors
from framing.errors import InputError
from framing.model import Measure
from framing.yamlfile import Entry, load_yaml, reject_unknown

FORMAT: Final = "framing-coding/1"

Subject = Measure | Literal["voice"]
"""What is judged: a measure, or whether the sentence is a source's."""

_DEFAULT: Final = "coding-default.yaml"
_TOP: Final = frozenset({"format", "name", "title", "about", "columns", "codes", "judgements"})
_COLUMNS: Final = frozenset({"id", "article", "paragraph", "text", "weight"})
_JUDGEMENT: Final = frozenset({"column", "frame", "facet", "stance", "voice", "positive", "ignored"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """One yes-or-no question a column answers for each row.

    A cell in `positive` says yes, a cell in `ignored` says nothing (the row is left out of this judgement), every
    other cell says no. For the voice, yes means that the sentence is a source's.
    """

    subject: Subject
    column: str
    positive: frozenset[str]
    ignored: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The judgement's name, unique in its coding: `frame[/facet] stance`, or `voice`."""
        return label(self.subject)

    def read(self, cell: str) -> bool | None:
        """Return what `cell` says: yes, no, or None where it says nothing."""
        return None if cell in self.ignored else cell in self.positive


@dataclass(frozen=True, kw_only=True, slots=True)
class Coding:
    """How to read a coded table.

    Where `article` is None, the article comes from the row's id: 000-01 is in article 000, and an id without such a
    number is an article of its own. Where `paragraph` is None or the table lacks it, an article is one paragraph.
    `codes` holds the cells a column may contain; a column that is missing there may contain anything but an empty cell.
    `weight` names the column that says how many sentences a row of a sample stands for; None where each stands for
    itself.
    """

    judgements: tuple[Judgement, ...]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    id: str = "id"
    article: str | None = None
    paragraph: str | None = "para"
    text: str = "text"
    weight: str | None = None
    name: str = "coding"

    @property
    def columns(self) -> tuple[str, ...]:
        """The coded columns, in the order of their first judgement."""
        return tuple(dict.fromkeys(judgement.column for judgement in self.judgements))


def default_coding() -> Coding:
    """Return the coding of the house table, `seeds/coded_sentences.tsv`."""
    file = resources.files("framing.tune").joinpath(_DEFAULT)
    return parse_coding(file.read_text(encoding="utf-8"), where=_DEFAULT)


def load_coding(path: Path) -> Coding:
    """Read a coding from a YAML file.

    Raises InputError where the file is missing, is not UTF-8 or is not a coding.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(str(path), "there is no such file", "give the path of a coding file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"the coding cannot be read ({error})", "save it as UTF-8 text") from error
    return parse_coding(text, where=str(path))


def parse_coding(text: str, *, where: str) -> Coding:
    """Read a coding from the text of a YAML file; `where` names it in errors, which give line and column.

    Cells are compared as written: -1, 01, 1.0, no and on are codes like any other.
    """
    top = load_yaml(text, where).mapping("a coding")
    reject_unknown(top, _TOP, "a coding")
    written = _word(top, "format", "the format")
    if written != FORMAT:
        raise InputError(where, f"the format is {written or 'missing'}", f"write 'format: {FORMAT}' at the top")
    columns = top["columns"].mapping("columns") if "columns" in top else {}
    reject_unknown(columns, _COLUMNS, "columns")
    codes = top["codes"].mapping("codes") if "codes" in top else {}
    judgements = top["judgements"].items("judgements") if "judgements" in top else ()
    if not judgements:
        raise InputError(where, "there are no judgements", "list at least one under 'judgements:'")
    coding = Coding(
        judgements=tuple(_judgement(entry) for entry in judgements),
        codes={column: _codes(entry, f"the codes of {column}") for column, entry in codes.items()},
        id=_word(columns, "id", "the id column") or "id",
        article=_word(columns, "article", "the article column"),
        paragraph=_word(columns, "paragraph", "the paragraph column"),
        text=_word(columns, "text", "the text column") or "text",
        weight=_word(columns, "weight", "the weight column"),
        name=_word(top, "name", "the name") or where,
    )
    return _checked(coding, where=where)


def coding_from_options(
    options: Sequence[str],
    *,
    where: str = "--map",
    article: str | None = None,
    paragraph: str | None = "para",
) -> Coding:
    """Make a coding from `COLUMN=SUBJECT:YES[,YES...][:IGNORED[,IGNORED...]]` strings.

    SUBJECT is `voice` (the cells then mean a source), a frame, `frame/facet`, and either with `@discounted` behind:
    `er=escalation-risk:1`, `er=escalation-risk@discounted:-1`, `ua=ukrainian-agency/agent:1,2`,
    `usp=us-politics/executive:1:2`, `voice=voice:S`. Any other cell means no. Raises InputError on any other shape.
    """
    if not options:
        raise InputError(where, "there is nothing to read", "give at least one COLUMN=SUBJECT:YES")
    judgements = tuple(_option(option, where=where) for option in options)
    return _checked(Coding(judgements=judgements, article=article, paragraph=paragraph, name=where), where=where)


def coding_text(coding: Coding) -> str:
    """Return the coding as YAML that `parse_coding` reads to the same coding."""
    lines = [f"format: {FORMAT}", f"name: {_quoted(coding.name)}", "columns:"]
    for name in ("id", "article", "paragraph", "text", "weight"):
        column = getattr(coding, name)
        if column is not None:
            lines.append(f"  {name}: {_quoted(column)}")
    if coding.codes:
        lines.append("codes:")
        lines += [f"  {_quoted(column)}: {_listed(codes)}" for column, codes in coding.codes.items()]
    lines.append("judgements:")
    for judgement in coding.judgements:
        lines.append(f"  - column: {_quoted(judgement.column)}")
        if judgement.subject == "voice":
            lines.append("    voice: source")
        else:
            lines.append(f"    frame: {_quoted(judgement.subject.frame)}")
            if judgement.subject.facet is not None:
                lines.append(f"    facet: {_quoted(judgement.subject.facet)}")
            lines.append(f"    stance: {judgement.subject.stance}")
        lines.append(f"    positive: {_listed(sorted(judgement.positive))}")
        if judgement.ignored:
            lines.append(f"    ignored: {_listed(sorted(judgement.ignored))}")
    return "\n".join(lines) + "\n"


def label(subject: Subject) -> str:
    """Return the name of what is judged: `frame[/facet] stance`, or `voice`."""
    if subject == "voice":
        return "voice"
    return f"{subject.frame}{'' if subject.facet is None else f'/{subject.facet}'} {subject.stance}"


def nearest(name: str, names: Sequence[str]) -> str:
    """Return a remedy that offers the names closest to `name`, or all of them where none is close."""
    return errors.nearest(name, names, otherwise=f"there are: {', '.join(names)}")


def _option(option: str, *, where: str) -> Judgement:
    column, equals, rest = option.partition("=")
    subject, colon, cells = rest.partition(":")
    yes, _, ignored = cells.partition(":")
    positive = frozenset(cell.strip() for cell in yes.split(",") if cell.strip())
    if not (column.strip() and equals and subject.strip() and colon and positive):
        raise InputError(
            where, f"{option!r} cannot be read", "write COLUMN=FRAME:YES, for example er=escalation-risk:1"
        )
    return Judgement(
        subject=_subject(subject.strip(), where=f"{where} {option}"),
        column=column.strip(),
        positive=positive,
        ignored=frozenset(cell.strip() for cell in ignored.split(",") if cell.strip()),
    )


def _subject(name: str, *, where: str) -> Subject:
    if name == "voice":
        return "voice"
    place, _, stance = name.partition("@")
    frame, slash, facet = place.partition("/")
    if not frame or (slash and not facet):
        raise InputError(where, f"{name!r} names no frame", "write FRAME, FRAME/FACET or voice")
    return _measure(frame, facet or None, stance or "asserted", where=where)


def _judgement(item: Entry) -> Judgement:
    where = str(item.place)
    entry = item.mapping("a judgement")
    reject_unknown(entry, _JUDGEMENT, "a judgement")
    column, frame, facet, stance, voice = (
        _word(entry, key, f"the {key}") for key in ("column", "frame", "facet", "stance", "voice")
    )
    if column is None:
        raise InputError(where, "no column is named", "add 'column: NAME'")
    if (frame is None) == (voice is None):
        raise InputError(
            where, "a judgement is about one frame or about the voice", "write 'frame: NAME' or 'voice: source'"
        )
    positive = _codes(entry["positive"], "positive") if "positive" in entry else ()
    if not positive:
        raise InputError(where, "no cell means yes", "add 'positive: [CODE]'")
    if frame is not None:
        subject: Subject = _measure(frame, facet, stance or "asserted", where=where)
    elif voice != "source" or facet is not None or stance is not None:
        raise InputError(
            where, "a judgement of the voice says which cells are a source's", "write 'voice: source' alone"
        )
    else:
        subject = "voice"
    ignored = _codes(entry["ignored"], "ignored") if "ignored" in entry else ()
    return Judgement(subject=subject, column=column, positive=frozenset(positive), ignored=frozenset(ignored))


def _measure(frame: str, facet: str | None, stance: str, *, where: str) -> Measure:
    if stance == "asserted":
        return Measure(frame, facet, "asserted")
    if stance == "discounted":
        return Measure(frame, facet, "discounted")
    raise InputError(where, f"there is no stance {stance!r}", "write asserted or discounted")


def _checked(coding: Coding, *, where: str) -> Coding:
    """Return `coding` where its judgements do not contradict each other or the codes; else raise InputError."""
    seen: set[str] = set()
    for judgement in coding.judgements:
        if judgement.label in seen:
            raise InputError(where, f"{judgement.label} is judged twice", "keep one judgement for each measure")
        seen.add(judgement.label)
        both = sorted(judgement.positive & judgement.ignored)
        if both:
            raise InputError(where, f"{judgement.label}: {both[0]!r} is both positive and ignored", "keep one")
        codes = coding.codes.get(judgement.column)
        unknown = sorted((judgement.positive | judgement.ignored) - set(codes)) if codes is not None else []
        if codes is not None and unknown:
            raise InputError(
                where, f"{judgement.label}: {unknown[0]!r} is no code of {judgement.column}", nearest(unknown[0], codes)
            )
    return coding


def _quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotation marks; JSON's are the same."""
    return json.dumps(text, ensure_ascii=False)


def _listed(codes: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, codes))}]"


def _word(entries: Mapping[str, Entry], key: str, what: str) -> str | None:
    entry = entries.get(key)
    value = None if entry is None else entry.text(what)
    return None if value is None else value.strip() or None


def _codes(entry: Entry, what: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((item.text("a code") or "").strip() for item in entry.items(what)))
