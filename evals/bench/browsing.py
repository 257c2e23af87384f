"""Debian's chromium on the page: tabs that ask, and note when what they show has changed.

A time is taken in the tab itself, from the key that sends a question to the change of the page; it
holds no way back through playwright.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING

from evals.bench.rows import Unmeasured

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BOX = "#dl-box textarea"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_WAIT = 60_000  # ms for anything that a tab waits for
_AHEAD = 1500  # ms in which every tab has got its order to ask

# In each tab before its page is loaded. A refusal is text as well; "whole" is when nothing works.
_CLOCK = """
(() => {
  const turns = () => document.querySelectorAll(".dl-turn");
  let before = 0;
  window.times = null;
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches?.("#dl-box textarea")) return;
    before = turns().length;
    window.times = { began: performance.now() };
  }, true);
  new MutationObserver(() => {
    const [times, all] = [window.times, turns()];
    if (!times || all.length <= before) return;
    const last = all[all.length - 1];
    times.question ??= last.querySelector(".dl-question") ? performance.now() : undefined;
    const text = last.querySelector(".dl-answer, .dl-refusal, .dl-error")?.textContent.trim();
    if (text) times.text ??= performance.now();
    if (!last.classList.contains("dl-busy")) times.whole ??= performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})();
"""

_ENTER = """
at => (window.times = null) || setTimeout(() => {
  const box = document.querySelector("#dl-box textarea");
  for (const type of ["keydown", "keypress", "keyup"]) {
    const key = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
    box.dispatchEvent(new KeyboardEvent(type, key));
  }
}, at - Date.now())
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from Enter until the question, the first words of its answer, all of it stood there.

    ``said`` is the text of the turn.
    """

    question: float
    text: float
    whole: float
    said: str


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium without a window. Raises Unmeasured where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise Unmeasured("no playwright: run `pip install -e '.[test]'`") from error
    path = shutil.which("chromium")
    if path is None:
        raise Unmeasured("no chromium: run `apt-get install chromium`")
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=list(_FLAGS))
            yield browser
            browser.close()
    except Error as error:
        raise Unmeasured(f"chromium: {error.message.splitlines()[0]}") from error


@contextmanager
def tab(browser: Browser, url: str) -> Iterator[Page]:
    """A new tab with nothing in its cache, on the page, its question box there."""
    with tabs(browser, url, 1) as (page,):
        yield page


@contextmanager
def tabs(browser: Browser, url: str, count: int) -> Iterator[list[Page]]:
    """So many tabs, opened one after the other, that share a cache as those of one person do."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(_WAIT)
    context.add_init_script(_CLOCK)
    try:
        pages = []
        for _ in range(count):
            page = context.new_page()
            page.goto(url, wait_until="commit")
            page.wait_for_selector(BOX)
            pages.append(page)
        yield pages
    finally:
        context.close()


def settle(page: Page) -> None:
    """Waits until what comes of itself is there: examples, or what can be asked next.

    Who reads an answer gives the server that time; a script would have it answer two at once.
    """
    page.wait_for_selector(".dl-example, .dl-turn:last-child .dl-next")


def ask(page: Page, question: str) -> Times:
    """The question typed and sent with Enter."""
    page.fill(BOX, question)
    page.keyboard.press("Enter")
    return _times(page)


def ask_at_once(pages: Sequence[Page], questions: Sequence[str]) -> list[Times]:
    """A question in each tab, all sent at the same moment."""
    for page, question in zip(pages, questions, strict=True):
        page.fill(BOX, question)
    at = time() * 1000 + _AHEAD
    for page in pages:
        page.evaluate(_ENTER, at)
    return [_times(page) for page in pages]


def _times(page: Page) -> Times:
    page.wait_for_function("() => window.times?.whole", polling=50)
    found = page.evaluate("() => window.times")
    if "question" not in found or "text" not in found:
        raise Unmeasured("an answer was shown without its question, or without any words")
    question, text, whole = (
        (found[step] - found["began"]) / 1000 for step in ("question", "text", "whole")
    )
    return Times(question, text, whole, page.locator(".dl-turn").last.inner_text())
