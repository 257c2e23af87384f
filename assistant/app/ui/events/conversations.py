"""The conversations that are kept: a new one, and what is done with those in the list."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.ui.desks.past import Past
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.serving.owners import owner_of


def listen_conversations(parts: Parts, past: Past) -> None:
    def fresh(session: Session, place: Any, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        return parts.changes(past.fresh(session))

    def press(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        does, id = pressed.get("do"), str(pressed.get("id", ""))
        update = Update()
        if does == "open":
            update = past.open(session, id)
        elif does == "rename":
            update = past.rename(session, id, str(pressed.get("title", "")))
        elif does == "save":
            update = past.saved(session, id)
        elif does == "delete":
            update = past.delete(session, id)
        return parts.changes(update)

    def look(session: Session, place: Any, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        return parts.changes(past.caught_up(session))

    # Not in the queue: these answer at once, also while questions wait in it.
    tab = [parts.session, parts.address]
    shown = [parts.conversation, parts.panel, parts.notice]
    parts.conversation.input(look, tab, shown, queue=False, **OWN)
    parts.fresh.click(fresh, tab, parts.drawn, queue=False, **OWN)
    parts.listed.select(press, tab, parts.drawn, queue=False, trigger_mode="multiple", **OWN)
