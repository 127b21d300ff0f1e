"""Peers that look for all entries at once in a text or in a column of texts: automata, data frames, databases."""

from __future__ import annotations

import os
import re

from tasks import Count, Table, Task, plain

os.environ.setdefault("POLARS_MAX_THREADS", "1")


def pyahocorasick(task: Task) -> Count:
    """Pyahocorasick, with word boundaries looked at for each match."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for text, values in _by_text(task).items():
        automaton.add_word(text, (len(text), values))
    automaton.make_automaton()

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            lower = plain(text)
            for last, (length, values) in automaton.iter(lower):
                if _begins(lower, last + 1 - length):
                    ends = _ends(lower, last + 1)
                    for open_, category in values:
                        table[row, category] += open_ or ends
        return table

    return count


def ahocorasick_rs(task: Task) -> Count:
    """Ahocorasick_rs, with word boundaries looked at for each match."""
    from ahocorasick_rs import AhoCorasick

    texts = _by_text(task)
    automaton = AhoCorasick(list(texts))
    values = list(texts.values())

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            lower = plain(text)
            for number, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
                if _begins(lower, start):
                    ends = _ends(lower, end)
                    for open_, category in values[number]:
                        table[row, category] += open_ or ends
        return table

    return count


def _by_text(task: Task) -> dict[str, list[tuple[bool, int]]]:
    """Return whether the word may go on, and the category, of each entry by its text: `war` and `war*` share one."""
    found: dict[str, list[tuple[bool, int]]] = {}
    for entry in task.entries:
        found.setdefault(entry.text, []).extend((entry.open, category) for category in entry.categories)
    return found


def _begins(text: str, start: int) -> bool:
    return not (start and text[start - 1].isalnum())


def _ends(text: str, end: int) -> bool:
    return not (end < len(text) and text[end].isalnum())


def polars(task: Task) -> Count:
    """Polars, without Python in between: texts with a space around every word, and entries with theirs."""
    import polars as pl

    pairs = [(f" {entry.text}{'' if entry.open else ' '}", c) for entry in task.entries for c in entry.categories]
    of_category = pl.DataFrame(pairs, schema={"entry": pl.String, "category": pl.Int64}, orient="row")
    frame = pl.DataFrame({"text": list(task.texts)}).with_row_index("row")
    text = (
        pl.col("text").str.to_lowercase().str.replace_all(r"[’']s\b|[“”\"]", "").str.replace_all("-", " ", literal=True)
    )
    spaced = text.str.replace_all(r"[^\w\s]+", " . ").str.replace_all(r"\s+", " ")
    found = pl.concat_str(pl.lit(" "), spaced, pl.lit(" ")).str.extract_many(
        of_category["entry"].unique(maintain_order=True).to_list(), overlapping=True
    )
    query = (
        frame.lazy().select("row", entry=found).explode("entry").join(of_category.lazy(), on="entry")
        .group_by("row", "category").len()
    )  # fmt: skip

    def count() -> Table:
        table = task.table()
        counts = query.collect()
        table[counts["row"].to_numpy(), counts["category"].to_numpy()] = counts["len"].to_numpy()
        return table

    return count


# DuckDB's query; no entry has more than three words.
COUNTS = r"""
    WITH
    texts AS (
        SELECT id, replace(regexp_replace(lower(text), '[’'']s\b|[“”"]', '', 'g'), '-', ' ') AS text FROM articles
    ),
    lists AS (SELECT id, regexp_extract_all(text, '[\pL\pN]+|[^\pL\pN\s]+') AS words FROM texts),
    tokens AS (SELECT id, unnest(words) AS word, generate_subscripts(words, 1) AS place FROM lists),
    rows AS (
        SELECT id, word AS one, one || ' ' || lead(word) OVER w AS two, two || ' ' || lead(word, 2) OVER w AS three
        FROM tokens WINDOW w AS (PARTITION BY id ORDER BY place)
    ),
    found AS (
        SELECT id, one AS entry FROM rows
        UNION ALL SELECT id, two FROM rows WHERE two IN (SELECT entry FROM entries)
        UNION ALL SELECT id, three FROM rows WHERE three IN (SELECT entry FROM entries)
    )
    SELECT id, category, count(*) AS number FROM found JOIN entries USING (entry) GROUP BY ALL"""


def duckdb(task: Task) -> Count:
    """DuckDB on one thread: words and punctuation as rows, joined with entries of one word and more."""
    import duckdb as library
    import pyarrow as pa

    base = library.connect(config={"threads": 1})
    pairs = [{"entry": text, "category": c} for text, categories in task.written_out.items() for c in categories]
    entries = pa.Table.from_pylist(pairs)
    articles = pa.table({"id": range(len(task.texts)), "text": list(task.texts)})
    base.register("given_entries", entries)
    base.register("given_articles", articles)
    base.execute("CREATE TABLE entries AS SELECT * FROM given_entries")
    base.execute("CREATE TABLE articles AS SELECT * FROM given_articles")

    def count() -> Table:
        table = task.table()
        found = base.execute(COUNTS).fetchnumpy()
        table[found["id"], found["category"]] = found["number"]
        return table

    return count


def hyperscan(task: Task) -> Count:
    """Hyperscan's regular expressions, called back for each match.

    It has no `\\b` of letters beyond ASCII: bytes of such letters are taken for parts of words.
    """
    import hyperscan as library

    edge = rb"[^a-z0-9\x80-\xff]"
    patterns = [
        b"(?:^|" + edge + b")" + re.escape(entry.text.encode()) + (b"" if entry.open else b"(?:$|" + edge + b")")
        for entry in task.entries
    ]
    base = library.Database(mode=library.HS_MODE_BLOCK)
    base.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=0)
    categories = [entry.categories for entry in task.entries]

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            counts = table[row]

            def found(number: int, _start: int, _end: int, _flags: int, counts: Table) -> None:
                for category in categories[number]:
                    counts[category] += 1

            base.scan(plain(text).encode(), match_event_handler=found, context=counts)
        return table

    return count
