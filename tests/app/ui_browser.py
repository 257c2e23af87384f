"""Debian's chromium on the page, with every tab watched for what must never happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from ui_users import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, StorageState

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BURNS = "Whom did Burns telephone after his meetings in Moscow?"
DONE = ".dl-turn:last-child:not(.dl-busy)"
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
"""Has a page ask its server how things are, as when its reader comes back to it."""

REVIVED = """
document.title = "before";
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    const seen = getComputedStyle(document.body).visibility;
    sessionStorage.revived = seen === "hidden" ? "unseen" : "seen";
  }
});
"""
"""Has a page note that the browser has brought it back as it was left, and if it can be seen."""

_LEAVING: set[object] = set()
_LEFT = ("AbortError: ", "Unexpected error Connection errored out")
"""What Gradio (6.31) says of a stream that ends because its page is left."""

Opener = Callable[..., "Page"]
Scheme = Literal["light", "dark"]


@contextmanager
def chromium(*, revives: bool = False) -> Iterator[Browser]:
    """Chromium without a window; with ``revives`` Back may show a page as it was left, as it does
    where people use it: playwright switches that off."""
    from playwright.sync_api import sync_playwright

    left_out = ["--disable-back-forward-cache"] if revives else []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(FLAGS), ignore_default_args=left_out
        )
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, url: str) -> Iterator[Opener]:
    """``opener(width=1440, scheme="light")`` is a new tab; each is watched to its end.

    It is a browser of its own, with ``beside`` one more tab in the browser of that one, and with
    ``state`` (``tab.context.storage_state()``) a browser with the cookies of one that there was.
    ``at`` is what its address asks for, from the question mark on.
    """
    wrong: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("request", lambda request: foreign(request.url))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("console", lambda said: console(page, said.text) if said.type == "error" else None)

    def console(page: Page, said: str) -> None:
        if not (page in _LEAVING and said.startswith(_LEFT)):
            wrong.append(f"console: {said}")

    def foreign(requested: str) -> None:
        if not requested.startswith((url + "/", "data:", "blob:")):
            wrong.append(f"request: {requested}")

    def fresh(
        width: int, height: int, scheme: Scheme, state: StorageState | None
    ) -> BrowserContext:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, storage_state=state)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    def open_tab(
        width: int = 1440,
        height: int = 900,
        scheme: Scheme = "light",
        *,
        at: str = "",
        beside: Page | None = None,
        state: StorageState | None = None,
    ) -> Page:
        context = beside.context if beside else fresh(width, height, scheme, state)
        page = context.new_page()
        watch(page)
        page.goto(f"{url}/{at}" if at else url)
        page.wait_for_selector(".dl-empty, .dl-turn, .dl-board")
        painted(page)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert not wrong, wrong


def sign_in(page: Page, url: str) -> None:
    """Opens the page, which leads to its log-in, and signs in as anna."""
    page.goto(url)
    painted(page)
    page.fill("#name", "anna")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")


def reload(page: Page) -> None:
    """Loads the page anew, which ends the streams of the one before."""
    _LEAVING.add(page)
    page.reload()
    page.wait_for_selector(".dl-empty, .dl-turn, .dl-board")
    painted(page)
    _LEAVING.discard(page)


def go(page: Page, url: str) -> None:
    """Loads another page in the place of one whose streams may still be open."""
    _LEAVING.add(page)
    page.goto(url)
    painted(page)
    _LEAVING.discard(page)


def away_and_back(page: Page, url: str) -> None:
    """Leaves the page for that one and comes back: it is brought back as it was, and loads anew."""
    _LEAVING.add(page)
    page.evaluate(REVIVED)
    page.goto(url)
    page.go_back(wait_until="commit")
    page.wait_for_function("sessionStorage.revived && document.title === 'Dateline'")
    painted(page)
    assert page.evaluate("sessionStorage.revived") == "unseen"
    _LEAVING.discard(page)


def painted(page: Page) -> None:
    """Waits until the page was drawn once: chromium drops the keys that are pressed before that."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def in_view(page: Page, selector: str, below: int = 0) -> None:
    """Waits until that stands in the window, ``below`` so many pixels: what comes may scroll it."""
    page.wait_for_function(
        "([one, below]) => { const at = document.querySelector(one)?.getBoundingClientRect();"
        " return at && at.height && at.top >= below && at.bottom <= innerHeight; }",
        arg=[selector, below],
    )


def ask(page: Page, question: str) -> None:
    page.fill("#dl-box textarea", question)
    page.keyboard.press("Enter")


def answered(page: Page, question: str) -> str:
    """The text of the answer to ``question``, once it is whole."""
    asked = page.locator(".dl-turn").count()
    ask(page, question)
    return next_turn(page, asked)


def next_turn(page: Page, asked: int) -> str:
    """The text of the turn after the first ``asked``, once it is whole."""
    page.wait_for_function("n => document.querySelectorAll('.dl-turn').length > n", arg=asked)
    page.wait_for_selector(DONE)
    return page.locator(".dl-turn").last.inner_text()
