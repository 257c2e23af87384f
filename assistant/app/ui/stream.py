"""What an answer has come to, while it arrives."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from time import monotonic
from typing import cast

from assistant.app.ui.view import Key, Session
from assistant.chat.shown import Shown, Within, advance
from assistant.domain import ClaimShown, Event, Form, Progress
from assistant.errors import AssistantError, QuestionError

_SERIES = 0.1
"""Seconds between two drawings of Events that come by the hundred, in a digest and a timeline."""


def moments(stream: Iterator[Event], session: Session, key: Key) -> Iterator[bool]:
    """Takes the Events into what has that key; gives after each whether there is more to see.

    It ends with the stream, with an error that is told under the question, or when the turn was
    stopped or left meanwhile. Closing this closes the stream and marks the turn as stopped.

    What has the key now is what the Events are of, not what has it once they come: another
    conversation has the same numbers.
    """
    shown = session.shown(key)
    return _moments(stream, session, key, shown.within if shown else Within())


def here(session: Session, key: Key, mine: Within) -> Shown | None:
    """What has that key, if it is still what was asked then; told by its ``within``, which is
    another object for each question."""
    shown = session.shown(key)
    return shown if shown is not None and shown.within is mine else None


def _moments(stream: Iterator[Event], session: Session, key: Key, mine: Within) -> Iterator[bool]:
    last = 0.0
    try:
        # A generator, as the seam says: closing it ends the work behind it.
        with closing(cast("Generator[Event]", stream)) as events:
            for event in events:
                shown = here(session, key, mine)
                if shown is None or not shown.busy:  # left or stopped meanwhile
                    return
                if isinstance(event, Progress) and event == shown.progress:
                    yield False
                    continue
                session.put(key, shown := advance(shown, event))
                if _one_of_many(event, shown) and monotonic() - last < _SERIES:
                    continue
                last = monotonic()
                yield True
    except AssistantError as error:
        shown = here(session, key, mine)
        if shown is not None and shown.busy:
            # A question that cannot be taken is none without the model, either.
            quotable = shown.written and not isinstance(error, QuestionError)
            session.fail(key, str(error), quotable=quotable)
    except GeneratorExit:
        # It may come late, when the next question is under way already.
        if here(session, key, mine):
            session.stop(key)
        raise


def _one_of_many(event: Event, shown: Shown) -> bool:
    if isinstance(event, ClaimShown):
        return shown.form is not Form.ANSWER
    return isinstance(event, Progress)
