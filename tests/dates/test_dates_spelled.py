"""Days in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import read_days
from assistant.dates.spelled import spell_days
from assistant.domain import DateRange


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2021, 11, 6), date(2021, 11, 6), "6 November 2021"),
        (date(2021, 11, 6), date(2021, 11, 15), "6 to 15 November 2021"),
        (date(2021, 10, 29), date(2021, 11, 4), "29 October to 4 November 2021"),
        (date(2021, 12, 27), date(2022, 1, 2), "27 December 2021 to 2 January 2022"),
        (date(2021, 11, 1), date(2021, 11, 30), "November 2021"),
        (date(2021, 3, 1), date(2021, 5, 31), "March to May 2021"),
        (date(2021, 12, 1), date(2022, 2, 28), "December 2021 to February 2022"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2014, 1, 1), date(2016, 12, 31), "2014 to 2016"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
    ],
)
def test_days_are_spelled_in_as_few_words_as_it_stays_exact(
    first: date, last: date, told: str
) -> None:
    assert spell_days(first, last) == told


def test_months_can_be_short() -> None:
    assert spell_days(date(2021, 8, 30), date(2021, 9, 5), short=True) == "30 Aug to 5 Sep 2021"


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS, st.booleans())
def test_what_is_spelled_is_read_as_the_same_days(one: date, other: date, short: bool) -> None:
    first, last = min(one, other), max(one, other)
    words = spell_days(first, last, short=short)
    assert read_days(words, date(2021, 11, 15)) == DateRange(first, last, words)
