"""The corpus column in Debian's chromium: syncs here and elsewhere, files that are dropped on the
page, and a model's server that is down."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from ui_browser import LOOK, Opener, answered, watched
from ui_process import Served, served_page

from assistant.app.ui.desks.shelf import FRESH
from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, JSHandle, Page

pytestmark = pytest.mark.browser

SHIP = " date 2021-12-03 A ship with 400 sheep ran aground off Bergen."


DROPPED = """([where, dataTransfer]) => ["dragover", "drop"].map((name) => {
    const event = new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(where).dispatchEvent(event);
    return event.defaultPrevented;
})"""


def filled(folder: Path) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir()
    for seed in seeds_folder().iterdir():
        (corpus / seed.name).write_bytes(seed.read_bytes())
    (corpus / "undated.txt").write_text("No day is given here.")
    return corpus


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("page")
    with served_page(folder, filled(folder), "upload") as page:
        yield page


def files(page: Page, named: dict[str, str]) -> JSHandle:
    """A DataTransfer as of files that are dragged in from the desktop."""
    return page.evaluate_handle(
        """named => {
            const carried = new DataTransfer();
            for (const [name, text] of Object.entries(named)) {
                carried.items.add(new File([text], name));
            }
            return carried;
        }""",
        named,
    )


def index_elsewhere(served: Served) -> None:
    store = served.corpus.parent / "store"
    subprocess.run(
        [sys.executable, "-m", "assistant.app", "index", str(served.corpus), "--store", store],
        check=True,
        capture_output=True,
    )


def articles(page: Page) -> int:
    return int(page.locator(".dl-corpus b").inner_text().split()[0])


def test_the_page_opens_with_the_days_the_last_sync_and_its_problems(opened: Opener) -> None:
    page = opened()
    assert "6 Nov 2021 to 1" in page.inner_text("#dl-counts")
    moment = page.locator(".dl-ago time")
    assert moment.inner_text().endswith(("just now", "ago"))
    assert moment.get_attribute("title")
    assert not page.locator(".dl-problems li").is_visible()
    page.click(".dl-problems summary")
    assert "undated.txt" in page.inner_text(".dl-problems")


def test_files_dropped_anywhere_on_the_page_are_added_and_asked_about(opened: Opener) -> None:
    page = opened()
    before = articles(page)
    carried = files(page, {"ship.txt": SHIP, "picture.png": "x"})
    page.dispatch_event("#dl-panel", "dragenter", {"dataTransfer": carried})
    assert page.inner_text(".dl-over") == "Drop articles to add them"
    page.dispatch_event("#dl-panel", "drop", {"dataTransfer": carried})
    page.wait_for_selector(".dl-synced")
    assert not page.locator(".dl-over").is_visible()
    assert "ship.txt: 1 article added." in page.inner_text("#dl-sync-status")
    assert "picture.png is in no format" in page.inner_text(".dl-refused")
    assert articles(page) == before + 1
    assert "sheep" in answered(page, "What ran aground off Bergen?")


def test_another_text_under_a_known_name_is_refused_in_one_sentence(
    opened: Opener, tmp_path: Path
) -> None:
    page = opened()
    for place, text in (("first", SHIP), ("second", SHIP + " It floats.")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "twice.txt").write_text(text.replace("ship", "raft"))
        page.set_input_files("#dl-files input", tmp_path / place / "twice.txt")
        page.wait_for_selector(".dl-synced" if place == "first" else ".dl-refused li")
    said = page.inner_text(".dl-refused")
    assert "twice.txt is there already, with another text" in said
    assert "It floats" not in answered(page, "What raft ran aground off Bergen?")


def test_too_many_files_at_once_are_not_sent(opened: Opener) -> None:
    page = opened()
    before = articles(page)
    carried = files(page, {f"many-{n}.txt": SHIP for n in range(201)})
    page.dispatch_event("#dl-panel", "drop", {"dataTransfer": carried})
    assert "add at most 200 at once" in page.locator(".dl-refused li").inner_text()
    assert articles(page) == before


def test_a_hostile_file_name_is_shown_as_text(opened: Opener) -> None:
    page = opened()
    name = "<img src=x onerror=alert(1)>.txt"
    carried = files(page, {name: "No day is given here either."})
    page.dispatch_event("#dl-panel", "drop", {"dataTransfer": carried})
    page.wait_for_selector(".dl-synced")
    assert name in page.inner_text("#dl-sync-status")
    assert page.locator("#dl-left img").count() == 0


def test_a_sync_elsewhere_is_seen_without_a_reload(opened: Opener, served: Served) -> None:
    page = opened()
    before = articles(page)
    page.wait_for_timeout(200)
    (served.corpus / "comet.txt").write_text(" date 2021-12-01 A comet was seen over Oslo.")
    index_elsewhere(served)
    page.evaluate(LOOK)
    page.wait_for_selector(".dl-synced")
    assert "The corpus was synced: 1 article more." in page.inner_text("#dl-sync-status")
    assert articles(page) == before + 1
    assert "comet" in answered(page, "What was seen over Oslo?")


def test_questions_to_ask_next_are_made_anew_after_a_sync(opened: Opener, served: Served) -> None:
    page = opened()
    answered(page, "Whom did Burns telephone after his meetings in Moscow?")
    page.wait_for_selector(".dl-nexts")
    (served.corpus / "owl.txt").write_text(" date 2021-12-04 An owl was seen near Riga.")
    page.click("#dl-sync-button")
    page.wait_for_selector(".dl-synced")  # which takes them away
    page.wait_for_selector(".dl-nexts")
    assert page.locator(".dl-next").count() == 3


def test_files_that_changed_are_counted_once_the_page_is_open(
    opened: Opener, served: Served
) -> None:
    (served.corpus / "late.txt").write_text(" date 2021-12-02 A lynx was seen near Bern.")
    time.sleep(FRESH + 0.5)  # for as long the look of a tab before holds for all
    page = opened()
    page.wait_for_selector(".dl-changed")
    assert page.inner_text(".dl-changed") == "1 file changed since the last sync"
    page.click("#dl-sync-button")
    page.wait_for_selector(".dl-synced")
    page.wait_for_selector(".dl-changed", state="detached")


def test_a_model_that_is_down_shows_as_such_until_it_is_back(opened: Opener) -> None:
    page = opened()
    model = {"name": "oder-7b", "host": "127.0.0.1:9", "up": False, "why": "No <b>connection</b>."}

    def told(up: bool | None) -> None:
        state = {"generation": None, "articles": None, "syncing": False}
        body = json.dumps({**state, "model": {**model, "up": up}})
        page.unroute_all()
        page.route("**/dateline/state", lambda route: route.fulfill(body=body))
        with page.expect_response("**/dateline/state"):
            page.evaluate(LOOK)

    told(False)
    page.wait_for_selector(".dl-down:not(:empty)")
    said = page.inner_text(".dl-down")
    assert said.startswith("oder-7b at 127.0.0.1:9: not answering since ")
    assert "No <b>connection</b>." in said
    told(None)  # being asked again
    assert page.inner_text(".dl-down") == said
    told(True)
    page.wait_for_selector(".dl-down:empty", state="attached")


def test_without_the_flag_there_is_no_zone_and_no_route(tmp_path: Path, browser: Browser) -> None:
    corpus = filled(tmp_path)
    with served_page(tmp_path, corpus, "empty") as page_of, watched(browser, page_of.url) as opener:
        answer = httpx.post(
            f"{page_of.url}/dateline/upload?name=ship.txt",
            content=SHIP,
            headers={"x-dateline-upload": "1"},
        )
        assert answer.status_code in (404, 405)
        page = opener()
        assert page.locator("#dl-files").count() == 0
        # A file that is dropped must not take the place of the page, wherever it falls.
        carried = files(page, {"ship.txt": SHIP})
        for where in ("#dl-panel", "#dl-box textarea", "#dl-conversation"):
            assert page.evaluate(DROPPED, [where, carried]) == [True, True]
        assert page.inner_text("#dl-toast") == "This page takes no files"
        # Nothing is indexed here, either: the page says what to press, and it is enough.
        assert "press Sync" in page.inner_text("#dl-counts")
        page.click("#dl-sync-button")
        page.wait_for_selector(".dl-synced")
        assert articles(page) == 2
    assert not (tmp_path / "store" / "uploads").exists()
