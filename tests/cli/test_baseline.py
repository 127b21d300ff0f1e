"""`framing baseline` as a user runs it: build, show, add, merge, and what is refused."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from comparing_setup import LEXICON

from framing import pipeline
from framing.cli import app
from framing.errors import FramingError, InputError, OutputError

NEWS = (
    ("a1", "North Star", "left", "2024-03-01", "Heat pumps are expensive, said the harbour master of Lowe on Monday."),
    ("a2", "North Star", "left", "2024-03-04", "The council of Lowe will vote on the new heating bill in the spring."),
    ("b1", "Die Wächter", "right", "2024-03-02", "Bills for heating have fallen in Lowe since the pumps were fitted."),
    ("b2", "Die Wächter", "right", "", "Nobody in Lowe expected the old boilers to be removed before the summer."),
    ("c1", "Quay Weekly", "right", "2024-03-09", "An expensive winter is behind the people who live along the quay."),
)
Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in a folder of its own; return what was printed and what was said beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prices.yaml").write_text(LEXICON, encoding="utf-8")
    for name, rows in {"all": NEWS, "old": NEWS[:3], "new": NEWS[2:]}.items():
        _write_table(tmp_path / f"{name}.csv", rows)

    def invoke(*words: str) -> tuple[str, str]:
        app.main(["baseline", *words], standalone_mode=False)
        return capsys.readouterr()

    return invoke


def _write_table(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "outlet", "group", "date", "title", "text"])
        for name, outlet, group, day, text in rows:
            body = f"{text} The rest of {name} is about the weather in Lowe."
            writer.writerow([name, outlet, group, day, f"Title of {name}", body])


def _build(run: Run, table: str, output: str, *more: str) -> tuple[str, str]:
    found: tuple[str, str] = run("build", table, "-l", "prices.yaml", "--min-words", "5", "-o", output, *more)
    return found


def test_a_baseline_is_built_and_shown(run: Run) -> None:
    """`show` tells outlets, dates, shares with intervals, stories, lexicons and sizes, as a table and as JSON."""
    _, said = _build(run, "all.csv", "known.baseline", "--name", "Heat pumps")
    assert "wrote known.baseline: 5 articles of 3 outlets" in said
    table, _ = run("show", "known.baseline")
    assert "Heat pumps: 5 articles of 3 outlets, 10 sentences" in table
    assert "1 to 9 March 2024" in table
    assert "no article text" in table
    for outlet in ("North Star", "Die Wächter", "Quay Weekly", "all"):
        assert outlet in table
    value = json.loads(run("show", "known.baseline", "--json")[0])
    assert value["file"]["bytes"] == Path("known.baseline").stat().st_size
    assert [side["name"] for side in value["outlets"]] == ["Die Wächter", "North Star", "Quay Weekly"]
    assert [lexicon["name"] for lexicon in value["lexicons"]] == ["prices"]
    shares = {
        side["name"]: next(m for m in side["measures"] if m["facet"] is None and m["stance"] == "asserted")
        for side in (*value["outlets"], value["pooled"])
    }
    assert {name: (m["carrying"], m["sentences"]) for name, m in shares.items()} == {
        "Die Wächter": (1, 4),
        "North Star": (2, 4),
        "Quay Weekly": (1, 2),
        "all": (4, 10),
    }
    assert all(0 <= m["low"] < m["share"] < m["high"] <= 1 for m in shares.values())
    assert sum(story["articles"] for story in value["stories"]) + value["without_story"] == 5
    assert "prices/cost" in run("show", "known.baseline", "--facets")[0]


def test_the_articles_are_listed(run: Run) -> None:
    """`--articles` says which texts a baseline was counted from, with their hashes in the JSON."""
    _build(run, "all.csv", "known.baseline")
    table, _ = run("show", "known.baseline", "--articles")
    assert [line.split()[0] for line in table.splitlines()] == ["id", "b1", "b2", "a1", "a2", "c1"]
    rows = json.loads(run("show", "known.baseline", "--articles", "--json")[0])
    assert (rows[0]["id"], rows[0]["outlet"], rows[0]["date"]) == ("b1", "Die Wächter", "2024-03-02")
    assert rows[1]["date"] is None
    assert all(len(row["text_sha256"]) == len(row["input_sha256"]) == 64 for row in rows)


def test_adding_and_merging_give_the_file_of_a_fresh_build(run: Run) -> None:
    """New articles join without the old texts, and the file is byte for byte that of building all of them."""
    for table in ("all", "old", "new"):
        _build(run, f"{table}.csv", f"{table}.baseline", "--name", "Heat pumps", "--with-quotes")
    fresh = Path("all.baseline").read_bytes()
    _, said = run("merge", "new.baseline", "old.baseline", "-o", "merged.baseline")
    assert "b1 (Die Wächter): the same text as b1 (Die Wächter, 2024-03-02), which is kept" in said
    assert Path("merged.baseline").read_bytes() == fresh
    _, said = run("add", "old.baseline", "new.csv", "-l", "prices.yaml", "--min-words", "5")
    assert "left out: b1 (Die Wächter): the same text" in said
    assert "2 new articles, 3 before" in said
    assert Path("old.baseline").read_bytes() == fresh
    _, said = run("add", "old.baseline", "all.csv", "-l", "prices.yaml", "--min-words", "5", "-o", "again.baseline")
    assert "0 new articles, 5 before" in said
    assert Path("again.baseline").read_bytes() == fresh


def test_the_order_of_the_paths_makes_no_difference(run: Run) -> None:
    """Two tables in either order, with articles in both, give the same bytes; what is there twice is told."""
    for output, tables in (("one", ("old.csv", "new.csv")), ("two", ("new.csv", "old.csv"))):
        words = ("-l", "prices.yaml", "--min-words", "5", "-o", f"{output}.baseline", "--name", "n", "--with-quotes")
        _, said = run("build", *tables, *words)
        assert "the same text as b1" in said
    assert Path("one.baseline").read_bytes() == Path("two.baseline").read_bytes()


def test_a_baseline_may_lie_among_its_articles(run: Run, tmp_path: Path) -> None:
    """Built into the folder of the articles, it is built there again, and is no article itself."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "all.csv").rename(tmp_path / "articles" / "all.csv")
    for _ in range(2):
        _, said = _build(run, "articles", "articles/known.baseline")
        assert "5 articles of 3 outlets" in said


def test_groups_can_be_held_beside_each_other(run: Run, tmp_path: Path) -> None:
    """By group, the sides are the groups that articles are filed under; an article without one is named."""
    _build(run, "all.csv", "sides.baseline", "--by", "group")
    value = json.loads(run("show", "sides.baseline", "--json")[0])
    assert (value["by"], [(side["name"], side["articles"]) for side in value["outlets"]]) == (
        "group",
        [("left", 2), ("right", 3)],
    )
    _write_table(tmp_path / "none.csv", (("d1", "Post", "", "", "A bill that no one has filed under anything yet."),))
    with pytest.raises(InputError, match=r"1 of 1 articles have no group \(d1\)"):
        _build(run, "none.csv", "none.baseline", "--by", "group")
    _, said = run("add", "sides.baseline", "none.csv", "-l", "prices.yaml", "--min-words", "5", "--group", "centre")
    assert "6 articles of 3 groups" in said
    _build(run, "all.csv", "outlets.baseline")
    with pytest.raises(InputError, match="holds groups beside each other"):
        run("merge", "outlets.baseline", "sides.baseline", "-o", "both.baseline")


def test_no_text_is_kept_unless_quotes_are_asked_for(run: Run) -> None:
    """No sentence of an article is anywhere in the file, nor any three words in a row; with quotes, sentences are."""
    _build(run, "all.csv", "plain.baseline")
    _build(run, "all.csv", "quoting.baseline", "--with-quotes")
    plain, quoting = (_everything(Path(f"{name}.baseline")) for name in ("plain", "quoting"))
    for *_, text in NEWS:
        words = text.split()
        assert all(" ".join(words[start : start + 3]) not in plain for start in range(len(words) - 2))
    assert "Heat pumps are expensive, said the harbour master of Lowe on Monday." in quoting
    assert pipeline.open_baseline("plain.baseline").quotes == ()


def _everything(path: Path) -> str:
    """Return all that a baseline's file holds as text: its bytes, and those of its members."""
    with zipfile.ZipFile(path) as archive:
        parts = [path.read_bytes(), *(archive.read(name) for name in archive.namelist())]
    return "\n".join(part.decode("utf-8", errors="replace") for part in parts)


def test_another_lexicon_or_cue_list_is_refused_with_what_differs(run: Run, tmp_path: Path) -> None:
    """A changed lexicon, a lexicon left out and other cue lists are named, before a text is read."""
    _build(run, "old.csv", "known.baseline")
    before = Path("known.baseline").read_bytes()
    with pytest.raises(InputError, match="lexicon prices, which is not one of the house's") as caught:
        run("add", "known.baseline", "nowhere.csv")
    assert caught.value.where == "known.baseline"
    (tmp_path / "prices.yaml").write_text(LEXICON.replace("1.0.0", "1.1.0") + "    weight: 2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"lexicon prices is version 1\.0\.0 .* there and version 1\.1\.0") as caught:
        run("add", "known.baseline", "nowhere.csv", "-l", "prices.yaml")
    assert "framing baseline build" in caught.value.remedy
    with pytest.raises(InputError, match="also with the lexicon prices; without the lexicon us-politics"):
        run("add", "known.baseline", "nowhere.csv", "-l", "us-politics")
    assert Path("known.baseline").read_bytes() == before


def test_other_cue_lists_are_refused(run: Run, tmp_path: Path) -> None:
    """Stance and voice judged by other cues are other counts."""
    from framing.lexicon.catalog import house

    _build(run, "old.csv", "known.baseline")
    (tmp_path / "cues").mkdir()
    for path in house("cues").iterdir():
        (tmp_path / "cues" / path.name).write_text(path.read_text("utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"the cue lists are .* there and .* here"):
        run("add", "known.baseline", "new.csv", "-l", "prices.yaml", "--cues", "cues")


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (("show", "knwn.baseline"), InputError, "there is no such file; did you mean known.baseline"),
        (("show", "."), InputError, "this is a folder"),
        (("show", "all.csv"), InputError, "this is no baseline; give a file that `framing baseline build` wrote"),
        (("show", "empty.baseline"), InputError, "the file is empty"),
        (("merge", "known.baseline", "-o", "x.baseline"), InputError, "one baseline alone"),
        (("merge", "known.baseline", "known.baseline", "-o", "known.baseline"), OutputError, "one of the inputs"),
        (("add", "known.baseline", "gone.csv", "-l", "prices.yaml"), InputError, "there is no such file or folder"),
        (("build", "all.csv", "-o", "all.csv"), OutputError, "this is one of the inputs"),
        (("build", ".", "-o", "new.csv"), OutputError, "this is one of the inputs"),
        (("build", "all.csv", "-o", "gone/x.baseline"), OutputError, "the folder gone does not exist"),
    ],
)
def test_mistakes_get_an_answer(run: Run, words: tuple[str, ...], error: type[FramingError], said: str) -> None:
    """A typo, a folder, a file of another kind, an output over an input: each says what to do, and nothing is lost."""
    _build(run, "old.csv", "known.baseline")
    Path("empty.baseline").touch()
    before = {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    with pytest.raises(error, match=said):
        run(*words)
    assert {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


def test_merging_with_one_that_has_no_quotes_says_so(run: Run) -> None:
    """Quotations are kept where all have them; where one has none, that is said."""
    _build(run, "old.csv", "old.baseline", "--with-quotes")
    _build(run, "new.csv", "new.baseline")
    _, said = run("merge", "old.baseline", "new.baseline", "-o", "both.baseline")
    assert "no quotations are kept: new.baseline holds none" in said
    assert pipeline.open_baseline("both.baseline").name == "new + old"
