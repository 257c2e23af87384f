"""The conversation drawn anew while the answer to one of its turns arrives."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING, cast

from assistant.app.ui import render
from assistant.app.ui.view import Session
from assistant.chat.shown import Shown, advance
from assistant.domain import ClaimShown, Event, Form, Progress
from assistant.errors import AssistantError, QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.chat import Turn

_SERIES = 0.1
"""Seconds between two drawings of Events that come by the hundred, in a digest and a timeline."""


def drawn(assistant: Assistant, session: Session, number: int) -> Iterator[str | None]:
    """The conversation as HTML after each Event of that turn, which ends it or an error does.

    None after an Event that changes nothing to be seen: a moment at which this can be closed.

    Closing this closes the assistant's stream and marks the turn as stopped.
    """
    turn = session.turns[number]
    last = 0.0
    try:
        stream = assistant.stream(
            turn.question,
            history=_history(session, number if turn.within.before is None else turn.within.before),
            limit=turn.within.published,
            as_of=turn.within.as_of,
            dates=turn.within.dates,
            generator=turn.within.generator,
        )
        # A generator, as the seam says: closing it ends the work behind it.
        with closing(cast("Generator[Event]", stream)) as events:
            for event in events:
                shown = session.turns.get(number)
                if shown is None or not shown.busy:  # cleared or stopped meanwhile
                    return
                if isinstance(event, Progress) and event == shown.progress:
                    yield None
                    continue
                shown = session.turns[number] = advance(shown, event)
                if _one_of_many(event, shown) and monotonic() - last < _SERIES:
                    continue
                last = monotonic()
                yield render.conversation(session)
    except AssistantError as error:
        # A question that cannot be taken is none without the model, either.
        quotable = turn.written and not isinstance(error, QuestionError)
        session.fail(number, str(error), quotable=quotable)
    except GeneratorExit:
        # It may come late, when the next question is under way already.
        session.stop(number)
        raise


def _one_of_many(event: Event, shown: Shown) -> bool:
    if isinstance(event, ClaimShown):
        return shown.form is not Form.ANSWER
    return isinstance(event, Progress)


def _history(session: Session, before: int) -> list[Turn]:
    """The turns before that one which were answered."""
    from assistant.chat import Turn

    return [
        Turn(one.question, one.answer)
        for number, one in session.turns.items()
        if one.answer and number < before
    ]
