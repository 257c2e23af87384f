"""The page as a whole: what it shows when it opens, and where its address leads."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from assistant.app.ui import address
from assistant.app.ui.boards import Boards
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.handlers import Desk
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.update import Update
from assistant.app.ui.view import Session


def listen_page(page: gr.Blocks, parts: Parts, desk: Desk, boards: Boards) -> None:
    def shown(query: str | None, session: Session, quote: bool = False) -> Iterator[Update]:
        wanted = address.read(query)
        yield desk.opened(session)
        if wanted.board == "digest":
            yield Update(tab="digest")
            days = wanted.first, wanted.last, wanted.as_of
            yield from boards.digest(session, *days, quote=quote)
        elif wanted.board == "timeline":
            yield Update(tab="timeline")
            days = wanted.first, wanted.last, wanted.as_of
            yield from boards.timeline(session, wanted.topic, *days, quote=quote)

    def opened(query: str | None, session: Session) -> Iterator[Changes]:
        for update in shown(query, session):
            yield parts.changes(update)

    def went(session: Session, box: str, event: gr.EventData) -> Iterator[Changes]:
        for update in shown(str(sent_with(event).get("query", "")), session, bool(box)):
            yield parts.changes(update)

    here = "(address, session) => [location.search, session]"
    page.load(opened, [parts.address, parts.session], parts.drawn, js=here, **OWN)
    parts.address.input(went, [parts.session, parts.quote], parts.drawn, **OWN)
