"""The page in Debian's chromium where a model is set: what is sent, what is shown of its work."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import ui_canned
from ui_browser import BURNS, DONE, LOOK, Opener, answered, ask, next_turn, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ASKED = ui_canned.WRITTEN.question


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("page"), seeds_folder(), "llm") as page:
        yield page


def test_sentences_come_while_the_model_writes_and_are_counted(opened: Opener) -> None:
    page = opened()
    head = page.locator("#dl-writer").inner_text()
    assert "Written by oder-7b at models.example; passages are sent there" in head
    ask(page, f"slowly: {ASKED}")
    page.wait_for_selector(".dl-stage:has-text('Writing')")
    page.wait_for_selector(".dl-busy .dl-answer:has-text('tents')")
    page.wait_for_selector(".dl-stage:has-text('verified 2 of 3 sentences')")
    page.wait_for_selector(DONE)
    assert page.locator(".dl-remark").inner_text().startswith("The reply of oder-7b was cut off")


def test_what_was_taken_out_unfolds_and_stays_so_while_the_next_answer_comes(
    opened: Opener,
) -> None:
    page = opened()
    answered(page, ASKED)
    assert not page.locator("text=90 boats").is_visible()
    page.click(".dl-dropped summary")
    assert page.locator("text=90 boats").is_visible()
    answered(page, ASKED)
    assert page.locator("text=90 boats").first.is_visible()
    assert not page.locator("text=90 boats").last.is_visible()
    page.locator(".dl-dropped summary").first.press("Enter")
    assert not page.locator("text=90 boats").first.is_visible()


def test_the_box_keeps_questions_from_the_model(opened: Opener) -> None:
    page = opened()
    assert "Written by oder-7b" in answered(page, ASKED)
    page.get_by_label("quotations only").check()
    assert "Written by" not in answered(page, ASKED)
    page.get_by_label("quotations only").uncheck()
    assert "Written by oder-7b" in answered(page, ASKED)


def test_where_the_model_is_down_one_click_quotes_the_articles(opened: Opener) -> None:
    page = opened()
    ask(page, "is it down?")
    error = page.locator(".dl-turn .dl-error")
    error.wait_for()
    assert error.inner_text().startswith("No connection to models.example:443.")
    page.click("text=Quote the articles instead")
    assert "Marta Lind" in next_turn(page, 1)


def test_where_nothing_held_one_click_quotes_the_articles(opened: Opener) -> None:
    page = opened(width=390, height=844)
    assert "No sentence held" in answered(page, ui_canned.NOTHING_HELD.question)
    page.click("text=Quote the articles instead")
    assert "Marta Lind" in next_turn(page, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_stop_ends_the_model_s_work(opened: Opener, served: Served) -> None:
    page = opened()
    ask(page, f"slowly: {ASKED}")
    page.wait_for_selector(".dl-busy .dl-answer:has-text('tents')")
    page.click("#dl-box .stop-button")
    page.wait_for_selector("text=Stopped.")
    assert served.printed("closed")
    assert "tents" in page.locator(".dl-answer").inner_text()


def test_a_model_s_server_that_is_not_there_is_told_and_the_articles_are_quoted(
    tmp_path: Path, browser: Browser
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: it refuses whoever comes
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        with (
            served_page(tmp_path, seeds_folder(), f"at=http://{host}/v1") as served,
            watched(browser, served.url) as opener,
        ):
            page = opener()
            # Looks as often as whoever comes back to the tab again and again.
            page.evaluate(f"setInterval(() => {LOOK}, 500)")
            page.wait_for_selector(".dl-down:not(:empty)")
            down = page.locator(".dl-down").inner_text()
            assert down.startswith(f"oder-7b at {host}: not answering since ")
            assert "Zelensky" in answered(page, BURNS)
            remark = page.locator(".dl-remark").inner_text()
            assert remark.startswith(f"No model wrote this: No connection to {host}")
            assert remark.endswith("The answer is quoted from the articles.")
