"""A typed question to a Request: cleaned, made whole from the turns before, its dates read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering import Request
from assistant.chat.followups import LONGEST, make_whole
from assistant.chat.turns import Turn
from assistant.dates import read_dates
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

_SPACE = re.compile(r"\s+")
_APART = ("Cc", "Cs", "Co", "Zl", "Zp")


def understand(
    typed: str,
    turns: Sequence[Turn],
    *,
    limit: DateRange | None,
    as_of: date,
    as_of_given: bool,
    ceiling: bool,
) -> Request:
    """What to search for and within which days.

    ``limit`` is ``--from/--to``; an ``as_of`` that was given ends what may be used, too, and so
    does any where ``ceiling`` says that articles are dated after it. The dates of an earlier turn
    hold for a follow-up that names none. QuestionError for an empty question, one over LONGEST, and
    a range backwards.
    """
    asked = clean(typed)
    if not any(character.isalnum() for character in asked):
        raise QuestionError("The question is empty: ask something about the articles.")
    if len(asked) > LONGEST:
        raise QuestionError(
            f"The question has {len(asked):,} characters; at most {LONGEST:,} are read. "
            "Ask one thing at a time."
        )
    if limit is not None and limit.empty:
        raise QuestionError(
            f"The range runs backwards: --from {limit.start} is after --to {limit.end}."
        )
    question, carried = make_whole(asked, turns)
    dates = read_dates(asked)
    if dates.limit is None and carried is not None:
        dates = DateReading(limit=carried, applies_to="published")
    until = DateRange(None, as_of)
    bounds = until.meet(limit) if as_of_given else limit
    days = dates.limit.meet(bounds) if dates.limit is not None else bounds
    if days is not None:
        dates = replace(dates, limit=days, applies_to="published")
    if ceiling:
        days = until if days is None else days.meet(until)
        bounds = until if bounds is None else bounds.meet(until)
    return Request(
        asked=asked, question=question, as_of=as_of, dates=dates, days=days, bounds=bounds
    )


def clean(typed: str) -> str:
    """The question in one line, without control and format characters (right-to-left marks)."""
    kept = (
        " " if unicodedata.category(character) in _APART else character
        for character in typed
        if unicodedata.category(character) != "Cf"  # they stand inside words: a soft hyphen
    )
    return _SPACE.sub(" ", "".join(kept)).strip()
