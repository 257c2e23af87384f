"""What the page does when something is pressed: plain generators over an Assistant and a Session.

Nothing here knows Gradio; page.py gives each update to the component that shows it. One question is
one generator of :class:`Update`; closing it (Stop, a closed tab) closes the assistant's stream.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from assistant.app.ui import render, sources, status
from assistant.app.ui.markup import day
from assistant.app.ui.syncing import Sync
from assistant.app.ui.view import Session, advance
from assistant.dates import iso_day
from assistant.domain import Article, DateRange, Event, Overview, Progress
from assistant.errors import AssistantError, IndexMissing, QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.chat import Turn

FAILED = "The answer could not be finished; the terminal that runs the assistant says why."

UNSYNCED = "The sync could not be finished; the terminal that runs the assistant says why."

WAIT = "An answer is still being written: wait for its end, or press Stop."

_LOOK = 0.15
"""Seconds between two looks at how far a sync is."""


@dataclass(frozen=True, slots=True)
class Update:
    """HTML for the parts of the page that change; None leaves a part as it is.

    ``busy`` says whether an answer is under way; ``sent`` that the question was taken, so that its
    field can be emptied.
    """

    conversation: str | None = None
    panel: str | None = None
    notice: str | None = None
    corpus: str | None = None
    sync: str | None = None
    busy: bool | None = None
    sent: bool = False


def published(first: str | None, last: str | None) -> DateRange | None:
    """The days between two fields as ``YYYY-MM-DD``, None where both are empty.

    Raises QuestionError for what is no day and for a first day after the last.
    """
    start, end = _day(first, "From"), _day(last, "To")
    if start is None and end is None:
        return None
    if start and end and start > end:
        raise QuestionError(
            f"From ({day(start)}) is after To ({day(end)}): swap the days, or clear one of them."
        )
    return DateRange(start, end)


def _day(field: str | None, name: str) -> date | None:
    written = (field or "").strip()
    if not written:
        return None
    try:
        return iso_day(written)
    except ValueError:
        raise QuestionError(
            f"{name} is not a day: “{written[:40]}”. Write it as year-month-day, like 2021-11-06."
        ) from None


class Desk:
    """The assistant as the page uses it; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def _counts(self, overview: Overview | None) -> str:
        from assistant.config import LOCAL_EMBEDDING

        embedding = self._assistant.settings.embedding
        return status.corpus(overview, None if embedding == LOCAL_EMBEDDING else embedding)

    def _fresh_counts(self) -> str | None:
        """The counts after what may have been synced elsewhere, None where they cannot be had."""
        try:
            return self._counts(self._overview())
        except AssistantError:
            return None

    def _overview(self) -> Overview | None:
        """None where nothing is indexed yet."""
        try:
            return self._assistant.overview()
        except IndexMissing:
            return None

    def opened(self, session: Session) -> Update:
        """The whole page, as a tab sees it that has just opened (or was just synced)."""
        try:
            overview = self._overview()
            examples: Sequence[str] = self._assistant.examples() if overview else ()
        except AssistantError as error:
            return Update(
                conversation=render.conversation(session, indexed=False),
                corpus=status.corpus(None),
                notice=status.notice(str(error)),
            )
        indexed = bool(overview and overview.articles)
        return Update(
            conversation=render.conversation(session, examples, indexed=indexed),
            panel=self._panel(session),
            corpus=self._counts(overview),
            notice="",
        )

    def checked(self, first: str | None, last: str | None) -> str:
        """What is wrong with the two days, as HTML; empty where nothing is."""
        try:
            published(first, last)
        except QuestionError as error:
            return status.notice(str(error))
        return ""

    def ask(
        self, question: str, first: str | None, last: str | None, session: Session
    ) -> Iterator[Update]:
        """The question's turn as it grows: at once, after each Event, and when it is done."""
        if not question.strip():
            return
        if session.busy:
            yield Update(notice=status.notice(WAIT))
            return
        try:
            limit = published(first, last)
        except QuestionError as error:
            yield Update(notice=status.notice(str(error)), busy=False)
            return
        history = _history(session)
        number = session.begin(question.strip())
        yield Update(
            conversation=render.conversation(session),
            panel=self._panel(session),
            notice="",
            sync="",
            busy=True,
            sent=True,
        )
        for drawn in self._stream(question, history, limit, session, number):
            yield Update(conversation=drawn)
        shown = session.turns.get(number)
        if shown is None or shown.stopped:  # what ended it has drawn the page
            return
        yield Update(
            conversation=render.conversation(session),
            # Whoever has opened an article while the answer came keeps it.
            panel=self._panel(session) if session.opened is None else None,
            corpus=self._fresh_counts(),
            busy=False,
        )

    def _stream(
        self,
        question: str,
        history: Sequence[Turn],
        limit: DateRange | None,
        session: Session,
        number: int,
    ) -> Iterator[str]:
        try:
            stream = self._assistant.stream(question, history=history, limit=limit)
            # A generator, as the seam says: closing it ends the work behind it.
            with closing(cast("Generator[Event]", stream)) as events:
                for event in events:
                    shown = session.turns.get(number)
                    if shown is None or not shown.busy:  # cleared or stopped meanwhile
                        return
                    session.turns[number] = advance(shown, event)
                    yield render.conversation(session)
        except AssistantError as error:
            session.fail(number, str(error))
        except GeneratorExit:
            # It may come late, when the next question is under way already.
            session.stop(number)
            raise

    def stopped(self, session: Session, reason: str | None = None) -> Update:
        """What is left of an answer that was stopped, or failed for ``reason``."""
        if reason is None:
            session.stop()
        else:
            for number in [n for n, turn in session.turns.items() if turn.busy]:
                session.fail(number, reason)
        return Update(
            conversation=render.conversation(session), panel=self._panel(session), busy=False
        )

    def select(self, session: Session, number: int, label: int | None) -> Update:
        """The sources of an answer, or the article of one of them."""
        session.select(number, label)
        return Update(conversation=render.conversation(session), panel=self._panel(session))

    def _panel(self, session: Session) -> str:
        return sources.panel(session, self._articles(session))

    def _articles(self, session: Session) -> dict[str, Article]:
        """The cited articles of the selected answer that are still in the corpus."""
        shown = session.current
        found = {}
        for cited in dict.fromkeys(one.article for one in shown.citations) if shown else ():
            try:
                found[cited] = self._assistant.article(cited)
            except AssistantError:
                continue  # gone since: the panel says so beside the quote that was kept
        return found

    def sync(self, session: Session) -> Iterator[Update]:
        """A sync with its progress, then what it did, its problems, and the new counts."""
        work = Sync(self._assistant)
        yield Update(sync=status.syncing(None))
        last: Progress | None = None
        while work.running(_LOOK):
            if work.progress is not last:
                last = work.progress
                yield Update(sync=status.syncing(last))
        if work.report is None:
            yield Update(sync=status.notice(str(work.error or UNSYNCED)))
            return
        fresh = self.opened(session)
        yield Update(
            sync=status.synced(work.report),
            corpus=fresh.corpus,
            conversation=None if session.turns else fresh.conversation,
            panel=fresh.panel,  # an article that is open may have changed
        )


def _history(session: Session) -> list[Turn]:
    from assistant.chat import Turn

    return [Turn(one.question, one.answer) for one in session.turns.values() if one.answer]
