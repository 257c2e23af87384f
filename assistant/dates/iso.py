"""ISO dates in a question."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

_DAY = r"(?<![\w-])(\d{4}-\d{2}-\d{2})(?![\w-])"
_RANGE = re.compile(
    rf"(?:\b(?:between|from)\s+)?{_DAY}\s*(?:\.\.|–|—|to|until|and|through)\s*{_DAY}", re.IGNORECASE
)
_ONE = re.compile(rf"(?:\b(?P<word>since|after|before|until|on)\s+)?{_DAY}", re.IGNORECASE)


def read_dates(question: str) -> DateReading:
    """The days of publication that the ISO dates in a question limit it to.

    One date is that day; two with "..", "to", "and" or a dash between them a range. QuestionError
    for a day that no calendar has, a range backwards, and more dates than one range.
    """
    found = _RANGE.search(question)
    if found:
        start, end = _day(found[1]), _day(found[2])
        if start > end:
            raise QuestionError(
                f"{found[0]!r} runs backwards: name the earlier day first ({end} to {start})."
            )
        limit = DateRange(start, end, found[0])
    elif one := _ONE.search(question):
        limit = _limit((one["word"] or "on").lower(), _day(one[2]), one[0])
        found = one
    else:
        return DateReading()
    rest = question[: found.start()] + question[found.end() :]
    if _ONE.search(rest):
        raise QuestionError(
            "The question names more than one date or range: ask about one at a time."
        )
    return DateReading(limit=limit, applies_to="published")


def _limit(word: str, day: date, words: str) -> DateRange:
    match word:
        case "since":
            return DateRange(day, None, words)
        case "after":
            return DateRange(date.fromordinal(day.toordinal() + 1), None, words)
        case "before":
            return DateRange(None, date.fromordinal(day.toordinal() - 1), words)
        case "until":
            return DateRange(None, day, words)
        case _:
            return DateRange(day, day, words)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(f"{text} is not a day of the calendar: name another.") from error
