"""The conversation: asking, asking again, stopping, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.ui.after import After
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.handlers import FAILED, Desk
from assistant.app.ui.owners import owner_of
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.past import Past
from assistant.app.ui.side import Side
from assistant.app.ui.update import Update
from assistant.app.ui.view import Session, key_of


def listen_chat(parts: Parts, desk: Desk, side: Side, after: After, past: Past) -> None:
    changes, tab, drawn = parts.changes, parts.session, parts.drawn

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
        quote = bool(box)
        if pressed.get("quote"):
            updates = desk.quoted(session, int(pressed["turn"]))
        elif pressed.get("retry"):
            updates = desk.retried(session, int(pressed["turn"]), quote=quote)
        elif "edited" in pressed:
            words = str(pressed["edited"])
            updates = desk.edited(session, int(pressed["turn"]), words, quote=quote)
        elif "turn" in pressed:
            days = pressed.get("first"), pressed.get("last"), pressed.get("applies")
            updates = desk.again(session, int(pressed["turn"]), *days, quote=quote)
        else:
            given = pressed.get("question")  # one that the page offers
            asked = given or question
            updates = desk.ask(
                asked, first, last, session, as_of, quote=quote, typed=asked is not given
            )
        for update in updates:
            yield changes(update)

    def press(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        key, label = key_of(pressed.get("turn")), pressed.get("label")
        if key is None:
            return changes(Update())
        if pressed.get("article"):
            return changes(side.read(session, key, str(pressed["article"])))
        return changes(side.select(session, key, int(label) if label else None))

    def copy(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        number = key_of(sent_with(event).get("turn"))
        return changes(after.copied(session, number) if isinstance(number, int) else Update())

    def judge(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        number = key_of(pressed.get("turn"))
        if not isinstance(number, int):
            return changes(Update())
        return changes(after.voted(session, number, pressed.get("vote"), pressed.get("comment")))

    def days(first: str, last: str, as_of: str, session: Session, event: gr.EventData) -> Changes:
        at = float(sent_with(event)["at"])
        return changes(desk.changed(first, last, as_of, session, at))

    asking = gr.on(
        [parts.box.submit, parts.conversation.submit],
        ask,
        [parts.box, *parts.days, tab, parts.quote, parts.address],
        drawn,
        # Not "once": the browser would drop a question that comes right after Stop, in silence.
        trigger_mode="multiple",
        **OWN,
    )
    # In an event of its own: it neither delays the answer nor keeps the page busy. One at a time:
    # answers come first.
    led_on = [parts.conversation, parts.notice]
    asking.success(lambda s: changes(after.suggested(s)), tab, led_on, concurrency_limit=1, **OWN)
    asking.failure(lambda s: changes(desk.stopped(s, FAILED)), tab, drawn, **OWN)
    # Not "cancels": Gradio cancels in a request of its own, which may arrive when the next question
    # is under way, and end that one. The turn is marked, and its stream closed at its next Event.
    parts.box.stop(lambda s: changes(desk.stopped(s)), tab, drawn, **OWN)
    pressable = (parts.conversation, parts.panel, parts.digest, parts.timeline)
    for part in pressable:
        part.select(press, [tab, parts.address], [*pressable, parts.notice], queue=False, **OWN)
    told = [parts.outgoing, parts.conversation, parts.notice]
    parts.conversation.copy(copy, [tab, parts.address], told, queue=False, **OWN)
    parts.conversation.like(judge, [tab, parts.address], told, queue=False, **OWN)
    for field in parts.days:
        field.input(
            days, [*parts.days, tab], [parts.notice, parts.conversation], queue=False, **OWN
        )
