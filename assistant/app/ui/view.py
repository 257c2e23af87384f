"""One browser tab's conversation, as the page remembers it.

A :class:`Session` is held by Gradio's session state, one for each tab, and is changed in place: a
citation that is opened while an answer is still arriving must not be undone by that answer's next
sentence, so both look at the same object. What a turn has come to is a frozen :class:`Shown` that
each Event replaces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    Dropped,
    Event,
    Finished,
    Found,
    Understood,
)

REMEMBERED = 100
"""Turns that a tab keeps; older ones leave the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and what has arrived for it; ``answer``, ``error`` or ``stopped`` ends it."""

    question: str
    understood: Understood | None = None
    found: Found | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    answer: Answer | None = None
    error: str | None = None
    stopped: bool = False

    @property
    def busy(self) -> bool:
        return self.answer is None and self.error is None and not self.stopped

    def citation(self, label: int) -> Citation | None:
        return next((one for one in self.citations if one.label == label), None)


def advance(shown: Shown, event: Event) -> Shown:
    """``shown`` after ``event``. A Finished answer replaces what was collected before it."""
    match event:
        case Understood():
            return replace(shown, understood=event)
        case Found():
            return replace(shown, found=event)
        case ClaimShown():
            known = {one.label: one for one in (*shown.citations, *event.citations)}
            return replace(
                shown,
                claims=(*shown.claims, event.claim),
                citations=tuple(known[label] for label in sorted(known)),
            )
        case Dropped():
            return replace(shown, dropped=(*shown.dropped, event))
        case Finished(answer):
            return replace(
                shown,
                claims=answer.claims,
                citations=answer.citations,
                dropped=answer.dropped,
                answer=answer,
            )
        case _:
            assert_never(event)


class Session:
    """Turns by number (numbers are never used again), the selected one, the opened citation.

    No dataclass: Gradio would take one apart when it describes the page.
    """

    def __init__(self) -> None:
        self.turns: dict[int, Shown] = {}
        self.selected: int | None = None
        self.opened: int | None = None
        self._asked = 0

    def begin(self, question: str) -> int:
        """The number of a new turn, which becomes the selected one."""
        number = self._asked
        self._asked += 1
        self.turns[number] = Shown(question)
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

    def fail(self, number: int, reason: str) -> None:
        """End a turn with one sentence that says what went wrong."""
        if turn := self.turns.get(number):
            self.turns[number] = replace(turn, error=reason)

    def clear(self) -> None:
        self.turns.clear()
        self.selected = self.opened = None

    @property
    def busy(self) -> bool:
        return any(turn.busy for turn in self.turns.values())

    @property
    def current(self) -> Shown | None:
        return None if self.selected is None else self.turns.get(self.selected)
