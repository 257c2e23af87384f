"""A typed question to a Request: cleaned, made whole from the turns before, its dates read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering import Request
from assistant.chat.anchors import anchored
from assistant.chat.followups import make_whole
from assistant.chat.forms import Asked, read_form
from assistant.chat.held import read_again
from assistant.chat.rewriting import Rewrite
from assistant.chat.turns import HISTORY, LONGEST, Turn
from assistant.dates import read_dates, read_days
from assistant.domain import DateRange, DateReading, Form
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
    given: DateReading | None = None,
    rewrite: Rewrite | None = None,
) -> Request:
    """What to search for and within which days.

    ``limit`` is ``--from/--to``; an ``as_of`` that was given ends what may be used, too, and so
    does any where ``ceiling`` says that articles are dated after it. The dates of an earlier turn
    hold for a follow-up that names none. ``given`` takes the place of what the question's own dates
    are read as; ``rewrite`` makes a question whole where the rules would, and they where it does
    not. QuestionError for an empty question, one over LONGEST, a range backwards, and dates that
    cannot be read.
    """
    asked = question_of(typed)
    if limit is not None and limit.empty:
        raise QuestionError(
            f"The range runs backwards: --from {limit.start} is after --to {limit.end}."
        )
    earlier, turns = turns, turns[-HISTORY:]
    plain = anchored(asked, turns)
    own = read_dates(plain, as_of) if given is None else read_again(plain, as_of)
    question, going_on = make_whole(plain, own, earlier, as_of, rewrite)
    read = own if going_on is None else going_on
    if question != plain and going_on is None and read_again(question, as_of).latest:
        read = replace(read, latest=True)  # "The latest on X", "and on Y?"
    form = read_form(question, read)
    if days := _days_alone(form, read, as_of):
        read = replace(read, limit=days, applies_to="published")
        form = read_form(question, read)
    dates = dates_of(form, read, as_of) if given is None else given
    until = DateRange(None, as_of)
    bounds = until.meet(limit) if as_of_given else limit
    days = dates.limit.meet(bounds) if dates.limit is not None else bounds
    if days is not None and dates.applies_to != "either":
        dates = replace(dates, limit=days, applies_to="published")
    if ceiling:
        days = until if days is None else days.meet(until)
        bounds = until if bounds is None else bounds.meet(until)
    return Request(
        asked=asked,
        question=question,
        as_of=as_of,
        dates=dates,
        days=days,
        bounds=bounds,
        form=form.form,
        topic=form.topic,
        replaced=() if given is None else _words(own),
    )


def question_of(typed: str) -> str:
    """The question as it is read; QuestionError for an empty one, and for one over LONGEST."""
    asked = clean(typed)
    if not any(character.isalnum() for character in asked):
        raise QuestionError("The question is empty: ask something about the articles.")
    if len(asked) > LONGEST:
        raise QuestionError(
            f"The question has {len(asked):,} characters; at most {LONGEST:,} are read. "
            "Ask one thing at a time."
        )
    return asked


def _days_alone(asked: Asked, read: DateReading, as_of: date) -> DateRange | None:
    """The days that are all that a digest or a timeline is asked about: "sum up May"."""
    if asked.form is Form.ANSWER or asked.topic is None or read.limit or read.mentions:
        return None
    try:
        days = read_days(asked.topic, as_of)
    except QuestionError:
        return None
    return replace(days, words=asked.topic)


def _words(dates: DateReading) -> tuple[str, ...]:
    """The words of the question that would limit it."""
    ranges = (*dates.alternatives, *([dates.limit] if dates.limit else []))
    return tuple(dict.fromkeys(one.words for one in ranges if one.words))


def dates_of(asked: Asked, dates: DateReading, as_of: date) -> DateReading:
    """The dates as the form takes them.

    A digest is of what was published; where it is asked what happened, of what is told of those
    days, too. Its days may be ones that would else be mentioned only ("sum up 20 November", which
    is to come), or all. The unit that holds today is meant by one without a date ("the week").
    """
    if dates.limit is None and asked.unit and not asked.days_mentioned:
        this = read_again(f"this {asked.unit}", as_of)
        dates = replace(this, limit=this.limit and replace(this.limit, words=f"the {asked.unit}"))
    if asked.form is not Form.DIGEST:
        return dates
    if asked.days_mentioned:
        dates = replace(dates, limit=dates.mentions[0], mentions=dates.mentions[1:])
    elif dates.limit is None and asked.everything:
        dates = replace(dates, limit=DateRange())
    if dates.limit is None:
        return dates
    return replace(dates, applies_to="either" if asked.happened else "published")


def clean(typed: str) -> str:
    """The question in one line, without control and format characters (right-to-left marks)."""
    kept = (
        " " if unicodedata.category(character) in _APART else character
        for character in typed
        if unicodedata.category(character) != "Cf"  # they stand inside words: a soft hyphen
    )
    return _SPACE.sub(" ", "".join(kept)).strip()
