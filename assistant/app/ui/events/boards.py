"""The calendar, the digest and the timeline in their tabs."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from assistant.app.ui.boards import Boards
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.side import Side
from assistant.app.ui.view import Session


def listen_boards(parts: Parts, boards: Boards, side: Side) -> None:
    def digest(session: Session, box: str, event: gr.EventData) -> Iterator[Changes]:
        pressed = sent_with(event)
        days = pressed.get("first"), pressed.get("last")
        for update in boards.digest(session, *days, quote=bool(box)):
            yield parts.changes(update)

    def timeline(session: Session, box: str, event: gr.EventData) -> Iterator[Changes]:
        pressed = sent_with(event)
        asked = pressed.get("topic"), pressed.get("first"), pressed.get("last")
        for update in boards.timeline(session, *asked, quote=bool(box)):
            yield parts.changes(update)

    inputs = [parts.session, parts.quote]
    parts.calendar.submit(digest, inputs, parts.drawn, trigger_mode="multiple", **OWN)
    parts.topic.submit(timeline, inputs, parts.drawn, trigger_mode="multiple", **OWN)
