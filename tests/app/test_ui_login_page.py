"""Signing in with a browser: by keyboard, at any width, and back to the link that was opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ui_browser import painted, sign_in
from ui_process import served_page
from ui_users import PASSWORD, auth_file

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("login")
    options = [str(folder / "hold"), str(auth_file(folder, "anna"))]
    with served_page(folder, seeds_folder(), *options, program="ui_owner_server.py") as served:
        yield served.url


@pytest.fixture
def tab(browser: Browser, url: str) -> Iterator[Page]:
    """A new browser, in which nothing may be wrong and nothing may ask another host."""
    wrong: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((url, "data:")) else wrong.append(sent.url),
    )
    yield page
    context.close()
    assert not wrong


def test_a_link_that_was_opened_signed_out_is_opened_after_signing_in(tab: Page, url: str) -> None:
    tab.goto(f"{url}/?day=2021-11-06#turn-3")
    painted(tab)
    tab.keyboard.type("anna")
    tab.keyboard.press("Tab")
    tab.keyboard.type("not the one")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[role=alert]")
    painted(tab)
    assert tab.evaluate("document.activeElement.id") == "password"
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("gradio-app button")
    assert tab.url == f"{url}/?day=2021-11-06#turn-3"


def test_signing_out_needs_no_script_and_closes_the_page(tab: Page, url: str) -> None:
    sign_in(tab, url)
    tab.wait_for_selector("gradio-app button")
    tab.goto(f"{url}/login")
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_label("Password").wait_for()
    tab.goto(url)
    assert tab.url == f"{url}/login?next=%2F"


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_form_fits_and_its_fields_can_be_hit_at_any_width(
    tab: Page, url: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(url)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for part in (tab.get_by_label("Name"), tab.get_by_label("Password"), tab.get_by_role("button")):
        box = part.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance, of "rgb(r, g, b)"."""
    parts = [int(one) / 255 for one in colour[4:-1].split(",")]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_can_be_read_in_either_scheme(tab: Page, url: str, scheme: str) -> None:
    """At least 4.5:1, the AA level of WCAG 2.2."""
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(url)
    painted(tab)
    tab.get_by_label("Name").fill("nobody")
    tab.get_by_label("Password").fill("not the one")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[role=alert]")
    painted(tab)  # with its style sheet
    seen = "part => { const of = (p, k) => getComputedStyle(p)[k]; let back = part;"
    seen += " while (of(back, 'backgroundColor') === 'rgba(0, 0, 0, 0)') back = back.parentElement;"
    seen += " return [of(part, 'color'), of(back, 'backgroundColor')]; }"
    for part in ("h1", ".soft", "[role=alert]", "label", "input", "button"):
        first, second = sorted(map(luminance, tab.eval_on_selector(part, seen)))
        assert (second + 0.05) / (first + 0.05) >= 4.5, part


@pytest.mark.parametrize("root", ["", "/news"])
def test_the_page_says_who_is_signed_in_and_signs_out_with_a_click(
    browser: Browser, tmp_path: Path, root: str
) -> None:
    options = [f"auth={auth_file(tmp_path, 'anna')}", f"root={root}"]
    with served_page(tmp_path, seeds_folder(), *options) as served:
        context = browser.new_context()
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        sign_in(page, served.url)
        page.wait_for_selector(".dl-account")
        assert page.inner_text(".dl-account") == "Signed in as anna · Sign out"
        page.fill("#dl-box textarea", "Something that is nobody else's")
        page.click(".dl-account a")
        page.wait_for_selector("#password")
        assert page.evaluate("location.pathname") == f"{root}/login"
        assert page.evaluate("sessionStorage.getItem('dateline-draft')") is None
        page.goto(served.url)
        page.wait_for_selector("#password")  # signed out, not only led away
        context.close()
        assert not wrong
