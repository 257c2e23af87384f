"""What one browser tab shows, as the page remembers it.

A :class:`Session` is held by Gradio's session state, one for each tab, and is changed in place: a
citation that is opened while an answer is still arriving must not be undone by that answer's next
sentence, so both look at the same object. What a turn has come to is a frozen :class:`Shown` that
each Event replaces.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from assistant.chat.shown import Shown, Within

REMEMBERED = 100
"""Turns that a tab keeps; older ones leave the page."""

Board = Literal["digest", "timeline"]
Key = int | Board
"""What has sources: a turn of the conversation by its number, the digest, or the timeline."""

BOARDS: tuple[Board, ...] = ("digest", "timeline")


def key_of(written: object) -> Key | None:
    """The key that a button of the page sent; None for what is none."""
    if written in BOARDS:
        return "digest" if written == "digest" else "timeline"
    return int(written) if isinstance(written, str | int) and str(written).isdecimal() else None


class Session:
    """Turns by number (numbers are never used again), the two boards, and what stands beside them.

    ``selected`` is whose sources are shown, ``opened`` the label of the citation whose article is.
    ``owner`` and ``conversation`` say whose this is and under which id it is kept.
    ``year`` is that of the calendar, None for the newest.
    ``changed`` is when the date fields last changed, in the browser's milliseconds.

    No dataclass: Gradio would take one apart when it describes the page.
    """

    def __init__(self) -> None:
        self.owner = ""
        self.conversation: str | None = None
        self.turns: dict[int, Shown] = {}
        self.boards: dict[Board, Shown] = {}
        self.selected: Key | None = None
        self.opened: int | None = None
        self.year: int | None = None
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

    def open_board(self, board: Board, question: str, within: Within) -> None:
        """A new digest or timeline in the place of the one before; its sources are shown."""
        self.boards[board] = Shown(question, within)
        self.selected, self.opened = board, None

    def shown(self, key: Key) -> Shown | None:
        return self.turns.get(key) if isinstance(key, int) else self.boards.get(key)

    def put(self, key: Key, shown: Shown) -> None:
        """``shown`` in the place of what stands under a key that is there."""
        if isinstance(key, int):
            self.turns[key] = shown
        else:
            self.boards[key] = shown

    def select(self, key: Key, label: int | None = None) -> None:
        """Turn to an answer's sources, or open one of them; unknown keys change nothing."""
        shown = self.shown(key)
        if shown is not None and (label is None or shown.citation(label)):
            self.selected, self.opened = key, label

    def stop(self, only: Key | None = None) -> None:
        """End every turn, or what has that key, that is still waiting for its answer."""
        for key in self.turns if only is None else (only,):
            shown = self.shown(key)
            if shown is not None and shown.busy:
                self.put(key, replace(shown, stopped=True))

    def fail(self, key: Key, reason: str, *, quotable: bool = False) -> None:
        """End what has that key with one sentence that says what went wrong; ``quotable`` as in
        Shown."""
        if shown := self.shown(key):
            self.put(key, replace(shown, error=reason, quotable=quotable))

    def clear(self) -> None:
        """Leave the conversation; the boards stay."""
        self.turns.clear()
        self.conversation = None
        if isinstance(self.selected, int):
            self.selected = self.opened = None

    @property
    def busy(self) -> bool:
        """Whether the conversation waits for an answer."""
        return any(turn.busy for turn in self.turns.values())

    @property
    def current(self) -> Shown | None:
        return None if self.selected is None else self.shown(self.selected)
