"""Date words with what stands beside them: ranges of two, and "since", "before", "until".

A Period is what one date or range in a sentence comes to: its words, prepositions included, and the
days that they mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates.calendar import Unit, plus
from assistant.dates.expressions import Direction, Expression, Kind, Meaning, lowered
from assistant.dates.grammar import COUNT
from assistant.dates.meanings import number
from assistant.domain import DateRange

_TO = re.compile(
    r"\s?(?:\.\.\.?|…|[-–—−/])\s?|,?\s(?:up\s)?(?:to|till|until|through|thru)(?:\sand\sincluding)?\s"
    r"(?:the\s)?|,?\s(?:(?:and|but)\s)?(?:before|until|till|up\sto)\s(?:the\s)?"
)
_AND = re.compile(r",?\s(?:and|or|&)\s(?:on\s|in\s)?(?:the\s)?|,\s")
_NOW = re.compile(r"\s(?:to|until|till|through|up\sto)\s(?:now|date|(?:the\s)?present(?:\sday)?)\b")
_ON = re.compile(r"\s(?:on|onwards?|forwards?|or\slater)\b(?!\s\w)|\s(?:onwards?|forwards?)\b")
_LEAD = re.compile(
    r"(?<![\w])(?P<word>on\sor\s(?:after|before)|between|as\sfrom|from|since|after|later\sthan|following|before|prior\sto"
    r"|earlier\sthan|until|till|up\suntil|up\sto(?:\sand\sincluding)?|no\slater\sthan|not\slater\sthan"
    r"|by|as\sof|on|in|at|during|over|within|throughout|through|for|around|dated|(?:in\s)?(?:all|most|the\scourse|the\srest)\sof|of"
    r"|starting|beginning)"
    r"(?:\sthe\s(?:whole|entirety)\sof|\sall\sof|\sall)?\s(?:the\s)?$"
)
_OFFSET = re.compile(
    rf"(?<![\w])(?:(?:in|during|for|over|within)\s)?(?:the\s)?(?:(?P<count>an?|{COUNT})\s)?"
    r"(?P<unit>day|week|fortnight|month|year)(?P<many>s)?\s"
    r"(?P<side>before|after|prior\sto|preceding|following|leading\sup\sto)\s(?:the\s)?$"
)
_SINCE = frozenset(["on or after", "since", "as from", "starting", "beginning"])
_AFTER = frozenset(["after", "later than", "following"])
_BEFORE = frozenset(["before", "prior to", "earlier than"])
_UNTIL = frozenset(
    ["on or before", "until", "till", "up until", "up to", "up to and including", "no later than",
     "not later than", "by", "as of"]
)  # fmt: skip
_WITHIN = frozenset("between from on in at during over within throughout through".split())
_LONGEST_LEAD = 40
_SEVERAL = "names more than one date"


@dataclass(frozen=True, slots=True)
class Period:
    """``text[start:end]`` are its words; ``core`` is where the date words in them begin.

    ``lead`` is the preposition before them, "" for none; ``between`` what joins two expressions;
    ``offset`` are the days, weeks ... next to the date, and ``side`` on which side they lie.
    ``listed`` where its dates are named one by one.
    """

    start: int
    core: int
    end: int
    words: str
    lead: str
    first: Expression
    last: Expression | None = None
    between: str = ""
    offset: tuple[int, Unit] | None = None
    side: str = ""
    now: bool = False
    listed: bool = False

    @property
    def plain(self) -> Period:
        """The date alone, without a preposition that bounds it ("about the 2014")."""
        if self.lead in _WITHIN or self.offset is not None or self.now:
            return self
        return self.alone

    @property
    def alone(self) -> Period:
        """The date words without any preposition."""
        words = self.words[self.core - self.start :]
        return replace(self, start=self.core, words=words, lead="")

    @property
    def tail(self) -> Expression:
        return self.last or self.first


@dataclass(frozen=True, slots=True)
class Resolved:
    """The ranges that a Period can mean; ``wrong`` says in words why there is none."""

    ranges: tuple[DateRange, ...]
    wrong: str = ""


def find_periods(text: str, expressions: Sequence[Expression]) -> list[Period]:
    """The dates and ranges of a text, in order and disjoint."""
    low = lowered(text)
    found: list[Period] = []
    i, free = 0, 0
    while i < len(expressions):
        first = expressions[i]
        head = _LEAD.search(low, max(free, first.start - _LONGEST_LEAD), first.start)
        lead = re.sub(r"\s+", " ", head["word"]) if head else ""
        last, joined, listed, i = _joined(low, expressions, i, lead)
        end = (last or first).end
        start = head.start() if head else first.start
        period = Period(start, first.start, end, "", lead, first, last, joined, listed=listed)
        period = _beside(low, period, free)
        found.append(replace(period, words=text[period.start : period.end]))
        free = period.end
    return found


def _joined(
    low: str, expressions: Sequence[Expression], i: int, lead: str
) -> tuple[Expression | None, str, bool, int]:
    """The last expression of the range that begins at ``i``, what joins them, whether they are
    listed, and the place of the next expression."""
    last, joined, listed, i = None, "", False, i + 1
    while i < len(expressions):
        before, one = expressions[i - 1], expressions[i]
        gap = low[before.end : one.start]
        if len(gap) > _LONGEST_LEAD or not _alike(expressions[i - 1], one):
            break
        if not listed and last is None and _TO.fullmatch(gap):
            return one, gap.strip(), False, i + 1
        if last is None and lead == "between" and _AND.fullmatch(gap):
            return one, gap.strip(), False, i + 1
        if not _AND.fullmatch(gap):
            break
        last, joined, listed, i = one, gap.strip(), True, i + 1
    return last, joined, listed, i


_DATED = frozenset(
    [Kind.DAY, Kind.NUMERIC, Kind.MONTH, Kind.SEASON, Kind.NAMED, Kind.QUARTER, Kind.WEEK]
)


def _alike(one: Expression, other: Expression) -> bool:
    """Whether two may be the ends of a range: not "Friday, 2014"."""
    return not (one.bare or other.bare) or one.kind == other.kind


def _beside(low: str, period: Period, free: int) -> Period:
    """The period with the words around it that move its ends."""
    if offset := _OFFSET.search(low, max(free, period.core - 56), period.core):
        count = number(offset["count"] or ("few" if offset["many"] else "one"))
        side = "after" if offset["side"] in ("after", "following") else "before"
        return replace(
            period, start=offset.start(), lead="", offset=(count, Unit(offset["unit"])), side=side
        )
    if now := _NOW.match(low, period.end):
        return replace(period, end=now.end(), now=True)
    if period.lead == "from" and period.last is None and (on := _ON.match(low, period.end)):
        return replace(period, end=on.end(), lead="since")
    return period


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
        return Resolved((), "is not in the calendar")
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
