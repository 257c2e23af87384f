"""Which days a digest covers, and how they are parted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Request
from assistant.answering.digest.parts import days_asked, stretches
from assistant.answering.digest.text import days_in_words
from assistant.domain import DateRange, DateReading, Form

NOVEMBER = [date(2021, 11, day) for day in (2, 3, 5, 8, 15)]


def _asked(
    limit: DateRange | None = None, bounds: DateRange | None = None, topic: str | None = None
) -> DateRange | None:
    days = limit.meet(bounds) if limit is not None else bounds
    reading = DateReading(limit=limit, applies_to="published" if limit else None)
    request = Request("q", "q", date(2021, 11, 15), reading, days, bounds, Form.DIGEST, topic)
    return days_asked(request, NOVEMBER)


def test_no_days_means_the_newest_day() -> None:
    assert _asked() == DateRange(date(2021, 11, 15), date(2021, 11, 15))


def test_as_of_alone_names_no_days() -> None:
    until = DateRange(None, date(2021, 11, 6))
    assert _asked(bounds=until) == DateRange(date(2021, 11, 5), date(2021, 11, 5))


def test_no_days_and_a_topic_means_all_of_them() -> None:
    assert _asked(topic="bees") == DateRange(date(2021, 11, 2), date(2021, 11, 15))


def test_from_and_to_name_the_days_that_the_question_does_not() -> None:
    given = DateRange(date(2021, 11, 3), date(2021, 11, 9))
    assert _asked(bounds=given) == given


def test_open_ends_are_closed_by_the_oldest_and_the_newest_article() -> None:
    since = _asked(DateRange(date(2021, 11, 4), None, "since 4 November"))
    assert since is not None
    assert (since.start, since.end) == (date(2021, 11, 4), date(2021, 11, 15))
    until = _asked(DateRange(None, date(2021, 11, 4), "until 4 November"))
    assert until is not None
    assert (until.start, until.end) == (date(2021, 11, 2), date(2021, 11, 4))


def _days(first: date, count: int, step: int = 1) -> list[date]:
    return [first + timedelta(days=step * at) for at in range(count)]


def test_ten_days_go_by_day_and_eleven_by_week() -> None:
    first = date(2021, 11, 1)  # a Monday
    month = DateRange(first, date(2021, 11, 30))
    assert stretches(month, _days(first, 10)) == [DateRange(day, day) for day in _days(first, 10)]
    assert stretches(month, _days(first, 11)) == [
        DateRange(date(2021, 11, 1), date(2021, 11, 7)),
        DateRange(date(2021, 11, 8), date(2021, 11, 14)),
    ]


def test_more_than_a_month_goes_by_week_however_few_days_have_articles() -> None:
    asked = DateRange(date(2021, 11, 3), date(2021, 12, 5))
    assert stretches(asked, [date(2021, 11, 4)]) == [
        DateRange(date(2021, 11, 3), date(2021, 11, 7))
    ]


def test_more_than_half_a_year_goes_by_month() -> None:
    asked = DateRange(date(2021, 1, 10), date(2021, 12, 31))
    assert stretches(asked, [date(2021, 1, 12), date(2021, 2, 1), date(2021, 2, 27)]) == [
        DateRange(date(2021, 1, 10), date(2021, 1, 31)),
        DateRange(date(2021, 2, 1), date(2021, 2, 28)),
    ]


@given(st.dates(), st.integers(0, 3000), st.sets(st.integers(0, 3000), max_size=40))
def test_stretches_lie_apart_in_order_and_hold_every_day(
    start: date, length: int, places: set[int]
) -> None:
    length = min(length, (date.max - start).days)
    asked = DateRange(start, start + timedelta(days=length))
    days = [start + timedelta(days=place) for place in places if place <= length]
    found = stretches(asked, days)
    for day in days:
        assert sum(part.holds(day) for part in found) == 1
    for part in found:
        assert asked.covers(part)
        assert any(part.holds(day) for day in days)
        assert days_in_words(part)
    assert found == sorted(found, key=lambda part: part.start or start)
