"""Days and ranges are spelled as people write them, as short as they stay exact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.days import as_typed, heading, spell_event, spell_range
from assistant.dates import read_days
from assistant.domain import DateRange, EventDate

SPELLED = {
    ("2021-11-06", "2021-11-06"): "6 November 2021",
    ("2021-11-06", "2021-11-15"): "6 to 15 November 2021",
    ("2021-10-29", "2021-11-04"): "29 October to 4 November 2021",
    ("2021-12-29", "2022-01-03"): "29 December 2021 to 3 January 2022",
    ("2021-11-01", "2021-11-30"): "November 2021",
    ("2020-02-01", "2020-02-29"): "February 2020",
    ("2021-02-01", "2021-02-28"): "February 2021",
    ("2020-02-01", "2020-02-28"): "1 to 28 February 2020",
    ("2021-07-01", "2021-09-30"): "July to September 2021",
    ("2020-12-01", "2021-02-28"): "December 2020 to February 2021",
    ("2021-01-01", "2021-12-31"): "2021",
    ("2019-01-01", "2021-12-31"): "2019 to 2021",
    ("9999-12-01", "9999-12-31"): "December 9999",
    ("2021-11-06", None): "since 6 November 2021",
    (None, "2021-11-06"): "until 6 November 2021",
    (None, None): "any day",
}


def days(start: str | None, end: str | None) -> DateRange:
    return DateRange(*(day and date.fromisoformat(day) for day in (start, end)))  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", SPELLED)
def test_a_range_is_spelled_in_words(ends: tuple[str | None, str | None]) -> None:
    assert spell_range(days(*ends)) == SPELLED[ends]


@given(st.tuples(st.dates(), st.dates(), st.dates(), st.dates()))
def test_two_ranges_are_never_spelled_alike(four: tuple[date, date, date, date]) -> None:
    one, other = DateRange(*sorted(four[:2])), DateRange(*sorted(four[2:]))
    assert (spell_range(one) == spell_range(other)) == (one == other)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_what_is_offered_for_typing_is_read_as_those_days(one: date, other: date) -> None:
    for offered in (DateRange(min(one, other), max(one, other)), DateRange(one, one)):
        read = read_days(as_typed(offered), date(2021, 11, 15))
        assert (read.start, read.end) == (offered.start, offered.end)


def test_a_day_at_the_head_of_a_part_has_its_weekday() -> None:
    assert heading(days("2021-11-06", "2021-11-06")) == "Saturday, 6 November 2021"
    assert heading(days("2021-11-01", "2021-11-07")) == "1 to 7 November 2021"


def test_the_days_of_an_event_have_short_months_and_one_day_its_weekday() -> None:
    second = date(2021, 11, 2)
    assert spell_event(EventDate(second, second, "on Tuesday")) == "Tuesday, 2 Nov 2021"
    assert spell_event(EventDate(second, date(2021, 11, 8), "x")) == "2 to 8 Nov 2021"
    assert spell_event(EventDate(date(2021, 6, 1), date(2021, 6, 30), "x")) == "Jun 2021"
