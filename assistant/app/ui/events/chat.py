"""The conversation: asking, asking again, stopping, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.ui.desks.after import After
from assistant.app.ui.desks.boards import FORGOTTEN, Boards
from assistant.app.ui.desks.handlers import FAILED, Desk
from assistant.app.ui.desks.past import Past
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session, key_of, number_of
from assistant.app.ui.drawing import status
from assistant.app.ui.events.pressed import OWN, linked, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.serving.owners import owner_of

_LATEST = 1e15
"""Milliseconds that a page has been open for, at most."""


def listen_chat(
    parts: Parts, desk: Desk, side: Side, after: After, past: Past, boards: Boards
) -> None:
    changes, tab, asked = parts.changes, parts.session, parts.asked

    def ask(
        question: str,
        first: str,
        last: str,
        as_of: str,
        session: Session,
        box: str,
        place: Any,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Changes]:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        quote, number = bool(box), number_of(pressed.get("turn"))
        if number is None:
            offered = pressed.get("question")
            words = str(offered or question or "")
            updates = desk.ask(words, first, last, session, as_of, quote=quote, typed=not offered)
        elif pressed.get("quote"):
            updates = desk.quoted(session, number)
        elif pressed.get("retry"):
            updates = desk.retried(session, number, quote=quote)
        elif "edited" in pressed:
            updates = desk.edited(session, number, str(pressed["edited"]), quote=quote)
        else:
            days = pressed.get("first"), pressed.get("last"), pressed.get("applies")
            updates = desk.again(session, number, *days, quote=quote)
        yield from parts.series(updates)

    def press(
        session: Session, place: Any, box: str, event: gr.EventData, request: gr.Request
    ) -> Changes:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        key, label = key_of(pressed.get("turn")), number_of(pressed.get("label"))
        if key is None:
            return changes(Update())
        if not isinstance(key, int) and not boards.resumed(
            session, key, linked(pressed, place), quote=bool(box)
        ):
            return changes(Update(panel=status.notice(FORGOTTEN)))
        if pressed.get("article"):
            return changes(side.read(session, key, str(pressed["article"])))
        return changes(side.select(session, key, label))

    def copy(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        number = number_of(sent_with(event).get("turn"))
        return changes(Update() if number is None else after.copied(session, number))

    def judge(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        number = number_of(pressed.get("turn"))
        if number is None:
            return changes(Update())
        return changes(after.voted(session, number, pressed.get("vote"), pressed.get("comment")))

    def days(
        first: str,
        last: str,
        as_of: str,
        session: Session,
        place: Any,
        event: gr.EventData,
        request: gr.Request,
    ) -> Changes:
        past.resumed(session, owner_of(request), place)
        said = sent_with(event).get("at")
        at = float(said) if isinstance(said, int | float) and abs(said) < _LATEST else 0.0
        return changes(desk.changed(first, last, as_of, session, at))

    def stop(session: Session, place: Any, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        return changes(desk.stopped(session))

    asking = gr.on(
        [parts.box.submit, parts.conversation.submit],
        ask,
        [parts.box, *parts.days, tab, parts.quote, parts.address],
        asked,
        # Not "once": the browser would drop a question that comes right after Stop, in silence.
        trigger_mode="multiple",
        **OWN,
    )
    # In an event of its own: it neither delays the answer nor keeps the page busy. One at a time:
    # answers come first.
    led_on = [parts.conversation, parts.notice]
    asking.success(lambda s: changes(after.suggested(s)), tab, led_on, concurrency_limit=1, **OWN)
    asking.failure(lambda s: changes(desk.stopped(s, FAILED)), tab, asked, **OWN)
    # Not "cancels": Gradio cancels in a request of its own, which may arrive when the next question
    # is under way, and end that one. The turn is marked, and its stream closed at its next Event.
    parts.box.stop(stop, [tab, parts.address], asked, **OWN)
    pressing = [tab, parts.address, parts.quote]
    for part in (parts.conversation, parts.panel, parts.digest, parts.timeline):
        part.select(press, pressing, [parts.panel, parts.notice], queue=False, **OWN)
    told = [parts.outgoing, parts.conversation, parts.notice]
    parts.conversation.copy(copy, [tab, parts.address], told, queue=False, **OWN)
    parts.conversation.like(judge, [tab, parts.address], told, queue=False, **OWN)
    for field in parts.days:
        field.input(
            days,
            [*parts.days, tab, parts.address],
            [parts.notice, parts.conversation],
            queue=False,
            **OWN,
        )
