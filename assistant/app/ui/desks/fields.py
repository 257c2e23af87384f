"""The date fields of the page, and the days that a click sends, as what they limit.

A field's value is ``YYYY-MM-DD`` or empty, but it comes from a browser and may be anything.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.app.ui.drawing.markup import day
from assistant.chat.shown import Within
from assistant.dates import iso_day
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError


def published(first: str | None, last: str | None) -> DateRange | None:
    """The days between two fields, None where both are empty.

    Raises QuestionError for what is no day and for a first day after the last.
    """
    start, end = _day(first, "From"), _day(last, "To")
    if start is None and end is None:
        return None
    if start and end and start > end:
        raise QuestionError(
            f"From ({day(start)}) is after To ({day(end)}): swap the days, or clear one of them."
        )
    return DateRange(start, end)


def within(first: str | None, last: str | None, as_of: str | None) -> Within:
    """What the three fields limit; QuestionError where they are wrong or leave no day."""
    limit, today = published(first, last), _day(as_of, "As of")
    if limit and limit.start and today and limit.start > today:
        raise QuestionError(
            f"From ({day(limit.start)}) is after As of ({day(today)}), and nothing later than that "
            "is used: change one of them."
        )
    return Within(limit, today)


def instead(first: str | None, last: str | None, applies: str | None, own: DateReading) -> Within:
    """The dates that take the place of a question's ``own``: no limit where both are empty.

    What limits nothing stays as it was read: mentions, and "newest first".
    """
    limit = published(first, last)
    told = replace(
        own,
        limit=limit,
        applies_to=None if limit is None else "published" if applies == "published" else "either",
        ambiguous=False,
        alternatives=(),
    )
    return Within(dates=told)


def today(as_of: str | None) -> date | None:
    """The day of that field, None where it is empty; QuestionError for what is no day."""
    return _day(as_of, "As of")


def _day(field: str | None, name: str) -> date | None:
    written = field.strip() if isinstance(field, str) else ""
    if not written:
        return None
    try:
        return iso_day(written)
    except ValueError:
        raise QuestionError(
            f"{name} is not a day: “{written[:40]}”. Write it as year-month-day, like 2021-11-06."
        ) from None
