"""The states of the page that are looked at: by axe-core, and by eye in the pictures of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import ui_canned
from ui_browser import Scheme, answered, ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

CORPUS = Path(__file__).parents[2] / "evals" / "corpus"
"""Articles of many days and stories, two of which cannot be read."""

QUOTED = (
    "empty",
    "writing",
    "card",
    "article",
    "refusal",
    "conflict",
    "comment",
    "error",
    "notice",
    "digest",
    "timeline",
    "conversations",
    "corpus",
)
WRITTEN = ("dropped", "nothing held")
"""States in which a model writes: the page is served with one."""

LEFT = ("conversations", "corpus")
"""States of the left column, which a narrow page keeps in a drawer."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1440, 1024, 390)

DAM = "How long is the crack in the Kestrel Dam?"
FERRY = "Who mediates in the ferry strike?"


def bring(page: Page, state: str) -> None:
    """An empty page in that state."""
    match state:
        case "writing":
            ask(page, f"slowly: {DAM}")
            page.wait_for_selector(".dl-busy .dl-answer .dl-chip")
        case "card":
            answered(page, DAM)
            page.wait_for_selector(".dl-next")
            page.focus(".dl-answer .dl-chip >> nth=0")
            page.wait_for_selector("#dl-peek", state="visible")
        case "article":
            answered(page, DAM)
            page.click(".dl-answer .dl-chip >> nth=0")
            page.wait_for_selector("#dl-panel mark.dl-here")
        case "refusal":
            answered(page, "Who won the water polo final in Kesselby?")
            page.wait_for_selector(".dl-next")
            page.click(".dl-folded summary")
        case "conflict":
            answered(page, ui_canned.CONFLICT.question)
        case "comment":
            answered(page, DAM)
            page.click('[data-do="vote"][data-vote="down"]')
            page.wait_for_selector(".dl-field:not([hidden]) textarea")
        case "error":
            ask(page, "is it broken?")
            page.wait_for_selector(".dl-turn .dl-error")
        case "notice":
            page.fill("#dl-days input >> nth=0", "2023-05-01")
            page.fill("#dl-days input >> nth=1", "2023-04-01")
            page.wait_for_selector("#dl-notice .dl-error")
        case "digest":
            page.get_by_role("tab", name="Digest").click()
            page.click('#dl-calendar [data-day="2023-03-09"]')
            page.wait_for_selector("#dl-digest :text('Copy link')")
        case "timeline":
            page.get_by_role("tab", name="Timeline").click()
            page.fill("#dl-topic [name=topic]", "Kestrel Dam")
            page.keyboard.press("Enter")
            page.wait_for_selector("#dl-timeline :text('Copy link')")
        case "conversations":
            answered(page, DAM)
            page.click("#dl-new")
            page.wait_for_selector(".dl-empty")
            answered(page, FERRY)
            page.click(".dl-past li >> nth=1 >> [data-do=more]")
        case "corpus":
            page.click(".dl-problems summary")
        case "dropped":
            answered(page, ui_canned.WRITTEN.question)
            page.click(".dl-dropped summary")
        case "nothing held":
            answered(page, ui_canned.NOTHING_HELD.question)


def sized(page: Page, state: str) -> Iterator[int]:
    """Each of WIDTHS, the page that wide. Opening a page for each takes three times as long."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        drawer = state in LEFT and width < 1200
        page.evaluate(f"document.body.classList.toggle('dl-left-open', {str(drawer).lower()})")
        yield width
