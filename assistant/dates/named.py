"""Days that go by a name: New Year's Day, Easter, Thanksgiving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from assistant.dates.calendar import easter, nth_weekday


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _by_easter(after: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=after)


def _nth(month: int, weekday: int, n: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, n)


_APOSTROPHE = "['’]?"
NAMED: tuple[tuple[str, Callable[[int], date]], ...] = (
    (rf"new year{_APOSTROPHE}s?{_APOSTROPHE} eve", _fixed(12, 31)),
    (rf"new year{_APOSTROPHE}s?{_APOSTROPHE} day", _fixed(1, 1)),
    (rf"new year{_APOSTROPHE}s\b(?! resolution)", _fixed(1, 1)),
    ("christmas eve", _fixed(12, 24)),
    ("christmas day", _fixed(12, 25)),
    ("christmas", _fixed(12, 25)),
    ("boxing day", _fixed(12, 26)),
    ("independence day", _fixed(7, 4)),
    ("the fourth of july", _fixed(7, 4)),
    ("thanksgiving day", _nth(11, 3, 4)),
    ("thanksgiving", _nth(11, 3, 4)),
    ("halloween", _fixed(10, 31)),
    (rf"(?:saint |st\.? )?valentine{_APOSTROPHE}s{_APOSTROPHE} day", _fixed(2, 14)),
    ("labor day", _nth(9, 0, 1)),
    ("labour day", _fixed(5, 1)),
    ("may day", _fixed(5, 1)),
    ("memorial day", _nth(5, 0, -1)),
    ("veterans day", _fixed(11, 11)),
    ("armistice day", _fixed(11, 11)),
    ("martin luther king(?: jr\\.?)? day", _nth(1, 0, 3)),
    ("bastille day", _fixed(7, 14)),
    ("australia day", _fixed(1, 26)),
    (rf"april fool{_APOSTROPHE}s?{_APOSTROPHE} day", _fixed(4, 1)),
    (rf"(?:saint |st\.? )patrick{_APOSTROPHE}s{_APOSTROPHE} day", _fixed(3, 17)),
    (rf"(?:international )?women{_APOSTROPHE}s{_APOSTROPHE} day", _fixed(3, 8)),
    ("earth day", _fixed(4, 22)),
    ("juneteenth", _fixed(6, 19)),
    ("ash wednesday", _by_easter(-46)),
    ("palm sunday", _by_easter(-7)),
    ("maundy thursday", _by_easter(-3)),
    ("good friday", _by_easter(-2)),
    ("easter monday", _by_easter(1)),
    ("easter sunday", _by_easter(0)),
    ("easter", _by_easter(0)),
    ("whit monday", _by_easter(50)),
    ("pentecost", _by_easter(49)),
)
"""A pattern for the name, lower case, and its day in a year. Longer names come first. Easter is
that of the western churches; Labor Day the American, Labour Day the first of May."""


def named_day(index: int, year: int) -> date:
    """The day of the ``index``-th of NAMED in a year."""
    return NAMED[index][1](year)
