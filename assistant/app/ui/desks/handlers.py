"""What the page does when something is pressed: plain generators over an Assistant and a Session.

Nothing here knows Gradio; page.py gives each update to the component that shows it. One question is
one generator of :class:`Update`; closing it (Stop, a closed tab) closes the assistant's stream.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from assistant.app.ui.desks import address, fields, stream
from assistant.app.ui.desks.kept import Kept
from assistant.app.ui.desks.places import Places, Ticket
from assistant.app.ui.desks.shelf import Shelf
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.since import Since
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import render, status
from assistant.app.ui.drawing.listed import Listed
from assistant.chat.shown import Within
from assistant.domain import Event, GeneratorName
from assistant.errors import AssistantError, Busy, QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.chat import Turn

FAILED = "The answer could not be finished; the terminal that runs the assistant says why."

WAIT = "An answer is still being written: wait for its end, or press Stop."


class Desk:
    """The conversation as the page uses it; holds nothing of its own, so tabs share one."""

    def __init__(
        self,
        assistant: Assistant,
        shelf: Shelf | None = None,
        side: Side | None = None,
        places: Places | None = None,
        kept: Kept | None = None,
        listed: Listed | None = None,
    ) -> None:
        self._assistant = assistant
        self._shelf = shelf or Shelf(assistant)
        self._side = side or Side(assistant)
        self._places = places or Places()
        self._kept = kept or Kept(assistant)
        self._listed = listed or Listed(self._kept)
        self._since = Since(assistant)

    def _generator(self, quote: bool) -> GeneratorName:
        """Who writes: as ever, and nobody where quotations are asked for."""
        return "extractive" if quote else self._assistant.writes

    def opened(self, session: Session, as_of: date | None = None) -> Update:
        """The whole page, as a tab sees it that has just opened (or was just synced).

        The examples are answered by what was published up to ``as_of``.
        """
        try:
            overview = self._shelf.overview()
            asks = overview and not session.turns  # examples stand in an empty conversation
            examples: Sequence[str] = self._assistant.examples(as_of=as_of) if asks else ()
            if overview:
                self._since.look(session)
                self._side.learn(session)
        except AssistantError as error:
            return Update(
                conversation=render.conversation(session, indexed=False),
                corpus=status.corpus(None),
                writer=self._shelf.writer(),
                notice=status.notice(str(error)),
            )
        indexed = bool(overview and overview.articles)
        return Update(
            conversation=render.conversation(session, examples, indexed=indexed),
            panel=self._side.panel(session),
            corpus=self._shelf.counts(overview),
            problems=self._shelf.problems(overview),
            writer=self._shelf.writer(),
            as_of_hint=self._shelf.hint() if indexed else "",
            notice="",
        )

    def changed(
        self, first: str | None, last: str | None, as_of: str | None, session: Session, at: float
    ) -> Update:
        """What is wrong with the fields, and before the first question examples that fit them.

        ``at`` is when the browser saw the change. Two changes are two requests, which end in any
        order: what a later one found wrong must not be cleared by an earlier one.
        """
        session.changed = max(session.changed, at)
        try:
            within = fields.within(first, last, as_of)
        except QuestionError as error:
            return Update(notice=status.notice(str(error))) if at == session.changed else Update()
        fresh = None if session.turns else self.opened(session, within.as_of).conversation
        if at < session.changed:
            return Update()
        # A question may have been asked meanwhile; its own steps draw the conversation then.
        return Update(notice="", conversation=None if session.turns else fresh)

    def ask(
        self,
        question: str,
        first: str | None,
        last: str | None,
        session: Session,
        as_of: str | None = None,
        *,
        quote: bool = False,
        typed: bool = True,
    ) -> Iterator[Update]:
        """The question's turn as it grows: at once, after each Event, and when it is done.

        ``quote`` asks for quotations, also where a model could write. One that was not ``typed``
        leaves what stands in the field: that is another question.
        """
        if not question.strip():
            return
        if session.busy:
            yield Update(notice=status.notice(WAIT))
            return
        try:
            within = fields.within(first, last, as_of)
        except QuestionError as error:
            yield Update(notice=status.notice(str(error)), busy=False)
            return
        within = replace(within, generator=self._generator(quote))
        yield from self._answered(question.strip(), within, session, sent=typed)

    def again(
        self,
        session: Session,
        number: int,
        first: str | None,
        last: str | None,
        applies: str | None = None,
        *,
        quote: bool = False,
    ) -> Iterator[Update]:
        """A turn's question in a new turn, with other days in the place of its own, or with none.

        The page's fields hold as they did then, but with ``quote`` nothing is sent to a model that
        was then. A turn that is still being answered is stopped.
        """
        turn = session.turns.get(number)
        if turn is None:
            return
        try:
            given = fields.instead(first, last, applies, turn.dates)
        except QuestionError as error:
            yield Update(notice=status.notice(str(error)))
            return
        yield from self._repeated(session, number, replace(turn.within, dates=given.dates), quote)

    def quoted(self, session: Session, number: int) -> Iterator[Update]:
        """A turn's question in a new turn, answered with quotations: no model is asked."""
        turn = session.turns.get(number)
        if turn is not None:
            yield from self._repeated(session, number, turn.within, True)

    def retried(self, session: Session, number: int, *, quote: bool = False) -> Iterator[Update]:
        """A turn's question once more in a new turn, within the same as then."""
        turn = session.turns.get(number)
        if turn is not None:
            yield from self._repeated(session, number, turn.within, quote)

    def edited(
        self, session: Session, number: int, question: str, *, quote: bool = False
    ) -> Iterator[Update]:
        """Another question in the place of a turn's, in a new turn: the fields hold as they did
        then, and what had been said before is the history. Its dates are its own."""
        turn = session.turns.get(number)
        if turn is None or not question.strip():
            return
        within = replace(turn.within, dates=None)
        yield from self._repeated(session, number, within, quote, question.strip())

    def _repeated(
        self,
        session: Session,
        number: int,
        within: Within,
        quote: bool,
        question: str | None = None,
    ) -> Iterator[Update]:
        session.stop(number)
        if session.busy:
            yield Update(notice=status.notice(WAIT))
            return
        before = number if within.before is None else within.before
        generator = "extractive" if quote else within.generator
        within = replace(within, before=before, generator=generator)
        yield from self._answered(question or session.turns[number].question, within, session)

    def _answered(
        self, question: str, within: Within, session: Session, *, sent: bool = False
    ) -> Iterator[Update]:
        from assistant.chat.understanding import question_of

        try:
            question_of(question)  # what is not read stays in its field, and leaves no turn
            ticket = self._places.queue()
        except (Busy, QuestionError) as error:
            yield Update(notice=status.notice(str(error)), busy=False)
            return
        with ticket:
            yield from self._in_turn(question, within, session, ticket, sent=sent)

    def _in_turn(
        self, question: str, within: Within, session: Session, ticket: Ticket, *, sent: bool
    ) -> Iterator[Update]:
        before = session.conversation
        begun = self._kept.begin(session, question, within)
        if begun is None:
            yield Update(notice=status.notice(WAIT))
            return
        number, remark = begun
        owner, conversation = session.owner, session.conversation
        mine = stream.Mine(session, number)
        try:
            arriving = stream.moments(self._events(session, number), session, number, ticket)
            yield Update(
                conversation=render.conversation(session),
                panel=self._side.panel(session),
                notice=status.notice(remark) if remark else "",
                sync="",
                busy=True,
                sent=sent,
                address=_address(session),
                instead=before is None,
                listed=self._listed.anew(session),
            )
            kept = monotonic()
            for more in arriving:
                yield Update(conversation=render.conversation(session) if more else None)
                kept = self._kept.going_on(session, number, kept)
            shown = mine.shown
            if shown is None or shown.stopped:  # what ended it has drawn the page
                return
            remark = self._kept.settle(session)
            self._side.learn(session)
            self._since.look(session)
            yield Update(
                conversation=render.conversation(session),
                # Whoever has opened an article while the answer came keeps it.
                panel=None if session.opened or session.reading else self._side.panel(session),
                corpus=self._shelf.fresh_counts(),
                notice=status.notice(remark) if remark else None,
                busy=False,
            )
        except GeneratorExit:
            if mine.shown:
                session.stop(number)  # closed before its first Event, maybe
            raise
        finally:
            self._kept.settle(session)
            self._kept.ended(owner, conversation, number)

    def _events(self, session: Session, number: int) -> Iterator[Event]:
        turn = session.turns[number]
        before = number if turn.within.before is None else turn.within.before
        return self._assistant.stream(
            turn.question,
            history=_history(session, before),
            limit=turn.within.published,
            as_of=turn.within.as_of,
            dates=turn.within.dates,
            generator=turn.within.generator,
        )

    def stopped(self, session: Session, reason: str | None = None) -> Update:
        """What is left of an answer that was stopped, or failed for ``reason``."""
        if reason is None:
            session.stop()
        else:
            for number in [n for n, turn in session.turns.items() if turn.busy]:
                session.fail(number, reason)
        remark = self._kept.settle(session)
        return Update(
            conversation=render.conversation(session),
            panel=self._side.panel(session),
            notice=status.notice(remark) if remark else None,
            busy=False,
        )

    def sync(
        self, session: Session, work: Generator[Update, None, Update | None] | None = None
    ) -> Iterator[Update]:
        """A sync (or ``work``) with its progress, then what it did, its problems, and all that the
        page shows of the corpus."""
        done = yield from work or self._shelf.sync()
        if done is not None:
            changed = self._shelf.changed().changed
            # The problems as the sync told them: the index keeps fewer.
            yield replace(
                self.synced(session), sync=done.sync, problems=done.problems, changed=changed
            )

    def synced(self, session: Session, as_of: date | None = None) -> Update:
        """All that the page shows of the corpus, after a sync here or elsewhere."""
        before, generation = session.fates, session.fated
        fresh = self.opened(session, as_of)
        stale = session.suggested if session.fated != generation else {}
        if stale:  # what they ask about may have left; After makes new ones
            session.suggested = {}
            fresh = replace(fresh, conversation=render.conversation(session))
        elif session.turns and session.fates == before:  # every quote stands as it did
            fresh = replace(fresh, conversation=None)
        # What is wrong with the fields stays said; an article that is open may have changed.
        return replace(fresh, notice=fresh.notice or None)


def _address(session: Session) -> str | None:
    """Where the conversation is found again, once it is kept."""
    kept = session.conversation if not session.unkept else None
    return address.of_conversation(kept) if kept else None


def _history(session: Session, before: int) -> list[Turn]:
    """The turns before that one which were answered."""
    from assistant.chat import Turn

    return [
        Turn(one.question, one.answer)
        for number, one in session.turns.items()
        if one.answer and number < before
    ]
