"""What is done with an answer once it is there: it is copied, judged, and led on from.

As in handlers.py nothing here knows Gradio.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.app.ui.desks.places import Places
from assistant.app.ui.desks.telling import told
from assistant.app.ui.desks.update import Outgoing, Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import render, status
from assistant.app.ui.drawing.plain import plain
from assistant.chat.feedback import LONGEST_COMMENT, Vote
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant

QUESTIONS = 3
"""Questions that are offered under an answer."""

PATIENCE = 20.0
"""Seconds that they wait for others to be answered: what is asked comes before what may be."""


class After:
    """Holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant, places: Places | None = None) -> None:
        self._assistant = assistant
        self._places = places or Places()

    def copied(self, session: Session, number: int) -> Update:
        """The answer with its sources, for the clipboard."""
        shown = session.turns.get(number)
        if shown is None or not (shown.answer or shown.claims):
            return Update()
        return Update(outgoing=Outgoing(plain(shown, session.outlets)))

    def voted(self, session: Session, number: int, way: object, comment: object = None) -> Update:
        """A thumb, kept in the store; the same one again, without a comment, takes it back.

        ``way`` and ``comment`` come from a browser and may be anything. A comment that is None
        leaves the one that is there, where the thumb stays the same.
        """
        shown, before = session.turns.get(number), session.votes.get(number)
        if shown is None or shown.answer is None or way not in ("up", "down"):
            return Update()
        same = before is not None and before.vote == way
        said = comment.strip()[:LONGEST_COMMENT] if isinstance(comment, str) else None
        vote = None
        if said is not None or not same:
            vote = Vote("up" if way == "up" else "down", said or "", _now())
        try:
            self._keep(session, number, vote)
        except AssistantError as error:
            return Update(notice=status.notice(told(error)))
        if vote is None:
            session.votes.pop(number, None)
        else:
            session.votes[number] = vote
        return Update(conversation=render.conversation(session), notice="")

    def _keep(self, session: Session, number: int, vote: Vote | None) -> None:
        if session.conversation is None or session.unkept:
            return  # for this tab alone, then
        self._assistant.conversations.vote(
            session.owner,
            session.conversation,
            number,
            vote.vote if vote else None,
            vote.comment if vote else "",
        )

    def suggested(self, session: Session) -> Update:
        """Questions that lead on from the newest answer, or from what a refused search found.

        They take longer than a sentence does, so they come when the answer is there.
        """
        self._places.idle(PATIENCE)
        number = next(reversed(session.turns), None)
        if number is None or session.busy:
            return Update()
        shown = session.turns[number]
        if shown.answer is None or number in session.suggested:
            return Update()
        generation = session.fated
        cited = [one.article for one in shown.citations]
        hits = shown.found.articles if shown.found else ()
        try:
            questions = self._assistant.suggestions(
                [one.question for one in session.turns.values()],
                list(dict.fromkeys(cited)) or list(hits),
                most=QUESTIONS,
                limit=shown.within.published,
                as_of=shown.within.as_of,
            )
        except AssistantError:  # the corpus went away: the answer stands without them
            return Update()
        if session.fated != generation:  # they may ask about what a sync has taken out meanwhile
            return self.suggested(session)
        session.suggested[number] = tuple(questions)
        # Asked or cleared meanwhile: what did that has drawn the page, and they are not wanted.
        newest = next(reversed(session.turns), None)
        return Update(conversation=render.conversation(session)) if newest == number else Update()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
