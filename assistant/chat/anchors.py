"""Days that a question tells by those spoken of before ("the day before", "that week"), spelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answering.refusals import spell_range
from assistant.chat.held import held
from assistant.chat.turns import Turn
from assistant.domain import DateRange, Form

_NUMBERS = "one two three four five six seven eight nine ten".split()
_STEP = re.compile(
    r"\b(?:(?:on|in|from|of|for|during)\s+)?(?:(?:the|a)\s+(?P<unit>day|week|month|"
    r"year)\s+(?P<way>before|after|earlier|later|prior)|the\s+(?P<which>previous|next|following|"
    r"preceding|prior|subsequent)\s+(?P<unit2>day|week|month|year)|"
    rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit3>day|week|month|year)s?\s+"
    r"(?P<way3>before|earlier|later|afterwards|after)|(?:that|"
    r"the\s+(?:very\s+)?same)\s+(?P<same>day|date|week|month|year)|(?P<those>those\s+(?:days|weeks|"
    r"months|dates)))(?:\s+(?:that|this|then))?(?=\s*[?.!,]*\s*$)",
    re.IGNORECASE,
)
_BACK = frozenset("before earlier prior previous preceding".split())


def anchored(question: str, turns: Sequence[Turn]) -> str:
    """The question with such words at its end spelled out; as it came where there are none.

    The week before a day or a range are the seven days that end next to it; a month and a year are
    those of the calendar.
    """
    found = _STEP.search(question)
    around = _days_of(turns, told=bool(found["same"])) if found else None
    if found is None or around is None:
        return question
    try:
        days = _moved(found, around)
    except (ValueError, OverflowError):
        return question  # beyond the calendar
    if days is None:
        return question
    return f"{question[: found.start()]}{spell_range(days)}{question[found.end() :]}"


def _days_of(turns: Sequence[Turn], *, told: bool) -> DateRange | None:
    """The days of the last turn: those it was limited to, those that a digest is of, or those that
    its answer tells about, which come first for "that day" (``told``) after a longer range."""
    if not turns:
        return None
    dates, answer = held(turns), turns[-1].answer
    days = dates.limit if dates is not None else answer.range
    events = [citation.event for citation in answer.citations[:1] if citation.event is not None]
    one_day = days is not None and days.start is not None and days.start == days.end
    if events and answer.form is Form.ANSWER and (days is None or (told and not one_day)):
        return DateRange(events[0].start, events[0].end)
    return days


def _moved(found: re.Match[str], around: DateRange) -> DateRange | None:
    if found["those"]:
        return around
    if found["same"]:
        return _same(found["same"].lower(), around)
    unit = (found["unit"] or found["unit2"] or found["unit3"]).lower()
    back = (found["way"] or found["which"] or found["way3"]).lower() in _BACK
    edge = around.start if back else around.end
    if edge is None:
        return None
    count = _number(found["n"]) if found["n"] else 1
    sign = -1 if back else 1
    if unit in ("month", "year"):
        months = (count if unit == "month" else 12 * count) * sign
        return _calendar(unit, edge.year * 12 + edge.month - 1 + months)
    if unit == "day" or found["n"]:  # "two weeks earlier" is a day
        day = edge + timedelta(days=sign * count * (7 if unit == "week" else 1))
        return DateRange(day, day)
    near, far = edge + timedelta(days=sign), edge + timedelta(days=7 * sign)
    return DateRange(min(near, far), max(near, far))


def _same(unit: str, around: DateRange) -> DateRange | None:
    if around.start is None:
        return None
    if unit in ("day", "date"):
        return around
    if unit == "week":
        monday = around.start - timedelta(days=around.start.weekday())
        return DateRange(monday, monday + timedelta(days=6))
    return _calendar(unit, around.start.year * 12 + around.start.month - 1)


def _calendar(unit: str, month: int) -> DateRange:
    """The month, counted from January of the year 0, or the year that it lies in."""
    year, number = divmod(month, 12)
    if unit == "year":
        return DateRange(date(year, 1, 1), date(year, 12, 31))
    after = date(year + 1, 1, 1) if number == 11 else date(year, number + 2, 1)
    return DateRange(date(year, number + 1, 1), after - timedelta(days=1))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower()) + 1
