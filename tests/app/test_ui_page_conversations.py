"""Conversations in the browser: kept, listed, renamed, saved, deleted, linked; each its owner's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from ui_browser import BURNS, DONE, Opener, answered, ask, in_view, reload, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

TRIP = "Why did Burns travel to Moscow?"
FIRST = ".dl-past li:first-of-type"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("kept"), seeds_folder()) as page:
        yield page


def query(page: Page) -> str:
    """What the address bar asks for."""
    asked = urlsplit(page.url).query
    return f"?{asked}" if asked else ""


def kept(page: Page, question: str) -> str:
    """Asks in a new conversation; the address that it has then."""
    answered(page, question)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    current = f".dl-past [aria-current]:has-text('{question[:20]}')"
    page.wait_for_selector(current, state="attached")  # a narrow page keeps the list in a drawer
    return query(page)


def fresh(page: Page) -> None:
    page.click("#dl-new")
    page.wait_for_selector(".dl-empty")


def turns(page: Page) -> list[str]:
    """The conversation's text but what is only true of the moment: suggestions come later."""
    return page.locator(".dl-question, .dl-answer").all_inner_texts()


def titles(page: Page) -> list[str]:
    return page.locator(".dl-past .dl-words").all_inner_texts()


def more(page: Page, title: str, *pressed: str) -> None:
    page.locator(".dl-past li", has_text=title).get_by_role("button").click()
    for name in pressed:
        page.locator(".dl-about").get_by_role("button", name=name, exact=True).click()


def test_a_conversation_survives_a_reload(opened: Opener) -> None:
    page = opened()
    asked = kept(page, BURNS)
    answered(page, TRIP)
    before = turns(page)
    reload(page)
    page.wait_for_selector(".dl-turn >> nth=1")
    assert turns(page) == before
    assert query(page) == asked
    page.wait_for_selector("#dl-panel .dl-card")
    assert titles(page) == [BURNS]


def test_a_conversation_survives_a_reload_after_a_digest_was_looked_at(opened: Opener) -> None:
    page = opened()
    asked = kept(page, BURNS)
    page.click("role=tab[name=Digest]")
    page.click("text=Newest day")
    page.wait_for_function("location.search.startsWith('?digest=')")
    page.click("role=tab[name=Chat]")
    page.wait_for_function("asked => location.search === asked", arg=asked)
    reload(page)
    page.wait_for_selector(".dl-turn")
    page.click("role=tab[name=Digest]")
    page.wait_for_timeout(300)
    assert query(page) == asked  # the server made no digest for this page


def test_a_conversation_survives_a_restart_of_the_server(browser: Browser, tmp_path: Path) -> None:
    with served_page(tmp_path, seeds_folder()) as served, watched(browser, served.url) as opener:
        page = opener()
        asked = kept(page, BURNS)
        before, state = turns(page), page.context.storage_state()
    with served_page(tmp_path, seeds_folder()) as served, watched(browser, served.url) as opener:
        page = opener(at=asked, state=state)
        page.wait_for_selector(".dl-turn")
        assert turns(page) == before
        page.click(".dl-answer .dl-chip >> nth=0")
        page.wait_for_selector("#dl-panel mark.dl-here")
        answered(page, TRIP)
        assert query(page) == asked


def test_an_answer_in_a_tab_that_the_server_has_forgotten_can_be_judged(opened: Opener) -> None:
    page = opened()
    kept(page, BURNS)

    def forgotten(route: Route) -> None:
        sent = route.request.post_data_json
        route.continue_(post_data=json.dumps({**sent, "session_hash": "unheardof"}))

    page.route("**/gradio_api/run/predict**", forgotten)
    page.click(".dl-thumb[data-vote=up]")
    page.wait_for_selector(".dl-thumb[data-vote=up][aria-pressed=true]")


def test_a_question_that_is_half_typed_comes_back_after_a_reload(opened: Opener) -> None:
    page = opened()
    page.fill("#dl-box textarea", "Whom did Burns")
    reload(page)
    page.wait_for_function("document.querySelector('#dl-box textarea').value === 'Whom did Burns'")
    page.locator("#dl-box textarea").press_sequentially(" call?")
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE)
    assert page.inner_text(".dl-question") == "Whom did Burns call?"
    reload(page)
    page.wait_for_timeout(500)
    assert page.input_value("#dl-box textarea") == ""


def test_a_field_that_is_open_closes_with_its_conversation(opened: Opener) -> None:
    page = opened()
    kept(page, BURNS)
    fresh(page)
    kept(page, TRIP)
    page.click("[data-do=rewrite]")
    page.fill(".dl-field[data-field=rewrite] textarea", "What is half written")
    page.locator(".dl-past li", has_text=BURNS[:20]).locator("a, button").first.click()
    page.wait_for_selector(f".dl-question:has-text('{BURNS[:20]}')")
    page.wait_for_timeout(300)
    assert not page.locator(".dl-field").locator("visible=true").count()
    page.click("[data-do=rewrite]")
    assert page.input_value(".dl-field[data-field=rewrite] textarea") == BURNS


def test_a_reload_in_the_middle_shows_what_had_arrived_as_stopped(
    opened: Opener, served: Served
) -> None:
    page = opened()
    ask(page, f"slowly: {BURNS}")
    page.wait_for_selector(".dl-busy .dl-answer .dl-chip")
    page.wait_for_timeout(900)
    reload(page)
    # Until the server has noticed that the page before is gone, another tab waits for it.
    page.wait_for_selector(".dl-turn:not(.dl-busy):has-text('Stopped.')")
    assert page.locator(".dl-turn .dl-answer").count() == 1
    page.get_by_role("button", name=re.compile("Retry")).first.click()
    page.wait_for_selector(".dl-turn >> nth=1")
    page.wait_for_selector(DONE)
    assert page.locator(".dl-turn").last.locator(".dl-answer").count() == 1
    assert served.printed("closed")


def test_a_new_conversation_keeps_the_other_and_back_and_forward_lead_between_them(
    opened: Opener,
) -> None:
    page = opened()
    first = kept(page, BURNS)
    fresh(page)
    assert query(page) == ""
    second = kept(page, TRIP)
    assert titles(page) == [TRIP, BURNS]
    page.click(f".dl-past a:has-text('{BURNS}')")
    page.wait_for_selector(f".dl-question:has-text('{BURNS}')")
    assert query(page) == first
    page.go_back()
    page.wait_for_selector(f".dl-question:has-text('{TRIP}')")
    assert query(page) == second
    page.go_forward()
    page.wait_for_selector(f".dl-question:has-text('{BURNS}')")
    assert query(page) == first
    assert titles(page) == [TRIP, BURNS]
    current = page.locator(".dl-past [aria-current=page]")
    assert current.count() == 1
    assert BURNS in current.inner_text()


def test_the_first_question_takes_the_place_of_the_empty_page_in_the_history(
    opened: Opener,
) -> None:
    page = opened()
    before = page.evaluate("history.length")
    kept(page, BURNS)
    answered(page, TRIP)
    assert page.evaluate("history.length") == before


def test_a_conversation_is_renamed_by_keyboard_alone(opened: Opener) -> None:
    page = opened()
    kept(page, BURNS)
    page.locator(f"{FIRST} button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("<b>Burns</b> & Moscow")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.do") == "more"
    assert titles(page) == [BURNS]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("<b>Burns</b> & Moscow")
    page.keyboard.press("Enter")
    page.wait_for_selector(".dl-words:has-text('& Moscow')")
    assert titles(page) == ["<b>Burns</b> & Moscow"]
    assert page.locator(".dl-about").is_hidden()
    assert page.evaluate("document.activeElement.dataset.do") == "more"
    reload(page)
    page.wait_for_selector(".dl-words:has-text('& Moscow')")


def test_delete_asks_once_and_the_focus_goes_to_the_next_one(opened: Opener) -> None:
    page = opened()
    kept(page, BURNS)
    fresh(page)
    kept(page, TRIP)
    more(page, BURNS, "Delete")
    assert "for good" in page.locator(".dl-about").inner_text()
    page.locator(".dl-about").get_by_role("button", name="Keep").click()
    assert titles(page) == [TRIP, BURNS]
    more(page, BURNS, "Delete", "Delete")
    page.wait_for_selector(f".dl-past li:has-text('{BURNS}')", state="detached")
    assert page.locator(".dl-question").inner_text() == TRIP
    assert TRIP in page.evaluate("document.activeElement.textContent")
    more(page, TRIP, "Delete", "Delete")
    page.wait_for_selector(".dl-empty")
    assert query(page) == ""
    assert page.evaluate("document.activeElement.id") == "dl-new"


def test_a_conversation_is_saved_as_a_file(opened: Opener) -> None:
    page = opened()
    kept(page, BURNS)
    with page.expect_download() as saving:
        more(page, BURNS, "Save as Markdown")
    saved = saving.value
    assert saved.suggested_filename == "whom-did-burns-telephone-after-his-meetings-in-moscow.md"
    text = Path(saved.path()).read_text(encoding="utf-8")
    assert "Zelensky" in text


def test_the_link_of_a_conversation_is_copied(opened: Opener) -> None:
    page = opened()
    asked = kept(page, BURNS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    more(page, BURNS, "Copy link")
    page.wait_for_selector(".dl-about:has-text('Link copied')")
    assert page.evaluate("navigator.clipboard.readText()").endswith(asked)


def test_a_link_with_a_source_opens_it_in_its_article(opened: Opener) -> None:
    page = opened()
    asked = kept(page, BURNS)
    answered(page, TRIP)
    state = page.context.storage_state()
    other = opened(at=f"{asked}&turn=0&source=1", state=state)
    mark = other.locator("#dl-panel mark.dl-here")
    mark.wait_for()
    in_view(other, "#dl-panel mark.dl-here")
    assert mark.inner_text() in other.locator(".dl-turn").first.inner_text().replace("[1]", "")
    assert other.locator(".dl-turn.dl-selected").get_attribute("data-number") == "0"


def test_two_browsers_are_two_owners(opened: Opener) -> None:
    anna, ben = opened(), opened()
    asked = kept(anna, BURNS)
    kept(ben, TRIP)
    assert titles(anna) == [BURNS]
    assert titles(ben) == [TRIP]
    intruding = opened(at=asked, state=ben.context.storage_state())
    intruding.wait_for_selector("#dl-notice:has-text('somebody else')")
    assert intruding.locator(".dl-turn").count() == 0
    assert BURNS not in intruding.content()
    intruding.wait_for_function("location.search === ''")


def test_two_tabs_of_one_browser_lose_nothing(opened: Opener) -> None:
    page = opened()
    asked = kept(page, BURNS)
    other = opened(at=asked, state=page.context.storage_state())
    answered(other, TRIP)
    answered(page, "Who is Zelensky?")
    reload(page)
    page.wait_for_selector(".dl-turn >> nth=2")
    assert page.locator(".dl-question").all_inner_texts() == [BURNS, TRIP, "Who is Zelensky?"]


def test_the_list_is_used_on_a_narrow_page(opened: Opener) -> None:
    page = opened(390, 800)
    kept(page, BURNS)
    fresh_by_menu(page)
    kept(page, TRIP)
    page.click(".dl-menu")
    more(page, BURNS)
    box = page.locator(".dl-about").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    assert page.locator(".dl-about").is_hidden()
    assert page.locator(".dl-menu").get_attribute("aria-expanded") == "true"
    page.click(f".dl-past a:has-text('{BURNS}')")
    page.wait_for_selector(f".dl-question:has-text('{BURNS}')")
    assert page.locator(".dl-menu").get_attribute("aria-expanded") == "false"


def test_the_menu_of_a_narrow_page_leads_the_keyboard_into_what_it_opens(opened: Opener) -> None:
    page = opened(390, 800)
    for _ in range(2):
        page.locator(".dl-menu").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "dl-new"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.classList.contains('dl-menu')")


def fresh_by_menu(page: Page) -> None:
    page.click(".dl-menu")
    fresh(page)
    if page.locator(".dl-menu").get_attribute("aria-expanded") == "true":
        page.click(".dl-menu")


def test_a_turn_that_another_tab_waits_for_arrives_in_this_one_by_itself(opened: Opener) -> None:
    page = opened()
    page.fill("#dl-box textarea", f"slowly: {BURNS}")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('conversation')")
    other = opened(at=query(page), state=page.context.storage_state())
    other.wait_for_selector(".dl-elsewhere")
    assert other.locator(".dl-tools").count() == 0
    other.wait_for_selector(".dl-tools")
    assert other.locator(".dl-elsewhere").count() == 0
    assert "Zelensky" in other.inner_text(".dl-answer")
    assert other.locator(".dl-card").count() >= 1
