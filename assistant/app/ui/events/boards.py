"""The calendar, the digest and the timeline in their tabs."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from assistant.app.ui.boards import Boards
from assistant.app.ui.events.pressed import OWN, sent_with
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.side import Side
from assistant.app.ui.view import Board, Session


def listen_boards(parts: Parts, boards: Boards, side: Side) -> None:
    def digest(session: Session, as_of: str, box: str, event: gr.EventData) -> Iterator[Changes]:
        pressed = sent_with(event)
        days = pressed.get("first"), pressed.get("last")
        for update in boards.digest(session, *days, as_of, quote=bool(box)):
            yield parts.changes(update)

    def timeline(session: Session, as_of: str, box: str, event: gr.EventData) -> Iterator[Changes]:
        pressed = sent_with(event)
        asked = pressed.get("topic"), pressed.get("first"), pressed.get("last")
        for update in boards.timeline(session, *asked, as_of, quote=bool(box)):
            yield parts.changes(update)

    def year(session: Session, event: gr.EventData) -> Changes:
        return parts.changes(boards.calendar(session, sent_with(event).get("year")))

    inputs = [parts.session, parts.as_of, parts.quote]
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
    _listen_board(parts, boards, "digest")
    _listen_board(parts, boards, "timeline")


def _listen_board(parts: Parts, boards: Boards, board: Board) -> None:
    """The buttons in and under a digest or a timeline."""
    part = parts.digest if board == "digest" else parts.timeline

    def again(session: Session, as_of: str, box: str, event: gr.EventData) -> Iterator[Changes]:
        """With other days that it names, without the model, or of everything."""
        pressed, quote = sent_with(event), bool(box)
        days = pressed.get("first"), pressed.get("last")
        if pressed.get("quote"):
            updates = boards.again(session, board, quote=True)
        elif board == "digest":
            updates = boards.digest(session, *days, as_of, quote=quote)
        else:
            shown = None if pressed.get("all") else session.boards.get("timeline")
            topic = shown.question if shown else ""
            updates = boards.timeline(session, topic, *days, as_of, quote=quote)
        for update in updates:
            yield parts.changes(update)

    inputs = [parts.session, parts.as_of, parts.quote]
    part.submit(again, inputs, parts.drawn, trigger_mode="multiple", **OWN)
    part.stop(
        lambda session: parts.changes(boards.stopped(session, board)),
        parts.session,
        part,
        queue=False,
        **OWN,
    )
    part.download(
        lambda session: parts.changes(boards.file(session, board)),
        parts.session,
        [parts.outgoing, parts.notice],  # the latter where there is nothing to save
        queue=False,
        **OWN,
    )
