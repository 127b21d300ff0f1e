"""What requests answer: parts of the page, faults in their fields, and nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from small_bench import LEXICON, Caller, small_session

from framing.workbench.app import build_app
from framing.workbench.looking import as_pattern
from framing.workbench.security import Door
from framing.workbench.session import Session
from framing.workbench.views.look import look_of

DOOR = Door(token="t" * 43, port=8765)
TYPED = ("threat*", "(threat", "")
TOKEN = {"X-Framing-Token": DOOR.token}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a session with a coded table."""
    return small_session(tmp_path, coded=True)


@pytest.fixture
def client(session: Session) -> Caller:
    """Return a client inside the workbench."""
    made = Caller(build_app(session, DOOR), base="http://127.0.0.1:8765", headers=TOKEN)
    made.cookies.set(DOOR.cookie, DOOR.pass_value)
    return made


def ids(session: Session) -> dict[str, str]:
    """Return the ids of the terms by their patterns, disabled ones too."""
    return {term.pattern: term.id for term in (*session.draft.lexicon.terms, *session.draft.disabled)}


def plain(answer: httpx.Response) -> str:
    """Return the words of an answer without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_the_page_shows_the_three_columns(client: Caller) -> None:
    """Facets with counts, articles with hits, outlets with intervals, and validity against the coded sentences."""
    page = client.get("/")
    text = plain(page)
    for shown in ("War and strikes", "North Post", "South Star", "how right", "of 3 coded sentences", "war*", "dead"):
        assert shown in text
    assert page.text.count("<mark") == 3


def test_article_text_is_never_markup(client: Caller) -> None:
    """Tags in a text or title are shown as they are written."""
    text = client.get("/article", params={"article": "1"}).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; a" in text
    assert "Quiet &lt;b&gt;days&lt;/b&gt;" in text


def test_a_mark_tells_frame_stance_and_voice_in_words(client: Caller) -> None:
    """What colour and shape say is said to a screen reader too."""
    text = client.get("/article", params={"article": "0"}).text
    label = re.search(r'aria-label="(war: [^"]+)"', text)
    assert label is not None
    assert "War and strikes" in label[1]
    assert "discounted by" in label[1]
    assert "voice" in label[1]


def test_a_term_is_added_and_everything_follows(client: Caller, session: Session) -> None:
    """The answer draws the lexicon, the article, the scores and the bar again, and says what moved."""
    answer = client.post("/add", data={"facet": "war", "pattern": " threat* ", "weight": "0,5", "note": "n"})
    assert answer.status_code == 200
    for part in ("lexicon", "article", "scores", "bar", "kept", "said"):
        assert f'id="{part}" hx-swap-oob' in answer.text
    assert "6 hits became 7 (+1)" in plain(answer)
    assert ids(session)["threat*"] in answer.headers["HX-Replace-Url"].replace("%2F", "/").replace("%2A", "*")
    term = session.term(ids(session)["threat*"])
    assert term is not None
    assert term.weight == 0.5


@pytest.mark.parametrize(
    ("form", "said", "field"),
    [
        ({"facet": "war", "pattern": "(war"}, "Column", "pattern"),
        ({"facet": "war", "pattern": ""}, "A term is empty", "pattern"),
        ({"facet": "war", "pattern": "war*"}, "repeats line 13", "pattern"),
        ({"facet": "war", "pattern": "fear", "weight": "much"}, "“much” is no weight", "weight"),
        ({"facet": "war", "pattern": "fear", "weight": "0"}, "“0” is no weight", "weight"),
        ({"facet": "nothing", "pattern": "fear"}, "there is no facet nothing", "facet"),
        ({"facet": "war", "pattern": "@unknown"}, "unknown", "pattern"),
    ],
)
def test_a_fault_is_shown_at_its_field_and_what_was_typed_stays(
    client: Caller, session: Session, form: dict[str, str], said: str, field: str
) -> None:
    """Status 422, the field marked as invalid, and the lexicon as it was."""
    answer = client.post("/add", data=form)
    assert answer.status_code == 422
    assert said.casefold() in plain(answer).casefold()
    assert f'aria-describedby="{field}-fault"' in answer.text
    assert session.unsaved == ()


def test_a_check_says_what_a_term_would_do(client: Caller, session: Session) -> None:
    """Before it is added; a fault is said too, and nothing changes."""
    assert "1 hit in 1 article of 1 outlet" in plain(
        client.get("/check", params={"facet": "war", "pattern": "threat*"})
    )
    assert "Column" in plain(client.get("/check", params={"facet": "war", "pattern": "(threat"}))
    assert plain(client.get("/check", params={"facet": "war", "pattern": ""})) == ""
    term = ids(session)["war*"]
    edited = client.get("/check", params={"term": term, "editing": "yes", "pattern": "war"})
    assert "3 hits" in plain(edited)
    assert session.unsaved == ()


def test_a_term_is_changed_disabled_enabled_and_removed(client: Caller, session: Session) -> None:
    """Each step in turn, and undo takes the last one back."""
    term = ids(session)["strike*"]
    answer = client.post("/edit", data={"term": term, "pattern": "strike", "weight": "3", "note": ""})
    assert "Changed “strike*” to “strike”" in plain(answer)
    term = ids(session)["strike"]
    assert "Disabled" in plain(client.post("/disable", data={"term": term}))
    assert "not looked for" in plain(client.get("/term", params={"term": term}))
    assert "Enabled" in plain(client.post("/enable", data={"term": term}))
    assert "Removed" in plain(client.post("/remove", data={"term": term}))
    assert "strike" not in ids(session)
    assert "Undone: Removed “strike”" in plain(client.post("/undo"))
    assert "Done again: Removed" in plain(client.post("/redo"))
    assert "nothing to redo" in plain(client.post("/redo"))


def test_what_cannot_be_done_to_a_term_is_said(client: Caller, session: Session) -> None:
    """The last term of a facet stays, a form without a change is refused, a term that is gone is said to be."""
    client.post("/remove", data={"term": ids(session)["quiet"]})
    last = client.post("/remove", data={"term": ids(session)["peace"]})
    assert last.status_code == 422
    assert "is the only term of calm" in plain(last)
    same = client.post("/edit", data={"term": ids(session)["war*"], "pattern": "war*", "weight": "1", "note": ""})
    assert same.status_code == 422
    assert "Nothing is changed" in plain(same)
    for path in ("/edit", "/remove", "/disable"):
        assert "no longer in the lexicon" in plain(client.post(path, data={"term": "small/war/nothing"}))
    assert "no longer in the lexicon" in plain(client.get("/term", params={"term": "small/war/nothing"}))


def test_saving_and_a_conflict(client: Caller, session: Session) -> None:
    """Saved is said; a file changed meanwhile gets 409 with three ways on."""
    client.post("/add", data={"facet": "war", "pattern": "threat*"})
    assert "Saved small.yaml" in plain(client.post("/save"))
    client.post("/add", data={"facet": "war", "pattern": "fear*"})
    session.path.write_text(session.path.read_text("utf-8").replace("quiet", "calm"), encoding="utf-8")
    conflict = client.post("/save")
    assert conflict.status_code == 409
    assert "your 1 change is still here" in plain(conflict)
    for way in ("reload-keep", 'id="reload"', "save-as-form"):
        assert way in conflict.text
    again = client.post("/reload", data={"keep": "yes"})
    assert "1 change made again" in plain(again)
    assert "Saved" in plain(client.post("/save"))
    written = session.path.read_text("utf-8")
    assert "fear*" in written
    assert "peace, calm" in written
    assert "# My lexicon: every comment stays." in written


def test_a_file_that_is_gone_is_not_offered_to_be_read(client: Caller, session: Session) -> None:
    """Only writing it again is: under its own name, which is free, or another."""
    client.post("/add", data={"facet": "war", "pattern": "threat*"})
    session.path.unlink()
    conflict = client.post("/save")
    assert conflict.status_code == 409
    assert "was deleted" in plain(conflict)
    assert "save-as-form" in conflict.text
    assert "/reload" not in conflict.text


def test_a_file_that_others_broke_is_said_with_its_line(client: Caller, session: Session) -> None:
    """Reading it again says where it cannot be read, and the changes stay."""
    client.post("/add", data={"facet": "war", "pattern": "threat*"})
    session.path.write_text(session.path.read_text("utf-8") + "  : [\n", encoding="utf-8")
    answer = client.post("/reload", data={"keep": "yes"})
    assert answer.status_code == 409
    assert re.search(r"small\.yaml:\d+", plain(answer))
    assert "your 1 change is still here" in plain(answer)


def test_a_question_at_the_end_of_a_fault_stands_alone(client: Caller) -> None:
    """No full stop follows it, and what stands between backticks is code."""
    text = client.get("/check", params={"facet": "war", "pattern": "war NEAR/ fear"}).text
    assert "did you mean <code>NEAR/n</code>?" in text or "did you mean NEAR/n?" in text
    assert "?." not in text
    assert "`" not in text


def test_save_as_wants_a_new_name(
    client: Caller, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name, a folder that is not there and a file that is there are said at the field."""
    monkeypatch.chdir(tmp_path)
    assert 'value="small-2.yaml"' in client.get("/save-as").text
    for name, said in (
        ("", "no name is given"),
        ("no/such/x.yaml", "does not exist"),
        ("small.yaml", "already"),
        ("a" * 300, "no file can have this name"),
        ("~nobody-has-this-name/x.yaml", "no such home folder"),
    ):
        answer = client.post("/save-as", data={"path": name})
        assert answer.status_code == 422
        assert said in plain(answer).casefold()
    assert "Saved as other.yaml" in plain(client.post("/save-as", data={"path": "other"}))
    assert (tmp_path / "other.yaml").read_text("utf-8") == LEXICON
    assert session.path == Path("other.yaml")


def test_why_answers_for_selected_words(client: Caller) -> None:
    """The rule, the cue and the scope; nothing selected is said."""
    text = "War is near. There will be no war"
    place = text.rindex("war")
    answer = client.get("/why", params={"article": "0", "start": str(place), "end": str(place + 3)})
    assert "discounted" in plain(answer)
    assert "The cue is “no”" in plain(answer)
    assert client.get("/why", params={"article": "0", "start": "5", "end": "5"}).status_code == 422
    assert client.get("/why", params={"start": "-1", "end": "9" * 30}).status_code in {200, 422}


def test_a_new_term_begins_with_the_selected_words(client: Caller) -> None:
    """In quotation marks where the term language would read more in them."""
    answer = client.get("/new", params={"article": "0", "start": "0", "end": "11"})
    assert ">War is near</textarea>" in answer.text
    assert "passage" not in answer.text
    assert as_pattern("“red line,”") == "red line"
    assert as_pattern("NOT now (or later)") == '"NOT now (or later"'
    assert as_pattern("and/or") == '"and/or"'


def test_a_passage_is_no_term(client: Caller, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many words leave the field empty, and that is said."""
    monkeypatch.setattr("framing.workbench.looking.LONGEST_SELECTION", 5)
    answer = client.get("/new", params={"article": "0", "start": "0", "end": "11"})
    assert "a passage, too long for a term" in plain(answer)
    assert "War is near</textarea>" not in answer.text
    assert session.unsaved == ()


def test_hits_are_gone_through_article_by_article(client: Caller, session: Session) -> None:
    """The next article with a hit, round the end, and only those of the picked term where that is asked for."""
    first = client.get("/article", params={"article": "0", "seek": "next"})
    assert 'data-article="1"' in first.text
    assert 'data-article="0"' in client.get("/article", params={"article": "1", "seek": "next"}).text
    assert 'data-article="1"' in client.get("/article", params={"article": "0", "seek": "prev"}).text
    term = ids(session)["unicorn war"]
    none = client.get("/article", params={"article": "0", "seek": "next", "of": "term", "term": term})
    assert none.status_code == 422
    assert none.headers["HX-Reswap"] == "none"


def test_lists_are_narrowed(client: Caller, session: Session) -> None:
    """Terms by words and by what is wrong with them; articles by outlet or title, in three orders."""
    assert "strike*" not in plain(client.get("/lexicon", params={"find": "unicorn"}))
    assert "unicorn war" in plain(client.get("/lexicon", params={"show": "dead"}))
    client.post("/disable", data={"term": ids(session)["strike*"]})
    changed = plain(client.get("/lexicon", params={"show": "changed"}))
    assert "strike*" in changed
    assert "unicorn" not in changed
    assert "unicorn war" in plain(client.get("/lexicon", params={"toggle": "war"}))
    assert "North Post" not in plain(client.get("/article", params={"title": "south", "article": "1"}))
    assert "No article has this" in plain(client.get("/article", params={"title": "nothing at all"}))
    for order, top in (("hits", "North Post"), ("moved", "South Star")):
        rows = re.findall(r'class="outlet">([^<]+)<', client.get("/article", params={"order": order}).text)
        assert rows[0] == top


def test_closing_empties_the_drawer(client: Caller) -> None:
    """And no term is picked out any more."""
    answer = client.get("/close", params={"term": "small/war/war*"})
    assert "HX-Reswap" not in answer.headers
    assert 'name="term" value=""' in answer.text


def test_what_is_asked_for_is_taken_only_where_it_can_be() -> None:
    """Numbers that are none, articles that are not there, and unknown words fall back."""
    look = look_of({"article": "99", "show": "x", "order": "y", "open": "b a b", "find": "x" * 999}, articles=3)
    assert (look.article, look.show, look.order, look.open, len(look.find)) == (2, "all", "corpus", ("b", "a"), 200)
    for bad in ("-1", "1e3", "¹", "", "9" * 20):
        assert look_of({"article": bad}, articles=3).article == 0


def test_half_a_surrogate_pair_is_shown(client: Caller) -> None:
    """A strange letter in a search is no fault of the server."""
    assert client.get("/lexicon?find=%ED%A0%80").status_code == 200
