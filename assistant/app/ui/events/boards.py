"""The calendar, the digest and the timeline in their tabs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.ui.desks import address
from assistant.app.ui.desks.boards import FORGOTTEN, Boards
from assistant.app.ui.desks.past import Past
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Board, Session
from assistant.app.ui.drawing import status
from assistant.app.ui.events.pressed import OWN, linked, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.serving.owners import owner_of


def listen_boards(parts: Parts, boards: Boards, past: Past) -> None:
    def digest(
        session: Session, as_of: str, box: str, place: Any, event: gr.EventData, request: gr.Request
    ) -> Iterator[Changes]:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        days = pressed.get("first"), pressed.get("last")
        yield from parts.series(boards.digest(session, *days, as_of, quote=bool(box)))

    def timeline(
        session: Session, as_of: str, box: str, place: Any, event: gr.EventData, request: gr.Request
    ) -> Iterator[Changes]:
        past.resumed(session, owner_of(request), place)
        pressed = sent_with(event)
        asked = pressed.get("topic"), pressed.get("first"), pressed.get("last")
        yield from parts.series(boards.timeline(session, *asked, as_of, quote=bool(box)))

    def year(session: Session, event: gr.EventData) -> Changes:
        return parts.changes(boards.calendar(session, sent_with(event).get("year")))

    inputs = [parts.session, parts.as_of, parts.quote, parts.address]
    parts.calendar.submit(digest, inputs, parts.drawn, trigger_mode="multiple", **OWN)
    parts.topic.submit(timeline, inputs, parts.drawn, trigger_mode="multiple", **OWN)
    parts.calendar.select(year, parts.session, parts.calendar, queue=False, **OWN)
    # The counts of the corpus change when the page opens and with every sync, here or elsewhere.
    parts.corpus.change(
        lambda session: parts.changes(boards.calendar(session)),
        parts.session,
        parts.calendar,
        **OWN,
    )
    _listen_board(parts, boards, past, "digest")
    _listen_board(parts, boards, past, "timeline")


def _listen_board(parts: Parts, boards: Boards, past: Past, board: Board) -> None:
    """The buttons in and under a digest or a timeline."""
    part = parts.digest if board == "digest" else parts.timeline

    def again(
        session: Session, as_of: str, box: str, place: Any, event: gr.EventData, request: gr.Request
    ) -> Iterator[Changes]:
        """With other days that it names, without the model, or of everything."""
        past.resumed(session, owner_of(request), place)
        pressed, quote = sent_with(event), bool(box)
        days = pressed.get("first"), pressed.get("last")
        shown, before = session.boards.get(board), address.read(linked(pressed, place))
        if pressed.get("quote"):
            again = boards.again(session, board, quote=True)
            updates = again if shown else boards.wanted(session, before, quote=True)
        elif board == "digest":
            updates = boards.digest(session, *days, as_of, quote=quote)
        else:
            topic = shown.question if shown else before.topic
            topic = "" if pressed.get("all") else topic
            updates = boards.timeline(session, topic, *days, as_of, quote=quote)
        yield from parts.series(updates)

    def file(
        session: Session, place: Any, box: str, event: gr.EventData, request: gr.Request
    ) -> Changes:
        past.resumed(session, owner_of(request), place)
        known = board in session.boards
        query = linked(sent_with(event), place)
        if not boards.resumed(session, board, query, quote=bool(box)):
            return parts.changes(Update(panel=status.notice(FORGOTTEN)))
        saved = parts.changes(boards.file(session, board))
        return saved if known else {**parts.changes(boards.drawn(session, board)), **saved}

    inputs = [parts.session, parts.as_of, parts.quote, parts.address]
    part.submit(again, inputs, parts.drawn, trigger_mode="multiple", **OWN)
    part.stop(
        lambda session: parts.changes(boards.stopped(session, board)),
        parts.session,
        part,
        queue=False,
        **OWN,
    )
    part.download(
        file,
        [parts.session, parts.address, parts.quote],
        [parts.outgoing, part, parts.panel, parts.notice],  # the last where nothing is to be saved
        queue=False,
        **OWN,
    )
