"""The page itself: what its address asks for, when it is opened and on Back and Forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import gradio as gr

from assistant.app.ui.desks import address
from assistant.app.ui.desks.boards import Boards
from assistant.app.ui.desks.past import Past, said
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing.account import account
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.serving.owners import owner_of

_SENT = "[{query: location.search, minutes: new Date().getTimezoneOffset()}, session]"


def listen_page(page: gr.Blocks, parts: Parts, past: Past, boards: Boards, side: Side) -> None:
    def shown(query: str, session: Session, quote: bool = False) -> Iterator[Update]:
        wanted = address.read(query)
        if wanted.board is None:
            yield past.page(session, wanted)
            return
        yield past.beside(session)
        yield Update(tab=wanted.board)
        yield from boards.wanted(session, wanted, quote=quote)

    def opened(sent: Any, session: Session, request: gr.Request) -> Iterator[Changes]:
        query, minutes = said(sent)
        past.entered(session, owner_of(request), minutes)
        updates = shown(query, session)
        first = replace(next(updates), account=account(session.owner))
        yield from parts.series(chain((first,), updates))

    def went(
        session: Session, box: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Changes]:
        place = sent_with(event)
        if place.get("resumes") and session.owner:
            yield parts.changes(Update())
            return
        past.resumed(session, owner_of(request), place)
        yield from parts.series(shown(said(place)[0], session, bool(box)))

    def turned(session: Session, place: Any, event: gr.EventData, request: gr.Request) -> Changes:
        past.resumed(session, owner_of(request), place)
        return parts.changes(side.beside(session, sent_with(event).get("id")))

    here = f"(address, session) => {_SENT}"
    page.load(opened, [parts.address, parts.session], parts.drawn, js=here, **OWN)
    parts.address.input(went, [parts.session, parts.quote], parts.drawn, **OWN)
    tab = [parts.session, parts.address]
    parts.tabs.select(turned, tab, parts.drawn, queue=False, **OWN)
