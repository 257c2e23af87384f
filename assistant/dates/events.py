"""The event dates of an article: the days that its sentences tell about, by its own day.

Where something happened "on Tuesday" and the article is of Saturday, that is the Tuesday before;
where it "will meet on Friday", the Friday after (tense.py tells them apart); the weekday of the
article itself is that very day, as newspapers write. Words without a year mean the latest that has
begun, or the coming one. "Earlier this year" ends with the day of publication; other calendar
units are whole. What is no occasion (occasions.py) is left out, and so is what cannot be resolved
to one run of days. Attributes count: "the June summit" was in June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.dates.calendar import Unit as CalendarUnit
from assistant.dates.calendar import unit_of
from assistant.dates.expressions import Direction, Expression, Kind, find_expressions
from assistant.dates.occasions import is_occasion, noun_after, word_before
from assistant.dates.tense import Clause, Tense, read_clause, tense_at
from assistant.dates.verbs import COMING_NOUNS, PAST_NOUNS
from assistant.domain import DateRange, EventSpan
from assistant.text.sentences import Unit

EVENTS_VERSION = "1"
"""Raise it whenever the event dates of an unchanged article change, by any of the rules."""

LONGEST = 366
"""Days of a rolling stretch ("the past three months"); what is longer is a duration."""
FAR = 2
"""Years after publication in which words without a year can lie."""

_UNDATED = (Kind.WEEKDAY, Kind.DAY, Kind.DAYS, Kind.MONTH, Kind.SEASON, Kind.NAMED)
_RELATIVE = (Kind.NEAR, Kind.UNIT, Kind.ROLLING, Kind.AWAY, Kind.YEARS, Kind.DECADE)
_ANCHORED = ("last", "next", "coming", "last week", "next week")
_TO = re.compile(r"\s(?:to|until|till|through)\s(?:the\s)?|\s?[–—-]\s?")
_BETWEEN_AND = re.compile(r"\sand\s(?:the\s)?")
_SAID = re.compile(r"\b(?:said|told|wrote)\s(?:late\s|early\s)?(?:on\s)?$")
_ALSO = re.compile(r"(?:,|\s(?:and|or)|,\s(?:and|or))\s(?:on\s|in\s|the\s)*")


def event_rules_version() -> str:
    """The version of everything that decides what the event dates of an unchanged body are."""
    return EVENTS_VERSION


def event_spans(body: str, units: Sequence[Unit], published: date) -> list[EventSpan]:
    """The event dates of a body in order, disjoint, each inside one of its units; none of bylines.

    Linear in the length of the body.
    """
    spans: list[EventSpan] = []
    for unit in units:
        if unit.kind == "byline":
            continue
        text = body[unit.start : unit.end]
        if found := find_expressions(text):
            sentence = _Sentence(text, unit.start, unit.kind == "heading", published)
            spans += sentence.spans(found)
    return spans


class _Sentence:
    """One sentence of an article that was published on a day, ``start`` its place there."""

    def __init__(self, text: str, start: int, heading: bool, published: date) -> None:
        self._text = text
        self._start = start
        self._heading = heading
        self._published = published
        self._clause: Clause | None = None

    def spans(self, found: Sequence[Expression]) -> Iterator[EventSpan]:
        before: tuple[Expression, Tense | None] | None = None
        place = 0
        while place < len(found):
            one = found[place]
            other = self._end_of_range(one, found[place + 1] if place + 1 < len(found) else None)
            last = other or one
            place += 2 if other else 1
            if not is_occasion(self._text, one.start, last.end, one.meaning, one.bare):
                before = None
                continue
            tense = None
            if other is not None or not self._settled(one):
                tense = self._tense(one, last, before)
                before = (last, tense)
                if self._nowadays(one, tense):
                    continue
            days = self._days(one, other, tense)
            if days is not None and days.start and days.end and self._plausible(one, days):
                yield EventSpan(
                    self._start + one.start,
                    self._start + last.end,
                    days.start,
                    days.end,
                    self._planned(one, days, tense),
                )

    def _settled(self, one: Expression) -> bool:
        """Whether the words mean the same days in every tense, and none that tense could tell more
        of: all of them gone, or all to come."""
        meaning = one.meaning
        dated = meaning.year is not None or meaning.year_shift is not None
        if not (dated or one.kind in _RELATIVE or meaning.which in _ANCHORED):
            return False
        days = one.days(self._published)
        return days is not None and not days.holds(self._published)

    def _nowadays(self, one: Expression, tense: Tense | None) -> bool:
        """ "Today, half of them are empty": no day, unless something was or will be done."""
        today = one.kind is Kind.NEAR and self._text[one.start : one.start + 5].lower() == "today"
        return today and tense not in (Tense.PAST, Tense.FUTURE)

    def _end_of_range(self, one: Expression, other: Expression | None) -> Expression | None:
        """``other`` where the two are one range: "from Monday to Wednesday"."""
        if other is None or one.kind is not other.kind:
            return None
        between = self._text[one.end : other.start]
        lead = word_before(self._text, one.start)
        if _TO.fullmatch(between) and (lead in ("from", "between") or "to" not in between.split()):
            return other
        return other if lead == "between" and _BETWEEN_AND.fullmatch(between) else None

    def _tense(
        self, one: Expression, last: Expression, before: tuple[Expression, Tense | None] | None
    ) -> Tense | None:
        noun, owned = noun_after(self._text, last.end)
        lead = word_before(self._text, one.start)
        if noun in PAST_NOUNS or lead == "since":
            return Tense.PAST
        if lead == "for" and one.kind is Kind.DAY and not (noun or owned):
            return None  # "set the election for 19 May": the nearer one
        if _SAID.search(self._text, max(0, one.start - 20), one.start):
            return Tense.PAST  # as the clause would tell, which need not be read for it
        if before is not None and _ALSO.fullmatch(self._text, before[0].end, one.start):
            return before[1]
        if self._clause is None:
            self._clause = read_clause(self._text, heading=self._heading)
        return tense_at(self._clause, one.start, last.end)

    def _days(
        self, one: Expression, other: Expression | None, tense: Tense | None
    ) -> DateRange | None:
        direction = _direction(one, tense)
        if other is None:
            return self._resolved(one, direction, tense)
        if other.meaning.year and not one.meaning.year:
            one = replace(one, meaning=replace(one.meaning, year=other.meaning.year))
        # The later end is looked for first where both are gone, else the earlier one.
        past = direction is Direction.PAST and not one.meaning.year
        near, far = (other, one) if past else (one, other)
        days = near.days(self._published, direction, today=True)
        edge = days and (days.start if past else days.end)
        way = Direction.PAST if past else Direction.FUTURE
        more = far.days(edge, way, today=True) if edge else None
        if days is None or more is None:
            return None
        found = DateRange(more.start, days.end) if past else DateRange(days.start, more.end)
        return None if found.empty else found

    def _resolved(
        self, one: Expression, direction: Direction, tense: Tense | None
    ) -> DateRange | None:
        found = one.readings(self._published, direction, today=True)
        if len(found) > 1:  # 06/11/2021: where one of the two is to come, it is the other
            found = tuple(days for days in found if days.end and days.end <= self._published)
        if len(found) != 1:
            return None
        days = found[0]
        if one.kind is Kind.AWAY and not one.meaning.exact and days.start:
            # "Two weeks ago" in prose is some day of that week.
            weeks = one.meaning.unit in (CalendarUnit.WEEK, CalendarUnit.FORTNIGHT)
            return DateRange(*unit_of(days.start, CalendarUnit.WEEK)) if weeks else days
        if one.kind in (Kind.DAY, Kind.MONTH) and tense is not Tense.PAST:
            noun, owned = noun_after(self._text, one.end)
            if ((noun or owned) and noun not in COMING_NOUNS | PAST_NOUNS) or tense is None:
                return self._nearest(one, days)
        return days

    def _nearest(self, one: Expression, days: DateRange) -> DateRange:
        """The nearer of the latest and the coming one: "the June summit" says nothing of when."""
        both = [
            one.days(self._published, direction, today=True)
            for direction in (Direction.PAST, Direction.FUTURE)
        ]
        near = [one for one in both if one is not None]
        return min(near, key=self._distance, default=days)

    def _distance(self, days: DateRange) -> int:
        assert days.start is not None
        assert days.end is not None
        if days.holds(self._published):
            return 0
        return min(abs((self._published - end).days) for end in (days.start, days.end))

    def _plausible(self, one: Expression, days: DateRange) -> bool:
        assert days.start is not None
        assert days.end is not None
        length = (days.end - days.start).days + 1
        if one.kind is Kind.ROLLING and length > LONGEST:
            return False
        if one.kind is Kind.NEAR and one.meaning.shift == 0:
            return True
        explicit = one.meaning.year is not None
        return explicit or days.start.year <= self._published.year + FAR

    def _planned(self, one: Expression, days: DateRange, tense: Tense | None) -> bool:
        assert days.start is not None
        assert days.end is not None
        if days.start > self._published:
            return True
        if days.end < self._published or (one.meaning.part and one.meaning.part.which == "earlier"):
            return False
        return tense is Tense.FUTURE or (tense is Tense.PRESENT and one.kind in _UNDATED)


def _direction(one: Expression, tense: Tense | None) -> Direction:
    if tense is Tense.FUTURE or (tense is Tense.PRESENT and one.kind in _UNDATED):
        return Direction.FUTURE
    return Direction.PAST
