"""Numbers that say how much of nothing: years, ages, times of day, ordinals, parts of names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.conflicts.nouns import PERIODS, STOP
from assistant.answering.conflicts.numbers import ABOUT, Token
from assistant.answering.conflicts.words import UNITS

_MONTHS = frozenset(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sept sep oct nov dec""".split()
)
_OF_CODES = frozenset("/_=#&")

_IN_A_YEAR = frozenset("in since by until from of after before during".split())


_LOOSE = frozenset("of at in on after since before until past by from near during aged age".split())
_TOTALS = frozenset(
    """toll total number count tally figure loss deaths casualties put stood stands reached record
    maximum minimum estimate""".split()
)


def of_whom(every: Sequence[Token], begin: int) -> bool:
    """Whether a number without a noun can be one of people: "killing 12", "a toll of 12".

    Not so of an age ("a driver of 52 died"), of an hour, of what else a preposition leads to.
    """
    led = [token.lower for token in every[max(0, begin - 2) : begin]]
    return not (led and led[-1] in _LOOSE) or (len(led) > 1 and led[0] in _TOTALS)


def no_quantity(text: str, every: Sequence[Token], first: int, last: int) -> bool:
    """Whether the number at ``every[first:last]`` is none of a figure."""
    token = every[first]
    before = every[first - 1] if first else None
    after = every[last] if last < len(every) else None
    digits = token.lower.isdigit()
    if digits and last == first + 1:
        if len(token.lower) == 4 and 1900 <= int(token.lower) <= 2099 and int(token.lower) != 2000:
            return True
        if len(token.lower) == 4 and before and before.lower in _IN_A_YEAR:
            return True
        if text[token.end : token.end + 2].lower() in ("st", "nd", "rd", "th"):
            return True
        if text[token.end : token.end + 1] == ":" and text[token.end + 1 : token.end + 2].isdigit():
            return True
        # "Name, 32, was killed": an age.
        if before and before.lower == "," and after and after.lower == "," and len(token.lower) < 4:
            return True
    if after and after.lower in _MONTHS and after.capital:
        return True
    if {text[token.start - 1 : token.start], text[token.end : token.end + 1]} & _OF_CODES:
        return True  # an address, a code
    if before and before.lower.rstrip(".") in _MONTHS and before.capital and digits:
        return True
    if before and before.lower in ("aged", "age", "no", "number", "article", "chapter", "page"):
        return True
    if after and after.lower == "-" and last + 1 < len(every):  # "12-year-old", "two-day"
        return every[last + 1].lower.split("-")[0] in PERIODS
    if after and (after.lower in PERIODS or after.lower.split("-")[0] in ("year", "years")):
        return True
    if after and after.lower in ("p.m.", "a.m.", "pm", "am", "p", "degrees"):
        return True
    if token.capital and before and before.lower not in ".?!:" and not digits:
        return True  # "the Group of Seven"
    return bool(
        before
        and first > 1
        and before.capital
        and digits
        and token.start - before.end == 1
        and not (after and after.lower in UNITS)
        and before.lower not in ABOUT
        and before.lower not in STOP
    )
