"""What one browser tab shows, as the page remembers it.

A :class:`Session` is held by Gradio's session state, one for each tab, and is changed in place: a
citation that is opened while an answer is still arriving must not be undone by that answer's next
sentence, so both look at the same object. What a turn has come to is a frozen :class:`Shown` that
each Event replaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.chat.shown import Shown, Within

if TYPE_CHECKING:
    from assistant.chat.feedback import Vote

REMEMBERED = 100
"""Turns that a tab keeps; older ones leave the page."""

TABS = 500
"""Tabs that are remembered, those that were used last; 0.1 MB each with one answer. One that was
forgotten goes on from the conversation that its address names."""

Board = Literal["digest", "timeline"]
Key = int | Board
"""What has sources: a turn of the conversation by its number, the digest, or the timeline."""

Fate = Literal["changed", "gone"]
"""What became of the article of a citation since it was cited."""

UNTOUCHED: Mapping[int, Fate] = {}

FATES: dict[Fate, str] = {
    "changed": "the article has changed since",
    "gone": "no longer in the corpus",
}

BOARDS: tuple[Board, ...] = ("digest", "timeline")

_DIGITS = 9


def key_of(written: object) -> Key | None:
    """The key that a button of the page sent; None for what is none."""
    if written in BOARDS:
        return "digest" if written == "digest" else "timeline"
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    # Longer numbers name nothing, and Python reads none of more than 4,300 digits.
    digits = str(written) if isinstance(written, str) or abs(written) < 10**_DIGITS else ""
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


def number_of(written: object) -> int | None:
    """The number of a turn or a source that a button of the page sent; None for what is none."""
    key = key_of(written)
    return key if isinstance(key, int) else None


@dataclass(frozen=True, slots=True)
class Written:
    """The HTML of a turn, and what it was written from: its Shown, and what stands with it."""

    shown: Shown
    beside: tuple[object, ...]
    html: str


class Session:
    """Turns by number (numbers are never used again), the two boards, and what stands beside them.

    ``selected`` is whose sources are shown, ``opened`` the label of the citation whose article is,
    ``reading`` the id of an article that is shown instead, without being cited.
    ``owner`` and ``conversation`` say whose this is and under which id it is kept; ``unkept`` that
    it cannot be kept, and was told so; ``pending`` are the turns whose end is not kept yet.
    ``votes`` and ``suggested`` (questions to ask next) are by turn; ``outlets`` are the sources of
    cited articles, by the id of the article, as far as they are known.
    ``elsewhere`` are the turns that another tab is waiting for: this one has what was kept so far.
    ``fates`` are of the citations, by turn and label, that do not stand in the articles any more;
    those that do are left out. ``fated`` is the generation that was looked at for it.
    ``minutes`` is how far the browser's clock is behind UTC, ``listing`` the list of conversations
    as it was last drawn.
    ``written`` are the turns as they were last written.
    ``year`` is that of the calendar, None for the newest.
    ``changed`` is when the date fields last changed, in the browser's milliseconds.

    No dataclass: Gradio would take one apart when it describes the page.
    """

    def __init__(self) -> None:
        self.owner = ""
        self.conversation: str | None = None
        self.unkept = False
        self.pending: set[int] = set()
        self.elsewhere: set[int] = set()
        self.turns: dict[int, Shown] = {}
        self.fates: dict[int, dict[int, Fate]] = {}
        self.fated: int | None = None
        self.boards: dict[Board, Shown] = {}
        self.selected: Key | None = None
        self.opened: int | None = None
        self.reading: str | None = None
        self.votes: dict[int, Vote] = {}
        self.suggested: dict[int, tuple[str, ...]] = {}
        self.outlets: dict[str, str] = {}
        self.written: dict[int, Written] = {}
        self.year: int | None = None
        self.changed = 0.0
        self.minutes = 0
        self.listing = ""
        self._asked = 0

    def begin(self, question: str, within: Within | None = None, number: int | None = None) -> int:
        """The number of a new turn, which becomes the selected one; ``number`` where it has one."""
        number = self._asked if number is None else number
        self._asked = number + 1
        # A new mapping: another thread may be drawing the one that was.
        self.turns = _newest({**self.turns, number: Shown(question, within or Within())})
        for kept in (self.votes, self.suggested, self.fates, self.written):
            for gone in kept.keys() - self.turns.keys():
                kept.pop(gone, None)
        self.turn_to(number)
        return number

    def enter(
        self, conversation: str, turns: Mapping[int, Shown], votes: Mapping[int, Vote]
    ) -> None:
        """Turn to a conversation that was kept; its newest turn is selected."""
        self.clear()
        self.conversation, self.turns, self.votes = conversation, _newest(turns), dict(votes)
        self.turn_to(max(self.turns, default=None))

    def open_board(self, board: Board, question: str, within: Within) -> None:
        """A new digest or timeline in the place of the one before; its sources are shown."""
        self.boards[board] = Shown(question, within)
        self.turn_to(board)

    def turn_to(self, key: Key | None, label: int | None = None) -> None:
        """That answer's sources beside the answers, or one of them, and no other article."""
        self.selected, self.opened, self.reading = key, label, None

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
            self.turn_to(key, label)

    def read(self, key: Key, article: str) -> None:
        """Turn to an article that need not be cited; the way back leads to that answer."""
        if self.shown(key) is not None:
            if key != self.selected:
                self.turn_to(key)
            self.reading = article

    def stop(self, only: Key | None = None) -> None:
        """End every turn, or what has that key, that is still waiting for its answer."""
        for key in self.turns if only is None else (only,):
            shown = self.shown(key)
            if shown is not None and shown.busy:
                self.put(key, replace(shown, stopped=True))

    def fail(self, key: Key, reason: str, *, quotable: bool = False, vain: bool = False) -> None:
        """End what has that key with one sentence that says what went wrong; ``quotable`` and
        ``vain`` as in Shown."""
        if shown := self.shown(key):
            self.put(key, replace(shown, error=reason, quotable=quotable, vain=vain))

    def clear(self) -> None:
        """Leave the conversation; the boards stay."""
        self.turns, self.votes, self.suggested, self.fates = {}, {}, {}, {}
        self.pending, self.elsewhere, self.written = set(), set(), {}
        self.conversation, self.unkept = None, False
        if isinstance(self.selected, int):
            self.turn_to(None)

    @property
    def busy(self) -> bool:
        """Whether the conversation waits for an answer."""
        return any(turn.busy for turn in self.turns.values())

    @property
    def current(self) -> Shown | None:
        return None if self.selected is None else self.shown(self.selected)


def _newest(turns: Mapping[int, Shown]) -> dict[int, Shown]:
    """As many as a tab keeps."""
    return dict(list(turns.items())[-REMEMBERED:])
