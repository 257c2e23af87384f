"""Days and ranges as people write them: "Saturday, 6 November 2021", "6 to 15 Nov 2021"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain import DateRange, EventDate

LONG, SHORT = "%B", "%b"


def spell_day(day: date, month: str = LONG) -> str:
    """ "6 November 2021"."""
    return f"{day.day} {day.strftime(month)} {day.year}"


def with_weekday(day: date) -> str:
    """ "Saturday, 6 November 2021"."""
    return f"{day:%A}, {spell_day(day)}"


def spell_days(days: DateRange, month: str = LONG) -> str:
    """The range in words, as short as it stays exact.

    "6 November 2021", "6 to 15 November 2021", "29 October to 4 November 2021", "November 2021" and
    "2021" where they are whole, "since 6 November 2021", "until 6 November 2021", "any day".
    """
    first, last = days.start, days.end
    if first is None:
        return f"until {spell_day(last, month)}" if last else "any day"
    if last is None:
        return f"since {spell_day(first, month)}"
    return _span(first, last, month)


def _span(first: date, last: date, month: str) -> str:
    if first == last:
        return spell_day(first, month)
    if first.day == 1 and _ends_month(last):
        if first.month == 1 and last.month == 12:
            years = f"{first.year} to {last.year}"
            return str(first.year) if first.year == last.year else years
        if first.replace(month=last.month, year=last.year) == first:
            return f"{first.strftime(month)} {first.year}"
        begun = first.strftime(month)
        year = "" if first.year == last.year else f" {first.year}"
        return f"{begun}{year} to {last.strftime(month)} {last.year}"
    if first.year != last.year:
        return f"{spell_day(first, month)} to {spell_day(last, month)}"
    begun = str(first.day)
    if first.month != last.month:
        begun += f" {first.strftime(month)}"
    return f"{begun} to {spell_day(last, month)}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def heading(days: DateRange) -> str:
    """``spell_days``, a single day with its weekday."""
    if days.start is not None and days.start == days.end:
        return with_weekday(days.start)
    return spell_days(days)


def spell_event(event: EventDate) -> str:
    """The days that an article's words tell of: "Tuesday, 2 Nov 2021", "1 to 7 Nov 2021"."""
    if event.start == event.end:
        return f"{event.start:%A}, {spell_day(event.start, SHORT)}"
    return _span(event.start, event.end, SHORT)


def as_typed(days: DateRange) -> str:
    """The days as they can be typed: "2021-11-06", "2021-11-06..2021-11-15", "since 2021-11-06"."""
    if days.start is None:
        return f"until {days.end}" if days.end else "any day"
    if days.end is None:
        return f"since {days.start}"
    return str(days.start) if days.start == days.end else f"{days.start}..{days.end}"
