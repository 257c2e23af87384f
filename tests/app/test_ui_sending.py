"""A question on its way over a slow network, and what is typed before it was taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, DONE, Opener, answered, ask
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BOX = "#dl-box textarea"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("sending"), seeds_folder()) as page:
        yield page


def far(page: Page, latency: int = 600) -> None:
    """From now on each request of the page takes that many milliseconds more."""
    network = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {**network, "latency": latency})


def test_a_second_enter_asks_nothing_and_what_is_typed_meanwhile_is_kept(opened: Opener) -> None:
    page = opened()
    far(page)
    ask(page, BURNS)
    page.wait_for_timeout(50)  # nobody is faster; Gradio takes the field's text a moment later
    page.keyboard.press("Enter")
    page.keyboard.type(" And then?", delay=20)
    page.wait_for_selector(DONE)
    page.wait_for_selector(".dl-nexts")  # a second one would have been answered by then
    assert page.locator(".dl-question").all_inner_texts() == [BURNS]
    assert page.input_value(BOX) == "And then?"


def test_another_question_typed_over_the_one_that_was_sent_is_kept(opened: Opener) -> None:
    page = opened()
    far(page)
    ask(page, BURNS)
    page.wait_for_timeout(50)
    page.keyboard.press("Control+a")
    page.keyboard.type("Who is Zelensky?")
    page.wait_for_selector(DONE)
    assert page.input_value(BOX) == "Who is Zelensky?"
    assert "Zelensky" in answered(page, "Who is Zelensky?")


def test_a_double_click_asks_once_and_stops_nothing(opened: Opener) -> None:
    page = opened()
    page.fill(BOX, BURNS)
    page.dblclick("#dl-box .submit-button")
    page.wait_for_selector(DONE)
    page.wait_for_selector(".dl-nexts")
    assert page.locator(".dl-question").all_inner_texts() == [BURNS]
    assert page.inner_text("#dl-notice").strip() == ""


def test_enter_that_ends_a_composed_character_sends_nothing(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.get_by_role("button", name="Edit", exact=True).click()
    field = page.locator(".dl-field[data-field=rewrite] textarea")
    field.fill("Burns")
    composed = "{ key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }"
    field.evaluate(f"field => field.dispatchEvent(new KeyboardEvent('keydown', {composed}))")
    assert field.is_visible()
    assert field.input_value() == "Burns"
