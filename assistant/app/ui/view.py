"""One browser tab's conversation, as the page remembers it.

A :class:`Session` is held by Gradio's session state, one for each tab, and is changed in place: a
citation that is opened while an answer is still arriving must not be undone by that answer's next
sentence, so both look at the same object. What a turn has come to is a frozen :class:`Shown` that
each Event replaces.
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

REMEMBERED = 100
"""Turns that a tab keeps; older ones leave the page."""


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
    stopped: bool = False

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


class Session:
    """Turns by number (numbers are never used again), the selected one, the opened citation.

    ``changed`` is when the date fields last changed, in the browser's milliseconds.

    No dataclass: Gradio would take one apart when it describes the page.
    """

    def __init__(self) -> None:
        self.turns: dict[int, Shown] = {}
        self.selected: int | None = None
        self.opened: int | None = None
        self.changed = 0.0
        self._asked = 0

    def begin(self, question: str, within: Within | None = None) -> int:
        """The number of a new turn, which becomes the selected one."""
        number = self._asked
        self._asked += 1
        self.turns[number] = Shown(question, within or Within())
        while len(self.turns) > REMEMBERED:
            del self.turns[next(iter(self.turns))]
        self.selected, self.opened = number, None
        return number

    def select(self, number: int, label: int | None = None) -> None:
        """Turn to an answer's sources, or open one of them; unknown numbers change nothing."""
        turn = self.turns.get(number)
        if turn is not None and (label is None or turn.citation(label)):
            self.selected, self.opened = number, label

    def stop(self, only: int | None = None) -> None:
        """End every turn, or the one, that is still waiting for its answer."""
        for number, turn in self.turns.items():
            if turn.busy and only in (None, number):
                self.turns[number] = replace(turn, stopped=True)

    def fail(self, number: int, reason: str, *, quotable: bool = False) -> None:
        """End a turn with one sentence that says what went wrong; ``quotable`` as in Shown."""
        if turn := self.turns.get(number):
            self.turns[number] = replace(turn, error=reason, quotable=quotable)

    def clear(self) -> None:
        self.turns.clear()
        self.selected = self.opened = None

    @property
    def busy(self) -> bool:
        return any(turn.busy for turn in self.turns.values())

    @property
    def current(self) -> Shown | None:
        return None if self.selected is None else self.turns.get(self.selected)
