"""A question, what it was asked within, and what its answer has come to so far.

``advance`` takes a :class:`Shown` and an Event and gives the next one: whoever shows a question
while it is answered, or keeps it for later, holds one of these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    DateRange,
    DateReading,
    Dropped,
    Event,
    Finished,
    Form,
    Found,
    GeneratorName,
    Part,
    PartOpened,
    Progress,
    Understood,
)


@dataclass(frozen=True, slots=True)
class Within:
    """What a question was asked within.

    ``published`` and ``as_of`` are the page's fields. ``dates`` are those that its asker put in the
    place of its own, None where its own hold. ``before`` is the number of the turn that was asked
    again: what had been said before that one is the history. ``generator`` says who writes.
    """

    published: DateRange | None = None
    as_of: date | None = None
    dates: DateReading | None = None
    before: int | None = None
    generator: GeneratorName = "extractive"


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and what has arrived for it; ``answer``, ``error`` or ``stopped`` ends it.

    ``quotable`` where the error came of a model that writes: without it there may be an answer.
    ``vain`` where it came of the question itself: the same once more fails the same way.
    ``ahead`` is how many questions must be answered before its own turn comes.
    """

    question: str
    within: Within = Within()
    understood: Understood | None = None
    found: Found | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Part, ...] = ()
    progress: Progress | None = None
    dropped: tuple[Dropped, ...] = ()
    answer: Answer | None = None
    error: str | None = None
    quotable: bool = False
    vain: bool = False
    stopped: bool = False
    ahead: int = 0

    @property
    def busy(self) -> bool:
        return self.answer is None and self.error is None and not self.stopped

    @property
    def written(self) -> bool:
        """Whether a model writes its answer."""
        return self.within.generator == "llm"

    @property
    def told(self) -> Answer | Understood | None:
        """What says how the question was read, as soon as anything does."""
        return self.answer or self.understood

    @property
    def dates(self) -> DateReading:
        return self.told.dates if self.told else DateReading()

    @property
    def form(self) -> Form:
        return self.told.form if self.told else Form.ANSWER

    def citation(self, label: int) -> Citation | None:
        return next((one for one in self.citations if one.label == label), None)


def advance(shown: Shown, event: Event) -> Shown:
    """``shown`` after ``event``. A Finished answer replaces what was collected before it."""
    match event:
        case Understood():
            return replace(shown, understood=event)
        case Found():
            return replace(shown, found=event)
        case Progress():
            return replace(shown, progress=event)
        case PartOpened(days, articles):
            return replace(shown, parts=(*shown.parts, Part(days, articles, ())))
        case ClaimShown():
            known = {one.label: one for one in (*shown.citations, *event.citations)}
            return replace(
                shown,
                claims=(*shown.claims, event.claim),
                parts=_placed(shown.parts, event.point, len(shown.claims)),
                citations=tuple(known[label] for label in sorted(known)),
            )
        case Dropped():
            return replace(shown, dropped=(*shown.dropped, event))
        case Finished(answer):
            return replace(
                shown,
                claims=answer.claims,
                citations=answer.citations,
                parts=answer.parts,
                dropped=answer.dropped,
                answer=answer,
            )
        case _:
            assert_never(event)


def _placed(parts: tuple[Part, ...], point: int | None, claim: int) -> tuple[Part, ...]:
    """``parts`` with the claim in that point of the last one."""
    if not parts or point is None:
        return parts
    *before, last = parts
    points = list(last.points)
    if point < len(points):
        points[point] = (*points[point], claim)
    else:
        points.append((claim,))
    return (*before, replace(last, points=tuple(points)))
