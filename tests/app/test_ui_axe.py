"""axe-core over the page in each of its states: nothing serious stands in anybody's way.

``python tests/app/test_ui_axe.py`` prints every finding of every state, the slight ones among them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import ui_canned
from ui_axe import findings, grave, undecided
from ui_browser import BURNS, Opener, Scheme, answered, ask, chromium, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STATES = ("empty", "answered", "article", "digest", "timeline", "refusal", "notice", "busy")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1440, 1024, 390)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("axe"), seeds_folder()) as page:
        yield page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    pytest.importorskip("axe_playwright_python", reason="needs axe: pip install -e '.[test]'")
    with chromium() as opened:
        yield opened


@pytest.fixture
def opened(served: Served, browser: Browser) -> Iterator[Opener]:
    with watched(browser, served.url) as opener:
        yield opener


def bring(page: Page, state: str) -> None:
    """An empty page in that state."""
    match state:
        case "answered":
            answered(page, BURNS)
        case "article":
            answered(page, BURNS)
            page.click(".dl-answer .dl-chip >> nth=0")
            page.wait_for_selector("#dl-panel mark.dl-here")
        case "digest":
            answered(page, ui_canned.DIGEST.question)
        case "timeline":
            answered(page, ui_canned.TIMELINE.question)
        case "refusal":
            answered(page, f"{BURNS} 2021-11-01")
        case "notice":
            ask(page, "is it broken?")
            page.wait_for_selector(".dl-turn .dl-error")
        case "busy":
            ask(page, f"slowly: {BURNS}")
            page.wait_for_selector(".dl-busy .dl-answer .dl-chip")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_serious_is_found(opened: Opener, state: str, scheme: Scheme) -> None:
    page = opened(scheme=scheme)
    bring(page, state)
    assert {width: grave(page) for width in sized(page)} == {width: [] for width in WIDTHS}


def sized(page: Page) -> Iterator[int]:
    """Each of WIDTHS, the page that wide. Opening a page for each takes three times as long."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield width


def test_what_is_wrong_with_a_page_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>t</title><main><h1>h</h1><button></button>"
        "<p style='color:#999;background:#fff'>pale</p><img src=data:,></main>"
    )
    found = grave(page)
    page.close()
    assert {line.split(":")[0] for line in found} == {
        "critical button-name",
        "critical image-alt",
        "serious color-contrast",
    }
    assert any(": p (" in line for line in found)


def main() -> None:
    """Every finding, with the states that have it."""
    told: dict[str, list[str]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        served_page(Path(folder), seeds_folder()) as served,
        chromium() as browser,
        watched(browser, served.url) as opener,
    ):
        for state in STATES:
            for scheme in SCHEMES:
                page = opener(scheme=scheme)
                bring(page, state)
                for width in sized(page):
                    for line in findings(page) + [f"? {one}" for one in undecided(page)]:
                        told.setdefault(line, []).append(f"{state}/{scheme}/{width}")
                page.close()
    for line, where in sorted(told.items()):
        print(f"{line}\n    {len(where)}: {', '.join(where)}")


if __name__ == "__main__":
    sys.exit(main())
