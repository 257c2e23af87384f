"""A question asked again of other days: "and on Friday?", "the first one", "I mean 6 November"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.refusals import spell_range
from assistant.chat.baring import bared
from assistant.chat.held import date_words, held, read_again
from assistant.chat.turns import Turn
from assistant.domain import DateRange, DateReading, Reason

_AGAIN = re.compile(
    r"^(?:(?:what|how) (?:about|of)|(?:and |or )?(?:the same|same)(?: question| thing)?(?: for| on|"
    r" of| in)?|(?:again|only|rather|instead|try|make (?:it|that)|i mean|i meant|(?:it|"
    r"that)(?:[’']s| is| was)|meaning|namely|the (?:one|date|day))\b)[\s,:]*",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?:and|but|so|then|or|no|yes|ok(?:ay)?|well|also|sorry|oh|ah|hm+)\b[\s,.]*", re.IGNORECASE
)
_AFTER = re.compile(
    r"[\s,]+(?:then|instead|rather|too|as well|i mean|i meant|of course)[\s?.!]*$", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?:the |option |number |no\.? ?|reading )*(?P<which>first|1st|former|one|1|second|2nd|latter|"
    r"two|2|last|earlier|earliest|older|later|latest|newer|more recent)(?: one| date| reading| day|"
    r" option| of (?:them|the two|these))*",
    re.IGNORECASE,
)
_PLACE = {
    **dict.fromkeys("first 1st former one 1".split(), 0),
    **dict.fromkeys("second 2nd latter two 2 last".split(), -1),
}
_BY_TIME = {
    **dict.fromkeys("earlier earliest older".split(), 0),
    **dict.fromkeys("later latest newer".split(), -1),
    "more recent": -1,
}
_LOOSE = re.compile(r"^(?:on|in|at|of|from|for|during|over)\s+(?!.*\bto\b)", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:since|after|before|until|till|up to|between|from|during|over|on|in|at|by|within|as of|"
    r"today|yesterday|tonight|this|last|past|the (?:last|past|day|week|previous|whole)|all|earlier|"
    r"later|next|tomorrow|\S+ (?:days?|weeks?|months?|years?) ago|a (?:week|day|month|year) ago)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"\s+(?:of|from|for|on|in|during|over|about)\s*$", re.IGNORECASE)
_TAKES_NOUN = re.compile(
    r"\b(?:of|from|for|up|on|about|in|during|over|summari[sz]e|digest|recap)\s*$", re.IGNORECASE
)


def redated(
    question: str, own: DateReading, turns: Sequence[Turn], as_of: date
) -> tuple[str, DateReading] | None:
    """The question before with the days that this one consists of, and its dates.

    None where it says more than days.
    """
    words = re.sub(r"^about\s+", "", date_words(own) or "", flags=re.IGNORECASE)
    if not turns or not words or not _only(question, words):
        return None
    days = own.limit or (own.alternatives or own.mentions)[0]
    whole = with_days(turns[-1], days, words)
    dates = read_again(whole, as_of)
    if date_words(dates) != words and date_words(dates) not in whole_forms(words):
        before = held(turns)
        dates = replace(own, applies_to=before.applies_to if before else own.applies_to)
    return whole, dates


def chosen(
    question: str, own: DateReading, turns: Sequence[Turn], as_of: date
) -> tuple[str, DateReading] | None:
    """The question before, whose date could be read in two ways, with the one that is meant."""
    if not turns or turns[-1].answer.reason is not Reason.AMBIGUOUS_DATE:
        return None
    readings = turns[-1].answer.dates.alternatives
    day = _named(question, readings) or _dated(question, own, readings)
    if day is None:
        return None
    words = spell_range(day)
    whole = with_days(turns[-1], day, words)
    dates = read_again(whole, as_of)
    if dates.limit is None or (dates.limit.start, dates.limit.end) != (day.start, day.end):
        applies_to = turns[-1].answer.dates.applies_to or "either"
        dates = DateReading(limit=replace(day, words=words), applies_to=applies_to)
    return whole, dates


def _named(question: str, readings: Sequence[DateRange]) -> DateRange | None:
    """The reading that "the first one" or "the later one" names."""
    text = _AFTER.sub("", bared(question, ()).text).strip(" ?.!,")
    found = _FIRST.fullmatch(_AGAIN.sub("", text))
    if found is None or not readings:
        return None
    which = found["which"].lower()
    if which in _PLACE:
        return readings[_PLACE[which]]
    return sorted(readings, key=lambda days: days.start or date.min)[_BY_TIME[which]]


def _dated(question: str, own: DateReading, readings: Sequence[DateRange]) -> DateRange | None:
    """The reading that lies in the days of the question, or else these."""
    if own.limit is None or not own.limit.words or not _only(question, own.limit.words):
        return None
    inside = [days for days in readings if own.limit.covers(days)]
    if not inside and own.limit.start and own.limit.end and own.limit.start < own.limit.end:
        # "In June", said after the turn of a year: the month is what tells them apart.
        months = {day.month for day in (own.limit.start, own.limit.end)}
        inside = [days for days in readings if days.start and {days.start.month} == months]
    if len(inside) == 1:
        return inside[0]
    return own.limit if own.limit.start == own.limit.end else None


def _only(question: str, words: str) -> bool:
    """Whether the question says nothing but these words for days."""
    text, before = _AFTER.sub("", question), None
    while before != text:  # "And what about ..."
        before = text
        text = _AGAIN.sub("", _LED.sub("", text))
    left = bared(text, [words])
    return left.dated and not any(character.isalnum() for character in left.text)


def whole_forms(words: str) -> tuple[str, ...]:
    """The words for some days as they may stand in another question."""
    bare = _LOOSE.sub("", words)
    return (words, bare, f"on {bare}", f"in {bare}")


def with_days(turn: Turn, days: DateRange, words: str) -> str:
    """The turn's whole question with ``words`` in the place of its own days, or at its end."""
    base = turn.whole_question
    bare = _LOOSE.sub("", words)
    full = words if _ADVERBIAL.match(words) else f"{_preposition(days)} {words}"
    old = _own_words(base, turn)
    if old is None:
        said = base.rstrip("?.! ")
        return f"{said} {full}{base[len(said) :].strip()}"
    before, _, after = base.partition(old)
    owner = re.match(r"[’']s?\b", after)
    plain = not re.match(
        r"(?:since|after|before|until|till|up to|between|from)\b", bare, re.IGNORECASE
    )
    if owner and not plain:
        said = after.rstrip("?.! ")
        return f"{before.rstrip()}{said[owner.end() :]} {full}{after[len(said) :].strip()}"
    if owner:
        return f"{before}{bare}{after}"
    if not plain:
        return f"{_LOOSE_END.sub('', before).rstrip()} {full}{after}"
    noun = _TAKES_NOUN.search(before) or not before.strip()
    return f"{before}{bare if noun and not _LOOSE.match(old) else full}{after}"


def _own_words(question: str, turn: Turn) -> str | None:
    """The words for its days in a question; a date within it that limits nothing is none."""
    dates = read_again(question, turn.answer.as_of)
    words = date_words(dates)
    if not words or words not in question:
        return None
    limits = dates.limit is not None or dates.ambiguous
    return words if limits or question.rstrip("?.! ").endswith(words) else None


def _preposition(days: DateRange) -> str:
    return "on" if days.start is not None and days.start == days.end else "in"
