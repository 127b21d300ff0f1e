"""The workbench in a real browser: edit, see, save; conflicts; hostile texts; keys only; no serious finding of axe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serious_findings
from playwright.sync_api import Browser, Page, expect
from small_bench import FIRST, HOSTILE, LEXICON, small_session

from framing.workbench.security import Door
from framing.workbench.server import bind, make_server
from framing.workbench.session import Session

POLICY = "Content Security Policy"
# Each in one look, and waited for: the page moves while answers arrive.
NOT_SIDEWAYS = "(id) => document.getElementById(id).scrollWidth - document.getElementById(id).clientWidth <= 1"
NOT_OVER = """([above, below, slack]) => document.querySelector(below).getBoundingClientRect().top
    >= document.querySelector(above).getBoundingClientRect().bottom - slack"""
IN_VIEW = """(selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
}"""
NO_WIDER = "() => document.documentElement.scrollWidth <= innerWidth"
NO_HIGHER = "() => document.documentElement.scrollHeight <= innerHeight"
WAIT = 20_000  # milliseconds; a busy machine is no fault of the page


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return the one session of this file."""
    return small_session(tmp_path_factory.mktemp("browser"), coded=True)


@pytest.fixture(scope="module")
def address(session: Session) -> Iterator[str]:
    """Serve the session, and yield the address that would be printed."""
    with bind(0) as listening:
        door = Door(token="t" * 43, port=listening.getsockname()[1])
        server = make_server(session, door)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield door.address
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str, session: Session) -> Iterator[Page]:
    """Return the page as it opens, on the lexicon as it was first; no script fails or is refused."""
    session.path.write_text(LEXICON, encoding="utf-8")
    session.reload(keep=False)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda said: faults.append(said.text) if POLICY in said.text else None)
    made.goto(address)
    yield made
    context.close()
    assert faults == []


def test_edit_see_save(page: Page, session: Session) -> None:
    """A term is added, its hits, counts and scores follow beside the saved version, and the file has one line more."""
    assert "token" not in page.url
    page.click("#new")
    page.fill("#pattern", "threat*")
    expect(page.locator("#check")).to_contain_text("1 hit in 1 article")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer .done")).to_contain_text("6 hits became 7")
    expect(page.locator("#text mark", has_text="threat")).to_have_count(1)
    expect(page.locator("#scores")).to_contain_text("7 hits; 6 in the saved version")
    expect(page.locator("#scores")).to_contain_text("Recall")
    expect(page.locator("#bar")).to_contain_text("1 change not saved")
    page.keyboard.press("Control+s")
    expect(page.locator("#bar .state")).to_have_text("saved")
    assert session.path.read_text("utf-8") == LEXICON.replace("unicorn war\n", "unicorn war\n      - threat*\n")


def test_a_term_is_disabled_and_that_is_undone(page: Page, session: Session) -> None:
    """Undo and redo bring the marks back and away; what is typed in a field is undone there and not in the lexicon."""
    page.get_by_role("button", name="war*", exact=True).click()
    page.click("#disable")
    expect(page.locator("#text mark")).to_have_count(0)
    page.locator("#text").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#text mark")).to_have_count(3)
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("#text mark")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator("#bar .state")).to_have_text("saved")
    page.fill("#pattern", "typed")
    page.locator("#pattern").press("Control+z")
    assert session.undoable is None


def test_a_conflict_is_shown_and_nothing_is_overwritten(page: Page, session: Session) -> None:
    """The other's words stay in the file, ours are made again on them, and then saving works."""
    page.click("#new")
    page.fill("#pattern", "threat*")
    page.click("#add")
    expect(page.locator("#bar")).to_contain_text("1 change not saved")
    other = LEXICON.replace("peace, quiet", "peace, calm")
    session.path.write_text(other, encoding="utf-8")
    page.click("#save")
    expect(page.locator("#drawer")).to_contain_text("Nothing was written")
    expect(page.locator("#reload-keep")).to_be_focused()
    assert session.path.read_text("utf-8") == other
    page.click("#reload-keep")
    expect(page.locator("#drawer")).to_contain_text("1 change made again")
    page.click("#save")
    expect(page.locator("#bar .state")).to_have_text("saved")
    assert session.path.read_text("utf-8") == other.replace("unicorn war\n", "unicorn war\n      - threat*\n")


def test_an_article_with_tags_is_shown_as_written(page: Page) -> None:
    """A script in a text or title is words."""
    page.get_by_role("button", name="Quiet").click()
    expect(page.locator("#text h2")).to_have_text("Quiet <b>days</b>")
    shown = page.locator("#text p[dir]").all_text_contents()
    assert "\n\n".join(shown) == HOSTILE
    assert page.locator("#text script, #text b").count() == 0


def test_words_after_odd_letters_are_selected_where_they_stand(page: Page, session: Session) -> None:
    """The page counts code points, as Python does: a letter outside the basic plane moves nothing."""
    page.evaluate(
        """() => {
            const sentence = [...document.querySelectorAll("#text .s")].find((s) => s.textContent.includes("😀"));
            const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            const last = nodes[nodes.length - 1];
            document.getElementById("text").focus();
            getSelection().setBaseAndExtent(nodes[0], nodes[0].data.indexOf("😀"), last, last.length);
        }"""
    )
    expect(page.locator("#selected-words")).to_have_text("😀 Wars end.")
    start, end = (int(page.input_value(f"#span-{side}")) for side in ("start", "end"))
    assert session.documents[0].article.text[start:end] == "😀 Wars end."
    page.click("#add-selected")
    expect(page.locator("#pattern")).to_have_value("😀 Wars end")


def test_why_from_the_keyboard(page: Page) -> None:
    """N goes from hit to hit and on into the next article; w and Enter say why it counts; Esc gives the focus back."""
    page.keyboard.press("n")
    expect(page.locator("#hit-0")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("w")
    expect(page.locator("#drawer .summary")).to_contain_text("discounted hit")
    expect(page.locator("#drawer")).to_contain_text("The cue is “no”")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_empty()
    expect(page.locator("#hit-1")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator("#text")).to_have_attribute("data-article", "1")
    expect(page.locator("#hit-0")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#text")).to_have_attribute("data-article", "0")
    expect(page.locator("#hit-2")).to_be_focused()


def test_a_term_is_added_and_saved_with_keys_only(page: Page, session: Session) -> None:
    """Words are selected with arrows, a opens the form with them, Enter adds, Ctrl+S saves: no mouse anywhere."""
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#selected-words")).to_have_text("is near")
    page.keyboard.press("a")
    expect(page.locator("#pattern")).to_be_focused()
    expect(page.locator("#pattern")).to_have_value("is near")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer .done")).to_contain_text("Added")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    expect(page.locator("#bar .state")).to_have_text("saved")
    assert "- is near" in session.path.read_text("utf-8")


def test_everything_is_reached_with_the_tab_key(page: Page) -> None:
    """From the top through all three columns, with a stop for each part and one for all the hits."""
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if reached[-1] == "scores":
            break
    for stop in ("undo", "save", "help-button", "new", "find", "show", "title", "order", "article-0", "text", "hit-0"):
        assert stop in reached, stop
    assert "hit-1" not in reached
    assert reached[-1] == "scores"


def test_letters_can_be_turned_off(page: Page) -> None:
    """Who speaks to the computer, or types by accident, needs them off; the help says what they are."""
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.locator("#text").focus()
    page.keyboard.press("n")
    expect(page.locator("#text")).to_be_focused()


def test_a_fault_is_told_at_its_field(page: Page) -> None:
    """The field takes the focus and is described by what is wrong with it, with the column."""
    page.click("#new")
    page.fill("#pattern", "(war")
    page.click("#add")
    expect(page.locator("#pattern")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#pattern")).to_be_focused()
    expect(page.locator("#pattern-fault")).to_contain_text("Column")


def test_a_reload_shows_the_same_again(page: Page) -> None:
    """The article, the open facets and the narrowing are in the address; the token is not."""
    page.get_by_role("button", name="Quiet").click()
    expect(page.locator("#text")).to_have_attribute("data-article", "1")
    page.reload()
    expect(page.locator("#text")).to_have_attribute("data-article", "1")
    assert "token" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: str) -> None:
    """As opened, with why and a term in the drawer, with a fault, with the help, in light and dark."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = serious_findings(page)
    page.keyboard.press("n")
    page.keyboard.press("w")
    page.wait_for_selector("#drawer .summary")
    found += serious_findings(page)
    page.get_by_role("button", name="war*", exact=True).first.click()
    page.wait_for_selector("#term-form")
    page.fill("#weight", "much")
    page.click("#change")
    page.wait_for_selector("#weight-fault")
    found += serious_findings(page)
    page.click("#disable")
    page.wait_for_selector("#enable")
    page.click("#help-button")
    found += serious_findings(page)
    assert found == []


def test_the_theme_is_kept(page: Page, tmp_path: Path) -> None:
    """Auto, light, dark, and the same again after a reload."""
    page.click("#theme")
    page.click("#theme")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("#theme-name")).to_have_text("Dark")
    expect(page.locator("html")).to_have_css("background-color", "rgb(21, 24, 27)")


def test_in_a_narrow_window_nothing_lies_on_another_and_the_page_goes_to_the_hit(page: Page) -> None:
    """The three columns follow each other whole, and the next hit is brought into view."""
    page.set_viewport_size({"width": 420, "height": 700})
    page.keyboard.press("n")
    page.wait_for_function(IN_VIEW, arg="#text mark:focus")
    page.wait_for_function(NOT_OVER, arg=["#text", ".right", 0])
    page.wait_for_function(NO_WIDER)


@pytest.mark.parametrize("height", [700, 600])
def test_the_article_ends_above_the_selected_words(page: Page, height: int) -> None:
    """With the drawer open in a low window the text gives way: it is never written over by what is below."""
    page.set_viewport_size({"width": 900, "height": height})
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.wait_for_selector("#pattern")
    page.wait_for_function(NOT_OVER, arg=["#text", "#selection", 1])
    page.wait_for_function(NO_HIGHER)


@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_is_wider_than_its_column(page: Page, width: int) -> None:
    """No column scrolls sideways, and the page itself does not scroll."""
    page.set_viewport_size({"width": width, "height": 768})
    page.keyboard.press("n")
    page.keyboard.press("w")
    page.wait_for_selector("#drawer .summary")
    for part in ("lexicon", "articles", "text", "drawer", "scores"):
        page.wait_for_function(NOT_SIDEWAYS, arg=part)
    page.wait_for_function(NO_HIGHER)


def test_a_server_that_has_gone_is_said(page: Page) -> None:
    """The page says so, and where unsaved changes are."""
    page.route("**/article?*", lambda route: route.abort())
    page.keyboard.press("]")
    expect(page.locator("#alert")).to_contain_text("does not answer")
    assert FIRST.startswith(page.locator("#text p[dir]").first.text_content() or "?")
