"""What date words mean, apart from where they stand, and the days that they come to.

``anchor`` is the day that "today" means. ``Direction`` decides for words without a year or a week
of their own: PAST takes the latest that has begun by the anchor (of a weekday: the latest before
it), FUTURE the one that is on or still to come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.dates.calendar import (
    Days,
    Unit,
    half,
    months_from,
    plus,
    quarter,
    season,
    unit_of,
    week_of,
)
from assistant.dates.named import named_day
from assistant.dates.slices import Slice, around, part_of


class Direction(StrEnum):
    PAST = "past"
    FUTURE = "future"


class Kind(StrEnum):
    """What words name. The fields of Meaning that each uses stand beside it."""

    DAY = "day"  # day, month or None ("the 6th"), year or None
    DAYS = "days"  # day to last, month, year or None; listed
    NUMERIC = "numeric"  # day and month as written, either order; year
    MONTH = "month"  # month, year or None
    SEASON = "season"  # name, year, or which
    QUARTER = "quarter"  # count 1-4, year or None
    HALF = "half"  # count 1-2, year or None
    YEAR = "year"  # year
    YEARS = "years"  # year to last
    DECADE = "decade"  # year, its first
    WEEK = "week"  # count, year: a week by ISO 8601
    WEEKDAY = "weekday"  # weekday 0-6, which
    NEAR = "near"  # shift: days from the anchor (yesterday -1)
    UNIT = "unit"  # unit, shift: -1, 0, 1
    ROLLING = "rolling"  # count, unit, shift: -1 the last ones, 1 the next
    AWAY = "away"  # count, unit: so many back (negative) or on; exact: that one day
    NAMED = "named"  # count: place in NAMED; year, or which


@dataclass(frozen=True, slots=True)
class Meaning:
    """What date words mean; the fields that count are told in Kind.

    ``year_shift`` is the year by its distance ("June last year"); ``which`` one of last, this,
    next, coming; ``around`` widens a day: the unit that holds it (the week of 6 November), or the
    seven days that begin or end with it.
    """

    kind: Kind
    day: int = 0
    last: int = 0
    month: int | None = None
    year: int | None = None
    year_shift: int | None = None
    weekday: int = 0
    name: str = ""
    which: str | None = None
    count: int = 0
    unit: Unit = Unit.DAY
    shift: int = 0
    exact: bool = False
    listed: bool = False
    vague: bool = False
    part: Slice | None = None
    around: str | None = None


def readings(
    meaning: Meaning, anchor: date, direction: Direction = Direction.PAST, *, today: bool = False
) -> tuple[Days, ...]:
    """Every run of days that the words can mean: one, two where they are ambiguous, none where no
    calendar has them. With ``today`` a weekday without "last" or "next" may be the anchor itself.
    """
    found = []
    for days in _tried(meaning, anchor, direction, today):
        if days not in found:
            found.append(days)
    return tuple(found)


def _tried(meaning: Meaning, anchor: date, direction: Direction, today: bool) -> list[Days]:
    orders = [meaning.day, meaning.month or 0]
    if meaning.kind is not Kind.NUMERIC:
        return _valid(meaning, anchor, direction, today)
    found = []
    for day, month in (orders, orders[::-1]):
        one = Meaning(
            Kind.DAY, day=day, month=month, year=meaning.year, part=meaning.part,
            around=meaning.around,
        )  # fmt: skip
        if month:
            found += _valid(one, anchor, direction, today)
    return found


def _valid(meaning: Meaning, anchor: date, direction: Direction, today: bool) -> list[Days]:
    try:
        days = _days(meaning, anchor, direction, today)
        if days is not None and meaning.around:
            days = around(days, meaning.around)
        if days is not None and meaning.part:
            days = part_of(days, meaning.part, anchor)
    except (ValueError, OverflowError):
        return []
    return [] if days is None or days[0] > days[1] else [days]


def _days(meaning: Meaning, anchor: date, direction: Direction, today: bool) -> Days | None:
    year = meaning.year
    if meaning.year_shift is not None:
        year = anchor.year + meaning.year_shift
    match meaning.kind:
        case Kind.DAY:
            return _day(meaning.day, meaning.month, year, anchor, direction)
        case Kind.DAYS:
            first = _day(meaning.day, meaning.month, year, anchor, direction)
            return first and (first[0], first[0].replace(day=meaning.last))
        case Kind.MONTH:
            month = meaning.month or 1
            return _in_year(lambda y: months_from(y, month), year, anchor, direction)
        case Kind.QUARTER:
            return _in_year(lambda y: quarter(y, meaning.count), year, anchor, direction)
        case Kind.HALF:
            return _in_year(lambda y: half(y, meaning.count), year, anchor, direction)
        case Kind.YEAR:
            return months_from(meaning.year or 0, 1, 12)
        case Kind.YEARS:
            first = months_from(meaning.year or 0, 1, 12)
            return first[0], date(meaning.last, 12, 31)
        case Kind.DECADE:
            return months_from(meaning.year or 0, 1, 120)
        case Kind.WEEK:
            return week_of(date.fromisocalendar(year or anchor.year, meaning.count, 1))
        case Kind.SEASON:
            return _season(meaning, year, anchor, direction)
        case Kind.NAMED:
            return _named(meaning, year, anchor, direction)
        case Kind.WEEKDAY:
            return _weekday(meaning, anchor, direction, today)
        case Kind.UNIT:
            return _unit(meaning, anchor, direction)
        case _:
            return _away(meaning, anchor)


def _day(
    day: int, month: int | None, year: int | None, anchor: date, direction: Direction
) -> Days | None:
    """A day of a month: of that year, or of the year or month that the direction picks."""
    if year is not None and month is not None:
        found = date(year, month, day)
        return found, found
    # A 29 February is eight years away at most, a 31st two months.
    step = -1 if direction is Direction.PAST else 1
    for back in range(10):
        try:
            if month is None:
                first = plus(anchor.replace(day=1), step * back, Unit.MONTH)
                found = first.replace(day=day)
            else:
                found = date(anchor.year + step * back, month, day)
        except ValueError:
            continue
        if found <= anchor if step < 0 else found >= anchor:
            return found, found
    return None


def _in_year(
    of: Callable[[int], Days], year: int | None, anchor: date, direction: Direction
) -> Days:
    """What ``of`` gives of that year; without one the latest begun, or the one not yet over."""
    if year is not None:
        return of(year)
    days = of(anchor.year)
    if direction is Direction.PAST:
        return days if days[0] <= anchor else of(anchor.year - 1)
    return days if days[1] >= anchor else of(anchor.year + 1)


def _season(meaning: Meaning, year: int | None, anchor: date, direction: Direction) -> Days:
    name = meaning.name
    if year is not None:
        return season(year, name)
    begun = _in_year(lambda y: season(y, name), None, anchor, Direction.PAST)
    match meaning.which:
        case "last":
            return begun if begun[1] < anchor else season(begun[0].year - 1, name)
        case "this":
            if name == "winter":  # in March the one just over, from June the coming one
                return season(anchor.year - (anchor.month < 6), name)
            return season(anchor.year, name)
        case "next" | "coming":
            coming = season(anchor.year, name)
            return coming if coming[0] > anchor else season(anchor.year + 1, name)
    return _in_year(lambda y: season(y, name), None, anchor, direction)


def _named(meaning: Meaning, year: int | None, anchor: date, direction: Direction) -> Days:
    def of(y: int) -> Days:
        day = named_day(meaning.count, y)
        return day, day

    if year is None and meaning.which == "this":
        year = anchor.year
    if year is None and meaning.which == "last":
        return _in_year(of, None, plus(anchor, -1), Direction.PAST)
    if year is None and meaning.which in ("next", "coming"):
        return _in_year(of, None, plus(anchor, 1), Direction.FUTURE)
    return _in_year(of, year, anchor, direction)


def _weekday(meaning: Meaning, anchor: date, direction: Direction, today: bool) -> Days:
    wanted, which = meaning.weekday, meaning.which
    if which in ("last week", "this week", "next week"):
        monday, _ = week_of(plus(anchor, {"l": -7, "t": 0, "n": 7}[which[0]]))
        day = plus(monday, wanted)
    elif which == "next":  # in the week after this one
        day = plus(week_of(plus(anchor, 7))[0], wanted)
    elif which == "this":
        day = plus(week_of(anchor)[0], wanted)
        if direction is Direction.PAST and day > anchor:
            day = plus(day, -7)
        elif direction is Direction.FUTURE and day < anchor:
            day = plus(day, 7)
    elif which == "coming" or (which is None and direction is Direction.FUTURE):
        ahead = (wanted - anchor.weekday()) % 7
        same = today and which is None
        day = plus(anchor, ahead if ahead or same else 7)
    else:
        back = (anchor.weekday() - wanted) % 7
        same = today and which is None
        day = plus(anchor, -(back if back or same else 7))
    return day, day


def _unit(meaning: Meaning, anchor: date, direction: Direction) -> Days:
    if meaning.unit is Unit.WEEKEND and meaning.which == "the":
        begun = unit_of(anchor, Unit.WEEKEND)
        past = direction is Direction.PAST and begun[0] > anchor
        return unit_of(plus(anchor, -7), Unit.WEEKEND) if past else begun
    first, _ = unit_of(anchor, meaning.unit)
    return unit_of(plus(first, meaning.shift, meaning.unit), meaning.unit)


def _away(meaning: Meaning, anchor: date) -> Days:
    count, unit = meaning.count, meaning.unit
    if meaning.kind is Kind.NEAR:
        day = plus(anchor, meaning.shift)
        return day, day
    if meaning.kind is Kind.AWAY:
        day = plus(anchor, count, unit)
        if meaning.exact or unit in (Unit.DAY, Unit.WEEK, Unit.FORTNIGHT):
            return day, day
        return unit_of(day, unit)
    if unit is Unit.HOUR:  # 24 hours began yesterday
        days = -(-count // 24)
        return (plus(anchor, -days), anchor) if meaning.shift < 0 else (anchor, plus(anchor, days))
    if meaning.shift < 0:
        return plus(plus(anchor, -count, unit), 1), anchor
    return plus(anchor, 1), plus(anchor, count, unit)
