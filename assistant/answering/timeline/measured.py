"""Timelines of a figure: "the price of X", "the number of Y in X" ask how one number went on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.telling import Statement
from assistant.retrieval.related import related
from assistant.text.numbers import quantities
from assistant.text.words import stem, stems

_MONEY = frozenset("price prices cost costs bill budget value worth damage compensation".split())
_COUNT = frozenset("number numbers count counts toll total".split())
_PERCENT = frozenset("share percentage rate turnout".split())
_MEASURE = re.compile(
    rf"^(?:the\s)?(?:total\s)?(?P<noun>{'|'.join(sorted(_MONEY | _COUNT | _PERCENT))})\s"
    r"(?:of|in|at|for)\s(?P<of>.+)$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s+(?:since|from|over|during|between|in the course of)\s.*$", re.IGNORECASE)
LEAST = {"money": 1, "percent": 1, "count": 2}
"""From so many statements with the figure on, nothing else is told."""
_LARGE = re.compile(r"\b(?:million|billion|trillion)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """``kind`` of quantity that is asked after, its ``noun`` as a stem, and what it is ``of``."""

    kind: str
    noun: str
    of: str

    def named_in(self, text: str) -> bool:
        """Whether a sentence has such money or such a share, and the noun or its like: it needs no
        further word of the topic."""
        if self.kind == "count" or not self.stands_in(text):
            return False
        return not (related(self.noun) | {self.noun}).isdisjoint(stems(text))

    def stands_in(self, text: str) -> bool:
        """Whether a sentence has a quantity of the kind; of money "310 million" is enough."""
        return any(
            quantity.kind == self.kind
            or (self.kind == "money" and _LARGE.search(text, quantity.start, quantity.end))
            for quantity in quantities(text)
        )


def measure_of(topic: str) -> Measure | None:
    """What figure a topic asks after; None where it asks after none."""
    found = _MEASURE.match(topic)
    if found is None:
        return None
    noun = found["noun"].lower()
    kind = "money" if noun in _MONEY else "count" if noun in _COUNT else "percent"
    return Measure(kind, stem(noun), _UNTIL.sub("", found["of"]))


def with_figures(statements: Sequence[Statement], measure: Measure) -> list[Statement]:
    """The statements with such a figure; all where hardly any has one.

    Of money and shares much is told: there the article must have the measure's noun or its like.
    """
    words = related(measure.noun) | {measure.noun}
    named = {one.key for one in statements if not words.isdisjoint(one.sentence.stems)}
    found = [
        one
        for one in statements
        if measure.stands_in(one.text) and (measure.kind == "count" or one.key in named)
    ]
    return found if len(found) >= LEAST[measure.kind] else list(statements)
