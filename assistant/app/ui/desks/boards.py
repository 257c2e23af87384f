"""The digest and the timeline that stand in tabs of their own, beside the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.app.export import answer_markdown, urls_of
from assistant.app.ui.desks import address, fields, stream
from assistant.app.ui.desks.address import Wanted
from assistant.app.ui.desks.places import Places
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Outgoing, Update
from assistant.app.ui.desks.view import Board, Session, number_of
from assistant.app.ui.drawing import choosing, render, status, tabs
from assistant.chat.shown import Shown, Within
from assistant.domain import DateRange, Event, GeneratorName, Reason
from assistant.errors import AssistantError, Busy, IndexMissing, QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant

NEAREST = 3
"""Days that a refusal names."""

FORGOTTEN = "The assistant has forgotten this since it was made: ask for it once more."

NO_DAYS = "Choose a day first: in the calendar, or in the fields."


class Boards:
    """Makes digests and timelines for a tab; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant, side: Side, places: Places | None = None) -> None:
        self._assistant = assistant
        self._side = side
        self._places = places or Places()

    def calendar(self, session: Session, year: object = None) -> Update:
        """The calendar of that year (a browser sent it), or else of the days that are open."""
        session.year = number_of(year) or session.year
        return Update(calendar=self._calendar(session))

    def digest(
        self,
        session: Session,
        first: str | None,
        last: str | None,
        as_of: str | None = None,
        *,
        quote: bool = False,
    ) -> Iterator[Update]:
        """What was published from the first day to the last, both included, as it is summed up.

        One of the two alone is a digest of that day. ``quote`` asks for quotations, also where a
        model could write.
        """
        try:
            limit = fields.published(first or last, last or first)
            within = Within(None, fields.today(as_of), generator=self._generator(quote))
            if limit is None or limit.start is None or limit.end is None:
                raise QuestionError(NO_DAYS)
        except QuestionError as error:
            yield self._refused(session, "digest", "", str(error))
            return
        session.year = limit.start.year
        days = tabs.asked(limit.start, limit.end)
        events = self._assistant.digest(days, as_of=within.as_of, generator=within.generator)
        yield from self._made(session, "digest", days, within, events)

    def timeline(
        self,
        session: Session,
        topic: str | None,
        first: str | None,
        last: str | None,
        as_of: str | None = None,
        *,
        quote: bool = False,
    ) -> Iterator[Update]:
        """What happened, of a topic or (empty) of all, told by what was published in the days."""
        asked = topic.strip() if isinstance(topic, str) else ""
        try:
            within = fields.within(first, last, as_of)
        except QuestionError as error:
            yield self._refused(session, "timeline", asked, str(error))
            return
        within = replace(within, generator=self._generator(quote))
        events = self._assistant.timeline(
            asked or None, limit=within.published, as_of=within.as_of, generator=within.generator
        )
        yield from self._made(session, "timeline", asked, within, events)

    def wanted(self, session: Session, wanted: Wanted, *, quote: bool = False) -> Iterator[Update]:
        """The digest or the timeline that an address asks for; nothing where it asks for none."""
        days = wanted.first, wanted.last, wanted.as_of
        if wanted.board == "digest":
            yield from self.digest(session, *days, quote=quote)
        elif wanted.board == "timeline":
            yield from self.timeline(session, wanted.topic, *days, quote=quote)

    def resumed(self, session: Session, board: Board, query: str, *, quote: bool = False) -> bool:
        """Whether that board is there: one that the server has forgotten since a restart is made
        again by its address, but no model is asked for it unasked."""
        wanted = address.read(query)
        lost = board not in session.boards and wanted.board == board
        if lost and self._generator(quote) == "extractive":
            for _ in self.wanted(session, wanted, quote=quote):
                pass
        return board in session.boards

    def drawn(self, session: Session, board: Board) -> Update:
        return _drawn(session, board)

    def stopped(self, session: Session, board: Board) -> Update:
        """What is left of a digest or a timeline that was stopped; its work ends with its next
        step."""
        if board not in session.boards:
            return _told(board, status.notice(FORGOTTEN))
        session.stop(board)
        return _drawn(session, board)

    def again(self, session: Session, board: Board, *, quote: bool = False) -> Iterator[Update]:
        """The same once more: with ``quote`` without the model."""
        shown = session.boards.get(board)
        if shown is None:
            return
        within = shown.within
        today = str(within.as_of or "")
        if board == "timeline":
            limit = within.published
            first, last = (limit.start, limit.end) if limit else (None, None)
            days = str(first or ""), str(last or "")
            yield from self.timeline(session, shown.question, *days, today, quote=quote)
        elif (limit := tabs.days_of(shown)) is not None:
            yield from self.digest(session, str(limit.start), str(limit.end), today, quote=quote)

    def file(self, session: Session, board: Board) -> Update:
        """A digest or a timeline that is there, as Markdown to save."""
        shown = session.boards.get(board)
        if shown is None or shown.answer is None:
            return Update()
        urls = urls_of(shown.answer, self._assistant.article)
        written = answer_markdown(shown.answer, urls)
        return Update(outgoing=Outgoing(written, tabs.file_name(board, shown)))

    def _generator(self, quote: bool) -> GeneratorName:
        return "extractive" if quote else self._assistant.writes

    def _calendar(self, session: Session) -> str:
        try:
            there, today = self._assistant.days(), self._assistant.today()
        except IndexMissing:
            there, today = [], date.max
        except AssistantError as error:
            return status.notice(str(error))
        return choosing.days(there, today, tabs.days_of(session.boards.get("digest")), session.year)

    def _name_nearest(self, session: Session, board: Board) -> None:
        """A refusal names the days nearest to those asked for, also where these were a limit: in
        an answer that is a limit for what is named, but here they are what is asked for."""
        shown = session.boards.get(board)
        answer = shown.answer if shown else None
        limit = shown.within.published if shown else None
        if (
            shown is None
            or answer is None
            or answer.reason is not Reason.NOT_IN_RANGE
            or answer.nearest
            or not limit
        ):
            return
        today = shown.within.as_of or answer.as_of
        try:
            there = [one for one, _ in self._assistant.days() if one <= today]
        except AssistantError:
            return  # the refusal stands without them
        near = sorted(there, key=lambda one: _apart(one, limit))[:NEAREST]
        session.put(board, replace(shown, answer=replace(answer, nearest=tuple(sorted(near)))))

    def _refused(self, session: Session, board: Board, asked: str, why: str) -> Update:
        """What cannot be asked takes the place of what was asked before: that is not its answer."""
        session.open_board(board, asked, Within())
        session.fail(board, why)
        return _drawn(session, board, self._side.panel(session))

    def _made(
        self, session: Session, board: Board, asked: str, within: Within, events: Iterator[Event]
    ) -> Iterator[Update]:
        try:
            ticket = self._places.queue()
        except Busy as error:
            # Above what stands there: that is still the answer to what was asked before.
            yield _told(board, status.notice(str(error)) + render.board(session, board))
            return
        # The one before ends with its next step: it is another object, and no longer shown.
        session.open_board(board, asked, within)
        begun = session.boards[board]
        with ticket:
            yield replace(
                _drawn(session, board, self._side.panel(session)),
                address=tabs.link(board, begun),
                calendar=self._calendar(session) if board == "digest" else None,
                topic=_topic(session) if board == "timeline" else None,
            )
            if _same(session, board, begun):
                for more in stream.moments(events, session, board, ticket):
                    yield _drawn(session, board) if more else Update()
        if not _same(session, board, begun):
            return
        self._name_nearest(session, board)
        self._side.learn(session)
        # Whoever has opened an article while it came, or turned to an answer, keeps that.
        mine = session.selected == board and session.opened is None
        yield _drawn(session, board, self._side.panel(session) if mine else None)


def _same(session: Session, board: Board, begun: Shown) -> bool:
    """Whether what was begun still stands there: a board's key is used again, its Within is not;
    and where the tab got another owner, nothing does."""
    shown = session.boards.get(board)
    return shown is not None and shown.within is begun.within


def _apart(one: date, days: DateRange) -> int:
    """Days from one to the nearest of the others."""
    if days.start and one < days.start:
        return (days.start - one).days
    return (one - days.end).days if days.end and one > days.end else 0


def _topic(session: Session) -> str:
    shown = session.boards["timeline"]
    return choosing.topic(shown.question, shown.within.published)


def _drawn(session: Session, board: Board, panel: str | None = None) -> Update:
    return replace(_told(board, render.board(session, board)), panel=panel)


def _told(board: Board, drawn: str) -> Update:
    return Update(digest=drawn) if board == "digest" else Update(timeline=drawn)
