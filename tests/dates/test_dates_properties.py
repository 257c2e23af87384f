"""What holds for the reading of any text and any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import read_dates, read_days
from assistant.dates.expressions import Direction, find_expressions
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

A = date(2021, 11, 15)
ANY_DAY = st.dates(date(1700, 1, 1), date(2300, 1, 1))
PIECES = st.sampled_from(
    """last next this past the first second week weeks month year years of in on from to between
    and since before after until ago 6 15 31 30 6th 2014 2021 0 99 November nov. May may march
    Friday Sunday sun today yesterday weekend early mid- late spring Q3 half quarter days few couple
    06/11/2021 2021-11-06 2021-13-40 , .. - – ? ' Christmas Easter 1990s 'last week' published
    reported about will article summit Novmber Wendesday""".split()
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.text(max_size=80),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=10).map("".join),
)


def _ranges(reading: DateReading) -> list[DateRange]:
    limits = [reading.limit] if reading.limit else []
    return [*limits, *reading.alternatives, *reading.mentions]


@given(TEXTS, ANY_DAY)
def test_any_text_is_read_into_ranges_whose_words_are_its_own_or_refused(
    text: str, as_of: date
) -> None:
    try:
        reading = read_dates(text, as_of)
    except QuestionError:
        return
    for days in _ranges(reading):
        assert not days.empty
        assert days.words
        assert days.words in text
    assert reading.ambiguous == (len(reading.alternatives) > 1)
    assert (reading.applies_to is None) == (reading.limit is None and not reading.ambiguous)


@given(TEXTS, ANY_DAY)
def test_any_words_are_days_or_refused(words: str, as_of: date) -> None:
    try:
        days = read_days(words, as_of)
    except QuestionError:
        return
    assert not days.empty
    assert not days.open


@given(TEXTS, ANY_DAY, st.booleans(), st.sampled_from(Direction))
def test_expressions_are_in_order_disjoint_and_never_end_before_they_begin(
    text: str, anchor: date, typos: bool, direction: Direction
) -> None:
    at = 0
    for one in find_expressions(text, typos=typos):
        assert at <= one.start < one.end <= len(text)
        at = one.end
        for days in one.readings(anchor, direction):
            assert days.start is not None
            assert days.end is not None
            assert days.start <= days.end


WEEKLY = [
    "today", "yesterday", "the day before yesterday", "this week", "last week", "last weekend",
    "on Friday", "last Monday", "on Wednesday of last week", "in the last three days", "a week ago",
    "over the past two weeks", "since Tuesday", "from Monday to Wednesday",
    "between Friday and Monday",
    "ten days ago", "after Sunday", "until Thursday", "the week before last", "a fortnight ago",
    "earlier this week", "in the last 24 hours", "two days before yesterday",
]  # fmt: skip


@given(st.sampled_from(WEEKLY), ANY_DAY, st.integers(-400, 400))
def test_days_and_weeks_move_with_today(words: str, as_of: date, weeks: int) -> None:
    far = timedelta(weeks=weeks)
    here = read_dates(f"What happened {words}?", as_of).limit
    there = read_dates(f"What happened {words}?", as_of + far).limit
    assert here is not None
    assert there is not None
    assert [day and day + far for day in (here.start, here.end)] == [there.start, there.end]


@given(st.text(st.characters(categories=["L", "Zs", "Po"]), max_size=200), ANY_DAY)
def test_text_without_digits_and_date_words_limits_nothing(text: str, as_of: date) -> None:
    low = text.lower()
    stems = "jan feb mar apr may jun jul aug sep oct nov dec day night morrow spring summer autumn"
    stems += " fall winter week month year hour quarter half decade easter christmas hallow pente"
    stems += " thanks latest recent mon tue wed thu fri sat sun teen ties now new q h"
    if any(stem in low for stem in stems.split()):
        return
    assert read_dates(text, as_of) == DateReading()


@given(ANY_DAY, ANY_DAY)
def test_a_day_in_full_means_itself_whenever_it_is_asked(day: date, as_of: date) -> None:
    written = [f"{day}", f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"]
    for words in written:
        assert read_days(words, as_of) == DateRange(day, day, words)


@given(ANY_DAY, ANY_DAY)
def test_a_day_without_its_year_is_the_latest_that_has_begun(day: date, as_of: date) -> None:
    found = read_days(f"{day.day} {day:%B}", as_of)
    assert found.start is not None
    assert found.start <= as_of
    assert (found.start.month, found.start.day) == (day.month, day.day)
    assert (day.month, day.day) == (2, 29) or (as_of - found.start).days <= 366


@pytest.mark.parametrize("words", WEEKLY)
def test_a_phrase_of_days_limits_what_is_asked(words: str) -> None:
    limit = read_dates(f"What happened {words}?", A).limit
    assert limit is not None
    assert limit.words == words
