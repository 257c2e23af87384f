"""Many tabs at once: each is answered, with its own answer; one that waits does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, DONE, Opener, answered, reload, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TABS = 20
TOWNS = (
    "Aarhus Bergen Calais Dublin Espoo Fulda Genoa Haarlem Ipswich Jena "
    "Kaunas Lleida Malaga Narvik Odense Parma Quimper Rostock Siena Tampere"
).split()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("many")
    corpus = folder / "corpus"
    corpus.mkdir()
    articles = [
        {
            "id": town.lower(),
            "date": f"2022-03-{day:02}",
            "title": f"A new bridge for {town}",
            "text": f"The mayor of {town} opened the {day + 100} metre bridge of {town} on Monday. "
            "It had been closed for a year.",
        }
        for day, town in enumerate(TOWNS, 1)
    ]
    (corpus / "bridges.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    with served_page(folder, corpus) as page:
        yield page


def test_twenty_tabs_that_ask_at_once_are_each_given_their_own_answer(opened: Opener) -> None:
    first = opened()
    # Of one browser, which keeps six connections to a server: none may be held by who only waits.
    tabs = [first, *(opened(beside=first) for _ in range(TABS - 1))]
    for page, town in zip(tabs, TOWNS, strict=True):
        page.set_default_timeout(60_000)  # twenty tabs on few cores
        page.fill("#dl-box textarea", f"Who opened the bridge of {town}?")
    for page in tabs:
        page.keyboard.press("Enter")
    for number, (page, town) in enumerate(zip(tabs, TOWNS, strict=True), 101):
        page.wait_for_selector(DONE)
        answer = page.locator(".dl-turn").all_inner_texts()
        assert len(answer) == 1
        assert f"Who opened the bridge of {town}?" in answer[0]
        assert f"The mayor of {town} opened the {number} metre bridge" in answer[0]
        page.locator(".dl-answer .dl-chip").first.click()
        page.wait_for_selector("#dl-panel mark.dl-here")
        assert town in page.inner_text("#dl-panel h2")


def test_a_tab_that_the_server_has_forgotten_goes_on_from_its_address(
    tmp_path: Path, browser: Browser
) -> None:
    with (
        served_page(tmp_path, seeds_folder(), "tabs=2") as few,
        watched(browser, few.url) as opened,
    ):
        first = opened()
        answered(first, BURNS)
        first.wait_for_function("location.search.startsWith('?conversation=')")
        others = [opened(beside=first), opened(beside=first)]
        for page in others:
            answered(page, BURNS)
        first.locator(".dl-chip").first.click()
        first.wait_for_selector("#dl-panel mark.dl-here")
        assert "Zelensk" in answered(first, "Whom did he telephone after them?")
        assert first.locator(".dl-turn").count() == 2


def test_a_tab_that_waits_asks_for_no_frame(opened: Opener) -> None:
    page = opened()
    page.add_init_script(
        "const own = window.requestAnimationFrame; window.frames_asked = 0;"
        "window.requestAnimationFrame = (call) => { window.frames_asked += 1; return own(call); };"
    )
    reload(page)
    assert "Aarhus" in answered(page, "Who opened the bridge of Aarhus?")
    # What fades in at first has an end; a count of seconds has none.
    page.wait_for_function(
        "() => { const quiet = window.frames_asked === window.seen;"
        " window.seen = window.frames_asked; return quiet; }",
        polling=300,
    )
    assert page.evaluate("window.frames_asked") > 0
