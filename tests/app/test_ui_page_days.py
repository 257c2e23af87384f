"""The calendar, the digest and the timeline with their links, on the page in Debian's chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ui_browser import BURNS, Opener, answered, go, in_view, watched
from ui_process import Served, served_page

from assistant.resources import seeds_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

SIXTH = '#dl-calendar [data-day="2021-11-06"]'
FIFTEENTH = '#dl-calendar [data-day="2021-11-15"]'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("days")
    corpus = folder / "corpus"
    corpus.mkdir()
    for seed in seeds_folder().iterdir():
        (corpus / seed.name).write_bytes(seed.read_bytes())
    old = '{"id": "old", "date": "2019-03-30", "title": "Ice", "text": "The lake was frozen."}'
    (corpus / "old.jsonl").write_text(old + "\n", "utf-8")
    with served_page(folder, corpus) as page:
        yield page


def turn_to(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    page.locator(f"#dl-{'calendar' if name == 'Digest' else 'topic'} form").wait_for()


def summed_up(page: Page, day: str) -> None:
    page.wait_for_selector(f"#dl-digest .dl-part h3:has-text('{day}')")
    page.wait_for_selector("#dl-digest :text('Copy link')")


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def test_a_click_on_a_day_opens_its_digest_whose_numbers_open_their_articles(
    opened: Opener,
) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    assert query(page) == "?digest=2021-11-06"
    assert page.get_attribute(SIXTH, "aria-current") == "true"
    assert page.input_value("#dl-calendar [name=first]") == "2021-11-06"
    page.locator("#dl-digest .dl-chip").first.click()
    page.wait_for_selector("#dl-panel mark.dl-here")
    assert query(page) == "?digest=2021-11-06"


def test_the_calendar_is_used_with_the_keyboard_alone(opened: Opener) -> None:
    page = opened()
    turn_to(page, "Digest")
    focused = "document.activeElement.dataset.day"
    page.get_by_role("tab", name="Timeline").focus()
    for _ in range(4):  # past the years
        page.keyboard.press("Tab")
        if page.evaluate(focused):
            break
    assert page.evaluate(focused) == "2021-11-15"
    assert page.inner_text(".dl-pointed") == "Mon 15 Nov 2021: 1 article"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == "2021-11-06"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == "2021-11-06"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "2021-11-15"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    summed_up(page, "Sat 6 Nov 2021")
    assert page.evaluate(focused) == "2021-11-06"  # the focus stays where it was
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.press("Space")
    summed_up(page, "Mon 15 Nov 2021")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "first"


def test_another_year_is_turned_to_and_a_digest_turns_to_its_own(opened: Opener) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.wait_for_selector(FIFTEENTH)
    page.get_by_role("button", name="Year before: 2019").click()
    page.wait_for_selector('#dl-calendar [data-day="2019-03-30"]')
    assert (
        page.inner_text(".dl-pointed") == "1 article on 1 day in 2019. Choose a day to sum it up."
    )
    page.get_by_label("Year", exact=True).last.select_option("2021")
    page.wait_for_selector(FIFTEENTH)
    assert page.locator(FIFTEENTH).is_visible()
    strip = page.locator(".dl-strip").bounding_box()
    newest = page.locator(FIFTEENTH).bounding_box()
    assert strip
    assert newest
    assert newest["x"] + newest["width"] <= strip["x"] + strip["width"]  # scrolled to
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    page.get_by_role("button", name="The day before with articles").click()
    summed_up(page, "Sat 30 Mar 2019")
    assert page.locator('#dl-calendar [data-day="2019-03-30"]').is_visible()


def test_on_a_narrow_page_a_digest_is_brought_into_view(opened: Opener) -> None:
    page = opened(390, 700)
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    in_view(page, "#dl-digest .dl-part h3")
    box = page.locator("#dl-digest .dl-part h3").bounding_box()
    assert box
    assert 0 <= box["y"] < 600


def test_a_range_is_summed_up_from_the_fields(opened: Opener) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.fill("#dl-calendar [name=first]", "2021-11-06")
    page.fill("#dl-calendar [name=last]", "2021-11-15")
    page.get_by_role("button", name="Sum up").click()
    page.wait_for_selector("#dl-digest .dl-count:has-text('Read 2 of 2 articles')")
    assert query(page) == "?digest=2021-11-06..2021-11-15"
    assert page.locator("#dl-calendar [aria-current]").count() == 2
    page.get_by_role("button", name="Newest day").click()
    summed_up(page, "Mon 15 Nov 2021")
    page.get_by_role("button", name="The day before with articles").click()
    summed_up(page, "Sat 6 Nov 2021")


def test_back_and_forward_lead_from_digest_to_digest(opened: Opener) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    page.click(FIFTEENTH)
    summed_up(page, "Mon 15 Nov 2021")
    page.go_back()
    summed_up(page, "Sat 6 Nov 2021")
    assert query(page) == "?digest=2021-11-06"
    assert page.get_attribute(SIXTH, "aria-current") == "true"
    page.go_forward()
    summed_up(page, "Mon 15 Nov 2021")
    assert query(page) == "?digest=2021-11-15"


def test_a_copied_link_opens_its_digest_in_another_tab(opened: Opener, served: Served) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector("#dl-toast:has-text('Copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{served.url}/?digest=2021-11-06"
    other = opened()
    go(other, link)
    summed_up(other, "Sat 6 Nov 2021")
    assert other.get_by_role("tab", name="Digest").get_attribute("aria-selected") == "true"
    assert other.input_value("#dl-calendar [name=last]") == "2021-11-06"
    other.wait_for_selector(".dl-card")


def test_a_link_with_days_that_are_none_says_so(opened: Opener, served: Served) -> None:
    page = opened()
    go(page, f"{served.url}/?digest=%3Cimg%20src=x%3E")
    page.wait_for_selector("#dl-digest [role=alert]:has-text('is not a day: “<img src=x>”')")


def test_a_day_without_articles_leads_to_the_nearest(opened: Opener, served: Served) -> None:
    page = opened()
    go(page, f"{served.url}/?digest=2021-11-09")
    page.wait_for_selector("#dl-digest .dl-refusal:has-text('no articles published on 9 Nov')")
    page.locator("#dl-digest").get_by_role("button", name="Sat 6 Nov 2021").click()
    summed_up(page, "Sat 6 Nov 2021")
    assert query(page) == "?digest=2021-11-06"


def slow_digest(page: Page) -> None:
    turn_to(page, "Digest")
    page.fill("#dl-calendar [name=first]", "2022-03-03")
    page.fill("#dl-calendar [name=last]", "2022-03-09")
    page.get_by_role("button", name="Sum up").click()
    page.wait_for_selector("#dl-digest .dl-stage:has-text('Reading 7 of 14 articles')")


def test_a_digest_says_how_far_it_is_and_can_be_stopped(opened: Opener, served: Served) -> None:
    page = opened()
    slow_digest(page)
    page.wait_for_selector("#dl-digest .dl-points li")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector("#dl-digest :text('Stopped.')")
    assert served.printed("closed")
    assert page.locator("#dl-digest .dl-points li").count() >= 1


def test_another_day_takes_the_place_of_a_digest_that_is_being_made(
    opened: Opener, served: Served
) -> None:
    page = opened()
    slow_digest(page)
    page.click(FIFTEENTH)
    summed_up(page, "Mon 15 Nov 2021")
    assert served.printed("closed")
    page.wait_for_timeout(300)
    assert page.locator("#dl-digest .dl-part").count() == 1
    assert "Oder" not in page.inner_text("#dl-digest")


def forget(page: Page, tab: str) -> None:
    """From now on the server knows the page by another name, of which it has not heard."""

    def renamed(route: Route) -> None:
        sent = route.request.post_data_json
        route.continue_(post_data=json.dumps({**sent, "session_hash": tab}))

    page.unroute("**/gradio_api/run/predict**")
    page.route("**/gradio_api/run/predict**", renamed)


def test_a_digest_is_saved_as_markdown(opened: Opener, tmp_path: Path) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    assert saved.value.suggested_filename == "digest-2021-11-06.md"
    saved.value.save_as(tmp_path / "digest.md")
    written = (tmp_path / "digest.md").read_text(encoding="utf-8")
    assert written.startswith("# Digest: 6 November 2021\n")
    assert "\n## Sources\n" in written


def test_nothing_moves_when_a_day_is_pointed_at(tmp_path: Path, browser: Browser) -> None:
    places = """() => [...document.querySelectorAll("#dl-calendar .dl-form, #dl-digest")]
        .map(one => one.getBoundingClientRect().top)"""
    # Of one year the months with articles are drawn: the form may stand beside them.
    with (
        served_page(tmp_path, seeds_folder()) as served,
        watched(browser, served.url) as opened,
    ):
        page = opened()
        turn_to(page, "Digest")
        before = page.evaluate(places)
        page.hover(SIXTH)
        page.wait_for_selector(".dl-pointed:has-text('6 Nov 2021')")
        assert page.evaluate(places) == before


def test_the_buttons_of_a_digest_work_where_the_server_has_forgotten_it(
    opened: Opener, tmp_path: Path
) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.click(SIXTH)
    summed_up(page, "Sat 6 Nov 2021")

    forget(page, "unheardof1")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    saved.value.save_as(tmp_path / "digest.md")
    assert (tmp_path / "digest.md").read_text(encoding="utf-8").startswith("# Digest: 6 Nov")
    forget(page, "unheardof2")
    page.locator("#dl-digest .dl-chip").first.click()
    page.wait_for_selector("#dl-panel mark.dl-here")


def test_a_timeline_has_a_link_that_fills_in_its_form(opened: Opener, served: Served) -> None:
    page = opened()
    turn_to(page, "Timeline")
    page.fill("#dl-topic [name=topic]", "Burns")
    page.keyboard.press("Enter")
    page.wait_for_selector("#dl-timeline ol.dl-timeline")
    page.wait_for_selector("#dl-timeline :text('Copy link')")
    assert query(page) == "?timeline=Burns"
    other = opened()
    go(other, f"{served.url}/?timeline=Burns&from=2021-11-01&to=2021-11-10")
    other.wait_for_selector("#dl-timeline ol.dl-timeline")
    fields = [other.input_value(f"#dl-topic [name={one}]") for one in ("topic", "first", "last")]
    assert fields == ["Burns", "2021-11-01", "2021-11-10"]
    other.locator("#dl-timeline .dl-chip").first.click()
    other.wait_for_selector("#dl-panel mark.dl-here")


def test_back_leads_from_a_timeline_to_the_one_before_and_its_fields_follow(
    opened: Opener,
) -> None:
    page = opened()
    turn_to(page, "Timeline")
    for topic in ("Burns", "Belarus"):
        page.fill("#dl-topic [name=topic]", topic)
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_function("topic => location.search === '?timeline=' + topic", arg=topic)
        page.wait_for_selector("#dl-timeline :text('Copy link')")
    page.fill("#dl-topic [name=topic]", "half a topic")
    page.go_back()
    page.wait_for_function("document.querySelector('#dl-topic [name=topic]').value === 'Burns'")
    page.wait_for_selector("#dl-timeline .dl-what:has-text('Burns')")


def test_a_timeline_can_be_stopped(opened: Opener, served: Served) -> None:
    page = opened()
    turn_to(page, "Timeline")
    page.fill("#dl-topic [name=topic]", "slowly: floods")
    page.keyboard.press("Enter")
    page.wait_for_selector("#dl-timeline ol.dl-timeline")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector("#dl-timeline :text('Stopped.')")
    assert served.printed("closed")


def test_a_timeline_of_nothing_leads_to_that_of_everything(opened: Opener) -> None:
    page = opened()
    turn_to(page, "Timeline")
    page.fill("#dl-topic [name=topic]", "zebra crossings")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show everything that happened").click()
    page.wait_for_selector("#dl-timeline ol.dl-timeline")
    assert query(page) == "?timeline="
    assert page.input_value("#dl-topic [name=topic]") == ""


@pytest.mark.parametrize("width", [390, 1440])
def test_neither_tab_is_wider_than_the_page(opened: Opener, width: int) -> None:
    page = opened(width)
    turn_to(page, "Digest")
    page.click(FIFTEENTH)
    summed_up(page, "Mon 15 Nov 2021")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    turn_to(page, "Timeline")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_selector("#dl-timeline :text('Copy link')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_sync_draws_the_calendar_anew(opened: Opener, served: Served) -> None:
    page = opened()
    turn_to(page, "Digest")
    page.wait_for_selector(SIXTH)
    article = '{"id": "h", "date": "2021-11-18", "title": "Harbour", "text": "It was closed."}'
    (served.corpus / "more.jsonl").write_text(article + "\n", "utf-8")
    page.get_by_role("button", name="Sync", exact=True).click()
    page.wait_for_selector('#dl-calendar [data-day="2021-11-18"]')


def test_a_tab_brings_its_own_sources_and_its_own_address(opened: Opener) -> None:
    page = opened()
    answered(page, BURNS)
    page.wait_for_url("**/?conversation=*")
    kept = page.url
    page.get_by_role("tab", name="Digest").click()
    page.wait_for_selector("#dl-panel .dl-none")
    page.click(FIFTEENTH)
    page.wait_for_selector("#dl-panel :text('Mon 15 Nov 2021')")
    page.get_by_role("tab", name="Chat").click()
    page.wait_for_selector(f"#dl-panel :text('{BURNS}')")
    assert page.url == kept
    page.get_by_role("tab", name="Digest").click()
    page.wait_for_url("**/?digest=2021-11-15")
