"""The corpus: a sync, files that are added, and what was synced elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.ui.desks import fields
from assistant.app.ui.desks.after import After
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.past import Past
from assistant.app.ui.desks.shelf import Shelf
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import status
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.serving.owners import owner_of
from assistant.errors import QuestionError


def listen_corpus(parts: Parts, desk: Desk, shelf: Shelf, after: After, past: Past) -> None:
    def shown(updates: Iterator[Update]) -> Iterator[Changes]:
        yield {parts.sync_button: gr.update(interactive=False)}
        yield from map(parts.changes, updates)
        yield {parts.sync_button: gr.update(interactive=True)}
        yield from parts.series(())

    def sync(session: Session, place: Any, request: gr.Request) -> Iterator[Changes]:
        past.resumed(session, owner_of(request), place)
        yield from shown(desk.sync(session))

    def add(
        session: Session, place: Any, event: gr.EventData, request: gr.Request
    ) -> Iterator[Changes]:
        past.resumed(session, owner_of(request), place)
        names = sent_with(event).get("names")
        sent = [str(one) for one in names] if isinstance(names, list) else []
        yield from shown(desk.sync(session, shelf.add(sent)))

    def elsewhere(
        as_of: str, session: Session, place: Any, event: gr.EventData, request: gr.Request
    ) -> Changes:
        past.resumed(session, owner_of(request), place)
        before = sent_with(event).get("articles")
        try:
            day = fields.within("", "", as_of).as_of
        except QuestionError:
            day = None
        now = shelf.articles()
        told = status.synced_elsewhere(before, now) if isinstance(before, int) else ""
        return {**parts.changes(desk.synced(session, day)), parts.sync: told}

    def suggest(session: Session) -> Changes:
        return parts.changes(after.suggested(session))

    def looked() -> Changes:
        return parts.changes(shelf.changed())

    outputs = [*parts.drawn, parts.sync_button]
    tab = [parts.session, parts.address]
    synced = [parts.sync_button.click(sync, tab, outputs, trigger_mode="once", **OWN)]
    # Not in the queue: they are the page's own, and answer at once.
    own = {"queue": False, **OWN}
    synced.append(parts.corpus.input(elsewhere, [parts.as_of, *tab], parts.drawn, **own))
    parts.corpus.select(looked, None, [parts.changed], **own)
    if parts.files is not None:
        added = parts.files.upload(add, tab, outputs, trigger_mode="multiple", **OWN)
        synced.append(added)
    for event in synced:  # the questions to ask next went with the articles that they were of
        led_on = [parts.conversation, parts.notice]
        event.success(suggest, parts.session, led_on, concurrency_limit=1, **OWN)
