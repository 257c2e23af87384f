"""Date words with what stands beside them: ranges of two, and "since", "before", "until".

A Period is what one date or range in a sentence comes to: its words, prepositions included, and the
days that they mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dates.calendar import Unit, number
from assistant.dates.expressions import Expression, lowered
from assistant.dates.grammar import COUNT

_TO = re.compile(
    r"\s?(?:\.\.\.?|…|[-–—−/])\s?|,?\s(?:up\s)?(?:to|till|until|through|thru)(?:\sand\sincluding)?\s"
    r"(?:the\s)?|,?\s(?:(?:and|but)\s)?(?:before|until|till|up\sto)\s(?:the\s)?"
)
_AND = re.compile(r",?\s(?:and|or|&)\s(?:on\s|in\s)?(?:the\s)?|,\s")
_NOW = re.compile(r"\s(?:to|until|till|through|up\sto)\s(?:now|date|(?:the\s)?present(?:\sday)?)\b")
_ON = re.compile(r"\s(?:on|onwards?|forwards?|or\slater)\b(?!\s\w)|\s(?:onwards?|forwards?)\b")
_LEAD = re.compile(
    r"(?<![\w])(?P<word>on\sor\s(?:after|before)|between|as\sfrom|from|since|after|later\sthan|following|before|prior\sto"
    r"|earlier\sthan|until|till|up\suntil|up\sto(?:\sand\sincluding)?|no\slater\sthan|not\slater\sthan"
    r"|by|as\sof|on|in|at|during|over|within|throughout|through|for|around|dated|(?:in\s)?(?:all|most|the\scourse|the\srest)\sof|of"
    r"|starting|beginning)"
    r"(?:\sthe\s(?:whole|entirety)\sof|\sall\sof|\sall)?\s(?:the\s)?$"
)
_OFFSET = re.compile(
    rf"(?<![\w])(?:(?:in|during|for|over|within)\s)?(?:the\s)?(?:(?P<count>an?|{COUNT})\s)?"
    r"(?P<unit>day|week|fortnight|month|year)(?P<many>s)?\s"
    r"(?P<side>before|after|prior\sto|preceding|following|leading\sup\sto)\s(?:the\s)?$"
)
_WITHIN = frozenset("between from on in at during over within throughout through".split())
_LONGEST_LEAD = 40


@dataclass(frozen=True, slots=True)
class Period:
    """``text[start:end]`` are its words; ``core`` is where the date words in them begin.

    ``lead`` is the preposition before them, "" for none; ``between`` what joins two expressions;
    ``offset`` are the days, weeks ... next to the date, and ``side`` on which side they lie.
    ``listed`` where its dates are named one by one.
    """

    start: int
    core: int
    end: int
    words: str
    lead: str
    first: Expression
    last: Expression | None = None
    between: str = ""
    offset: tuple[int, Unit] | None = None
    side: str = ""
    now: bool = False
    listed: bool = False

    @property
    def plain(self) -> Period:
        """The date alone, without a preposition that bounds it ("about the 2014")."""
        if self.lead in _WITHIN or self.offset is not None or self.now:
            return self
        return self.alone

    @property
    def alone(self) -> Period:
        """The date words without any preposition."""
        words = self.words[self.core - self.start :]
        return replace(self, start=self.core, words=words, lead="")

    @property
    def tail(self) -> Expression:
        return self.last or self.first


def find_periods(text: str, expressions: Sequence[Expression]) -> list[Period]:
    """The dates and ranges of a text, in order and disjoint."""
    low = lowered(text)
    found: list[Period] = []
    i, free = 0, 0
    while i < len(expressions):
        first = expressions[i]
        head = _LEAD.search(low, max(free, first.start - _LONGEST_LEAD), first.start)
        lead = re.sub(r"\s+", " ", head["word"]) if head else ""
        last, joined, listed, i = _joined(low, expressions, i, lead)
        end = (last or first).end
        start = head.start() if head else first.start
        period = Period(start, first.start, end, "", lead, first, last, joined, listed=listed)
        period = _beside(low, period, free)
        found.append(replace(period, words=text[period.start : period.end]))
        free = period.end
    return found


def _joined(
    low: str, expressions: Sequence[Expression], i: int, lead: str
) -> tuple[Expression | None, str, bool, int]:
    """The last expression of the range that begins at ``i``, what joins them, whether they are
    listed, and the place of the next expression."""
    last, joined, listed, i = None, "", False, i + 1
    while i < len(expressions):
        before, one = expressions[i - 1], expressions[i]
        gap = low[before.end : one.start]
        if len(gap) > _LONGEST_LEAD or not _alike(expressions[i - 1], one):
            break
        if not listed and last is None and _TO.fullmatch(gap):
            return one, gap.strip(), False, i + 1
        if last is None and lead == "between" and _AND.fullmatch(gap):
            return one, gap.strip(), False, i + 1
        if not _AND.fullmatch(gap):
            break
        last, joined, listed, i = one, gap.strip(), True, i + 1
    return last, joined, listed, i


def _alike(one: Expression, other: Expression) -> bool:
    """Whether two may be the ends of a range: not "Friday, 2014"."""
    return not (one.bare or other.bare) or one.kind == other.kind


def _beside(low: str, period: Period, free: int) -> Period:
    """The period with the words around it that move its ends."""
    if offset := _OFFSET.search(low, max(free, period.core - 56), period.core):
        count = number(offset["count"] or ("few" if offset["many"] else "one"))
        side = "after" if offset["side"] in ("after", "following") else "before"
        return replace(
            period, start=offset.start(), lead="", offset=(count, Unit(offset["unit"])), side=side
        )
    if now := _NOW.match(low, period.end):
        return replace(period, end=now.end(), now=True)
    if period.lead == "from" and period.last is None and (on := _ON.match(low, period.end)):
        return replace(period, end=on.end(), lead="since")
    return period
