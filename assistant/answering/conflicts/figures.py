"""The figures of a sentence that can be held against others: what they count, and how much.

A figure is read only where it stands for a whole and for its own day. What is part of another
figure ("12 of them", "another three"), a former value ("up from 12"), denied, an age, a year, an
ordinal, a length of time or part of a name ("Nord Stream 2") is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.conflicts.nouns import (
    PERIODS,
    counted,
    measure_of,
    numbered,
    of_a_part,
    percent_of,
)
from assistant.answering.conflicts.numbers import (
    CHANGE,
    FigureKind,
    Token,
    before,
    interval,
    pair,
    scale_of,
    spans,
    tokens,
)
from assistant.answering.conflicts.revising import former
from assistant.answering.conflicts.terms import terms
from assistant.answering.conflicts.unread import no_quantity, of_whom
from assistant.answering.conflicts.words import CURRENCIES, MEASURED_UNITS, MEASURES, TOPICS, UNITS
from assistant.text.numbers import value


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` says between ``low`` and ``high`` of ``unit``, inclusive, and by its
    number alone ``worth``; of lengths of time in months.

    ``measure`` is what happened to them, or what the money or the percentage is of ("" where no
    word says). ``rate`` is the period or the person that it is per; ``change`` where it says by how
    much, not how much; ``own`` where they are "its soldiers". ``at`` is the place of its number
    among the tokens.
    """

    start: int
    end: int
    at: int
    low: float
    high: float
    kind: FigureKind
    unit: str
    noun: str
    adjectives: frozenset[str]
    measure: str
    rate: str
    change: bool
    supposed: bool
    own: bool
    worth: float


_RATES = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
}

_PART_BEFORE = frozenset(
    "another further additional extra other every our these those both its their".split()
)

_FORMER = frozenset("from against previously earlier versus vs than not never nor without".split())

_DENIED = frozenset("denied denies deny denying disputed refuted".split())

_SUPPOSED = frozenset(
    """could may might would should if expects expected expect forecast forecasts projected predicts
    predicted target targets goal hopes unless whether capacity potentially""".split()
)

_LEVEL = frozenset("to at reached reaching hit stood stands of is was passed topped".split())


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence in order, but none of those of which it has several of a kind."""
    numbers = spans(text)
    if not numbers:
        return ()
    every = tokens(text)
    found = _terms(text, every)
    skip = -1
    for place, (first, last) in enumerate(numbers):
        if first < skip:
            continue
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        paired = pair(every, first, last, after)
        span = (first, after[1]) if paired and after else (first, last)
        skip = span[1]
        reading = _read(text, every, span, paired, numbers)
        if reading is not None:
            found.append(reading)
    found = [figure for figure in found if _alone(figure, found)]
    old = former(text) if found else frozenset()
    return tuple(figure for figure in found if figure.worth not in old)


def _terms(text: str, every: Sequence[Token]) -> list[Figure]:
    """The lengths of time of a sentence that say of what they are."""
    return [
        Figure(
            start=one.start,
            end=one.end,
            at=next(at for at, token in enumerate(every) if token.end > one.start),
            low=one.months,
            high=one.months,
            kind="duration",
            unit="",
            noun="",
            adjectives=frozenset(),
            measure=one.measure,
            rate="",
            change=False,
            supposed=False,
            own=False,
            worth=one.months,
        )
        for one in terms(text)
    ]


def _alone(figure: Figure, found: Sequence[Figure]) -> bool:
    """Whether no other figure of its sentence is of its kind: which of the two would be meant?"""
    kind = (figure.kind, figure.unit, figure.measure, figure.rate)
    return sum((one.kind, one.unit, one.measure, one.rate) == kind for one in found) == 1


def _read(
    text: str,
    every: Sequence[Token],
    span: tuple[int, int],
    paired: str,
    numbers: Sequence[tuple[int, int]],
) -> Figure | None:
    first, last = span
    inner = [number for number in numbers if first <= number[0] < last]
    if paired == "change":
        first = inner[-1][0]
        inner = inner[-1:]
    if no_quantity(text, every, first, last):
        return None
    spoken = [text[every[one].start : every[other - 1].end] for one, other in inner]
    known = [worth for worth in map(value, spoken) if worth is not None]
    if len(known) < len(spoken):
        return None
    kind, unit, begin, end = _kind(every, first, last)
    if paired == "range" and len(known) == 2 and known[0] < known[1] / 100:
        known[0] *= scale_of(spoken[1])  # "3 to 5 million"
    led, hedge = before(every, begin)
    if any(word in _FORMER for word in led) and paired != "change":
        return None
    if any(token.lower in _DENIED for token in every[max(0, begin - 10) : begin]):
        return None
    low, high = interval(known, paired, hedge, spoken[-1].lower(), kind)
    noun, adjectives, noun_end, part = "", frozenset[str](), end, False
    if kind == "count":
        noun, adjectives, noun_end, part = counted(every, end)
        if part or set(led) & _PART_BEFORE or of_a_part(every, begin - len(hedge)):
            return None
    told = next((MEASURES[one] for one in sorted(adjectives) if one in MEASURES), "")
    adjectives -= MEASURES.keys()
    other = [one for one, _ in numbers if one not in range(*span)]
    measure = told or measure_of(
        every, first, noun_end, other, MEASURES if kind == "count" else TOPICS
    )
    if kind == "count":
        if not noun and (noun := numbered(every, span[0])):
            measure = measure or IN_ALL
        measure = MEASURED_UNITS.get(noun, measure)
        if noun and _is_margin(every, span[0], noun_end, led):
            measure = MARGIN
        unit = UNITS.get(noun, noun)
        if not unit and measure in _OF_PEOPLE and of_whom(every, begin - len(hedge)):
            unit = "people"
        if not unit or (every[first].lower == "one" and not (noun and measure)):
            return None
    if kind == "percent":
        unit = percent_of(every, end)
    change = kind == "percent" and _is_change(every, begin)
    return Figure(
        start=every[begin - len(hedge)].start if hedge else every[begin].start,
        end=every[noun_end - 1].end,
        at=first,
        low=low,
        high=high,
        kind=kind,
        unit=unit,
        noun=noun,
        adjectives=adjectives,
        measure=measure,
        rate=_rate(every, first, noun_end),
        change=change,
        supposed=_supposed(every, first),
        own=any(token.lower in ("its", "his", "her", "their") for token in every[end:noun_end]),
        worth=known[-1],
    )


MARGIN = "ahead"
"""The measure of "won by 300 votes" and of "a lead of 300 votes"."""

_MARGINS = frozenset("margin majority lead difference gap advantage".split())


def _is_margin(every: Sequence[Token], first: int, end: int, led: Sequence[str]) -> bool:
    """Whether it says by how much one is before another; "by 31 votes to 26" is both scores."""
    against = [token.lower for token in every[end : end + 2]]
    if against[:1] in (["to"], ["against"]) and against[1:] and against[1][0].isdigit():
        return False
    if led[-1:] == ["of"] and led[-2:-1] and led[-2] in _MARGINS:
        return True
    ahead = any(token.lower in _AHEAD for token in every[max(0, first - 20) : first])
    return led[-1:] == ["by"] and ahead


_AHEAD = frozenset(
    """won wins win winning leads led lead leading ahead lost loses trails trailed trailing beat
    beats beaten defeated elected mayor president""".split()
)


IN_ALL = "in all"
"""The measure of "the number of refugees is ..."."""

_OF_PEOPLE = frozenset(
    """killed injured missing displaced evacuated arrested rescued infected vaccinated kidnapped
    casualties""".split()
) | {"in hospital", "laid off"}


def _rate(every: Sequence[Token], first: int, end: int) -> str:
    for place in range(len(every) - 1):
        if every[place].lower in ("every", "each") and every[place + 1].lower in PERIODS:
            return PERIODS[every[place + 1].lower]
    near = every[max(0, first - 4) : end + 6]
    for place, token in enumerate(near):
        if token.lower in _RATES:
            return _RATES[token.lower]
        if token.lower == "each" and place >= end - max(0, first - 4):
            if place + 1 == len(near) or not near[place + 1].lower[0].isdigit():
                return "each"
            continue  # "12 masts, each 90 feet high"
        if place == 0 or place + max(0, first - 4) < end or token.lower.split("-")[0] in ("mid",):
            continue
        before = near[place - 1].lower
        if before in ("a", "an", "per", "every", "each"):
            after = near[place + 1].lower if place + 1 < len(near) else ""
            if token.lower in PERIODS and after not in _SINCE:
                return PERIODS[token.lower]
            if before in ("per", "each") and token.lower.isalpha() and token.lower != "cent":
                return token.lower
    return ""


_SINCE = frozenset("after before ago later earlier and of".split())


def _is_change(every: Sequence[Token], begin: int) -> bool:
    for token in reversed(every[max(0, begin - 6) : begin]):
        if token.lower in _LEVEL:
            return False
        if token.lower in CHANGE:
            return True
    return False


def _supposed(every: Sequence[Token], first: int) -> bool:
    for token in reversed(every[max(0, first - 12) : first]):
        if token.lower in ";—":
            return False
        if token.lower in _SUPPOSED:
            return True
    return any(
        token.lower in ("could", "may", "might", "would") for token in every[first : first + 6]
    )


def _kind(every: Sequence[Token], first: int, last: int) -> tuple[FigureKind, str, int, int]:
    """(kind, currency, first token with its sign, behind the last with its unit)."""
    if first and every[first - 1].lower in CURRENCIES:
        return "money", CURRENCIES[every[first - 1].lower], first - 1, last
    if first and every[first - 1].lower[-1] in "$€£¥₹₽":
        return "money", every[first - 1].lower, first - 1, last
    after = [token.lower for token in every[last : last + 2]]
    if after[:1] in (["%"], ["percent"], ["percentage"]) or after == ["per", "cent"]:
        points = after[:1] == ["percentage"]
        return "percent", "", first, last + (2 if points or after[0] == "per" else 1)
    if after and after[0] in ("us", "u.s.") and len(after) > 1 and after[1] in CURRENCIES:
        return "money", CURRENCIES[after[1]], first, last + 2
    if after and after[0] in CURRENCIES and after[1:] != ["of"]:
        return "money", CURRENCIES[after[0]], first, last + 1
    return "count", "", first, last
