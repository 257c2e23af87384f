"""Questions to DateReadings, and words for days to DateRanges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.dates.applies import Role, asks_for_news, is_ahead, is_aside, is_attribute, role
from assistant.dates.expressions import Direction, find_expressions, lowered
from assistant.dates.periods import Period, find_periods
from assistant.dates.ranges import Resolved, resolve
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

_PAST = re.compile(r"\b(?:did|was|were|happened|had)\b")
_HOW = 'write one day or range, such as 2021-11-06, "6 to 15 November 2021" or "last week"'
MOST = 40
"""Dates that one question may name, mentions included."""
LONGEST = 60
"""Characters of a question's words that a message repeats."""
_LATEST = re.compile(
    r"\b(?<!at\sthe\s)(?:latest|newest|most\srecent(?:ly)?)\b(?!\sby\b)"
    r"|\brecent(?:ly)?\s(?:news|developments?|articles?|reports?|coverage|stor(?:y|ies)|updates?"
    r"|events|statements?|headlines?)\b|\brecently\b|\blately\b|\bin\srecent\s(?:days|weeks|months)\b"
    r"|\bwhat(?:['’]s|\sis)\snew\b(?!\ssince)|\bany\s(?:news|updates?)\b|^what(?:['’]s|\sis)\sthe\snews\b"
)
_FILLER = re.compile(
    r"\b(?:the|whole|entire|all|of|on|in|for|a|day|days|week|month|year|range|only|and|please|digest"
    r"|news|whole\sof|from|during|over|at)\b|[\s.,;:?!\"“”()]+"
)


_MONTHS_OR_VERBS = frozenset({"may", "march"})
"""Where days are asked for, these are months."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A period, what it applies to, and its days."""

    period: Period
    role: Role
    days: Resolved


def read_dates(question: str, as_of: date) -> DateReading:
    """What the dates in a question limit, mention, or leave open; ``as_of`` is its today.

    The words of every range are the question's own. QuestionError for a limit that no calendar has,
    that runs backwards, or that is one of several.
    """
    latest = _LATEST.search(lowered(question)) is not None
    expressions = find_expressions(question, typos=True)
    if len(expressions) > MOST:
        raise QuestionError(
            f"The question names {len(expressions)} dates, and at most {MOST} are read: {_HOW}."
        )
    periods = find_periods(question, expressions)
    low = lowered(question)
    news = asks_for_news(low)
    reads = [_read(question, low, period, as_of, news) for period in periods]
    limits = _one_limit(low, [one for one in reads if one.role is not Role.MENTION])
    limit = limits[0] if limits else None
    mentions = tuple(
        days
        for one in reads
        if not any(one is other for other in limits)
        for days in one.days.ranges
    )
    if limit is None:
        return DateReading(mentions=mentions, latest=latest)
    if limit.days.wrong:
        raise QuestionError(f"{_shown(limit.period.words)} {_told(limit.days.wrong)}.")
    applies: Literal["published", "either"] = (
        "published" if limit.role is Role.PUBLISHED else "either"
    )
    ranges = limit.days.ranges
    if len(ranges) > 1:
        return DateReading(
            applies_to=applies,
            ambiguous=True,
            alternatives=ranges,
            mentions=mentions,
            latest=latest,
        )
    return DateReading(limit=ranges[0], applies_to=applies, mentions=mentions, latest=latest)


def read_days(words: str, as_of: date) -> DateRange:
    """The days that stand alone in an argument: "2021-11-06", "last week", "6 to 15 November".

    QuestionError, with what can be written instead, for anything else.
    """
    shown = _shown(words)
    if words.strip().lower() in _MONTHS_OR_VERBS:
        words = f"in {words}"
    periods = find_periods(words, find_expressions(words, typos=True))
    if not periods:
        raise QuestionError(f"{shown} names no day: {_HOW}.")
    if len(periods) > 1:
        named = " and ".join(_shown(one.words) for one in periods[:2])
        raise QuestionError(f"{shown} names more than one range ({named}): {_HOW}.")
    period = periods[0]
    rest = _FILLER.sub("", (words[: period.start] + " " + words[period.end :]).lower())
    if rest:
        raise QuestionError(f"{shown} is more than days: {_HOW}.")
    days = resolve(period, as_of)
    if days.wrong:
        raise QuestionError(f"{_shown(period.words)} {_told(days.wrong)}.")
    if len(days.ranges) > 1:
        either = " or ".join(_spelled(one) for one in days.ranges)
        raise QuestionError(f"{period.words!r} can be read in two ways: write {either}.")
    return days.ranges[0]


def _shown(words: str) -> str:
    """The words in quotation marks, on one line and not too many of them."""
    line = " ".join(words.split())
    return repr(line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}...")


def _told(wrong: str) -> str:
    return wrong if "name the earlier" in wrong else f"{wrong}: {_HOW}"


def _spelled(days: DateRange) -> str:
    if days.start == days.end:
        return str(days.start)
    return f"{days.start or ''}..{days.end or ''}"


def _read(question: str, low: str, period: Period, as_of: date, news: bool) -> _Read:
    ahead = is_ahead(low, period)
    direction = Direction.FUTURE if ahead else Direction.PAST
    days = resolve(period, as_of, direction)
    # A date with its year that is asked about as past is a limit, though it is to come: that
    # nothing was published then is the answer.
    over = period.first.meaning.year is not None and not ahead and bool(_PAST.search(low))
    if not over and days.ranges and all(_to_come(one, period, as_of, ahead) for one in days.ranges):
        return _mention(period, as_of, direction)
    applied = role(question, low, period, news)
    if is_attribute(low, period):  # "in last week's coverage": "in" is not the date's
        period = period.alone
        days = resolve(period, as_of, direction)
    if applied is Role.MENTION:
        return _mention(period, as_of, direction)
    return _Read(period, applied, days)


def _mention(period: Period, as_of: date, direction: Direction) -> _Read:
    return _Read(period.plain, Role.MENTION, resolve(period.plain, as_of, direction))


def _to_come(days: DateRange, period: Period, as_of: date, ahead: bool) -> bool:
    if days.start is not None:
        return days.start > as_of or (ahead and days.end is not None and days.end > as_of)
    # "By 2030", "until Christmas 2030": what ends it is to come.
    return days.end is not None and days.end > as_of and period.first.meaning.part is None


def _one_limit(low: str, limits: Sequence[_Read]) -> list[_Read]:
    """The limit in force, first, and those that it takes in; QuestionError where there are several.

    A date in a clause of its own gives way to one outside of any; of two where one holds the other
    the narrower limits.
    """
    if len(limits) < 2:
        return list(limits)
    since = 0
    asides = []
    for one in limits:
        if is_aside(low, one.period.start, since):
            asides.append(one)
        since = one.period.end
    outside = [one for one in limits if one not in asides]
    narrow = min(outside or limits, key=_length)
    wide = [one for one in (outside or limits) if one is not narrow]
    if all(_holds(one, narrow) for one in wide):
        return [narrow, *wide]
    named = ", ".join(_shown(one.period.words) for one in limits[:3])
    raise QuestionError(
        f"The question names more than one date or range ({named}{', ...' * (len(limits) > 3)}): "
        f"ask about one at a time, or {_HOW}."
    )


def _length(one: _Read) -> int:
    days = one.days.ranges[0] if one.days.ranges else DateRange()
    if days.start is None or days.end is None:
        return date.max.toordinal()
    return (days.end - days.start).days


def _holds(wide: _Read, narrow: _Read) -> bool:
    return any(outer.covers(inner) for outer in wide.days.ranges for inner in narrow.days.ranges)
