"""Names of the calendar and arithmetic with its units.

Runs of days are pairs ``(first, last)``, both inclusive. Arithmetic that leaves the years 1 to 9999
raises ValueError or OverflowError, as datetime does.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from enum import StrEnum

Days = tuple[date, date]

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

MONTHS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
"""Names and abbreviations, lower case, to 1-12."""
WEEKDAYS = {
    **{name: number for number, name in enumerate(_WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(_WEEKDAYS)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
"""Names and abbreviations, lower case, to 0-6 from Monday."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month that a season begins with; it lasts three."""

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
NUMBERS = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
NUMBERS |= {
    f"{ten}-{one}": NUMBERS[ten] + number
    for ten in _TENS
    for number, one in enumerate(_ONES[:9], 1)
}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "dozen": 12, "hundred": 100}
"""Words for 1-100 to numbers; "couple" is two, "few" three."""
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {
    "twentieth": 20,
    "thirtieth": 30,
    "thirty-first": 31,
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)},
}
"""Words for the days of a month, 1-31."""


def number(words: str) -> int:
    """The number that digits, words or an ordinal of either stand for; 0 for none."""
    plain = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)$", "", words)
    if plain.isdigit():
        return int(plain)
    plain = re.sub(r"^a\s(?=\w)|\sof$", "", plain).replace(" ", "-")
    return NUMBERS.get(plain) or ORDINALS.get(plain) or 0


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


_IN_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.FORTNIGHT: 14}
_IN_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}


def plus(day: date, count: int, unit: Unit = Unit.DAY) -> date:
    """The day ``count`` units later (earlier, if negative); the last of a shorter month."""
    if unit in _IN_DAYS:
        return day + timedelta(days=count * _IN_DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _IN_MONTHS[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"no calendar has the year {year}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_of(day: date) -> Days:
    """The Monday to the Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def months_from(year: int, month: int, count: int = 1) -> Days:
    """``count`` whole calendar months from the one that is named."""
    first = date(year, month, 1)
    last = plus(first, count - 1, Unit.MONTH)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def quarter(year: int, number: int) -> Days:
    """Quarter 1-4 of a calendar year."""
    return months_from(year, number * 3 - 2, 3)


def half(year: int, number: int) -> Days:
    """Half 1 or 2 of a calendar year."""
    return months_from(year, number * 6 - 5, 6)


def season(year: int, name: str) -> Days:
    """Three months as meteorologists count them, north of the equator; a winter is named for the
    year that it begins in."""
    return months_from(year, SEASONS[name], 3)


def unit_of(day: date, unit: Unit) -> Days:
    """The calendar unit that holds a day; of a weekend, that of the day's Monday-to-Sunday week."""
    match unit:
        case Unit.WEEK:
            return week_of(day)
        case Unit.WEEKEND:
            _, sunday = week_of(day)
            return sunday - timedelta(days=1), sunday
        case Unit.MONTH:
            return months_from(day.year, day.month)
        case Unit.QUARTER:
            return quarter(day.year, (day.month + 2) // 3)
        case Unit.HALF:
            return half(day.year, 1 if day.month < 7 else 2)
        case Unit.YEAR:
            return months_from(day.year, 1, 12)
        case Unit.DECADE:
            return months_from(max(1, day.year // 10 * 10), 1, 120)
        case _:
            return day, day


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month, from 1; -1 is the last."""
    first, last = months_from(year, month)
    if n < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
