"""Days in words, the same in every locale: "6 November 2021", "6 to 15 Nov 2021"."""

from __future__ import annotations

from datetime import date, timedelta

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def spell_day(day: date, *, short: bool = False) -> str:
    """ "6 November 2021"; with ``short`` "6 Nov 2021"."""
    return f"{day.day} {_month(day, short)} {day.year}"


def spell_days(first: date, last: date, *, short: bool = False) -> str:
    """The days from ``first`` to ``last`` in as few words as it stays exact.

    "6 November 2021", "6 to 15 November 2021", "29 October to 4 November 2021"; what is whole as
    "November 2021", "March to May 2021", "2014", "2014 to 2016".
    """
    if first == last:
        return spell_day(first, short=short)
    if first.day == 1 and _ends_month(last):
        return _spell_months(first, last, short)
    if first.year != last.year:
        return f"{spell_day(first, short=short)} to {spell_day(last, short=short)}"
    month = "" if first.month == last.month else f" {_month(first, short)}"
    return f"{first.day}{month} to {spell_day(last, short=short)}"


def _spell_months(first: date, last: date, short: bool) -> str:
    if (first.month, last.month) == (1, 12):
        years = f"{first.year} to {last.year}"
        return str(first.year) if first.year == last.year else years
    end = f"{_month(last, short)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{_month(first, short)}{year} to {end}"


def _month(day: date, short: bool) -> str:
    name = _MONTHS[day.month - 1]
    return name[:3] if short else name


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
