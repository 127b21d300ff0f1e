"""Every oddity of every format is read as it was meant, or said to be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon.exchange.convert import is_foreign, read_dictionary, report_dict, report_text, summary
from framing.lexicon.exchange.values import Read
from framing.lexicon.load import load_lexicon
from framing.lexicon.pattern import compile_terms
from framing.text.sentences import tokenize

FILES = Path(__file__).parent / "files"


def shape(read: Read) -> dict[str, list[tuple[str, float]]]:
    """Return facet -> (term, weight) of what was read."""
    return {facet.name: [(term.pattern, term.weight) for term in facet.terms] for facet in read.lexicon.facets}


def words(read: Read) -> dict[str, list[str]]:
    """Return facet -> terms of what was read."""
    return {facet: [pattern for pattern, _ in terms] for facet, terms in shape(read).items()}


def lost(read: Read) -> list[tuple[int, str]]:
    """Return the line and entry of what was lost."""
    return [(item.line, item.entry) for item in read.report.lost]


def made(tmp_path: Path, name: str, content: str | bytes) -> Path:
    """Write a small file."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_liwc() -> None:
    """Numbers are compared as numbers, tabs nest, a term may hold spaces, and conditions are said to be lost."""
    read = read_dictionary(FILES / "oddities.dic")
    assert words(read) == {
        "Harm": ["war*", "covid 19", "kind of", "of", "AT BEFORE/1 T"],
        "Harm.Virtue": ["war*", "kind of"],
        "Harm.Vice": ["warm", "like", "war*"],
        "Heading.NA": ["no"],
    }
    assert lost(read) == [
        (8, "Empty"),
        (15, "like (02 134)125/464"),
        (16, "of <of>131/125"),
        (17, "foo 99"),
        (18, "a*b"),
        (19, ":)"),
        (23, "lonely"),
    ]
    (changed,) = read.report.changed
    assert (changed.line, changed.entry, changed.became) == (22, "AT&T", "AT BEFORE/1 T")
    counts = read.report.counts_in
    assert (counts.categories, counts.rows, counts.terms, counts.pairs) == (6, 13, 12, 13)


def test_the_longer_word_is_found_beside_the_shorter_stem() -> None:
    """`war*` does not hide `warm`, which is in another category."""
    lexicon = read_dictionary(FILES / "oddities.dic").lexicon
    vice = next(facet for facet in lexicon.facets if facet.name == "Harm.Vice")
    terms = compile_terms([term.pattern for term in vice.terms if term.pattern != "war*"])
    assert [match.term for match in terms.find(tokenize("a warm day"))] == [0]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_line_ends_and_encodings(tmp_path: Path, end: str, encoding: str) -> None:
    """The same dictionary in any encoding and with any line ends is the same lexicon, with the same lines."""
    text = end.join(["%", "1 Größe", "%", "café\t1", "war*\t1", "x*y\t1"])
    read = read_dictionary(made(tmp_path, "one.dic", text.encode(encoding)))
    assert words(read) == {"Größe": ["café", "war*"]}
    assert lost(read) == [(6, "x*y")]


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    """A Cyrillic dictionary is read right where its encoding is named; one that is not there is an error."""
    path = made(tmp_path, "one.dic", "%\n1 Война\n%\nвойн*\t1\n".encode("cp1251"))
    assert words(read_dictionary(path, encoding="cp1251")) == {"Война": ["войн*"]}
    with pytest.raises(LexiconError, match="there is no encoding klingon"):
        read_dictionary(path, encoding="klingon")
    with pytest.raises(LexiconError, match=r"one.dic:2: byte \d+ is not utf-8 text"):
        read_dictionary(path, encoding="utf-8")


def test_liwc_22() -> None:
    """A table of X and weights; quoted cells; what is neither is said to be lost."""
    read = read_dictionary(FILES / "oddities.dicx")
    assert shape(read) == {
        "Harm": [("war*", 1), ("nuclear*", 0.5)],
        "Care-and-more": [("well well", 1), ("nuclear*", -2), ("odd", 1)],
    }
    assert lost(read) == [(1, "Loss"), (1, "Money"), (4, ":)"), (6, "odd"), (7, "none")]


def test_quanteda() -> None:
    """Texts stay texts, and a category keeps its own terms beside its sub-categories."""
    read = read_dictionary(FILES / "oddities.quanteda.yaml")
    assert words(read) == {
        "ECONOMY": ["no", "yes", "2022", "1.0", "tax*"],
        "ECONOMY.State": ["spend?", "income tax"],
        "ECONOMY.Market": ["price"],
        "single": ["word"],
        "deep.deeper": ["own"],
        "deep.deeper.deepest": ["new york", "*ism", "not BEFORE/2 good"],
        "NA": ["namibia"],
    }
    assert lost(read) == [(14, "*"), (16, "empty")]
    assert [item.entry for item in read.report.changed] == ["new_york", "not * good"]


def test_what_yaml_takes_for_nothing_in_quanteda(tmp_path: Path) -> None:
    """`null` is a word as `no` is one, an item that says nothing is listed as lost, and so is an empty category."""
    (tmp_path / "d.yaml").write_text("A:\n  - null\n  - ~\n  -\n  - war\nB: ~\nC: Null\nD:\n", "utf-8")
    read = read_dictionary(tmp_path / "d.yaml")
    assert words(read) == {"A": ["null", "war"], "C": ["Null"]}
    assert lost(read) == [(3, "~"), (4, ""), (6, "B"), (8, "D")]


def test_wordstat() -> None:
    """Entries and categories are siblings, weights are decimals, rules are terms with distances."""
    read = read_dictionary(FILES / "oddities.cat")
    assert shape(read) == {
        "SOUTH": [("STRAY", 2)],
        "SOUTH.BW": [("Botswana", 1), ("SOUTH AFRICA*", 0.5)],
        "SOUTH.NA": [("Namibia", -1), ("CAPE TOWN", 10)],
        "NEGATION": [('"NOT"', 1), ("N*T EVER", 1)],
        "RULES": [
            ("@BW AFTER/3 @NA", 1),
            ("CAPE NEAR/999 TOWN", 1),
            ("@BW NOT AFTER/3 @NEGATION", 0.5),
            ("@BW BEFORE/20 @NA", 1),
        ],
    }
    assert dict(read.lexicon.sets) == {
        "BW": ("Botswana", "SOUTH AFRICA*"),
        "NA": ("Namibia", "CAPE TOWN"),
        "NEGATION": ('"NOT"', "N*T EVER"),
    }
    assert [entry.partition(" ")[0] for _, entry in lost(read)] == ["@LOST", "@ODD", "ZERO"]
    assert [item.entry.partition(" ")[0] for item in read.report.changed] == ["@FAR"]
    assert read.lexicon.facets[-1].terms[0].note == "@BOTH"


def test_wordstat_rules_hit_what_they_say() -> None:
    """A rule finds its first category only where the second does not stand before it."""
    lexicon = read_dictionary(FILES / "oddities.cat").lexicon
    terms = compile_terms(["@BW NOT AFTER/3 @NEGATION"], sets=lexicon.sets)
    assert terms.find(tokenize("This is Botswana"))
    assert not terms.find(tokenize("This is not Botswana"))


def test_yoshikoder() -> None:
    """A category may hold patterns and categories; its score is that of its patterns; the top is the title."""
    read = read_dictionary(FILES / "oddities.ykd")
    assert shape(read) == {
        "State": [("econom*", 2), ("income tax", -1), ("after", 2)],
        "State.Inside": [("*ism", 2), ("AT BEFORE/1 T", 2)],
        "State-2": [("bank", 1)],
    }
    assert (read.lexicon.title, read.report.counts_in.categories) == ("Whole", 4)
    assert [facet.path for facet in read.lexicon.facets][-1] == ("Whole", "=State=")
    assert lost(read) == [(13, "")]
    assert read.report.notes == ("descriptions of categories are not kept",)


def test_the_older_yoshikoder() -> None:
    """Names and scores as elements are the same as names and scores as attributes."""
    assert shape(read_dictionary(FILES / "oddities.2004.ykd")) == {"State": [("econom*", 2), ("income tax", -1)]}


def test_lexicoder_3() -> None:
    """A colour is no part of a category's name."""
    read = read_dictionary(FILES / "oddities.lc3")
    assert words(read) == {"negative": ["war*", "a lie"], "positive": ["good"]}
    assert lost(read) == [(7, ":-)")]


def test_lexicoder_2() -> None:
    """A space is where a word ends: patterns are not trimmed."""
    read = read_dictionary(FILES / "oddities.lcd")
    assert words(read) == {"Economy": ["TAX", "ECONOM*", "*ISM", "*banc*", "INCOME TAX*"]}
    assert lost(read) == [(9, " A* ")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.dic", "war\t1\n", r"a.dic:1: a LIWC dictionary begins with a line `%`"),
        ("a.dic", "%\n1 Harm\nwar\t1\n", r"a.dic:4: the list of categories has no end"),
        ("a.dic", "", r"a.dic:1: a LIWC dictionary begins"),
        ("a.dic", "%\n1 Harm\n%\n:)\t1\n", r"a.dic: no entry of this LIWC dictionary could be read; .*line 4"),
        ("a.dic", b"\x00\x01\x02\x00\x00", r"a.dic:1: not a dictionary: it holds zero bytes"),
        ("a.dicx", "Word,Harm\nwar,X\n", r"a.dicx:1: the first column of a LIWC-22 dictionary is `DicTerm`"),
        ("a.dicx", "DicTerm\nwar\n", r"a.dicx:1: there is no column for a category"),
        ("a.dicx", 'DicTerm,A\nwar,X\n"x"y,X\n', r"a.dicx:3: this row is no CSV"),
        ("a.yaml", "A: [x\n", r"a.yaml:2:1: YAML"),
        ("a.yaml", "A: [x]\nA: [y]\n", r"a.yaml:2:1: the category `A` repeats line 1"),
        ("a.yaml", "A: &a [x, *a]\n", r"a.yaml:1: an anchor contains itself"),
        ("a.cat", "some text\nmore text\n", r"a.cat:1: a WordStat dictionary has entries such as `WORD \(1\)`"),
        ("a.cat", "one\ntwo\nthree\n\tX (1)\n", r"a.cat:1: it has more lines that are neither"),
        ("a.ykd", "no xml", r"a.ykd:1: no XML"),
        ("a.ykd", "<dictionary>\n<cnode", r"a.ykd:2: no XML"),
        ("a.ykd", "<dictionary/>", r"a.ykd:1: a Yoshikoder dictionary has categories"),
        ("a.lc3", "war\n+neg\n", r"a.lc3:1: a Lexicoder 3 dictionary begins with a category"),
        ("a.lc3", "", r"a.lc3:1: the file is empty"),
        ("a.lcd", "<html/>", r"a.lcd:1: a Lexicoder 2 dictionary has categories"),
        ("a.txt", "just a text", r"a.txt: no dictionary of a format that is known"),
    ],
)
def test_a_file_that_is_no_dictionary_is_refused_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    """The error names the file, the line, and what was expected there."""
    with pytest.raises(LexiconError, match=message):
        read_dictionary(made(tmp_path, name, content))


@pytest.mark.parametrize("suffix", ["ykd", "lcd"])
def test_entities_are_refused(tmp_path: Path, suffix: str) -> None:
    """Neither a bomb of entities nor a file outside is opened."""
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE d [<!ENTITY a "&#120;"><!ENTITY b "&a;&a;">]>\n<d><cnode name="&b;"/></d>'
    outside = (
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d><cnode name="x"><pnode>&a;</pnode></cnode></d>'
    )
    for content, line in ((bomb, 2), (outside, 1)):
        with pytest.raises(LexiconError, match=rf"a.{suffix}:{line}: the file declares a document type"):
            read_dictionary(made(tmp_path, f"a.{suffix}", content))


def test_a_regular_expression_is_said_to_be_lost(tmp_path: Path) -> None:
    """Where Yoshikoder's patterns are regular expressions, only plain words are carried over."""
    entries = '<pnode name="war"/><pnode name="w[aeiou]r"/>'
    xml = f'<dictionary patternengine="regexp"><cnode name="A">{entries}</cnode></dictionary>'
    read = read_dictionary(made(tmp_path, "a.ykd", xml))
    assert (words(read), lost(read)) == ({"A": ["war"]}, [(1, "w[aeiou]r")])


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", "%\n1 A\n%\nwar\t1\n", "liwc"),
        ("a.dic", "DicTerm,A\nwar,X\n", "liwc-dicx"),
        ("a.dicx", "%\n1 A\n%\nwar\t1\n", "liwc"),
        ("a.xml", '<d><cnode name="A"><pnode name="war"/></cnode></d>', "yoshikoder"),
        ("a.xml", '<d><cnode name="A"><pnode name=" war "/></cnode></d>', "lexicoder2"),
        ("a.txt", "+A\nwar\n", "lexicoder3"),
        ("a.txt", "A\n\twar (1)\n", "wordstat"),
        ("a.yml", "A: war\n", "quanteda"),
        ("a.txt", "A:\n  - war\n", "quanteda"),
    ],
)
def test_the_format_is_told_by_suffix_and_content(tmp_path: Path, name: str, content: str, form: str) -> None:
    """A file without a telling suffix is known by how it begins."""
    read = read_dictionary(made(tmp_path, name, content))
    assert (read.report.source_format, words(read)) == (form, {"A": ["war"]})


def test_our_yaml_is_ours_even_where_it_is_wrong(tmp_path: Path) -> None:
    """A misspelt file of ours gets our loader's error, and is not taken for a dictionary of quanteda."""
    assert not is_foreign(made(tmp_path, "a.yaml", "name: a\ntitle: A\nfacet: {x: [y]}\n"))
    assert not is_foreign(made(tmp_path, "b.yaml", "# nothing\n"))
    assert is_foreign(made(tmp_path, "c.yaml", "title: [word]\n"))


def test_a_dictionary_is_a_lexicon_everywhere(tmp_path: Path) -> None:
    """load_lexicon reads it: one facet a category, compared by facets, with lines of the file."""
    lexicon = load_lexicon(FILES / "oddities.lc3")
    assert (lexicon.compare_by, lexicon.stance) == ("facets", "cues")
    assert [(term.pattern, term.line) for term in lexicon.terms] == [("war*", 2), ("a lie", 3), ("good", 6)]
    single = load_lexicon(made(tmp_path, "one.lc3", "+only\nword\n"))
    assert single.compare_by == "frame"


def test_the_report_says_it_all() -> None:
    """As text and as plain values, with counts, every loss and the notes."""
    report = read_dictionary(FILES / "oddities.cat").report
    text = report_text(report)
    assert "line 19: `@LOST [#NOBODY NEAR #NA /S 3]` in RULES: there is no category NOBODY" in text
    assert "and 2 more" in report_text(report, most=1)
    plain = report_dict(report)
    assert plain["counts"]["in"]["rows"] == 14
    assert [item["line"] for item in plain["lost"]] == [19, 20, 21]
    assert summary(report).startswith(f"{FILES / 'oddities.cat'}: not carried over: 3, not quite the same here: 1")
    assert summary(read_dictionary(FILES / "oddities.2004.ykd").report) == ""


def test_the_same_entry_with_another_weight_is_lost(tmp_path: Path) -> None:
    """An entry counts once a category; a repeat is joined, and one with another weight is said to be lost."""
    read = read_dictionary(made(tmp_path, "a.cat", "A\n\tWAR (1)\n\twar (1)\n\tWAR (3)\n"))
    assert (shape(read), lost(read)) == ({"A": [("WAR", 1)]}, [(4, "WAR (3)")])
    assert read.report.notes == ("entries that repeat one of their category are joined with it",)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.cat", f"A\n\tWAR (1)\n\tPEACE ({'9' * 400})\n", "its weight is too large for a number"),
        (
            "a.cat",
            "A\n\tWAR (1)\nFRAMING SETS\n\tone\n\t\t:) (1)\n",
            "there is no word in it: only words are looked for",
        ),
        ("a.cat", "A\n\tWAR (1)\n\t@R [WAR NEAR PEACE /S 0] (1)\n", "a distance of 0 words finds nothing"),
        ("a.dic", f"%\n1 A\n%\nwar\t1\npeace\t{'9' * 5000}\n", f"no category has the number {'9' * 5000}"),
        ("a.dic", "%\n1 A\n01 B\n%\nwar\t1\n", "its number 1 is that of the category on line 2"),
        ("a.dicx", "DicTerm,A\nwar,X\npeace,X,X\n", "there is no category above this column"),
        ("a.dicx", "DicTerm,A\nwar,X\n,X\n", "there is no term in the first column"),
    ],
)
def test_what_makes_no_sense_is_said_to_be_lost(tmp_path: Path, name: str, content: str, reason: str) -> None:
    """Numbers without end, sets of smileys, numbers used twice: said, and the rest is read."""
    read = read_dictionary(made(tmp_path, name, content))
    assert reason in [item.reason for item in read.report.lost]
    assert read.lexicon.terms[0].pattern.casefold() == "war"


def test_a_distance_beyond_every_sentence_is_the_whole_sentence(tmp_path: Path) -> None:
    """A rule's number of any length is read."""
    rule = f"@R [WAR NEAR PEACE /S {'9' * 5000}] (1)"
    read = read_dictionary(made(tmp_path, "a.cat", f"A\n\t{rule}\n"))
    assert words(read) == {"A": ["WAR NEAR/999 PEACE"]}


def test_categories_without_end_are_refused(tmp_path: Path) -> None:
    """A hundred categories within each other are no dictionary."""
    text = "".join("\t" * depth + f"c{depth}\n" for depth in range(100)) + "\t" * 100 + "WAR (1)\n"
    with pytest.raises(LexiconError, match=r"a.cat:41: more than 40 categories within each other"):
        read_dictionary(made(tmp_path, "a.cat", text))


def test_a_guessed_encoding_is_noted(tmp_path: Path) -> None:
    """Windows-1252 is assumed where nothing says otherwise, and said."""
    read = read_dictionary(made(tmp_path, "a.dic", "%\n1 A\n%\ncafé\t1\n".encode("cp1252")))
    assert read.report.notes == ("it is not UTF-8 and was read as cp1252; --encoding names another",)
