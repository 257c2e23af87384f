"""Days, digests, timelines and reports that differ, on the page in Debian's chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import ui_canned
from ui_browser import BURNS, Opener, answered, ask, next_turn
from ui_process import Served, served_page

from assistant.resources import seeds_folder

pytestmark = pytest.mark.browser

DATED = f"{BURNS} 2021-11-06"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("time"), seeds_folder()) as page:
        yield page


def test_the_days_that_were_read_are_removed_with_one_press_and_it_is_asked_again(
    opened: Opener,
) -> None:
    page = opened()
    assert "Sat 6 Nov 2021" in answered(page, DATED)
    page.fill("#dl-box textarea", "half a question")
    page.get_by_role("button", name="Remove these days and ask again").click()
    again = next_turn(page, 1)
    assert page.locator(".dl-question").all_inner_texts() == [DATED, DATED]
    assert "any day" in again
    assert "6 Nov 2021 (" not in again
    assert page.input_value("#dl-box textarea") == "half a question"


def test_days_are_edited_in_place_with_the_keyboard_alone(opened: Opener) -> None:
    page = opened()
    answered(page, DATED)
    editor = page.locator(".dl-editor")
    assert not editor.is_visible()
    edit = page.get_by_role("button", name="Edit the days")
    edit.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.innerText") == "First day"
    assert edit.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not editor.is_visible()
    assert page.evaluate("document.activeElement.ariaLabel") == "Edit the days"
    page.keyboard.press("Enter")
    page.get_by_label("First day").fill("2021-11-14")
    page.get_by_label("Last day").fill("2021-11-15")
    page.keyboard.press("Enter")
    again = next_turn(page, 1)
    assert "14 Nov 2021 to 15 Nov 2021 · published" in again
    assert page.locator(".dl-editor:visible").count() == 0


def test_an_open_editor_keeps_its_days_and_the_focus_while_an_answer_is_drawn(
    opened: Opener,
) -> None:
    page = opened()
    answered(page, DATED)
    ask(page, f"slowly: {BURNS}")
    page.wait_for_selector(".dl-stage")
    page.locator(".dl-turn").first.get_by_role("button", name="Edit the days").click()
    first = page.locator(".dl-editor:visible input").first
    first.fill("2021-11-02")
    page.wait_for_selector(".dl-busy .dl-answer .dl-chip")
    assert first.input_value() == "2021-11-02"
    assert first.evaluate("field => field === document.activeElement")
    page.get_by_role("button", name="Ask again", exact=True).click()
    page.wait_for_selector("#dl-notice:has-text('press Stop')")
    page.wait_for_selector(".dl-turn:last-child:not(.dl-busy)")


def test_a_range_backwards_in_the_editor_is_refused_in_one_sentence(opened: Opener) -> None:
    page = opened()
    answered(page, DATED)
    page.get_by_role("button", name="Edit the days").click()
    page.get_by_label("Last day").fill("2021-11-01")
    page.get_by_role("button", name="Ask again", exact=True).click()
    page.wait_for_selector("#dl-notice .dl-error:has-text('swap the days')")
    assert page.locator(".dl-turn").count() == 1


def test_as_of_limits_the_answers_and_is_told_in_the_turn(opened: Opener) -> None:
    page = opened()
    assert page.inner_text("#dl-today").startswith("else 15 Nov 2021")
    field = page.get_by_label("as of")
    assert field.evaluate("f => document.getElementById(f.getAttribute('aria-describedby'))")
    examples = page.locator(".dl-examples").inner_text()
    field.fill("2021-11-10")
    page.wait_for_function(
        "old => document.querySelector('.dl-examples')?.innerText !== old", arg=examples
    )
    assert "as of 10 Nov 2021" in answered(page, BURNS)
    page.wait_for_selector(".dl-card")
    days = {card.get_attribute("datetime") for card in page.locator(".dl-card time").all()}
    assert days == {"2021-11-06"}
    field.fill("2021-11-01")
    assert "Nothing in these days" in answered(page, BURNS)
    field.fill("")
    assert "as of" not in answered(page, BURNS)


def test_both_readings_of_an_ambiguous_date_are_buttons(opened: Opener) -> None:
    page = opened()
    ask(page, ui_canned.AMBIGUOUS.question)
    page.get_by_role("group", name="Ask for").wait_for()
    page.get_by_role("button", name="Sat 6 Nov 2021").click()
    page.wait_for_selector(".dl-turn:nth-child(2) .dl-read")
    assert "Sat 6 Nov 2021 · published or told of" in page.locator(".dl-read").inner_text()
    page.wait_for_selector(".dl-turn:last-child:not(.dl-busy)")


def test_a_day_near_by_is_asked_for_with_one_press(opened: Opener) -> None:
    page = opened()
    ask(page, f"{BURNS} 2021-11-01")
    page.get_by_role("button", name="Sat 6 Nov 2021").click()
    again = next_turn(page, 1)
    assert "Sat 6 Nov 2021 · published" in again
    assert "[1]" in again


def test_a_digest_grows_part_by_part_and_its_points_open_their_sources(opened: Opener) -> None:
    page = opened()
    ask(page, f"slowly: {ui_canned.DIGEST.question}")
    page.wait_for_selector(".dl-stage:has-text('Reading 7 of 14 articles')")
    page.wait_for_selector(".dl-busy .dl-points li")
    assert page.locator(".dl-part").count() == 1
    page.locator(".dl-points .dl-chip").first.click()
    page.wait_for_selector("#dl-panel mark.dl-here")
    page.wait_for_selector(".dl-count:has-text('Read 14 of 14 articles')", timeout=20_000)
    assert page.locator(".dl-part h3").count() == 2
    assert page.locator(".dl-points li").count() == 4
    note = "getComputedStyle(document.querySelector('mark.dl-here .dl-told'), '::before').content"
    assert page.evaluate(note) == '"1 Mar 2022"'
    assert page.locator("mark.dl-here").inner_text() == ui_canned.CITATIONS[0].quote


@pytest.mark.parametrize("width", [390, 1440])
def test_a_timeline_has_its_days_before_their_entries(opened: Opener, width: int) -> None:
    page = opened(width)
    text = answered(page, ui_canned.TIMELINE.question)
    assert "Read 2 of 2 articles" in text
    assert page.locator("ol.dl-timeline > li").count() == 5
    # Both at the same moment: what comes under the answer may scroll it.
    when, what = page.evaluate(
        "[...document.querySelectorAll('.dl-timeline .dl-when, .dl-timeline .dl-what')].slice(0, 2)"
        ".map((one) => one.getBoundingClientRect().toJSON())"
    )
    beside = when["right"] <= what["left"]
    above = when["bottom"] <= what["top"] + 1
    assert (beside, above) == ((True, False) if width == 1440 else (False, True))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_reports_that_differ_stand_under_the_answer(opened: Opener) -> None:
    page = opened(390, 844)
    answered(page, ui_canned.CONFLICT.question)
    block = page.locator(".dl-conflict")
    assert block.locator("li").count() == 2
    assert "newest first" in block.inner_text()
    block.locator(".dl-chip").last.click()
    page.wait_for_selector("#dl-panel mark.dl-here:has-text('550,000')")
