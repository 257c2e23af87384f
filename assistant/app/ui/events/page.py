"""The page itself: what its address asks for, when it is opened and on Back and Forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.ui import address
from assistant.app.ui.boards import Boards
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.owners import owner_of
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.past import Past
from assistant.app.ui.update import Update
from assistant.app.ui.view import Session

_SENT = "[{query: location.search, minutes: new Date().getTimezoneOffset()}, session]"


def listen_page(page: gr.Blocks, parts: Parts, past: Past, boards: Boards) -> None:
    def shown(query: str, session: Session, quote: bool = False) -> Iterator[Update]:
        wanted = address.read(query)
        if wanted.board is None:
            yield past.page(session, wanted)
            return
        yield past.beside(session)
        yield Update(tab=wanted.board)
        if wanted.board == "digest":
            days = wanted.first, wanted.last, wanted.as_of
            yield from boards.digest(session, *days, quote=quote)
        else:
            days = wanted.first, wanted.last, wanted.as_of
            yield from boards.timeline(session, wanted.topic, *days, quote=quote)

    def opened(sent: Any, session: Session, request: gr.Request) -> Iterator[Changes]:
        found = sent if isinstance(sent, dict) else {}
        minutes = found.get("minutes")
        past.entered(session, owner_of(request), minutes if isinstance(minutes, int) else 0)
        for update in shown(str(found.get("query") or ""), session):
            yield parts.changes(update)

    def went(session: Session, box: str, event: gr.EventData) -> Iterator[Changes]:
        for update in shown(str(sent_with(event).get("query", "")), session, bool(box)):
            yield parts.changes(update)

    here = f"(address, session) => {_SENT}"
    page.load(opened, [parts.address, parts.session], parts.drawn, js=here, **OWN)
    parts.address.input(went, [parts.session, parts.quote], parts.drawn, **OWN)
