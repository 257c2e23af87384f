"""Many tabs at once: each is answered, with its own answer; one that waits does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, DONE, Opener, answered, reload, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Remembers two tabs."""
    with served_page(tmp_path_factory.mktemp("few"), seeds_folder(), "tabs=2") as page:
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


def pressed(page: Page, what: str) -> None:
    """Does that, and waits for what comes of it."""
    match what:
        case "source":
            page.locator(".dl-chip").first.click()
            page.wait_for_selector("#dl-panel mark.dl-here")
        case "days":
            page.get_by_label("from").fill("2021-11-06")
            page.get_by_label("to", exact=True).fill("2021-11-01")
            page.wait_for_selector("#dl-notice .dl-error")
        case "sync":
            page.click("#dl-sync-button")
            page.wait_for_selector("#dl-sync-status:has-text('nothing has changed')")
        case "digest":
            page.get_by_role("tab", name="Digest").click()
            page.click('#dl-calendar [data-day="2021-11-06"]')
            page.wait_for_selector("#dl-digest :text('Copy link')")
            page.get_by_role("tab", name="Chat").click()


@pytest.mark.parametrize("what", ["source", "days", "sync", "digest"])
def test_a_tab_that_the_server_has_forgotten_goes_on_from_its_address(
    few: Served, browser: Browser, what: str
) -> None:
    with watched(browser, few.url) as opened:
        while few.line(0) is not None:
            pass
        first = opened()
        answered(first, BURNS)
        first.wait_for_function("location.search.startsWith('?conversation=')")
        for _ in range(3):  # the first one looks at the files between two of them, maybe
            answered(opened(beside=first), BURNS)
        assert all(few.printed("a tab") for _ in range(4))
        pressed(first, what)
        assert few.printed("a tab")  # it was forgotten, then
        assert "Zelensk" in first.locator(".dl-turn").inner_text()
        if what != "days":
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
