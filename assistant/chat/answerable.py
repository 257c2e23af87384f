"""Whether a question that is proposed would be answered, and by what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.answering import Extractive, Request, Timeline
from assistant.chat.proposals import Proposal
from assistant.domain import DateRange, Form
from assistant.index import Index

COURSE_DAYS = 2
"""Reports of so many days make a course of events."""
KEPT = 2_000
"""Verdicts that are remembered: most of what is proposed after an answer was proposed before."""


@dataclass(frozen=True, slots=True)
class Answerable:
    """Asks the writers that quote, with every limit that ``understood`` reads a question within."""

    index: Index
    extractive: Extractive
    timeline: Timeline
    understood: Callable[[str], Request]

    @property
    def bounds(self) -> DateRange | None:
        """The days of publication that may be asked about; None where all may."""
        return self.understood("What is reported?").days

    def __call__(self, proposal: Proposal) -> bool:
        request = self.understood(proposal.question)
        known = _KNOWN.setdefault(self.index, {})
        if len(known) > KEPT:
            known = _KNOWN[self.index] = {}  # another thread may still read the one before
        answered = known.get((proposal, request))
        if answered is None:
            answered = known[proposal, request] = self._answers(proposal, request)
        return answered

    def _answers(self, proposal: Proposal, request: Request) -> bool:
        if request.dates.ambiguous:
            return False
        if request.form is Form.DIGEST:
            return proposal.kind == "day" and self._reported(request)
        if request.form is Form.TIMELINE:
            return (
                proposal.kind == "course"
                and request.topic is not None
                and len(self.timeline.days_told(request, self.index)) >= COURSE_DAYS
            )
        if proposal.kind in ("day", "course") or request.days != request.bounds:
            return False  # read as something else than it was meant
        quotes = self.extractive.quotes(request, self.index)
        first = " ".join(quotes[:2])
        return bool(quotes) and all(words in first for words in proposal.holds)

    def _reported(self, request: Request) -> bool:
        """Whether there are articles of the days that are asked about, or any that tell of them."""
        told = request.scope.told
        if told is not None and self.index.catalog.telling(told, request.bounds):
            return True
        return bool(self.index.catalog.within(request.days))


_KNOWN: WeakKeyDictionary[Index, dict[tuple[Proposal, Request], bool]] = WeakKeyDictionary()
"""By generation, which does not change: a request holds every limit that it is read within."""
