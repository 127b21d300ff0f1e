"""The same text counts once; a near duplicate is said and kept."""

from dataclasses import replace

from text_pages import SEEDS

from framing.model import Article
from framing.text.cleaning import NEAR_DUPLICATE, clean, deduplicate, load_rules, near_duplicates
from framing.text.reading import read_sources

RULES = load_rules()
CLEANED = [clean(source, RULES) for source in read_sources([SEEDS])[0]]
ARTICLES = [article for article in CLEANED if isinstance(article, Article)]


def rewritten(article: Article, every: int) -> Article:
    """Return the article with one sentence in `every` put in other words."""
    sentences = article.text.split(". ")
    changed = [
        f"Sentence {i} was put in other words here" if i % every == every - 1 else s for i, s in enumerate(sentences)
    ]
    return replace(article, id=f"{article.id}x", text=". ".join(changed))


def test_the_same_words_are_one_article() -> None:
    """Quotation marks, capitals and line ends make no other article; the first is kept, and the second names it."""
    first = ARTICLES[0]
    twin = replace(
        first,
        id="t",
        outlet="Other",
        origin="t.txt",
        title="T",
        text=first.text.upper().replace("“", '"').replace("\n\n", "\n"),
    )
    kept, skipped = deduplicate([first, twin, ARTICLES[1]])
    assert [article.id for article in kept] == [first.id, ARTICLES[1].id]
    (skip,) = skipped
    assert (skip.reason, skip.origin, skip.outlet, skip.title) == ("duplicate", "t.txt", "Other", "T")
    assert first.id in skip.detail
    assert first.outlet in skip.detail


def test_different_articles_are_all_kept() -> None:
    """The five seeds are five articles, and no two of them are near."""
    kept, skipped = deduplicate(ARTICLES)
    assert kept == tuple(ARTICLES)
    assert skipped == ()
    assert near_duplicates(ARTICLES) == ()
    assert all(value < 0.004 for _, _, value in near_duplicates(ARTICLES, threshold=0.00001))


def test_a_lightly_edited_article_is_near_and_a_rewritten_one_is_not() -> None:
    """With one sentence in ten rewritten an article is a near duplicate; with one in four it is another text."""
    for article in ARTICLES:
        ((first, second, value),) = near_duplicates([article, rewritten(article, 10)])
        assert (first, second) == (article.id, f"{article.id}x")
        assert NEAR_DUPLICATE <= value < 1
        assert near_duplicates([article, rewritten(article, 4)]) == ()


def test_similarity_is_the_share_of_common_runs_of_five_words() -> None:
    """Six words and the same six with one more share two of three runs."""
    short = replace(ARTICLES[0], id="s", text="a b c d e f")
    longer = replace(short, id="l", text="a b c d e f g")
    assert near_duplicates([short, longer], threshold=0.5) == (("s", "l", 2 / 3),)


def test_texts_too_short_for_a_run_are_near_to_nothing() -> None:
    """Fewer than five words have no 5-grams; none at all is no error."""
    tiny = [replace(ARTICLES[0], id=name, text="a b c") for name in "xy"]
    assert near_duplicates(tiny) == ()
    assert near_duplicates([]) == ()
    assert deduplicate([]) == ((), ())


def test_order_is_that_of_the_articles() -> None:
    """Pairs are found across blocks and come in the order of the articles."""
    many = [replace(ARTICLES[i % 5], id=str(i)) for i in range(1030)]
    pairs = near_duplicates([many[0], *many[1:4], many[1025]])
    assert [(first, second) for first, second, _ in pairs] == [("0", "1025")]
