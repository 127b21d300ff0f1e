"""How right the house lexicons, stance and voice are, on every coded table, beside a plain keyword count.

python benchmarks/validity.py            print the page
python benchmarks/validity.py --write    write it to docs/validity.md
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from framing import pipeline
from framing.tune.coding import load_coding
from framing.tune.rates import Rate
from framing.tune.validate import Finding, HeldOut, Validation

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validity.md"
CODED = ROOT / "tests" / "coded"

GROUPS = (
    (
        "Held out",
        (
            "Invented articles that nobody read while lexicons, cues and rules were written; only the figures were "
            "looked at. The best guess of what a new article gets: two sets of plain news, then articles that are "
            "literary and dense in traps."
        ),
        ("held-out-3.tsv", "held-out-2.tsv", "held-out-1.tsv"),
    ),
    (
        "The five seeds",
        "Real articles. The lexicons were written with these sentences in view: read the figures as an upper bound.",
        ("../../seeds/coded_sentences.tsv",),
    ),
    (
        "Development",
        "Invented articles and sentences that were read while writing: upper bounds too.",
        (
            "development-1.tsv",
            "development-2.tsv",
            "development-3.tsv",
            "bank-escalation.tsv",
            "bank-agency-politics.tsv",
            "traps.tsv",
        ),
    ),
)

HEAD = """\
# How right the house lexicons are

Written by `python benchmarks/validity.py --write`; every figure is measured, none is typed. F1 with its 95 %
interval, sentence by sentence, against the codes of a reader; for the voice, accuracy. "Plain count" is the same
lexicon without stance: a sentence with any hit carries the frame; for the voice it is "a quotation mark is a source".
What the tables are: [tests/coded/README.md](../tests/coded/README.md). A gate in the tests (`tests/gate/quality.yaml`)
fails when a figure falls.
"""

FOOT = """
## How to read this

- A lexicon finds words. The sentences it misses most are those whose meaning stands in the sentence before ("They
  did."), irony, and figures of speech nobody wrote down.
- "Discounted" is the hardest: there are a hundred ways to wave a fear away.
- The held-out tables are invented by one hand each; real articles repeat stock phrases more, and surprise more.
- Figures for few positives have wide intervals; take the interval, not the figure.
"""


def main() -> None:
    """Print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/validity.md")
    page = "\n".join(_page()) + "\n"
    if parser.parse_args().write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)


def _page() -> Iterator[str]:
    yield HEAD
    for title, about, names in GROUPS:
        yield f"## {title}\n\n{about}\n"
        for name in names:
            path = (CODED / name).resolve()
            coding = path.with_suffix(".coding.yaml")
            validation, held_out = pipeline.validate(path, coding=load_coding(coding) if coding.exists() else None)
            yield from _table(path.relative_to(ROOT).as_posix(), validation)
            if title == "The five seeds":
                yield from _by_article(held_out)
    yield FOOT.strip()


def _table(name: str, validation: Validation) -> Iterator[str]:
    yield f"**{name}**: {validation.sentences} sentences\n"
    yield "| measure | with it | precision | recall | F1 | plain count |\n|---|---|---|---|---|---|"
    for finding in validation.findings:
        shown = finding.figures
        plain = finding.plain.accuracy if _is_voice(finding) else finding.plain.f1
        f1 = shown.accuracy if _is_voice(finding) else shown.f1
        yield (
            f"| {finding.judgement.label} | {shown.tally.positives} "
            f"| {_plain(shown.precision)} | {_plain(shown.recall)} | {_full(f1)} | {_plain(plain)} |"
        )
    yield ""


def _by_article(held_out: tuple[HeldOut, ...]) -> Iterator[str]:
    """Stance and voice article by article: rules written for one article would show here."""
    yield "Each article by itself (F1; voice: accuracy; – where the article has none):\n"
    articles = tuple(dict.fromkeys(row.article for row in held_out))
    yield "| measure | " + " | ".join(articles) + " |\n|---|" + "---|" * len(articles)
    for label in dict.fromkeys(row.judgement.label for row in held_out):
        rows = [row for row in held_out if row.judgement.label == label]
        cells = [row.held_out.accuracy if label == "voice" else row.held_out.f1 for row in rows]
        yield f"| {label} | " + " | ".join("–" if cell is None else f"{cell:.2f}" for cell in cells) + " |"
    yield ""


def _is_voice(finding: Finding) -> bool:
    return finding.judgement.subject == "voice"


def _plain(rate: Rate) -> str:
    return "–" if rate.value is None else f"{rate.value:.2f}"


def _full(rate: Rate) -> str:
    return "–" if rate.value is None else f"**{rate.value:.2f}** ({rate.low:.2f} to {rate.high:.2f})"


if __name__ == "__main__":
    main()
