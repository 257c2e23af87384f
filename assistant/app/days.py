"""Days and ranges as people write them: "Saturday, 6 November 2021", "6 to 15 Nov 2021"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.dates.spelled import spell_day, spell_days

if TYPE_CHECKING:
    from assistant.domain import DateRange, EventDate


def with_weekday(day: date) -> str:
    """ "Saturday, 6 November 2021"."""
    return f"{day:%A}, {spell_day(day)}"


def spell_range(days: DateRange) -> str:
    """The range in words, as short as it stays exact.

    "6 November 2021", "6 to 15 November 2021", "29 October to 4 November 2021", "November 2021" and
    "2021" where they are whole, "since 6 November 2021", "until 6 November 2021", "any day".
    """
    first, last = days.start, days.end
    if first is None:
        return f"until {spell_day(last)}" if last else "any day"
    if last is None:
        return f"since {spell_day(first)}"
    return spell_days(first, last)


def heading(days: DateRange) -> str:
    """``spell_range``, a single day with its weekday."""
    if days.start is not None and days.start == days.end:
        return with_weekday(days.start)
    return spell_range(days)


def spell_event(event: EventDate) -> str:
    """The days that an article's words tell of: "Tuesday, 2 Nov 2021", "1 to 7 Nov 2021"."""
    if event.start == event.end:
        return f"{event.start:%A}, {spell_day(event.start, short=True)}"
    return spell_days(event.start, event.end, short=True)


def in_digits(days: DateRange) -> str:
    """ "2021-11-06 to 2021-11-15", "2021-11-06", "since 2021-11-06"."""
    return as_typed(days).replace("..", " to ")


def as_typed(days: DateRange) -> str:
    """The days as they can be typed: "2021-11-06", "2021-11-06..2021-11-15", "since 2021-11-06"."""
    if days.start is None:
        return f"until {days.end}" if days.end else "any day"
    if days.end is None:
        return f"since {days.start}"
    return str(days.start) if days.start == days.end else f"{days.start}..{days.end}"
