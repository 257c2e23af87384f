"""The page in Debian's chromium, over a real Assistant in a process of its own.

Days, digests and timelines are in test_ui_page_time.py. Whatever a test does: a request to another
host, an error in the console, or a dialog fails it.
"""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, DONE, Opener, answered, ask, in_view
from ui_hostile import PAYLOADS, REORDERING
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("page")
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
            "url": "javascript:alert(1)",
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    lines = "\n".join(json.dumps(one) for one in hostile)
    (corpus / "hostile.jsonl").write_text(lines + "\n", encoding="utf-8")
    with served_page(folder, corpus) as page:
        yield page


def test_a_question_is_answered_and_its_citation_opens_the_marked_article(opened: Opener) -> None:
    page = opened()
    text = answered(page, BURNS)
    assert "Burns" in text
    assert re.search(r"\[1\]", text)
    assert re.search(r"Found \d+ passages? in \d+ articles?", text)
    assert page.locator(".dl-card mark").first.inner_text() in text
    address = page.url
    page.click(".dl-answer .dl-chip >> nth=0")
    mark = page.locator("#dl-panel mark.dl-here")
    mark.wait_for()
    assert mark.inner_text() in text.replace("[1]", "")
    in_view(page, "#dl-panel mark.dl-here")
    assert page.url == address
    assert page.locator(".dl-answer .dl-chip >> nth=0").get_attribute("aria-current") == "true"
    page.keyboard.press("Escape")
    page.wait_for_selector(".dl-cards")


def test_an_answer_arrives_in_stages_and_sentence_by_sentence(
    opened: Opener, served: Served
) -> None:
    page = opened()
    ask(page, f"slowly: {BURNS}")
    page.wait_for_selector(".dl-stage:has-text('Searching')")
    page.wait_for_selector(".dl-stage:has-text('Found')")
    page.wait_for_selector(".dl-busy .dl-answer .dl-chip")
    page.click(".dl-busy .dl-answer .dl-chip >> nth=0")
    page.wait_for_selector("#dl-panel mark.dl-here")
    ask(page, "Am I too early?")
    page.wait_for_selector("#dl-notice:has-text('press Stop')")
    page.wait_for_selector(DONE)
    assert page.locator("#dl-panel mark.dl-here").count() == 1  # what was opened stays open
    assert served.printed("closed")


def test_stop_ends_the_work_and_the_page_takes_the_next_question(
    opened: Opener, served: Served
) -> None:
    page = opened()
    ask(page, f"halted: {BURNS}")
    page.wait_for_selector(".dl-stage:has-text('Found')")
    page.click("#dl-box .stop-button")
    page.wait_for_selector("text=Stopped.")
    assert served.printed("closed")
    assert "Burns" in answered(page, BURNS)


def test_a_closed_tab_ends_the_work(opened: Opener, served: Served) -> None:
    page = opened()
    ask(page, f"halted: {BURNS}")
    page.wait_for_selector(".dl-stage:has-text('Found')")
    page.close()
    assert served.printed("closed")


def test_an_example_is_asked_with_one_click_and_two_tabs_share_nothing(opened: Opener) -> None:
    first, second = opened(), opened()
    question = first.locator(".dl-example").first.inner_text()
    first.locator(".dl-example").first.click()
    first.wait_for_selector(DONE)
    assert first.locator(".dl-question").inner_text() == question
    assert second.locator(".dl-turn").count() == 0
    assert "Burns" in answered(second, BURNS)
    assert second.locator(".dl-turn").count() == first.locator(".dl-turn").count() == 1


def test_a_range_that_ends_before_it_begins_is_refused_in_one_sentence(opened: Opener) -> None:
    page = opened()
    page.get_by_label("from").fill("2021-11-15")
    page.get_by_label("to", exact=True).fill("2021-11-06")
    notice = page.locator("#dl-notice .dl-error")
    notice.wait_for()
    assert notice.inner_text() == (
        "From (15 Nov 2021) is after To (6 Nov 2021): swap the days, or clear one of them."
    )
    ask(page, BURNS)
    page.wait_for_timeout(300)
    assert page.locator(".dl-turn").count() == 0
    assert page.input_value("#dl-box textarea") == BURNS
    page.get_by_label("from").fill("2021-11-01")
    notice.wait_for(state="detached")
    text = answered(page, BURNS)
    assert "Published 1 Nov 2021 to 6 Nov 2021" in text
    page.wait_for_selector(".dl-card")
    assert {"2021-11-06"} == {
        card.get_attribute("datetime") for card in page.locator(".dl-card time").all()
    }


def test_a_refusal_is_shown_as_one(opened: Opener) -> None:
    page = opened()
    page.get_by_label("from").fill("1999-01-01")
    page.get_by_label("to", exact=True).fill("1999-01-02")
    text = answered(page, BURNS)
    assert "Nothing in these days" in text
    assert page.locator(".dl-refusal").count() == 1
    assert page.locator(".dl-answer").count() == 0


def test_an_error_is_one_sentence_and_not_the_end(opened: Opener) -> None:
    page = opened()
    ask(page, "is it broken?")
    error = page.locator(".dl-turn .dl-error")
    error.wait_for()
    assert error.inner_text() == "The model server does not answer: <b>start</b> it."
    assert "Burns" in answered(page, BURNS)


def test_a_mistake_in_the_program_leaves_a_page_that_works(opened: Opener) -> None:
    page = opened()
    ask(page, "is there a bug?")
    page.wait_for_selector(".dl-turn .dl-error:has-text('could not be finished')")
    assert "Burns" in answered(page, BURNS)


def test_a_sync_shows_its_progress_its_problems_and_the_new_counts(
    opened: Opener, served: Served
) -> None:
    page = opened()
    before = page.locator(".dl-corpus b").inner_text()
    (served.corpus / "late.txt").write_text(" date 2021-12-01 A comet was seen over Oslo.")
    (served.corpus / "undated <b>.txt").write_text("No day is given here.")
    page.click("#dl-sync-button")
    page.wait_for_selector(".dl-synced")
    assert "1 added, 1 skipped" in page.inner_text("#dl-sync-status")
    page.click(".dl-problems summary")
    assert "undated <b>.txt" in page.inner_text(".dl-problems")
    after = page.locator(".dl-corpus b").inner_text()
    assert int(after.split()[0]) == int(before.split()[0]) + 1
    assert "1 Dec 2021" in page.inner_text("#dl-counts")
    assert "comet" in answered(page, "What was seen over Oslo?")
    assert page.locator(".dl-synced").count() == 0


def test_hostile_articles_fire_nothing_and_are_shown_as_text(opened: Opener) -> None:
    page = opened()
    read = 0
    for number in range(0, len(PAYLOADS), 3):
        answered(page, f"What does the Zanzibar bulletin {number} say?")
        chips = page.locator(".dl-turn:last-child .dl-answer .dl-chip")
        if chips.count():
            chips.first.click()
            page.wait_for_selector("#dl-panel mark.dl-here")
            assert PAYLOADS[number].split()[0] in page.inner_text("#dl-panel")
            read += 1
    assert read >= 8
    page.wait_for_timeout(200)
    assert page.locator("#dl-panel :is(script, img, iframe, form, style, svg)").count() == 0
    assert page.locator("#dl-conversation :is(script, img, iframe, form, style, svg)").count() == 0
    assert page.evaluate("document.querySelectorAll('a[href^=javascript]').length") == 0


def test_the_policy_stops_what_would_get_past_the_escapes(served: Served, browser: Browser) -> None:
    """In a tab that is not watched, as the browser logs each violation as an error."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(served.url)
        page.wait_for_selector(".dl-empty")
        page.evaluate(
            """() => {
              window.stopped = [];
              document.addEventListener("securitypolicyviolation", (event) => {
                window.stopped.push(event.effectiveDirective);
              });
              const there = document.createElement("div");
              there.innerHTML =
                "<img src='http://beacon.invalid/x' onerror='window.ran = true'>" +
                "<p style='background: url(http://beacon.invalid/y)'>over</p>" +
                "<form action='http://beacon.invalid/z'></form>" +
                "<iframe src='http://beacon.invalid/f'></iframe>";
              document.body.append(there);
              there.querySelector("form").submit();
            }"""
        )
        for stopped in ("script-src-attr", "img-src", "form-action", "frame-src"):
            page.wait_for_function("one => window.stopped.includes(one)", arg=stopped)
        assert page.evaluate("window.ran") is None


def test_on_a_narrow_page_an_article_covers_it_and_leads_back(opened: Opener) -> None:
    page = opened(390, 844)
    answered(page, BURNS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click(".dl-answer .dl-chip >> nth=0")
    in_view(page, "mark.dl-here", below=40)
    page.click(".dl-back .dl-more")
    page.wait_for_selector(".dl-cards")
    assert page.locator("#dl-box textarea").is_visible()


def test_ctrl_c_ends_the_page_quietly_though_tabs_are_open(opened: Opener, served: Served) -> None:
    """The last test of the file, as the page is gone after it."""
    page = opened()
    page.wait_for_timeout(2_500)  # its first look at the server is over, the next one far
    page.context.set_offline(True)  # so that the tab does not complain that the page is gone
    os.kill(served.process.pid, signal.SIGINT)
    assert served.printed("ended")
    assert served.process.wait(10) == 0
