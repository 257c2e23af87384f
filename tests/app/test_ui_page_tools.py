"""What can be done with an answer, in Debian's chromium: copied, asked again, judged, led on from.

Whatever a test does: a request to another host, an error in the console, or a dialog fails it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, DONE, Opener, answered, ask, go, next_turn, reload
from ui_hostile import PAYLOADS
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COMMENT = '.dl-field[data-field="comment"]'
REWRITE = '.dl-field[data-field="rewrite"]'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("tools"), seeds_folder()) as page:
        yield page


def clipboard(page: Page) -> str:
    page.wait_for_selector("#dl-toast:has-text('Copied')")
    return str(page.evaluate("navigator.clipboard.readText()"))


def allow_clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def test_the_line_under_an_answer_keeps_how_it_came_about(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    line = page.inner_text(".dl-footing")
    assert "Found 12 passages in 2 articles" in line
    assert "verified 3 of 3 sentences" in line
    assert line.split()[-1] in ("ms", "s")
    assert page.locator(".dl-reply > [role=status]").inner_text() == (
        "Answered: 3 sentences, 3 sources"
    )


def test_an_answer_is_copied_as_plain_text_and_that_is_spoken(opened: Opener) -> None:
    page = opened()
    allow_clipboard(page)
    answered(page, BURNS)
    page.get_by_role("button", name="Copy", exact=True).click()
    copied = clipboard(page)
    assert page.locator("#dl-toast").get_attribute("role") == "status"
    said, _, listed = copied.partition("\n\nSources\n")
    assert "telephoned Zelensky on Wednesday to convey" in said
    assert "[1]" in said
    assert listed.startswith("[1] The Biden administration")
    page.wait_for_selector("#dl-toast:empty", state="attached")


def test_without_a_clipboard_of_the_browser_copying_works_the_old_way(opened: Opener) -> None:
    page = opened()
    allow_clipboard(page)
    answered(page, BURNS)
    page.evaluate(
        """() => {
          window.read = navigator.clipboard.readText.bind(navigator.clipboard);
          Object.defineProperty(navigator, "clipboard", { value: undefined });
        }"""
    )
    page.get_by_role("button", name="Copy", exact=True).click()
    page.wait_for_selector("#dl-toast:has-text('Copied')")
    assert "[1] The Biden administration" in page.evaluate("window.read()")


def test_a_link_to_a_citation_opens_its_article_in_the_conversation(opened: Opener) -> None:
    page = opened()
    allow_clipboard(page)
    answered(page, BURNS)
    page.click(".dl-answer .dl-chip >> nth=1")
    page.wait_for_selector("#dl-panel mark.dl-here")
    quote = page.inner_text("#dl-panel mark.dl-here")
    page.get_by_role("button", name="Copy link").click()
    link = clipboard(page)
    assert "source=2" in link
    go(page, link)
    page.wait_for_selector("#dl-panel mark.dl-here")
    assert page.inner_text("#dl-panel mark.dl-here") == quote
    assert page.locator(".dl-turn").count() == 1


def test_retry_asks_again_in_a_new_turn(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.get_by_role("button", name="Retry").click()
    next_turn(page, 1)
    questions = page.locator(".dl-question").all_inner_texts()
    assert questions == [BURNS, BURNS]


def test_a_question_is_edited_in_its_place_and_asked_with_enter(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    edit = page.get_by_role("button", name="Edit", exact=True)
    edit.click()
    field = page.locator(f"{REWRITE} textarea")
    assert field.input_value() == BURNS
    assert edit.get_attribute("aria-expanded") == "true"
    assert not page.locator(".dl-question").is_visible()
    field.fill("Thrown away")
    page.keyboard.press("Escape")
    assert not field.is_visible()
    assert page.evaluate("document.activeElement.dataset.do") == "rewrite"
    page.keyboard.press("Enter")
    assert field.input_value() == BURNS
    field.fill("What did Burns raise about gas exports?")
    page.keyboard.press("Enter")
    assert "gas" in next_turn(page, 1)
    assert page.locator(".dl-question").last.inner_text() == (
        "What did Burns raise about gas exports?"
    )


def test_a_question_that_is_too_long_stays_where_it_was_typed(opened: Opener) -> None:
    page = opened()
    long = "Whom did Burns telephone? " * 100
    ask(page, long)
    page.wait_for_selector("#dl-notice:has-text('at most 2,000 are read')")
    assert page.input_value("#dl-box textarea") == long
    answered(page, BURNS)
    page.click("[data-do=rewrite]")
    page.fill(f"{REWRITE} textarea", long)
    page.keyboard.press("Enter")
    assert "at most 2,000" in page.eval_on_selector(
        f"{REWRITE} textarea", "field => field.validationMessage"
    )
    assert page.locator(f"{REWRITE} textarea").is_visible()
    page.fill(f"{REWRITE} textarea", "Who sent Burns?")
    page.keyboard.press("Enter")
    next_turn(page, 1)


def test_a_field_that_is_open_stays_while_another_answer_is_written(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    ask(page, f"slowly: {BURNS}")
    page.wait_for_selector(".dl-stage:has-text('Searching')")
    page.click(".dl-turn:first-child [data-do=rewrite]")
    page.locator(f"{REWRITE} textarea").first.fill("What did Burns")
    page.wait_for_selector(DONE)
    assert page.locator(f"{REWRITE} textarea").first.input_value() == "What did Burns"
    assert page.locator(f"{REWRITE} textarea").first.is_visible()


def test_a_thumb_can_be_pressed_commented_on_and_taken_back(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    good, bad = (page.get_by_role("button", name=f"{one} answer") for one in ("Good", "Bad"))
    bad.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".dl-thumb[data-vote=down][aria-pressed=true]")
    assert "What was wrong?" in page.inner_text(COMMENT)
    page.locator(f"{COMMENT} textarea").fill("The day is wrong.")
    page.keyboard.press("Enter")
    page.wait_for_selector(".dl-said:has-text('Your comment: The day is wrong.')")
    assert not page.locator(COMMENT).is_visible()
    reload(page)  # it is kept with the conversation
    page.wait_for_selector(".dl-said:has-text('The day is wrong.')")
    assert bad.get_attribute("aria-pressed") == "true"
    assert good.get_attribute("aria-pressed") == "false"
    good.click()
    page.wait_for_selector(".dl-thumb[data-vote=up][aria-pressed=true]")
    assert bad.get_attribute("aria-pressed") == "false"
    good.click()
    page.wait_for_selector(".dl-tools:not(:has([aria-pressed=true]))")
    assert page.locator(COMMENT).count() == 0


def test_what_was_stopped_can_be_asked_again_but_not_judged(opened: Opener) -> None:
    page = opened()
    ask(page, f"halted: {BURNS}")
    page.wait_for_selector(".dl-stage:has-text('Found')")
    assert page.locator(".dl-tools").count() == 0
    page.click("#dl-box .stop-button")
    page.wait_for_selector("text=Stopped.")
    assert page.locator(".dl-act").all_inner_texts() == ["Retry", "Edit"]
    page.wait_for_timeout(500)
    assert page.locator(".dl-nexts").count() == 0


def test_a_question_to_ask_next_is_asked_with_a_click_and_answered(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.wait_for_selector(".dl-nexts")
    assert page.locator(".dl-next").count() == 3
    question = page.locator(".dl-next").first.inner_text()
    page.locator(".dl-next").first.click()
    next_turn(page, 1)
    assert page.locator(".dl-question").last.inner_text() == question
    assert page.locator(".dl-refusal").count() == 0
    page.wait_for_selector(".dl-turn:last-child .dl-nexts")
    assert page.locator(".dl-nexts").count() == 1


def test_a_question_to_ask_next_leaves_what_is_being_typed(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.wait_for_selector(".dl-nexts")
    page.fill("#dl-box textarea", "half a question")
    page.locator(".dl-next").first.click()
    next_turn(page, 1)
    assert page.input_value("#dl-box textarea") == "half a question"


def test_a_refusal_offers_three_questions_that_are_answered(opened: Opener) -> None:
    page = opened()
    answered(page, "Who won the chess match in Reykjavik?")
    page.wait_for_selector(".dl-nexts:has-text('These can be answered')")
    assert page.locator(".dl-next").count() == 3
    page.locator(".dl-next").last.click()
    next_turn(page, 1)
    assert page.locator(".dl-turn:last-child .dl-refusal").count() == 0


def test_hostile_comments_and_questions_are_shown_as_text(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.click(".dl-thumb[data-vote=up]")
    page.wait_for_selector(f"{COMMENT}:not([hidden])")
    for payload in (PAYLOADS[0], PAYLOADS[3], PAYLOADS[-4]):
        if not page.locator(COMMENT).is_visible():
            page.click("[data-do=comment]")
        page.locator(f"{COMMENT} textarea").fill(payload)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "words => document.querySelector('.dl-said bdi')?.textContent === words", arg=payload
        )
        page.click("[data-do=comment]")
        assert page.input_value(f"{COMMENT} textarea") == payload
        page.keyboard.press("Escape")
        asked = page.locator(".dl-turn").count()
        page.click(".dl-turn:first-child [data-do=rewrite]")
        page.locator(f"{REWRITE} textarea").first.fill(payload)
        page.keyboard.press("Enter")
        next_turn(page, asked)
        assert page.locator(".dl-question").last.inner_text() == payload
    assert page.locator("#dl-conversation :is(script, img, iframe, form, style, svg)").count() == 0
