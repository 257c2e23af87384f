"""Which statements tell the same development."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from assistant.answering.centrality import lexrank
from assistant.answering.likeness import STOP_STEMS, Floats
from assistant.answering.telling import Statement
from assistant.answering.timeline.marks import Marks, known
from assistant.models import Rows
from assistant.text.words import stem

ALIKE = 0.55
"""Cosine from which two statements may tell the same."""
SAME = 0.62
"""Half the cosine and half the share of common words from which they do."""
SAME_WORDS = 0.8
"""Share of common words from which they are one sentence, whenever they were published."""
DAYS = 2
"""Days that two reports of one development may lie apart."""
LATE = 7
"""Days that an undated report may come after what it reports."""
_DAYS_OF_WEEK = frozenset(
    stem(day) for day in "monday tuesday wednesday thursday friday saturday sunday week".split()
)
BLOCK = 1_000  # statements that are compared at once
CONNECTED = 0.35  # cosine under which two statements say nothing of each other's weight


@dataclass(frozen=True, slots=True)
class Development:
    """``lead`` is the place of the statement that tells it, ``members`` of all that do."""

    lead: int
    members: tuple[int, ...]


class Compared:
    """Statements in order of publication, with what is known of each; ``vectors`` are unit rows."""

    def __init__(self, statements: Sequence[Statement], vectors: Rows) -> None:
        self.statements = statements
        self.vectors = vectors
        self._marks: dict[int, Marks] = {}
        self._words: dict[int, frozenset[str]] = {}

    def marks(self, place: int) -> Marks:
        if place not in self._marks:
            self._marks[place] = Marks.of(self.statements[place].text)
        return self._marks[place]

    def words(self, place: int) -> frozenset[str]:
        """The stems that carry meaning."""
        if place not in self._words:
            self._words[place] = frozenset(self.statements[place].sentence.stems) - STOP_STEMS
        return self._words[place]

    def cosine(self, one: int, other: int) -> float:
        return float(self.vectors[one] @ self.vectors[other])

    def same(self, one: int, other: int) -> bool:
        """Whether both tell one development: like words, no other figures, days that fit."""
        mine, theirs = self.words(one), self.words(other)
        common = len(mine & theirs)
        least = min(len(mine), len(theirs))
        shared = common / least if least else 0.0
        if shared < 0.3:
            return False
        repeated = common / len(mine | theirs) >= SAME_WORDS
        if not repeated and not _days_fit(self.statements[one], self.statements[other]):
            return False
        if repeated and self._apart(one, other):
            return False
        if not repeated:
            cosine = self.cosine(one, other)
            if (cosine + shared) / 2 < SAME and not (
                cosine >= ALIKE and shared >= 0.38 and self._retold(one, other)
            ):
                return False
        return self.marks(one).agree(self.marks(other))

    def _retold(self, one: int, other: int) -> bool:
        """Whether both name the same two, and say three things of them in the same words."""
        mine, theirs = self.marks(one).names, self.marks(other).names
        common = [name for name in mine if known(name, theirs)]
        named = frozenset().union(*mine, *theirs)
        said = (self.words(one) & self.words(other)) - named - _DAYS_OF_WEEK
        return len(common) >= 2 and len(said) >= 3

    def _apart(self, one: int, other: int) -> bool:
        """Whether both say when it was, and it was not the same time.

        The same sentence in articles of the same days is one, whatever is read from its words.
        """
        first, second = self.statements[one], self.statements[other]
        if abs((first.published - second.published).days) <= DAYS:
            return False
        return first.event is not None and second.event is not None and not _days_fit(first, second)


def _days_fit(one: Statement, other: Statement) -> bool:
    apart = timedelta(days=DAYS)
    if one.event is None and other.event is None:
        return abs(one.published - other.published) <= apart
    if one.event is not None and other.event is not None:
        # A range of a month and a day in it may be one; a year is too long to say.
        long = max(one.event.last - one.event.first, other.event.last - other.event.first)
        apart = apart if long.days <= 31 else timedelta(0)
        return (
            one.event.first - apart <= other.event.last
            and other.event.first - apart <= one.event.last
        )
    dated, undated = (one, other) if one.event is not None else (other, one)
    assert dated.event is not None
    return (
        dated.event.first - timedelta(days=1)
        <= undated.published
        <= dated.event.last + timedelta(days=LATE)
    )


def fold(compared: Compared) -> tuple[list[Development], Floats]:
    """The developments, and how central each statement is among those near it (1 is the mean).

    Each is told by the statement that says best when it was; then by the earliest. Statements are
    compared with those published around them: BLOCK at a time, and the BLOCK before.
    """
    statements = compared.statements
    near: dict[int, list[int]] = {}
    central = np.ones(len(statements))
    for begin in range(0, len(statements), BLOCK):
        end = min(begin + BLOCK, len(statements))
        low = max(0, begin - BLOCK)
        likeness = compared.vectors[begin:end] @ compared.vectors[low:end].T
        own = likeness[:, begin - low :].astype(np.float64)
        central[begin:end] = lexrank(np.clip(own, 0.0, 1.0), CONNECTED) * (end - begin)
        for row, column in np.argwhere(likeness >= ALIKE).tolist():
            one, other = begin + row, low + column
            if other < one and compared.same(one, other):
                near.setdefault(one, []).append(other)
                near.setdefault(other, []).append(one)
    taken: set[int] = set()
    found = []
    for place in sorted(range(len(statements)), key=lambda at: _preference(statements[at])):
        if place in taken:
            continue
        members = [place, *(other for other in near.get(place, []) if other not in taken)]
        taken.update(members)
        found.append(Development(place, tuple(members)))
    return found, central


def _preference(statement: Statement) -> tuple[bool, int, int, float]:
    """What was before what is planned, dated before undated, then the earliest report."""
    event = statement.event
    length = (
        4 if event is None else sum((event.last - event.first).days > most for most in (0, 7, 31))
    )
    return (
        event is not None and event.planned,
        length,
        statement.published.toordinal(),
        -statement.worth,
    )
