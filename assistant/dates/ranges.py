"""The days that a Period comes to: what its prepositions and its two ends make of its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.dates.calendar import plus
from assistant.dates.expressions import Direction, Expression, Kind, Meaning
from assistant.dates.periods import Period
from assistant.domain import DateRange

_SINCE = frozenset(["on or after", "since", "as from", "starting", "beginning"])
_AFTER = frozenset(["after", "later than", "following"])
_BEFORE = frozenset(["before", "prior to", "earlier than"])
_UNTIL = frozenset(
    ["on or before", "until", "till", "up until", "up to", "up to and including", "no later than",
     "not later than", "by", "as of"]
)  # fmt: skip
_SEVERAL = "names more than one date"
_DATED = frozenset(
    [Kind.DAY, Kind.NUMERIC, Kind.MONTH, Kind.SEASON, Kind.NAMED, Kind.QUARTER, Kind.WEEK]
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The ranges that a Period can mean; ``wrong`` says in words why there is none."""

    ranges: tuple[DateRange, ...]
    wrong: str = ""


def resolve(period: Period, anchor: date, direction: Direction = Direction.PAST) -> Resolved:
    """The days of a period when ``anchor`` is today."""
    if period.last is None:
        runs = [(one.start, one.end) for one in period.first.readings(anchor, direction)]
        if period.first.meaning.listed and period.lead != "between":
            return Resolved((), _SEVERAL)
        meaning = period.first.meaning
        if meaning.kind is Kind.DAYS and meaning.last < meaning.day:
            return Resolved((), "runs backwards: name the earlier day first")
    elif period.listed:
        return _list(period, anchor, direction)
    else:
        runs = _ends(period, anchor, direction)
    runs = [run for run in runs if run[0] and run[1]]
    if not runs:
        return Resolved((), "is not in the calendar")
    found: list[DateRange] = []
    for first, last in runs:
        if first is None or last is None or first > last:
            continue
        days = _bounded(period, first, last, anchor)
        if days is None:
            return Resolved((), "leaves no day of the calendar")
        if days not in found:
            found.append(days)
    if not found:
        first, last = runs[0]
        return Resolved((), f"runs backwards: name the earlier day first ({last} to {first})")
    return Resolved(tuple(found))


def _bounded(period: Period, first: date, last: date, anchor: date) -> DateRange | None:
    words, lead = period.words, period.lead
    try:
        if period.offset is not None:
            count, unit = period.offset
            if period.side == "before":
                return DateRange(plus(first, -count, unit), plus(first, -1), words)
            return DateRange(plus(last, 1), plus(last, count, unit), words)
        if period.now:
            days = DateRange(first, max(first, anchor), words)
        elif period.last is not None:
            start = plus(first, 1) if lead in _AFTER and period.between else first
            closed = "before" not in period.between
            days = DateRange(start, last if closed else plus(last, -1), words)
        elif lead in _SINCE:
            days = DateRange(first, None, words)
        elif lead in _AFTER:
            days = DateRange(plus(last, 1), None, words)
        elif lead in _BEFORE:
            days = DateRange(None, plus(first, -1), words)
        elif lead in _UNTIL:
            days = DateRange(None, last, words)
        else:
            days = DateRange(first, last, words)
    except (ValueError, OverflowError):
        return None
    return None if days.empty else days


def _list(period: Period, anchor: date, direction: Direction) -> Resolved:
    """Days named one by one make a range where each follows on the one before."""
    last = period.last
    if last is None:
        return Resolved(())
    one, other = _shared(period.first, last)
    first = one.days(anchor, direction)
    then = other.days(anchor, direction)
    if first is None or then is None or first.end is None or then.start is None:
        both = any(len(end.readings(anchor, direction)) > 1 for end in (one, other))
        return Resolved((), "can be read in two ways" if both else "is not in the calendar")
    if first.end > then.start and _floats(other) and first.start is not None:
        later = other.days(first.start, Direction.FUTURE, today=True)
        then = later or then
    if then.start is None or (then.start - first.end).days != 1:
        return Resolved((), _SEVERAL)
    return Resolved((DateRange(first.start, then.end, period.words),))


_Run = tuple[date | None, date | None]


def _ends(period: Period, anchor: date, direction: Direction) -> list[_Run]:
    """First and last day of a range of two expressions, in each of its readings."""
    assert period.last is not None
    one, other = _ordered(*_shared(period.first, period.last))
    if _floats(other) and not _floats(one):
        return [
            (days.start, end.end)
            for days in one.readings(anchor, direction)
            if days.start
            for end in other.readings(days.start, Direction.FUTURE, today=True)
        ]
    if _floats(one) and _floats(other):
        return _floating(one, other, anchor, direction)
    if _floats(one):
        ends = other.readings(anchor, direction)
        return [
            (days.start, end.end)
            for end in ends
            if end.end
            for days in one.readings(end.end, Direction.PAST, today=True)
        ]
    firsts, lasts = one.readings(anchor, direction), other.readings(anchor, direction)
    if len(firsts) == len(lasts):  # both ends are written in the same order
        return [(a.start, b.end) for a, b in zip(firsts, lasts, strict=True)]
    both = [(a.start, b.end) for a in firsts for b in lasts]
    right = [run for run in both if run[0] and run[1] and run[0] <= run[1]]
    return right or both


def _ordered(one: Expression, other: Expression) -> tuple[Expression, Expression]:
    """Both as one of them must be read: 11/06/2021 to 11/15/2021 has its months first."""
    pair = (one, other)
    if any(end.kind is not Kind.NUMERIC for end in pair):
        return pair
    days_first = any(end.meaning.day > 12 for end in pair)
    months_first = any((end.meaning.month or 0) > 12 for end in pair)
    if days_first == months_first:
        return pair
    return _written(one, days_first), _written(other, days_first)


def _written(one: Expression, day_first: bool) -> Expression:
    meaning = one.meaning
    day, month = (meaning.day, meaning.month or 0)
    if not day_first:
        day, month = month, day
    return replace(one, meaning=replace(meaning, kind=Kind.DAY, day=day, month=month))


def _floating(one: Expression, other: Expression, anchor: date, direction: Direction) -> list[_Run]:
    """Neither end says its year or week: the latest such range that has begun; of weekdays, the
    latest that is over."""
    first = one.days(anchor, direction)
    if first is None or first.start is None:
        return []
    if one.kind is other.kind is Kind.DAY and one.meaning.month == other.meaning.month:
        # Within one month it is that month's: backwards, if the later day comes first.
        within = replace(other, meaning=replace(other.meaning, year=first.start.year))
        last = within.days(anchor) if other.meaning.month else None
        if last is not None:
            return [(first.start, last.end)]
    last = other.days(first.start, Direction.FUTURE, today=True)
    late = last is not None and last.end is not None and last.end > anchor
    if one.kind is Kind.WEEKDAY and late and direction is Direction.PAST:
        last = other.days(anchor, Direction.PAST)
        if last is not None and last.end is not None:
            first = one.days(last.end, Direction.PAST, today=True)
    return [(first.start, last.end)] if first and last else []


def _floats(one: Expression) -> bool:
    """Whether the words name a day without its year, month or week."""
    meaning = one.meaning
    if meaning.kind is Kind.WEEKDAY:
        return meaning.which is None
    dated = meaning.year is not None or meaning.year_shift is not None or meaning.which is not None
    return meaning.kind in _DATED and not dated


def _shared(one: Expression, other: Expression) -> tuple[Expression, Expression]:
    """Both with the month and the year that only the second says ("from the 6th to 8 November")."""
    first, second = one.meaning, other.meaning
    if first.kind is Kind.DAY and first.month is None and second.month is not None:
        first = replace(first, month=second.month)
    if second.kind is Kind.DAY and second.month is None and first.month is not None:
        month = first.month
        if second.day < first.day:
            month = month % 12 + 1
        second = replace(second, month=month)
    undated = first.year is None and first.year_shift is None and first.kind in _DATED
    if undated and second.kind in _DATED and (second.year or second.year_shift is not None):
        first = replace(first, year=second.year, year_shift=second.year_shift)
        if _after(first, second):
            if first.year is not None:
                first = replace(first, year=first.year - 1)
            elif first.year_shift is not None:
                first = replace(first, year_shift=first.year_shift - 1)
    return replace(one, meaning=first), replace(other, meaning=second)


def _after(one: Meaning, other: Meaning) -> bool:
    """Whether the first comes in a later month of the year than the second."""
    return one.month is not None and other.month is not None and one.month > other.month
