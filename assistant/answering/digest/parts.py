"""Which days a digest covers, and the stretches that it is told by: days, weeks or months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from assistant.answering.request import Request
from assistant.domain import DateRange

DAYS_BY_DAY = 10
"""Of more days that have articles the digest goes by calendar week; so it does beyond a month."""
MONTH = 31  # days
WEEKS = 26
"""Beyond so many weeks it goes by month."""


def days_asked(request: Request, days: Sequence[date]) -> DateRange | None:
    """The days to sum up, of which ``days`` are those with an article, oldest first.

    Where the request names none: all that it may use for a topic, else the newest day. Ends that
    are open are closed by the oldest and the newest article. None where there is nothing to close
    them with. A limit without a start (as_of alone) names no days.
    """
    usable = [day for day in days if request.days is None or request.days.holds(day)]
    usable = [day for day in usable if day <= request.as_of]
    told = request.scope.told
    if told is not None:
        asked = told
    elif _names_days(request) and request.days is not None:
        asked = request.days
    elif not usable:
        return None
    else:
        asked = DateRange(usable[0] if request.topic else usable[-1], usable[-1])
    if asked.start is not None and asked.end is not None:
        return asked
    if not usable:
        return None
    start, end = asked.start or usable[0], asked.end or usable[-1]
    # "since Friday", when the newest article is older: the day itself is what was asked about.
    return DateRange(start, max(start, end), asked.words)


def _names_days(request: Request) -> bool:
    days, limit = request.days, request.dates.limit
    if days is None:
        return False
    spoken = limit is not None and bool(limit.words)
    return days.start is not None or spoken or days != request.bounds


def stretches(asked: DateRange, days: Sequence[date]) -> list[DateRange]:
    """The stretches of ``asked`` (both ends set) that hold any of ``days``, in order.

    Single days; calendar weeks, Monday to Sunday, clipped to ``asked``, for more than DAYS_BY_DAY
    of them or more than a MONTH asked about; calendar months beyond WEEKS.
    """
    assert asked.start is not None
    assert asked.end is not None
    length = (asked.end - asked.start).days + 1
    if length > WEEKS * 7:
        unit = _month
    elif length > MONTH or len(set(days)) > DAYS_BY_DAY:
        unit = _week
    else:
        unit = _day
    return _by(unit, asked, days)


def _by(
    unit: Callable[[date], tuple[date, date]], asked: DateRange, days: Sequence[date]
) -> list[DateRange]:
    found = dict.fromkeys(unit(day) for day in sorted(days))
    return [
        DateRange(max(first, asked.start or first), min(last, asked.end or last))
        for first, last in found
    ]


def _day(day: date) -> tuple[date, date]:
    return day, day


def _week(day: date) -> tuple[date, date]:
    # By ordinals, which can be held within the calendar's ends.
    monday = max(1, day.toordinal() - day.weekday())
    return date.fromordinal(monday), date.fromordinal(min(monday + 6, date.max.toordinal()))


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    if (day.year, day.month) == (date.max.year, 12):
        return first, date.max
    return first, (first + timedelta(days=MONTH)).replace(day=1) - timedelta(days=1)
