"""The digest and the timeline that stand in tabs of their own, beside the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.app.ui import address, fields, render, status, stream
from assistant.app.ui.places import Places
from assistant.app.ui.side import Side
from assistant.app.ui.update import Update
from assistant.app.ui.view import Board, Session
from assistant.chat.shown import Within
from assistant.domain import Event
from assistant.errors import Busy, QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant

NO_DAYS = "Choose a day first: in the calendar, or in the fields."


class Boards:
    """Makes digests and timelines for a tab; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant, side: Side, places: Places | None = None) -> None:
        self._assistant = assistant
        self._side = side
        self._places = places or Places()

    def digest(
        self, session: Session, first: str | None, last: str | None, *, quote: bool = False
    ) -> Iterator[Update]:
        """What was published from the first day to the last, both included, as it is summed up.

        One of the two alone is a digest of that day.
        """
        try:
            limit = fields.published(first or last, last or first)
        except QuestionError as error:
            yield Update(digest=status.notice(str(error)))
            return
        if limit is None or limit.start is None or limit.end is None:
            yield Update(digest=status.notice(NO_DAYS))
            return
        same = limit.start == limit.end
        days = f"{limit.start}" if same else f"{limit.start}..{limit.end}"
        link = address.of_digest(limit.start, limit.end)
        within = Within(generator="extractive" if quote else self._assistant.writes)
        events = self._assistant.digest(days, generator=within.generator)
        yield from self._made(session, "digest", days, within, events, link)

    def timeline(
        self,
        session: Session,
        topic: str | None,
        first: str | None,
        last: str | None,
        *,
        quote: bool = False,
    ) -> Iterator[Update]:
        """What happened, of a topic or (empty) of all, told by what was published in the days."""
        asked = (topic or "").strip()
        try:
            limit = fields.published(first, last)
        except QuestionError as error:
            yield Update(timeline=status.notice(str(error)))
            return
        within = Within(limit, generator="extractive" if quote else self._assistant.writes)
        link = address.of_timeline(asked, limit)
        events = self._assistant.timeline(asked or None, limit=limit, generator=within.generator)
        yield from self._made(session, "timeline", asked, within, events, link)

    def _made(
        self,
        session: Session,
        board: Board,
        asked: str,
        within: Within,
        events: Iterator[Event],
        link: str,
    ) -> Iterator[Update]:
        try:
            ticket = self._places.queue()
        except Busy as error:
            told = status.notice(str(error))
            yield Update(digest=told) if board == "digest" else Update(timeline=told)
            return
        session.open_board(board, asked, within)
        mine = session.boards[board].within  # told apart from the next one by being another object
        with ticket:
            yield _drawn(session, board, self._side.panel(session), link)
            for more in stream.moments(events, session, board, ticket):
                if session.boards[board].within is not mine:  # asked anew meanwhile
                    return
                yield _drawn(session, board) if more else Update()
        yield _drawn(session, board, self._side.panel(session))


def _drawn(
    session: Session, board: Board, panel: str | None = None, link: str | None = None
) -> Update:
    drawn = render.board(session, board)
    if board == "digest":
        return Update(digest=drawn, panel=panel, address=link)
    return Update(timeline=drawn, panel=panel, address=link)
