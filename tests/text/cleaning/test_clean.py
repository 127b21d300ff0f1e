"""Cleaning takes the page away and leaves the article."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_pages import SEEDS, MarkedPage, coded_sentences, judged, pages, plain_source

from framing.model import Article, Skipped, Source
from framing.text.cleaning import MIN_WORDS, clean, load_rules, mark
from framing.text.reading import read_sources
from framing.text.sentences import segment

RULES = load_rules()
CODED = coded_sentences()
SOURCES = {source.metadata["id"]: source for source in read_sources([SEEDS])[0]}
BODY = "The convoy left at dawn and did not stop before noon, although two of its cars had been hit on the way. " * 3
# How many lines of furniture cleaning leaves in, by set of pages; lowered when cleaning gets better, never raised.
STILL_KEPT = {"body-*.txt": 0, "page-*.txt": 4, "late-*.txt": 0, "last-*.txt": 11}


@pytest.mark.parametrize("article", sorted(CODED))
@pytest.mark.parametrize("with_title", [True, False])
def test_a_seed_is_cleaned_to_its_coded_sentences(article: str, with_title: bool) -> None:
    """Every coded sentence is in the cleaned body, and 98 % of the body is coded, whether the title is known or not."""
    source = SOURCES[article]
    known = dict(source.metadata) if with_title else {"id": article, "outlet": "x"}
    cleaned = clean(plain_source(source.text, **known), RULES)
    assert isinstance(cleaned, Article)
    document = segment(cleaned)
    found = [document.text_of(sentence) for sentence in document.sentences]
    coded = [text for _, text in CODED[article]]
    assert [text for text in coded if text not in found] == []
    assert sum(text in coded for text in found) >= 0.98 * len(found)


@pytest.mark.parametrize("article", sorted(CODED))
def test_the_paragraphs_of_a_seed_are_the_coded_ones(article: str) -> None:
    """The cleaned body has the paragraphs that the coded table names."""
    cleaned = clean(SOURCES[article], RULES)
    assert isinstance(cleaned, Article)
    coded: dict[int, list[str]] = {}
    for paragraph, text in CODED[article]:
        coded.setdefault(paragraph, []).append(text)
    assert cleaned.text.split("\n\n") == [" ".join(texts) for texts in coded.values()]


@pytest.mark.parametrize("page", pages("*.txt"), ids=lambda page: page.name)
def test_no_line_of_an_article_is_taken_out(page: MarkedPage) -> None:
    """On no invented page does cleaning take out a line of the body."""
    assert judged(page, RULES).wrongly_removed == ()


@pytest.mark.parametrize("pattern", sorted(STILL_KEPT))
def test_furniture_goes(pattern: str) -> None:
    """Of the furniture of a set of pages no more stays than was measured."""
    kept = [line for page in pages(pattern) for line in judged(page, RULES).wrongly_kept]
    assert len(kept) <= STILL_KEPT[pattern], kept


def test_there_are_enough_pages_to_say_so() -> None:
    """The sets hold at least 14 bodies without furniture, and 10 pages with it."""
    assert len(pages("body-*.txt")) >= 14
    assert len(pages("page-*.txt")) >= 10


LINES = st.lists(
    st.sampled_from(
        [
            "Advertisement",
            "",
            "The long road",
            "THE LONG ROAD TO THE SEA IS CLOSED",
            "He said no.",
            "keep reading",
            "Related",
            "- one item",
            "Photo: Anna Lind",
            "By Jane Doe",
            "About the Author",
            "12 comments",
            "Who?",
            "# Heading",
            "The order reads:",
            "Sign up for our newsletter",
            BODY.strip(),
            "The bridge was closed on Monday, and nobody in the town could say for how long it would be.",
        ]
    ),
    max_size=30,
)


@given(LINES, st.sampled_from([{}, {"title": "The long road"}, {"author": "Jane Doe"}]))
@settings(max_examples=150)
def test_nothing_is_lost_and_nothing_invented(lines: list[str], known: dict[str, str]) -> None:
    """Kept and removed spans are in order, do not overlap, and hold every character that is not white space."""
    marked = mark(plain_source("\n".join(lines), **known), RULES)
    spans = sorted([*marked.kept, *((removal.start, removal.end) for removal in marked.removed)])
    place = 0
    for start, end in spans:
        assert not marked.text[place:start].strip()
        assert place <= start < end
        place = end
    assert not marked.text[place:].strip()
    for removal in marked.removed:
        assert marked.text[removal.start : removal.end] == removal.text
        assert marked.text.split("\n")[removal.line - 1] == removal.text


@given(st.text(max_size=400))
def test_any_text_at_all_can_be_cleaned(text: str) -> None:
    """Cleaning never fails, and an article's paragraphs are lines of the normalised source, in order."""
    source = plain_source(text)
    result = clean(source, RULES, min_words=1)
    if isinstance(result, Article):
        lines = iter(mark(source, RULES).text.split("\n"))
        assert all(any(paragraph == line for line in lines) for paragraph in result.text.split("\n\n"))


def test_a_title_that_is_not_known_is_found_where_it_is_printed_twice() -> None:
    """The first line that stands above the text and comes again is the title."""
    cleaned = clean(plain_source(f"News\nA road too far\nMonday\nA road too far\n{BODY}"), RULES)
    assert isinstance(cleaned, Article)
    assert cleaned.title == "A road too far"
    assert cleaned.text == BODY.strip()


def test_an_article_without_heading_has_no_title() -> None:
    """Nothing is made up."""
    cleaned = clean(plain_source(BODY), RULES)
    assert isinstance(cleaned, Article)
    assert cleaned.title is None
    assert cleaned.removed == ()


def test_what_is_known_of_a_source_is_known_of_its_article() -> None:
    """Metadata goes over, the date as a date."""
    known = {"title": "T", "author": "A", "date": "2024-11-19", "date_basis": "stated", "url": "u", "group": "g"}
    cleaned = clean(plain_source(BODY, language="uk", **known), RULES)
    assert isinstance(cleaned, Article)
    assert (cleaned.id, cleaned.outlet, cleaned.title, cleaned.author) == ("a", "The Paper", "T", "A")
    assert cleaned.published == date(2024, 11, 19)
    assert (cleaned.date_basis, cleaned.url, cleaned.language, cleaned.group) == ("stated", "u", "uk", "g")


def test_a_quotation_set_large_is_not_counted_twice() -> None:
    """A line that a longer paragraph holds word for word goes; a short refrain stays."""
    opening = [
        f"The driver of car {number} had not slept since the Tuesday before the last."
        for number in ["one", "two", "three"]
    ]
    lines = ["It was late.", "They had no plan at all for the second night", "It was late."]
    said = "“They had no plan at all for the second night,” said the driver, who had one, and kept it to himself."
    marked = mark(plain_source("\n\n".join([*opening, BODY, said, f"“{lines[1]}.”", BODY, lines[0], lines[2]])), RULES)
    assert [(r.reason, r.text) for r in marked.removed] == [
        ("pull-quote", f"“{lines[1]}.”"),
        ("repeated-text", BODY.strip()),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\u200b"])
def test_a_source_without_text_is_left_out_as_empty(text: str) -> None:
    """White space and unseen characters are no text."""
    result = clean(plain_source(text), RULES)
    assert isinstance(result, Skipped)
    assert result.reason == "empty"


def test_a_page_of_furniture_is_left_out_as_such() -> None:
    """Where nothing remains the reason is boilerplate-only."""
    result = clean(plain_source("Advertisement\nShare\nSign up for our newsletter\n© 2024 The Paper"), RULES)
    assert isinstance(result, Skipped)
    assert (result.reason, result.outlet) == ("boilerplate-only", "The Paper")


def test_a_short_article_is_left_out_and_said() -> None:
    """Below the minimum an article is a value with the count; the minimum is a choice."""
    text = "The bridge is closed. Nobody knows why."
    result = clean(plain_source(text), RULES)
    assert isinstance(result, Skipped)
    assert result.reason == "too-short"
    assert "7 words" in result.detail
    assert str(MIN_WORDS) in result.detail
    assert isinstance(clean(plain_source(text), RULES, min_words=7), Article)


def test_coded_sentences_are_not_cleaned() -> None:
    """Rows are joined as they are, however short, and looked at by no rule."""
    rows = (("a-1", 0, "Advertisement"), ("a-2", 0, ""), ("a-3", 1, " Why\u00a0now? "))
    source = Source(origin="t.tsv", media_type="sentences", text="x", sha256="0", metadata={"id": "a"}, rows=rows)
    cleaned = clean(source, RULES)
    assert isinstance(cleaned, Article)
    assert cleaned.text == "Advertisement \n\n Why\u00a0now? "
    assert cleaned.removed == ()


def test_markdown_loses_its_marks_and_keeps_its_lists() -> None:
    """Headings go with their reason, items and numbers stay, links and emphasis become words."""
    text = (
        f"# The road\n\n{BODY}\n\n## What *next*?\n\nThe [ministry](http://x.example) is **silent**,\nit says.\n\n"
        "- one gun\n- two guns\n\n3. three\n\n> We wait.\n\n![a bridge](b.png)\n\n<div class='ad'></div>\n"
    )
    source = Source(origin="a.md", media_type="text/markdown", text=text, sha256="0", metadata={"id": "a"})
    cleaned = clean(source, RULES)
    assert isinstance(cleaned, Article)
    assert cleaned.text.split("\n\n") == [
        BODY.strip(),
        "The ministry is silent, it says.",
        "- one gun",
        "- two guns",
        "3. three",
        "We wait.",
    ]
    assert cleaned.title == "The road"
    assert [r.text for r in cleaned.removed] == ["# The road", "## What next?", "![a bridge]", "<div class='ad'></div>"]
