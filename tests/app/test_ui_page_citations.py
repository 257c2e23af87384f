"""Citations in Debian's chromium: the card beside a chip, the opened article, its story.

Whatever a test does: a request to another host, an error in the console, or a dialog fails it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, Opener, answered
from ui_hostile import PAYLOADS, REORDERING
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHIP = ".dl-answer .dl-chip >> nth=0"
CARD = "#dl-peek:not([hidden])"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("citations")
    corpus = folder / "corpus"
    corpus.mkdir()
    for seed in seeds_folder().iterdir():
        (corpus / seed.name).write_bytes(seed.read_bytes())
    hostile = [
        {
            "id": f"hostile-{number}",
            "date": "2020-02-02",
            "title": f"Zanzibar bulletin {number}: {payload}",
            "text": f"The Zanzibar bulletin {number} says {payload} and {REORDERING}. It goes on.",
            "source": payload,
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    # Two more of one story, whose titles, outlets and ids are hostile, too.
    hostile += [
        {
            "id": f"{payload} {number}",
            "date": f"2020-03-0{number}",
            "title": f"Quokka ferry strands at Rottnest pier {payload}",
            "text": (
                "The Quokka ferry stranded at the Rottnest pier with forty passengers. The "
                f"Rottnest harbour master blamed the Quokka ferry's captain. {payload}"
            ),
            "source": payload,
        }
        for number, payload in enumerate(PAYLOADS[22:25], 1)
    ]
    lines = "\n".join(json.dumps(one) for one in hostile)
    (corpus / "hostile.jsonl").write_text(lines + "\n", encoding="utf-8")
    with served_page(folder, corpus) as page:
        yield page


def settled(page: Page, question: str) -> None:
    """Asks, and waits until the questions to ask next have come: they move what stands above."""
    answered(page, question)
    page.wait_for_selector(".dl-turn:last-child .dl-nexts")
    page.wait_for_timeout(100)


def hidden(page: Page) -> None:
    page.wait_for_selector("#dl-peek", state="hidden")


def test_a_chip_that_is_pointed_at_shows_day_title_and_quote(opened: Opener) -> None:
    page = opened()
    settled(page, BURNS)
    page.hover(CHIP)
    card = page.locator(CARD)
    card.wait_for()
    assert card.get_attribute("role") == "tooltip"
    assert "[1] 6 Nov 2021" in card.inner_text()
    assert page.locator(".dl-title").first.inner_text() in card.inner_text()
    assert page.locator(".dl-card mark").first.inner_text() in card.inner_text()
    assert page.locator(CHIP).get_attribute("aria-describedby") == "dl-peek"
    page.hover("#dl-peek")  # it stays while it is pointed at
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.mouse.move(2, 2)
    hidden(page)


def test_the_keyboard_shows_the_card_and_escape_puts_away_nothing_else(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.click(CHIP)
    page.wait_for_selector("#dl-panel mark.dl-here")
    hidden(page)
    page.locator(".dl-answer .dl-chip >> nth=1").focus()
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(CARD)
    page.keyboard.press("Escape")
    hidden(page)
    assert page.locator("#dl-panel mark.dl-here").count() == 1
    page.keyboard.press("Enter")  # the focus has stayed on the chip
    page.wait_for_selector("#dl-panel mark.dl-here")
    page.keyboard.press("Escape")
    page.wait_for_selector(".dl-cards")


def test_an_article_that_is_closed_gives_the_focus_back_to_what_opened_it(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    read_second(page)
    page.keyboard.press("Escape")
    focused(page, ".dl-answer .dl-chip[data-label='2']")


def test_escape_in_a_field_elsewhere_leaves_the_article_open(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    read_second(page)
    for field in ("#dl-box textarea", ".dl-day input[type=date]", "[data-setting=theme]"):
        page.locator(field).first.focus()
        page.keyboard.press("Escape")
    assert page.locator("#dl-panel mark.dl-here").count() == 1
    page.locator("#dl-new").focus()
    page.keyboard.press("Escape")
    page.wait_for_selector(".dl-cards")


def test_on_a_narrow_page_the_focus_never_lies_under_the_sources(opened: Opener) -> None:
    page = opened(390, 844)
    answered(page, BURNS)
    read_second(page)
    page.keyboard.press("Escape")
    focused(page, ".dl-card button[data-label='2']")
    page.keyboard.press("Escape")
    focused(page, ".dl-answer .dl-chip[data-label='2']")
    assert not page.locator("#dl-side").is_visible()


def test_what_a_press_uncovers_can_take_the_focus_before_the_next_frame(opened: Opener) -> None:
    page = opened(390, 844)
    settled(page, BURNS)
    uncovered = """chip => {
        const panel = document.querySelector("#dl-panel h2");
        const now = () => getComputedStyle(panel).visibility;
        const before = now();
        chip.click();
        return [before, now()];
    }"""
    assert page.locator(CHIP).evaluate(uncovered) == ["hidden", "visible"]


def focused(page: Page, wanted: str) -> None:
    page.wait_for_function("wanted => document.activeElement.matches(wanted)", arg=wanted)


def read_second(page: Page) -> None:
    page.locator(".dl-answer .dl-chip >> nth=1").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#dl-panel mark.dl-here")
    focused(page, "#dl-panel h2")


def test_the_card_is_never_off_the_screen(opened: Opener) -> None:
    page = opened(390, 844)
    settled(page, BURNS)
    for chip in page.locator(".dl-answer .dl-chip").all():
        chip.scroll_into_view_if_needed()
        chip.hover()
        card = page.locator(CARD)
        card.wait_for()
        page.wait_for_timeout(200)
        box = card.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 844
        page.mouse.move(2, 2)
        hidden(page)


def test_the_first_tap_opens_the_article_and_no_card(served: Served, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto(served.url)
        page.wait_for_selector(".dl-empty")
        answered(page, BURNS)
        page.locator(CHIP).tap()
        page.wait_for_selector("#dl-panel mark.dl-here")
        page.wait_for_timeout(300)
        assert page.locator(CARD).count() == 0


def test_an_opened_article_notes_its_days_and_leads_to_its_story_and_back(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.click(CHIP)
    page.wait_for_selector("#dl-panel mark.dl-here")
    notes = page.locator(".dl-body .dl-told").evaluate_all(
        "all => all.map(one => one.dataset.note)"
    )
    assert {"2 Nov 2021", "1 Nov 2021", "8 to 14 Nov 2021, planned"} <= set(notes)
    assert page.locator("#dl-panel .dl-body mark.dl-here .dl-told").count() == 1
    title = page.locator("#dl-panel h2").inner_text()
    page.click(".dl-story .dl-opens")
    page.wait_for_selector("#dl-panel:not(:has(mark)) .dl-article")
    assert page.locator("#dl-panel h2").inner_text() != title
    assert "15 Nov 2021" in page.locator("#dl-panel .dl-back").inner_text()
    page.click("text=Back to source 1")
    page.wait_for_selector("#dl-panel mark.dl-here")
    assert page.locator("#dl-panel h2").inner_text() == title


def test_what_came_closest_to_a_refused_question_can_be_read(opened: Opener) -> None:
    page = opened()
    text = answered(page, "Who won the chess match in Reykjavik?")
    assert "The articles do not say" in text
    assert "came closest" in text
    page.click(".dl-folded summary")
    page.click(".dl-folded .dl-opens >> nth=0")
    page.wait_for_selector("#dl-panel .dl-article .dl-body")
    assert page.locator(".dl-folded[open]").count() == 1  # what was unfolded stays so
    page.keyboard.press("Escape")
    page.wait_for_selector("#dl-panel .dl-none .dl-closest")


def test_hostile_texts_are_shown_as_text_in_cards_and_stories(opened: Opener) -> None:
    page = opened()
    read = 0
    for number in range(1, len(PAYLOADS), 6):
        settled(page, f"What does the Zanzibar bulletin {number} say?")
        chips = page.locator(".dl-turn:last-child .dl-answer .dl-chip")
        if not chips.count():
            continue
        chips.first.hover()
        page.wait_for_selector(CARD)
        card = page.inner_text("#dl-peek")
        found = re.search(r"Zanzibar bulletin (\d+):", card)
        assert found
        assert PAYLOADS[int(found[1])].split()[0] in card
        assert page.locator("#dl-peek > *").count() == page.locator("#dl-peek *").count() == 3
        page.mouse.move(2, 2)
        hidden(page)
        read += 1
    assert read >= 4
    answered(page, "Where did the Quokka ferry strand?")
    page.locator(".dl-turn:last-child .dl-answer .dl-chip").first.click()
    page.wait_for_selector(".dl-story")
    assert "Rottnest" in page.inner_text(".dl-story")
    page.locator(".dl-story .dl-opens").first.click()
    page.wait_for_selector("#dl-panel:not(:has(mark)) .dl-article")
    for part in ("#dl-panel", "#dl-conversation", "#dl-peek"):
        assert page.locator(f"{part} :is(script, img, iframe, form, style, svg)").count() == 0


SMALL = """() => [...document.querySelectorAll("button, a, input, select, summary, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("sup"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, at]) => at.width && (at.height < 24 || at.width < 24))
  .map(([one, at]) => `${one.outerHTML.slice(0, 120)}: ${at.width} x ${at.height}`)"""


def test_what_can_be_pressed_is_24_pixels_high_outside_of_sentences(opened: Opener) -> None:
    page = opened(width=390)
    answered(page, BURNS)
    assert page.evaluate(SMALL) == []
    page.click(".dl-footing [data-do=sources]")
    page.wait_for_selector(".dl-side-open .dl-card")
    assert page.evaluate(SMALL) == []
    page.click(".dl-card button")
    page.wait_for_selector(".dl-article")
    assert page.evaluate(SMALL) == []


def test_a_turn_is_the_same_element_while_the_next_is_answered_and_its_chip_is_marked(
    opened: Opener,
) -> None:
    page = opened()
    answered(page, BURNS)
    page.evaluate("document.querySelector('.dl-turn').kept = true")
    answered(page, "Who met in Moscow?")
    assert page.evaluate("document.querySelector('.dl-turn').kept")
    page.locator(CHIP).click()
    page.wait_for_selector(".dl-turn:first-child.dl-selected .dl-chip[aria-current=true]")
    assert page.locator("#dl-main .dl-chip[aria-current], .dl-turn.dl-selected").count() == 2
