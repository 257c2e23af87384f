"""One browser tab's conversation, as the page remembers it.

A :class:`Session` is held by Gradio's session state, one for each tab, and is changed in place: a
citation that is opened while an answer is still arriving must not be undone by that answer's next
sentence, so both look at the same object. What a turn has come to is a frozen :class:`Shown` that
each Event replaces.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.chat.shown import Shown, Within

REMEMBERED = 100
"""Turns that a tab keeps; older ones leave the page."""


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
