"""The days of earlier turns that still hold, and readings of old questions, which never fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.chat.turns import Turn
from assistant.dates import read_dates
from assistant.domain import DateReading
from assistant.errors import QuestionError


def read_again(question: str, as_of: date) -> DateReading:
    """What a question's dates are read as; of one that cannot be read, nothing.

    For questions that were answered once, and for those made of them.
    """
    try:
        return read_dates(question, as_of)
    except QuestionError:
        return DateReading()


def date_words(dates: DateReading) -> str | None:
    """The words that say which days: of a limit, of two readings, or of a single mention."""
    if dates.limit is not None:
        return dates.limit.words
    if dates.alternatives:
        return dates.alternatives[0].words
    return dates.mentions[0].words if len(dates.mentions) == 1 else None


def held(turns: Sequence[Turn]) -> DateReading | None:
    """The dates of the last turn, its own or those that it went on with; None where it had none.

    Of ``--from/--to`` and of an ``as_of`` nothing is held: they are given anew with each question.
    """
    if not turns:
        return None
    turn = turns[-1]
    used = turn.answer.dates
    if used.limit is None:
        return None  # it named none, or they were taken away
    for question in dict.fromkeys((turn.whole_question, turn.question)):
        own = read_again(question, turn.answer.as_of)
        if own.limit is not None and own.limit.words == used.limit.words:
            return own
    earlier = held(turns[:-1])
    if used.limit.words is None:
        # Days without words were given in place of those that were read, or are a caller's limits.
        own = read_again(turn.question, turn.answer.as_of)
        replaced = own.limit is not None or (earlier is not None and turn.answer.rewritten)
        return used if replaced else None
    if earlier is not None and earlier.limit and earlier.limit.words == used.limit.words:
        return earlier
    return used
