"""Parts of a run of days, and the week around a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dates.calendar import Days, Unit, plus, unit_of, week_of


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a longer run: "early", "mid", "late", "earlier", "later", or the ``nth`` (1..,
    -1 the last) run of ``count`` units."""

    which: str
    nth: int = 0
    count: int = 1
    unit: Unit = Unit.DAY


def around(days: Days, how: str) -> Days:
    match how:
        case "beginning":
            return days[0], plus(days[0], 6)
        case "ending":
            return plus(days[1], -6), days[1]
        case "weekend":
            return unit_of(days[0], Unit.WEEKEND)
        case _:
            return week_of(days[0])


def part_of(days: Days, part: Slice, anchor: date) -> Days:
    first, last = days
    match part.which:
        case "earlier":
            return first, min(last, max(first, anchor))
        case "later":
            return min(last, max(first, plus(anchor, 1))), last
        case "nth":
            return _nth(days, part)
    third = ("early", "mid", "late").index(part.which)
    length = (last - first).days + 1
    if length <= 31:
        # Ten days of a month, three (the middle: one) of a week.
        size = 10 if length > 7 else max(1, length * 3 // 7)
        bounds = [first, plus(first, size), plus(first, 2 * size), plus(last, 1)]
        if length <= 7:
            bounds = [first, plus(first, size), plus(last, 1 - size), plus(last, 1)]
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        # Of a decade: years 0-3, 4-6, 7-9.
        cuts = (48, 84) if months >= 120 else (months // 3, months * 2 // 3)
        bounds = [first, *(plus(first, cut, Unit.MONTH) for cut in cuts), plus(last, 1)]
    return bounds[third], plus(bounds[third + 1], -1)


def _nth(days: Days, part: Slice) -> Days:
    """The nth run of count units; halves of a month are days 1-15 and the rest."""
    first, last = days
    length = (last - first).days + 1
    if part.unit is Unit.HALF and length <= 31:
        middle = plus(first, 15 if length > 7 else 3)
        return (first, plus(middle, -1)) if part.nth == 1 else (middle, last)
    if part.unit is Unit.WEEKEND:
        saturday = plus(first, (5 - first.weekday()) % 7)
        while part.nth < 0 and plus(saturday, 8) <= last:
            saturday = plus(saturday, 7)
        start = plus(saturday, 7 * max(0, part.nth - 1))
        end = plus(start, 1)
    elif part.nth < 0:
        start, end = plus(plus(last, 1), -part.count, part.unit), last
    else:
        start = plus(first, (part.nth - 1) * part.count, part.unit)
        end = plus(plus(start, part.count, part.unit), -1)
    if not first <= start <= end <= last:
        raise ValueError("the whole has no such part")
    return start, end
