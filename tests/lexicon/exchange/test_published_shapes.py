"""Files made in the shape and size of published dictionaries give the counts that those must give.

The dictionaries themselves are not ours to ship: only their numbers of categories, rows and terms are known here.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from framing.lexicon.exchange.convert import read_dictionary
from framing.lexicon.exchange.values import Counts
from framing.lexicon.load import load_lexicon

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"


def word(number: int) -> str:
    """Return a word of its own for every number."""
    syllables = ""
    for _ in range(4):
        number, consonant = divmod(number, len(CONSONANTS))
        number, vowel = divmod(number, len(VOWELS))
        syllables += CONSONANTS[consonant] + VOWELS[vowel]
    return syllables


def read(tmp_path: Path, name: str, content: str | bytes) -> Counts:
    """Return the counts of a file, which must be carried over whole, in and out."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = read_dictionary(path).report
    assert report.whole
    assert report.counts_out.pairs == report.counts_in.pairs
    return report.counts_in


def test_two_categories_of_thousands(tmp_path: Path) -> None:
    """Lexicoder 3: 2,858 negative and 1,709 positive patterns, phrases and wildcards among them."""
    numbers = count()
    lines = ["+negative#FF0000", *(f"{word(next(numbers))}{'*' if n % 2 else ''}" for n in range(2858))]
    lines += ["+positive#0000FF", *(f"{word(next(numbers))} {word(n)}" for n in range(1709))]
    counts = read(tmp_path, "sentiment.lc3", "\n".join(lines) + "\n")
    assert counts.by_category == {"negative": 2858, "positive": 1709}


def test_a_dictionary_with_carriage_returns_only(tmp_path: Path) -> None:
    """LIWC with CR: 10 categories, 2,103 rows, 2,040 different terms; the other 63 stand in a second category."""
    head = "\r".join(["%", *(f"{n:02}\tvirtue{n}" for n in range(1, 11)), "%"])
    rows = [f"{word(n)}\t{n % 10 + 1}" for n in range(2040)] + [f"{word(n)}\t{(n + 1) % 10 + 1}" for n in range(63)]
    counts = read(tmp_path, "morals2.dic", head + "\r" + "\r".join(rows) + "\r")
    assert (counts.categories, counts.rows, counts.terms, counts.pairs) == (10, 2103, 2040, 2103)


def test_terms_in_several_categories(tmp_path: Path) -> None:
    """LIWC: 11 categories, 324 terms, 359 pairs of term and category."""
    head = ["%", *(f"{n:02} Moral{n}" for n in range(1, 12)), "%"]
    rows = [f"{word(n)}*\t{n % 11 + 1:02}" + (f"\t{(n + 1) % 11 + 1:02}" if n < 35 else "") for n in range(324)]
    counts = read(tmp_path, "morals.dic", "\n".join([*head, "", *rows]))
    assert (counts.categories, counts.terms, counts.pairs) == (11, 324, 359)


def nodes(leaves: int, patterns: int, *, spaced: bool = False) -> str:
    """Return XML with one category at the top, so many inside it, and the patterns spread over those."""
    texts = [f" {word(n)} " if spaced else word(n) for n in range(patterns)]
    inside = "".join(
        f'<cnode name="c{leaf}" desc="">'
        + "".join(f'<pnode name="{text}"/>' for text in texts[leaf::leaves])
        + "</cnode>"
        for leaf in range(leaves)
    )
    return (
        f'<dictionary style="050805" patternengine="substring"><cnode name="Top" desc="">{inside}</cnode></dictionary>'
    )


def test_nested_xml(tmp_path: Path) -> None:
    """Yoshikoder: 27 categories, the top among them, and 416 patterns. Lexicoder 2: 28 and 1,402."""
    policy = read(tmp_path, "policy.ykd", nodes(26, 416))
    agendas = read(tmp_path, "agendas.lcd", nodes(27, 1402, spaced=True))
    assert (policy.categories, policy.rows) == (27, 416)
    assert (agendas.categories, agendas.rows) == (28, 1402)


def outline(tops: int, leaves: int, entries: int) -> str:
    """Return a WordStat file of categories at the top, categories spread inside them, and entries inside those."""
    lines = []
    for top in range(tops):
        lines.append(f"TOP{top}")
        for leaf in range(top, leaves, tops):
            lines.append(f"\tLEAF{leaf}")
            lines += [f"\t\t{word(entry).upper()} (1)" for entry in range(leaf, entries, leaves)]
    return "\r\n".join(lines) + "\r\n"


def test_outlines(tmp_path: Path) -> None:
    """WordStat: 26 categories and 418 entries, 52 and 3,150, 9 and 4,232."""
    shapes = {name: read(tmp_path, f"{name}.cat", outline(*shape)) for name, shape in SHAPES.items()}
    assert {name: (counts.categories, counts.rows) for name, counts in shapes.items()} == {
        "policy": (26, 418),
        "images": (52, 3150),
        "finance": (9, 4232),
    }


SHAPES = {"policy": (6, 20, 418), "images": (9, 43, 3150), "finance": (2, 7, 4232)}


def test_thousands_of_entries_are_used_at_once(tmp_path: Path) -> None:
    """6,500 entries in 70 categories load as a lexicon, every pair a term."""
    head = ["%", *(f"{n}\tcategory{n}" for n in range(1, 71)), "%"]
    path = tmp_path / "large.dic"
    path.write_text("\n".join([*head, *(f"{word(n)}*\t{n % 70 + 1}\t{(n + 7) % 70 + 1}" for n in range(6500))]))
    lexicon = load_lexicon(path)
    assert (len(lexicon.facets), len(lexicon.terms)) == (70, 13_000)
