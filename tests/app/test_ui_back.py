"""Back to a page that the browser has kept as it was left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ui_browser import (
    BURNS,
    DONE,
    REVIVED,
    Opener,
    answered,
    ask,
    away_and_back,
    chromium,
    painted,
    sign_in,
)
from ui_process import Served, served_page
from ui_users import auth_file

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(revives=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_page(tmp_path_factory.mktemp("back"), seeds_folder()) as page:
        yield page


def test_the_page_answers_and_keeps_what_was_being_typed(opened: Opener, served: Served) -> None:
    page = opened()
    answered(page, BURNS)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    page.fill("#dl-box textarea", "When did Burns")
    away_and_back(page, served.url)
    page.wait_for_selector(DONE)
    assert page.input_value("#dl-box textarea") == "When did Burns"
    assert "Biden sen" in answered(page, "When did Burns go to Moscow?")
    assert page.locator(".dl-turn").count() == 2


def test_an_answer_that_was_under_way_is_there_as_far_as_it_had_come(
    opened: Opener, served: Served
) -> None:
    page = opened()
    ask(page, f"slowly: {BURNS}")
    page.wait_for_selector(".dl-busy .dl-answer .dl-chip")
    page.wait_for_function("location.search.startsWith('?conversation=')")
    away_and_back(page, served.url)
    page.wait_for_selector(DONE)
    assert page.locator(".dl-turn .dl-answer").count() == 1
    assert "Burns" in answered(page, BURNS)


@pytest.mark.parametrize("with_script", [True, False])
def test_nothing_is_shown_of_who_has_signed_out(
    tmp_path: Path, browser: Browser, with_script: bool
) -> None:
    options = [f"auth={auth_file(tmp_path, 'anna')}"]
    with served_page(tmp_path, seeds_folder(), *options) as served:
        page = browser.new_page()
        sign_in(page, served.url)
        page.wait_for_selector(".dl-account")
        answered(page, BURNS)
        page.evaluate(REVIVED)
        if with_script:
            page.click(".dl-account a")
        else:
            page.goto(f"{served.url}/login")
            painted(page)
            page.click("text=Sign out")
        page.wait_for_selector("#password")
        for _ in range(1 if with_script else 2):
            page.go_back(wait_until="commit")
            page.wait_for_selector("#password")
            assert page.evaluate("sessionStorage.revived") != "seen"
        page.close()
