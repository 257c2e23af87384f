"""A refusal on the page: what was searched, what came closest, the ways on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ui_reading import DAY, Reading, answer

from assistant.app.ui.drawing import refusal
from assistant.chat.shown import Shown, Within
from assistant.domain import DateRange, DateReading, Found, Hit, Passage, Reason


def refused(reason: Reason, *hits: Hit, **more: object) -> Shown:
    no_dates = replace(answer("No.", reason=reason), dates=DateReading(), **more)  # type: ignore[arg-type]
    return Shown("Who?", found=Found(hits), answer=no_dates)


def hit(rank: int, name: str) -> Hit:
    return Hit(Passage(name, 0, 1, "x"), DAY, f"Title of {name}", 1.0, rank, ("terms",))


def test_what_came_closest_is_counted_and_each_article_opens_once() -> None:
    hits = [hit(1, "b"), hit(2, "a"), hit(3, "b")]
    page = Reading(refusal.refusal(refused(Reason.NOT_IN_CORPUS, *hits), 4))
    assert "3 passages in 2 articles came closest" in page.text
    assert page.text.index("Title of b") < page.text.index("Title of a")
    assert page.values.count("read") == 2


def test_of_many_articles_the_first_are_listed_and_the_rest_counted() -> None:
    hits = [hit(n, f"a{n}") for n in range(refusal.CLOSEST + 2)]
    page = Reading(refusal.closest(refused(Reason.NOT_IN_CORPUS, *hits), 0))
    assert page.values.count("read") == refusal.CLOSEST
    assert "and 2 more" in page.text


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (None, "Searched: all articles."),
        (DateRange(DAY, DAY), "Searched: Sat 6 Nov 2021."),
        (DateRange(None, DAY), "Searched: until 6 Nov 2021."),
    ],
)
def test_the_days_that_were_searched_are_told(limit: DateRange | None, told: str) -> None:
    shown = refused(Reason.NOT_IN_CORPUS, hit(1, "a"))
    assert told in Reading(refusal.refusal(replace(shown, within=Within(limit)), 0)).text


def test_where_nothing_was_found_nothing_is_promised_to_be_close() -> None:
    page = Reading(refusal.refusal(refused(Reason.NOT_IN_CORPUS), 0)).text
    assert "Nothing came close." in page
    assert "came closest" not in page


def test_each_reason_has_a_heading_and_a_way_on_of_its_own() -> None:
    pages = [Reading(refusal.refusal(refused(reason), 0)).text for reason in Reason]
    assert len({page.partition("No.")[0] for page in pages}) == len(Reason)
    assert len({page.partition("No.")[2] for page in pages}) == len(Reason)


def test_without_near_days_none_are_said_to_stand_below() -> None:
    shown = refused(Reason.NOT_IN_RANGE, nearest=())
    assert "below" not in Reading(refusal.refusal(shown, 0)).text
