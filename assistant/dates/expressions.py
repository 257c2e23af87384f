"""Date words in any text: where they stand and what they mean.

A cheap pattern (grammar.SIGN) finds the words that every date has one of; the whole grammar is
tried in a window around them only, so that prose with few dates is read fast and all text in
linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import guards
from assistant.dates.grammar import ANY, PART, PATTERNS, REACH, SIGN, START
from assistant.dates.meanings import MEANINGS, Found
from assistant.dates.parts import parted, whole_of
from assistant.dates.resolve import Direction, Kind, Meaning, readings
from assistant.dates.slices import Slice
from assistant.domain import DateRange

__all__ = ["Direction", "Expression", "Kind", "Meaning", "Slice", "find_expressions"]


@dataclass(frozen=True, slots=True)
class Expression:
    """``text[start:end]`` are date words, without the preposition before them.

    ``bare`` where it is a year that no word beside it makes one for certain ("Crimea 2014").
    """

    start: int
    end: int
    meaning: Meaning
    bare: bool = False

    @property
    def kind(self) -> Kind:
        return self.meaning.kind

    def readings(
        self, anchor: date, direction: Direction = Direction.PAST, *, today: bool = False
    ) -> tuple[DateRange, ...]:
        """Every range that the words can mean when ``anchor`` is today: none where the calendar has
        no such day, two for 06/11/2021."""
        found = readings(self.meaning, anchor, direction, today=today)
        return tuple(DateRange(first, last) for first, last in found)

    def days(
        self, anchor: date, direction: Direction = Direction.PAST, *, today: bool = False
    ) -> DateRange | None:
        """The one range that the words mean; None where there is none or more than one.

        With ``today`` a weekday may be the anchor itself, as newspapers write it.
        """
        found = self.readings(anchor, direction, today=today)
        return found[0] if len(found) == 1 else None


def find_expressions(text: str, *, typos: bool = False) -> list[Expression]:
    """The date words of a text, in order and disjoint; of two readings the longer wins.

    With ``typos`` misspelt months and weekdays are read, where the words beside them say that a
    date was meant.
    """
    if typos:
        from assistant.dates.typos import mended

        right, place = mended(text)
        if right is not text:
            found = _found(right)
            return [replace(one, start=place(one.start), end=place(one.end)) for one in found]
    return _found(text)


def _found(text: str) -> list[Expression]:
    low = lowered(text)
    found: list[Expression] = []
    for start, end in _windows(low):
        at = start
        while begin := START.search(low, at, end):
            one = None
            match = ANY.match(low, begin.start(), end)
            if match is not None:
                free = found[-1].end if found else 0
                one = _first(text, low, match.lastgroup or "", match.start(), free, end)
            if one is not None:
                found.append(one)
                at = max(one.end, begin.end())
            elif match is not None:
                at = _next_word(low, begin.start(), end)
            else:
                at = begin.end()
    return found


def lowered(text: str) -> str:
    """In lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(small := one.lower()) != 1 else small for one in text)


def _windows(low: str) -> Iterator[tuple[int, int]]:
    """Where dates may be: around each sign, ends at words, disjoint, in order."""
    start, end = -1, -1
    for sign in SIGN.finditer(low):
        first = max(0, sign.start() - REACH, end if start < 0 else 0)
        last = min(len(low), sign.end() + REACH)
        if start >= 0 and first <= end:
            end = last
            continue
        if start >= 0:
            yield _at_words(low, start, end)
        start, end = first, last
    if start >= 0:
        yield _at_words(low, start, end)


_WORD_REST = re.compile(r"[\w’'.,/-]{0,24}")


def _at_words(low: str, start: int, end: int) -> tuple[int, int]:
    rest = _WORD_REST.match(low, end)
    return start, rest.end() if rest else end


_NEXT = re.compile(r"\w+\W*")


def _next_word(low: str, at: int, end: int) -> int:
    word = _NEXT.match(low, at, end)
    return word.end() if word else at + 1


_NAMES = list(PATTERNS)


def _first(text: str, low: str, name: str, at: int, free: int, end: int) -> Expression | None:
    """What stands at a place by the rule ``name``, which matches there, or by the first after it
    that means a date."""
    one = _read(text, low, name, at, free, end)
    if one is not None:
        return one
    for other in _NAMES[_NAMES.index(name) + 1 :]:
        one = _read(text, low, other, at, free, end)
        if one is not None:
            return one
    return None


def _read(text: str, low: str, name: str, at: int, free: int, end: int) -> Expression | None:
    """What the rule's match at a place is, widened by the words before it, down to ``free``."""
    match = PATTERNS[name].match(low, at, end)
    if match is None:
        return None
    before = PART.search(low, max(free, at - REACH), at)
    meaning = MEANINGS[name](Found(text, low, match))
    if meaning is None:
        if name != "theunit" or before is None:
            return None
        meaning = whole_of(match["unit"])
    start, end = match.span()
    if before is not None and (wider := parted(meaning, before)) is not None:
        start, meaning = before.start(), wider
    elif name == "theunit" and meaning.which is None and before is not None:
        return None
    bare = name == "year" and not guards.sure_year(text, start)
    return Expression(start, end, meaning, bare)
