"""The page in each of its states, three widths and two schemes: for axe-core, and for the eye.

Pictures of 1440 and 390 pixels are kept where SCREENS_OUT names a folder, as CI does.
``python tests/app/test_ui_states.py`` prints every finding of axe, the slight ones among them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ui_axe import findings, grave, undecided
from ui_browser import Opener, chromium, watched
from ui_process import Served, served_page
from ui_states import CORPUS, QUOTED, SCHEMES, WRITTEN, bring, sized

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PICTURED = (1440, 390)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("states"), CORPUS, "upload") as page:
        yield page


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("written"), CORPUS, "llm") as page:
        yield page


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("SCREENS_OUT") or tmp_path_factory.mktemp("screens"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def seen(page: Page, state: str, pictures: Path) -> list[str]:
    """What is wrong with a state at any width, in either scheme; its pictures are kept."""
    wrong = []
    bring(page, state)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in sized(page, state):
            wrong += [f"{scheme} {width}: {one}" for one in grave(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append(f"{scheme} {width}: scrolls sideways, {wide} wide")
            if width in PICTURED:
                name = f"{state.replace(' ', '-')}-{width}-{scheme}.png"
                page.screenshot(path=pictures / name, animations="disabled")
    return wrong


@pytest.mark.parametrize("state", QUOTED)
def test_a_state_is_for_everybody(
    served: Served, browser: Browser, pictures: Path, state: str
) -> None:
    with watched(browser, served.url) as opener:
        assert seen(opener(), state, pictures) == []


@pytest.mark.parametrize("state", WRITTEN)
def test_a_state_of_written_answers_is_for_everybody(
    writing: Served, browser: Browser, pictures: Path, state: str
) -> None:
    with watched(browser, writing.url) as opener:
        assert seen(opener(), state, pictures) == []


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
    for states, words in ((QUOTED, ("upload",)), (WRITTEN, ("llm",))):
        with (
            tempfile.TemporaryDirectory() as folder,
            served_page(Path(folder), CORPUS, *words) as served,
            chromium() as browser,
            watched(browser, served.url) as opener,
        ):
            _collect(opener, states, told)
    for line, where in sorted(told.items()):
        print(f"{line}\n    {len(where)}: {', '.join(where)}")


def _collect(opener: Opener, states: tuple[str, ...], told: dict[str, list[str]]) -> None:
    for state in states:
        page = opener()
        bring(page, state)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in sized(page, state):
                for line in findings(page) + [f"? {one}" for one in undecided(page)]:
                    told.setdefault(line, []).append(f"{state}/{scheme}/{width}")
        page.close()


if __name__ == "__main__":
    sys.exit(main())
