"""What an answer has come to, while it waits for its turn and while it arrives."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import cast

from assistant.app.ui.desks.places import Ticket
from assistant.app.ui.desks.view import Key, Session
from assistant.chat.shown import Shown, advance
from assistant.domain import ClaimShown, Event, Finished, Form, Progress, Understood
from assistant.errors import AssistantError, IndexMissing, QuestionError

UNREAD = "Nothing is indexed yet: press Sync to read the articles, then ask again."

_SERIES = 0.1
"""Seconds between two drawings of Events that come by the hundred, in a digest and a timeline."""

_QUICK = 0.05
"""Seconds between two drawings of an answer that is quoted: it comes within a blink, and each
drawing is a message to the browser."""

_LOOK = 1.0
"""Seconds between two looks at how the line has moved, and whether whoever waits was stopped."""


def moments(stream: Iterator[Event], session: Session, key: Key, ticket: Ticket) -> Iterator[bool]:
    """Takes the Events into what has that key; gives after each whether there is more to see.

    Nothing is asked of the stream before ``ticket`` may go; whoever drew the ticket leaves it.
    It ends with the stream, with an error that is told under the question, or when the turn was
    stopped or left meanwhile. Closing this closes the stream and marks the turn as stopped.
    """
    # Now, not when the first Event is asked for: something else may have the key by then.
    return _moments(stream, Mine(session, key), ticket)


def _moments(stream: Iterator[Event], mine: Mine, ticket: Ticket) -> Iterator[bool]:
    last = 0.0
    session, key = mine.session, mine.key
    try:
        # A generator, as the seam says: closing it ends the work behind it.
        with closing(cast("Generator[Event]", stream)) as events:
            if not (yield from _in_line(ticket, mine)):
                return
            for event in events:
                shown = mine.shown
                if shown is None or not shown.busy:  # left or stopped meanwhile
                    return
                if isinstance(event, Progress) and event == shown.progress:
                    yield False
                    continue
                session.put(key, shown := advance(shown, event))
                if isinstance(event, Finished):  # whoever asked draws the end
                    continue
                if monotonic() - last < _apart(event, shown):
                    continue
                last = monotonic()
                yield True
    except AssistantError as error:
        if (shown := mine.shown) and not shown.stopped:
            # A question that cannot be taken is none without the model, either.
            vain = isinstance(error, QuestionError)
            quotable = shown.written and not vain
            # Where there is no index, its own sentence names a command of the terminal.
            told = UNREAD if isinstance(error, IndexMissing) else str(error)
            session.fail(key, told, quotable=quotable and told is not UNREAD, vain=vain)
    except GeneratorExit:
        # It may come late, when the next question is under way already.
        if mine.shown:
            session.stop(key)
        raise


class Mine:
    """What a key stood for when its work began: a board's is used again for the next one, and
    another conversation has the same numbers."""

    def __init__(self, session: Session, key: Key) -> None:
        self.session, self.key = session, key
        begun = session.shown(key)
        self._within = begun.within if begun else None

    @property
    def shown(self) -> Shown | None:
        """None once something else stands under the key, or nothing."""
        shown = self.session.shown(self.key)
        return shown if shown is not None and shown.within is self._within else None


def _in_line(ticket: Ticket, mine: Mine) -> Generator[bool, None, bool]:
    """Waits until the ticket may go; gives each time whether the line has moved, and at last
    whether its turn came before it was stopped or cleared."""
    while not ticket.wait(_LOOK):
        shown = mine.shown
        if shown is None or not shown.busy:
            return False
        if moved := ticket.ahead != shown.ahead:
            mine.session.put(mine.key, replace(shown, ahead=ticket.ahead))
        yield moved
    if (shown := mine.shown) and shown.ahead:
        mine.session.put(mine.key, replace(shown, ahead=0))
        yield shown.written  # a quotation is about to be drawn
    return True


def _apart(event: Event, shown: Shown) -> float:
    """Seconds that must lie between the last drawing and one of this event."""
    if isinstance(event, Progress):
        return 0.0 if event.done == event.total else _SERIES
    # What a model writes comes slowly: whatever is held back would wait for its next sentence.
    if shown.written or isinstance(event, Understood):
        return 0.0
    if shown.form is Form.ANSWER:
        return _QUICK
    return _SERIES if isinstance(event, ClaimShown) else 0.0
