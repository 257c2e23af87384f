"""ISO dates: one that stands alone, and those in a question."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

_WRITTEN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY = rf"(?<![\w-])({_WRITTEN})(?![\w-])"
_RANGE = re.compile(
    rf"(?:\b(?P<word>between|from|since|after)\s+)?{_DAY}"
    rf"(?:\s*(?:\.\.|…|–|—|/)\s*|\s+(?:-|to|till|until|up to|and|through)\s+){_DAY}",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:\b(?P<word>since|after|before|until|till|up to|on|from)\s+)?{_DAY}"
    r"(?P<on>\s+on(?:wards?)?\b)?",
    re.IGNORECASE,
)


def iso_day(words: str) -> date:
    """The day that ``words`` name as YYYY-MM-DD and in no other way.

    ValueError, with a message that can be shown, for anything else and for a day that no calendar
    has.
    """
    # date.fromisoformat also takes 20211106 and 2021-W44-6, which nothing here offers.
    if not re.fullmatch(_WRITTEN, words):
        raise ValueError(f"{words[:40]!r} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words} is not a day of the calendar") from None


def read_dates(question: str) -> DateReading:
    """The days of publication that the ISO dates in a question limit it to.

    One date is that day; two with "..", "to", "and" or a dash between them a range. QuestionError
    for a day that no calendar has, a range backwards, and more dates than one range.
    """
    if found := _RANGE.search(question):
        start, end = _day(found[2]), _day(found[3])
        if start > end:
            raise QuestionError(
                f"{found[0]!r} runs backwards: name the earlier day first ({end} to {start})."
            )
        first = _next(start, 1) if (found["word"] or "").lower() == "after" else start
        limit = DateRange(first, end, found[0])
    elif found := _ONE.search(question):
        word = (found["word"] or "on").lower()
        if word == "from" and found["on"]:
            word, words = "since", found[0]
        else:
            words = found[0].removesuffix(found["on"] or "")
        limit = _limit(word, _day(found[2]), words)
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
            return DateRange(_next(day, 1), None, words)
        case "before":
            return DateRange(None, _next(day, -1), words)
        case "until" | "till" | "up to":
            return DateRange(None, day, words)
        case _:
            return DateRange(day, day, words)


def _next(day: date, step: int) -> date:
    try:
        return date.fromordinal(day.toordinal() + step)
    except (ValueError, OverflowError) as error:
        raise QuestionError(f"No day lies beyond {day}: name another.") from error


def _day(text: str) -> date:
    try:
        return iso_day(text)
    except ValueError as error:
        raise QuestionError(f"{error}: name another.") from error
