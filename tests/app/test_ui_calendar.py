"""The calendar of how many articles each day has."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.ui.drawing import calendar, choosing
from assistant.domain import DateRange

SIXTH, FIFTEENTH = date(2021, 11, 6), date(2021, 11, 15)
SEEDS = [(SIXTH, 1), (FIFTEENTH, 3)]
YEARS = [(date(2019, 3, 30), 2), (date(2021, 5, 1), 40), (date(2021, 12, 31), 7)]


def buttons(page: str) -> dict[str, str]:
    """The tag of each day that can be pressed, by the day."""
    return {day: tag for tag, day in re.findall(r'(<rect [^>]*data-day="([\d-]+)"[^>]*>)', page)}


def at(tag: str) -> tuple[int, int]:
    found = re.search(r'x="(\d+)" y="(\d+)"', tag)
    assert found
    return int(found[1]), int(found[2])


def empty(page: str) -> int:
    drawn = re.search(r'class="dl-s0" d="([^"]*)"', page)
    assert drawn
    return drawn[1].count("M")


def test_a_day_with_articles_is_a_button_that_says_its_day_and_how_many() -> None:
    days = buttons(calendar.plot(SEEDS, 2021))
    assert list(days) == ["2021-11-06", "2021-11-15"]
    assert 'aria-label="Sat 6 Nov 2021: 1 article"' in days["2021-11-06"]
    assert 'aria-label="Mon 15 Nov 2021: 3 articles"' in days["2021-11-15"]
    assert all('role="button"' in tag for tag in days.values())


def test_weeks_are_columns_and_weekdays_rows_with_monday_first() -> None:
    days = [(date(2021, 11, 1) + timedelta(days=one), 1) for one in range(30)]
    places = {day: at(tag) for day, tag in buttons(calendar.plot(days, 2021)).items()}
    monday, tuesday, next_monday = (places[f"2021-11-{day:02}"] for day in (1, 2, 8))
    assert tuesday == (monday[0], monday[1] + calendar.PITCH)
    assert next_monday == (monday[0] + calendar.PITCH, monday[1])
    assert len({x for x, _ in places.values()}) == 5
    assert len({y for _, y in places.values()}) == 7


def test_days_without_articles_are_drawn_and_are_no_buttons() -> None:
    page = calendar.plot(SEEDS, 2021)
    assert empty(page) == 28
    assert page.count('role="button"') == 2


def test_the_months_from_the_first_article_to_the_last_are_drawn_and_named() -> None:
    assert re.findall(r">(\w{3})</text>", calendar.plot(YEARS, 2019))[:10] == [
        *"Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    ]
    whole = calendar.plot(YEARS, 2021)
    assert empty(whole) + 2 == 365
    assert calendar.plot(YEARS, 2020) == ""


def test_one_day_is_reached_by_tab_the_open_one_or_else_the_newest() -> None:
    def reached(chosen: DateRange | None) -> list[str]:
        days = buttons(calendar.plot(SEEDS, 2021, chosen))
        return [day for day, tag in days.items() if 'tabindex="0"' in tag]

    assert reached(None) == ["2021-11-15"]
    assert reached(DateRange(SIXTH, SIXTH)) == ["2021-11-06"]
    assert reached(DateRange(date(2020, 1, 1), date(2020, 1, 1))) == ["2021-11-15"]


def test_the_days_that_are_open_are_marked() -> None:
    days = buttons(calendar.plot(SEEDS, 2021, DateRange(SIXTH, SIXTH)))
    assert ['aria-current="true"' in tag for tag in days.values()] == [True, False]


@pytest.mark.parametrize(
    ("counts", "bounds"),
    [
        ([3], (3,)),
        ([1, 2, 7, 7], (1, 2, 7)),
        (range(1, 41), (2, 4, 9, 19, 40)),
        (range(1, 7), (1, 2, 3, 4, 6)),
    ],
)
def test_shades_grow_by_the_same_factor(counts: list[int], bounds: tuple[int, ...]) -> None:
    assert calendar.steps(counts) == bounds


@given(st.lists(st.integers(1, 5000), min_size=1))
def test_every_count_has_one_of_five_shades_and_more_articles_no_paler_one(
    counts: list[int],
) -> None:
    bounds = calendar.steps(counts)
    assert 1 <= len(bounds) <= calendar.STEPS
    assert list(bounds) == sorted(set(bounds))
    assert bounds[-1] == max(counts)
    days = [(date(2021, 1, 1) + timedelta(days=one), n) for one, n in enumerate(sorted(counts))]
    shades = [int(one) for one in re.findall(r'rx="4" class="dl-s(\d)"', calendar.plot(days, 2021))]
    assert shades == sorted(shades)
    assert set(shades) <= {1, 2, 3, 4, 5}


def test_the_legend_says_the_numbers_of_each_shade() -> None:
    def told(counts: list[int]) -> list[str]:
        return re.findall(r"</span>([^<]+)</li>", calendar.legend(counts))

    assert told(list(range(1, 41))) == ["1–2", "3–4", "5–9", "10–19", "20–40"]
    assert told([1, 5, 2]) == ["1", "2", "5"]
    assert told([7, 7]) == ["7"]


def test_a_corpus_of_years_shows_one_and_leads_to_the_others_that_have_articles() -> None:
    page = choosing.days(YEARS, date(2022, 1, 1))
    assert set(buttons(page)) == {"2021-05-01", "2021-12-31"}
    assert 'data-year="2019" aria-label="Year before: 2019"' in page
    assert 'disabled aria-label="Year after"' in page
    assert re.findall(r"<option[^>]*>(\d+)", page) == ["2019", "2021"]
    assert set(buttons(choosing.days(YEARS, date(2022, 1, 1), year=2019))) == {"2019-03-30"}
    # A year that a browser made up.
    assert buttons(choosing.days(YEARS, date(2022, 1, 1), year=1066)) == buttons(page)


def test_the_days_that_are_open_are_in_the_fields_and_lead_to_those_beside_them() -> None:
    page = choosing.days(YEARS, date(2022, 1, 1), DateRange(date(2021, 5, 1), date(2021, 5, 1)))
    assert page.count('type="date" name="first" value="2021-05-01"') == 1
    assert "The day before with articles: Sat 30 Mar 2019" in page
    assert "The next day with articles: Fri 31 Dec 2021" in page
    assert "dl-steps" not in choosing.days(YEARS, date(2022, 1, 1))


def test_a_day_to_come_is_not_the_newest() -> None:
    page = choosing.days(YEARS, date(2021, 6, 1))
    assert 'data-first="2021-05-01" data-last="2021-05-01"' in page
    assert 'data-first="2021-04-25" data-last="2021-05-01"' in page


def test_without_articles_it_says_what_to_do() -> None:
    assert "press Sync" in choosing.days([], date(2021, 6, 1))


def test_thirty_years_weigh_no_more_than_the_year_that_is_drawn() -> None:
    """At most 70 kB, for a year every day of which has articles."""
    days = [(date(1994, 1, 1) + timedelta(days=one), 1 + one % 40) for one in range(30 * 365)]
    assert len(choosing.days(days, date(2023, 12, 1))) < 70_000


def test_the_form_of_a_timeline_holds_what_is_open_as_text() -> None:
    page = choosing.topic('"><b>Burns', DateRange(SIXTH, None))
    assert "<b>" not in page
    assert 'name="first" value="2021-11-06"' in page
    assert 'name="last" value=""' in page
