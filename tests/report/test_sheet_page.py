"""The coding sheet in a real browser: coded with the keyboard, undone, saved as a file that `merge` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import serious_findings
from makers import make_lexicon, make_scores
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from framing.model import Lexicon
from framing.report.sheet import sheet_page
from framing.tune.coded import CodedTable, read_coded
from framing.tune.coding import Coding, Judgement
from framing.tune.merge import merge, sheet_coding
from framing.tune.questions import questions
from framing.tune.sample import Sample, coding_for, draw

ODD = (
    '<script>window.hit = 1</script><img src=x onerror="window.hit = 2"> '
    '“war” — عربي, 漢字 & 👩‍👩‍👧 \u2028 "quoted", it said.'
)
TEXTS = [
    ("north", "They spoke of war again. It is not war. Bread was cheap."),
    ("<b>south</b>", "Peace was near. A strike hit the port. </script><!-- The sun rose."),
]


def made(lexicon: Lexicon, coding: Coding | None = None) -> Sample:
    """Draw everything, with one sentence made odd."""
    drawn = draw(make_scores(TEXTS, lexicon), frame="risk", size=100, coding=coding)
    lines = [replace(line, text=ODD) if line.id == "a0-3" else line for line in drawn.lines]
    return replace(drawn, lines=tuple(lines), corpus="Łódź </title>")


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Draw a sample that asks about the frame and about the voice."""
    lexicon = make_lexicon()
    asked = coding_for(lexicon)
    voice = Judgement(subject="voice", column="voice", positive=frozenset({"S"}), ignored=frozenset({""}))
    return made(
        lexicon,
        replace(asked, judgements=(*asked.judgements, voice), codes={**asked.codes, "voice": ("O", "S", "")}),
    )


@pytest.fixture(scope="module")
def file(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sheet."""
    path = tmp_path_factory.mktemp("sheet") / "sheet.html"
    path.write_text(sheet_page(sample, questions(sample.coding, make_lexicon()), name="risk-test"), encoding="utf-8")
    return path


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser of one coder, which may reach no network."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1000, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, file: Path) -> Page:
    """Open the sheet, and fail on any fault of its script or its policy."""
    return opened(context, file)


def opened(context: BrowserContext, file: Path) -> Page:
    """Return the sheet in a new page; faults are kept on the page's window as a list."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda message: pytest.fail(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else pytest.fail(request.url))
    page.goto(file.as_uri())
    return page


def keys(page: Page, *pressed: str) -> None:
    """Press keys one after the other."""
    for key in pressed:
        page.keyboard.press(key)


def named(page: Page, name: str) -> None:
    """Write the coder's name and leave the field with the keyboard."""
    page.locator("#coder").focus()
    page.keyboard.type(name)
    page.keyboard.press("Escape")


def saved(page: Page, sample: Sample, folder: Path) -> CodedTable:
    """Save with the keyboard and read the file as `merge` does."""
    with page.expect_download() as waiting:
        page.keyboard.press("s")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return read_coded(path, sheet_coding(sample.coding), sheet=True)


def test_a_sheet_is_coded_with_the_keyboard_alone(page: Page, sample: Sample, tmp_path: Path) -> None:
    """Digits answer and go on, `0` clears, arrows move, `n` notes; the saved file is what was typed."""
    named(page, "Ann Łę")
    keys(page, "3", "2")
    assert page.locator("#place").inner_text().startswith("Sentence 2 of 6")
    keys(page, "1", "1", "ArrowLeft", "ArrowDown", "0")
    assert page.locator("#count").inner_text() == "1 of 6"
    keys(page, "n")
    page.keyboard.type('a "note", 漢字')
    keys(page, "Escape", "o")
    table = saved(page, sample, tmp_path)
    assert Path(table.origin).name == "risk-test-Ann-Łę.csv"
    first, second, *rest = table.rows
    assert [dict(row.codes) for row in (first, second)] == [{"risk": "1", "voice": "S"}, {"risk": "-1", "voice": ""}]
    assert second.note == 'a "note", 漢字'
    assert not any(code for row in rest for code in row.codes.values())
    merged = merge(sample, {"ann": table})
    assert merged.codes[sample.drawn[0].id] == {"risk": "1", "voice": "S"}
    assert merged.notes == {sample.drawn[1].id: {"ann": 'a "note", 漢字'}}
    assert page.locator("#said").inner_text().endswith("5 sentences are not coded yet.")


def test_undo_goes_back_step_by_step(page: Page, sample: Sample, tmp_path: Path) -> None:
    """`u` and Ctrl+Z take back the last answer, where it was given; then there is nothing left to take back."""
    named(page, "ann")
    keys(page, "3", "2", "1")
    keys(page, "u")
    assert page.locator("#place").inner_text().startswith("Sentence 2 of 6")
    keys(page, "Control+z")
    assert page.locator("#place").inner_text().startswith("Sentence 1 of 6")
    assert page.locator("fieldset.asked").get_attribute("data-column") == "voice"
    table = saved(page, sample, tmp_path)
    assert [code for row in table.rows for code in row.codes.values() if code] == ["1"]
    keys(page, "u", "u")
    assert page.locator("#undo").is_disabled()


def test_article_text_is_text(page: Page) -> None:
    """Script tags and odd letters are shown as they are and run nothing."""
    keys(page, "ArrowRight", "ArrowRight")
    assert page.locator("#text").evaluate("node => node.textContent") == ODD
    assert page.evaluate("window.hit") is None
    keys(page, "ArrowRight")
    assert "<b>south</b>" in page.locator("#place").inner_text()
    assert page.locator("#before").inner_text() == ""
    assert "Łódź </title>" in page.locator(".standfirst").inner_text()


def test_a_reload_keeps_the_answers(context: BrowserContext, file: Path, sample: Sample, tmp_path: Path) -> None:
    """Answers, notes and the coder outlive the page, and whoever opens it is told whose they are."""
    page = opened(context, file)
    named(page, "ann")
    keys(page, "3", "1", "n")
    page.keyboard.type("odd")
    keys(page, "Escape")
    page.close(run_before_unload=False)
    again = opened(context, file)
    assert again.locator("#count").inner_text() == "1 of 6"
    assert "Answers of ann to 1 sentences are here" in again.locator("#said").inner_text()
    table = saved(again, sample, tmp_path)
    assert dict(table.rows[0].codes) == {"risk": "1", "voice": "O"}
    assert table.rows[1].note == "odd"


def test_leaving_with_answers_not_saved_is_asked_about(page: Page) -> None:
    """The browser asks before the page goes, and does not once the file is saved."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    named(page, "ann")
    keys(page, "3")
    page.reload()
    assert asked == ["beforeunload"]
    with page.expect_download():
        page.keyboard.press("s")
    page.reload()
    assert asked == ["beforeunload"]


def test_the_next_coder_starts_over_and_can_take_that_back(page: Page) -> None:
    """Starting over empties the sheet, so that nobody codes beside another's answers; undo brings all of it back."""
    named(page, "ann")
    keys(page, "3", "1", "1", "1")
    page.locator("#over").click()
    assert page.locator("#count").inner_text() == "0 of 6"
    assert page.locator("#coder").input_value() == ""
    keys(page, "Escape", "u")
    assert page.locator("#count").inner_text() == "2 of 6"


def test_a_saved_file_is_loaded_again(page: Page, file: Path, browser: Browser, sample: Sample, tmp_path: Path) -> None:
    """A file saved on one computer goes on in another browser; one undo takes the whole of it back."""
    named(page, "ann")
    keys(page, "3", "1", "n")
    page.keyboard.type('two "lines", so')
    keys(page, "Escape")
    path = Path(saved(page, sample, tmp_path).origin)
    elsewhere = browser.new_context()
    other = opened(elsewhere, file)
    other.locator("#file").set_input_files(path)
    other.get_by_text("Read 6 sentences").wait_for()
    assert other.locator("#count").inner_text() == "1 of 6"
    assert other.locator("#coder").input_value() == "ann"
    keys(other, "ArrowRight")
    assert other.locator("#note").input_value() == 'two "lines", so'
    keys(other, "u")
    assert other.locator("#count").inner_text() == "0 of 6"
    elsewhere.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.csv holds no rows"),
        ("id,risk\na0-1,1\n", "x.csv has no column voice"),
        ("id,risk,voice\nb9-1,1,O\n", "x.csv holds b9-1, which is no sentence of this sample"),
        ("id,risk,voice\na0-1,7,O\n", "x.csv: a0-1 has 7 under risk, which is no code of this sheet"),
    ],
)
def test_a_file_that_is_no_sheet_changes_nothing(page: Page, tmp_path: Path, text: str, said: str) -> None:
    """The fault is named and the answers stay."""
    keys(page, "3", "1")
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    page.locator("#file").set_input_files(tmp_path / "x.csv")
    page.get_by_text(said).wait_for()
    assert page.locator("#count").inner_text() == "1 of 6"


def test_saving_needs_a_name(page: Page) -> None:
    """Two coders' files must not be taken for one another."""
    keys(page, "3", "s")
    assert "Write your name first" in page.locator("#said").inner_text()
    assert page.evaluate("document.activeElement.id") == "coder"


def test_nobody_is_shut_out(page: Page) -> None:
    """axe-core finds nothing serious, before and after an answer, wide and narrow; nothing is cut at the side."""
    assert serious_findings(page) == []
    keys(page, "3")
    page.locator("summary").first.click()
    page.set_viewport_size({"width": 360, "height": 700})
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_sheet_says_nothing_of_the_machine(file: Path, sample: Sample) -> None:
    """No verdict, weight or voice of the lexicon is in the page; the same sample gives the same page."""
    text = file.read_text("utf-8")
    data = text[text.index('id="data"') :]
    assert '"kind"' not in data
    assert '"weight"' not in data
    assert "://" not in text
    assert sheet_page(sample, questions(sample.coding, make_lexicon()), name="risk-test") == text
