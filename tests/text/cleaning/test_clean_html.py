"""HTML goes through trafilatura, then through the same rules."""

from pathlib import Path

from framing.model import Article, Skipped, Source
from framing.text.cleaning import clean, load_rules
from framing.text.cleaning.html import extract
from framing.text.reading import read_sources
from framing.text.reading.webpage import page_metadata

RULES = load_rules()
PARAGRAPHS = (
    "The convoy left at dawn and did not stop before noon, although two of its cars had been hit on the way.",
    "“No.”",
    "They had been told that the bridge was gone, and it was, and nobody in the first car had slept for two days.",
    "The crews waited for three hours by the river. Then somebody remembered the ferry, which had been sold in May.",
    "It was still there.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The long road - The Paper</title>
<meta property="og:title" content="The long road"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-11-18T05:00:00Z"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://paper.example/road"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>The long road</h1><p class="byline">By Jane Doe</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<h2>What next</h2><p>Advertisement</p><p>{PARAGRAPHS[2]}</p><ul><li>First point.</li><li>Second point.</li></ul>
<figure><img src="a.jpg" alt="x"><figcaption>A bridge. Photo: A. Lind</figcaption></figure>
<blockquote><p>{PARAGRAPHS[3]}</p></blockquote><p>{PARAGRAPHS[4]}</p></article>
<aside><h3>Related</h3><a href="/x">Another story about another road</a></aside>
<footer><p>© 2024 The Paper</p></footer></body></html>"""


def html_source(text: str) -> Source:
    return Source(origin="a.html", media_type="text/html", text=text, sha256="0", metadata={"id": "a", "outlet": "P"})


def test_the_article_of_a_page_is_kept_and_the_rest_is_said() -> None:
    """Paragraphs, items and quotations stay; headings and adverts go; a removal says what extraction left out."""
    cleaned = clean(html_source(PAGE), RULES)
    assert isinstance(cleaned, Article)
    assert cleaned.text.split("\n\n") == [*PARAGRAPHS[:3], "- First point.", "- Second point.", *PARAGRAPHS[3:]]
    furniture = cleaned.removed[0]
    assert (furniture.reason, furniture.rule, furniture.start, furniture.end) == ("page furniture", "trafilatura", 0, 0)
    assert "words stand outside the article" in furniture.text
    assert {removal.reason for removal in cleaned.removed[1:]} >= {"sub-heading", "advert"}


def test_a_page_says_what_it_is() -> None:
    """Title, author, date, address and site come from the page's own tags."""
    assert page_metadata(PAGE) == {
        "title": "The long road",
        "author": "Jane Doe",
        "date": "2024-11-18",
        "date_basis": "stated in the page",
        "url": "https://paper.example/road",
        "outlet": "The Paper",
        "language": "en",
    }


def test_an_outlet_is_not_guessed_from_the_title() -> None:
    """Without og:site_name the page names no outlet."""
    assert "outlet" not in page_metadata(PAGE.replace("og:site_name", "og:nothing"))


def test_a_page_without_an_article_is_left_out() -> None:
    """Menus alone are boilerplate, and an empty page is empty or boilerplate, never an error."""
    for text in ("", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "not html"):
        assert isinstance(clean(html_source(text), RULES), Skipped)
    assert page_metadata("") == {}


def test_short_paragraphs_survive_extraction() -> None:
    """A tabloid page of short paragraphs is extracted whole."""
    lines = [f"The tank number {number} did not stop." for number in range(30)]
    body = "".join(f"<p>{line}</p>" for line in lines)
    text = extract(f"<html><body><main><article><h1>Tanks</h1>{body}</article></main></body></html>").text
    assert [line for line in text.split("\n\n") if not line.startswith("#")] == lines


def test_tables_and_line_breaks_become_lines() -> None:
    """A row of a table is a line, a break ends one."""
    page = PAGE.replace(
        "<p>It was still there.</p>", "<p>One line.<br>Two lines.</p><table><tr><td>a b</td><td>c d</td></tr></table>"
    )
    lines = extract(page).text.split("\n")
    assert "One line." in lines
    assert "Two lines." in lines


def test_a_html_file_is_read_with_its_metadata(tmp_path: Path) -> None:
    """Read from a folder without a manifest, the page's site is its outlet."""
    (tmp_path / "road.html").write_text(PAGE, encoding="utf-8")
    (source,), skipped = read_sources([tmp_path])
    assert skipped == ()
    assert source.metadata["outlet"] == "The Paper"
    assert source.metadata["id"] == "road"
    assert source.metadata["date"] == "2024-11-18"
