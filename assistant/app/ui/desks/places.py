"""A line for what can be done for a few at a time only: who came first goes first."""

from __future__ import annotations

import os
from threading import Condition
from types import TracebackType

from assistant.errors import Busy

AT_ONCE = 8
"""Questions that are answered at the same time where a model writes: they wait for its server."""

QUOTED_AT_ONCE = max(2, os.cpu_count() or 2)
"""The same where answers are quoted: they keep the processor busy, one each.

Twenty tabs that ask at once, on 2 cores, over Gradio's protocol: with 2 at a time the slowest
answers are there after 2.2 s, with 4 after 2.3 to 3.0, with 8 after 2.9 to 4.6 (p95).
"""

WAITING = 64
"""Questions that may wait for their turn; beyond that the page says that it is busy."""


class Places:
    """``at_once`` places, and room for ``waiting`` more in the line before them.

    A ticket goes when fewer than ``at_once`` that were drawn before it have not left yet. May be
    used from any thread, and a ticket be left in another one than it was drawn in.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.at_once = at_once
        self.waiting = waiting
        self._moved = Condition()
        self._line: list[Ticket] = []

    def queue(self) -> Ticket:
        """A ticket at the end of the line, not waited for yet. Raises Busy where it is full.

        Whoever draws it must leave it, at the latest in a ``finally``: ``with places.queue()``.
        """
        with self._moved:
            if len(self._line) >= self.at_once + self.waiting:
                raise Busy(
                    f"Busy: {_count(self.at_once, 'question is', 'questions are')} being answered "
                    f"and {self.waiting:,} {'waits' if self.waiting == 1 else 'wait'}. "
                    "Try again in a moment."
                )
            ticket = Ticket(self)
            self._line.append(ticket)
            return ticket

    def idle(self, seconds: float) -> bool:
        """Whether nobody has a place or waits for one, after waiting up to ``seconds`` for that."""
        with self._moved:
            return self._moved.wait_for(lambda: not self._line, seconds)

    def _ahead(self, ticket: Ticket) -> int | None:
        """With the lock held: how many must leave before it goes, None where it has left."""
        if ticket not in self._line:
            return None
        return max(0, self._line.index(ticket) + 1 - self.at_once)


class Ticket:
    """A place in the line."""

    def __init__(self, places: Places) -> None:
        self._places = places

    @property
    def ahead(self) -> int:
        """How many others must be done before this one goes; 0 once it may, or has left."""
        with self._places._moved:
            return self._places._ahead(self) or 0

    def wait(self, seconds: float) -> bool:
        """Whether it may go, after waiting up to ``seconds`` for that; never once it has left.

        Comes back as soon as it may go, and as soon as it is left from another thread.
        """
        places = self._places
        with places._moved:
            places._moved.wait_for(lambda: not places._ahead(self), seconds)
            return places._ahead(self) == 0

    def leave(self) -> None:
        """Gives its place to the next; any number of times."""
        places = self._places
        with places._moved:
            if self in places._line:
                places._line.remove(self)
                places._moved.notify_all()

    def __enter__(self) -> Ticket:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
