"""The page on paper, and where the reader's system chooses the colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ui_browser import BURNS, Opener, answered
from ui_process import Served, served_page

from assistant.resources import seeds_folder

pytestmark = pytest.mark.browser

CUT = """
() => [...document.querySelectorAll("#dl-main, #dl-main *, #dl-side, #dl-side *")].filter(one => {
  const hides = getComputedStyle(one).overflowY !== "visible" && !one.matches(".dl-unseen");
  return hides && one.clientHeight && one.scrollHeight > one.clientHeight + 1;
}).map(one => one.id || one.className)
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("media"), seeds_folder()) as page:
        yield page


@pytest.mark.parametrize("width", [794, 1440])
def test_on_paper_answers_and_sources_are_whole(opened: Opener, width: int) -> None:
    page = opened(width)
    for _ in range(4):
        answered(page, BURNS)
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    high = page.evaluate("document.documentElement.scrollHeight")
    for part in (".dl-turn", ".dl-card"):
        for one in page.locator(part).all():
            box = one.bounding_box()
            assert one.is_visible()
            assert box
            assert box["y"] + box["height"] <= high
    for part in ("#dl-left", "#dl-composer", ".dl-tools >> nth=0"):
        assert not page.locator(part).is_visible()


def test_in_the_system_s_colours_nothing_is_told_by_a_background_alone(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.emulate_media(forced_colors="active")
    page.click(".dl-answer .dl-chip >> nth=0")
    page.wait_for_selector("#dl-panel mark.dl-here")
    style = """one => {
        const it = getComputedStyle(one);
        return [it.outlineStyle, it.textDecorationLine, it.backgroundColor];
    }"""
    outline, _, _ = page.locator("#dl-main .dl-chip[aria-current]").evaluate(style)
    assert outline == "solid"
    _, line, _ = page.locator("#dl-panel mark.dl-here").evaluate(style)
    assert line == "underline"
    *_, paper = page.locator("body").evaluate(style)
    *_, ink = page.locator(".dl-icon").first.evaluate(style)
    assert ink not in (paper, "rgba(0, 0, 0, 0)")
