"""What a tab's conversation leaves in the store: begun with its first question, then turn by turn.

A turn is added when it is asked, put every now and then while its answer arrives, and put for good
when that has ended, was stopped, or its tab was closed. A store that cannot be written ends no
conversation: it goes on, and its tab is told once that it is not kept.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from assistant.app.ui.desks.telling import told
from assistant.app.ui.desks.view import Session
from assistant.chat.shown import Shown, Within
from assistant.errors import AssistantError, ConversationMissing

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.chat.conversations import Conversation, Conversations

EVERY = 0.5
"""Seconds between two times that an answer is put while it arrives."""

MOST = 200
"""Conversations that are listed."""

GONE = (
    "This conversation was deleted meanwhile: what stands here is not kept, and your next question "
    "begins a new one."
)
NEW = "This conversation was deleted meanwhile: a new one was begun with your question."
UNKEPT = "What is asked here is not kept."

_UNNUMBERED = 1_000_000
"""Where the numbers of turns begin that are not kept: no turn of the store has those."""


class Kept:
    """The conversations of the store as the tabs of a page use them."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._one_by_one = Lock()
        self._live: set[tuple[str, str, int]] = set()
        """The turns that a tab is waiting for: owner, conversation, number."""

    @property
    def store(self) -> Conversations:
        return self._assistant.conversations

    def listed(self, session: Session) -> list[Conversation]:
        """The owner's conversations, last changed first; empty where they cannot be read."""
        try:
            return self.store.listed(session.owner, MOST) if session.owner else []
        except AssistantError:
            return []  # told as soon as something is to be kept

    def begin(self, session: Session, question: str, within: Within) -> tuple[int, str] | None:
        """The number of a new turn and what its asker should know of it (mostly nothing).

        None where another question came first: a tab waits for one answer at a time.
        """
        with self._one_by_one:
            if session.busy:
                return None
            if not session.owner:
                return session.begin(question, within), ""
            if session.unkept:
                return self._unnumbered(session, question, within), ""
            try:
                return self._added(session, question, within)
            except AssistantError as error:
                session.unkept = True
                return self._unnumbered(session, question, within), f"{UNKEPT} {told(error)}"

    def _added(self, session: Session, question: str, within: Within) -> tuple[int, str]:
        remark = ""
        if session.conversation is None:
            session.clear()  # what is still drawn of one that was deleted
        else:
            try:
                return self._numbered(session, question, within), remark
            except ConversationMissing:
                session.clear()
                remark = NEW
        session.conversation = self.store.begin(session.owner, question)
        # What it was asked after is no more.
        return self._numbered(session, question, replace(within, before=None)), remark

    def _numbered(self, session: Session, question: str, within: Within) -> int:
        assert session.conversation is not None
        shown = Shown(question, within)
        number = self.store.add(session.owner, session.conversation, shown)
        self._live.add((session.owner, session.conversation, number))
        session.begin(question, within, number)
        session.pending.add(number)
        return number

    @staticmethod
    def _unnumbered(session: Session, question: str, within: Within) -> int:
        newest = max(session.turns, default=0)
        return session.begin(question, within, max(newest + 1, _UNNUMBERED))

    def going_on(self, session: Session, number: int, since: float) -> float:
        """Keeps what has arrived so far, if the last time (``since``) was some while ago."""
        now = monotonic()
        shown = session.turns.get(number)
        if now - since < EVERY or shown is None or not shown.busy or number not in session.pending:
            return since
        with suppress(AssistantError):  # its end will tell
            self._put(session, number, shown)
        return now

    def settle(self, session: Session) -> str:
        """Keeps the turns that have ended since; what their asker should know of it, or nothing."""
        remark = ""
        for number in sorted(session.pending):
            shown = session.turns.get(number)
            if shown is not None and shown.busy:
                continue
            session.pending.discard(number)
            if shown is None:
                continue
            try:
                self._put(session, number, shown)
            except ConversationMissing:
                session.conversation = None
                session.pending.clear()
                return GONE
            except AssistantError as error:
                session.unkept = True
                remark = f"{UNKEPT} {told(error)}"
        return remark

    def ended(self, owner: str, conversation: str | None, number: int) -> None:
        """Nobody is waiting for that turn any more; what it came to was put before."""
        if conversation is not None:
            self._live.discard((owner, conversation, number))

    def _awaited(self, session: Session) -> set[int]:
        here = session.owner, session.conversation
        return {number for *of, number in tuple(self._live) if tuple(of) == here}

    def caught_up(self, session: Session) -> bool:
        """Whether a turn that another tab was waiting for has ended, and is here now."""
        ended = session.elsewhere - self._awaited(session)
        if not ended or session.conversation is None:
            return False
        session.elsewhere = session.elsewhere - ended
        try:
            kept = self.store.turns(session.owner, session.conversation)
            votes = self.store.votes(session.owner, session.conversation)
        except AssistantError:
            return True  # deleted meanwhile: they stay as they were, and are not awaited
        for number in ended & kept.keys() & session.turns.keys():
            session.put(number, kept[number])
            session.fates.pop(number, None)
            if number in votes:
                session.votes[number] = votes[number]
        return True

    def _put(self, session: Session, number: int, shown: Shown) -> None:
        if session.conversation is not None:
            self.store.put(session.owner, session.conversation, number, shown)

    def leave(self, session: Session) -> None:
        """Ends what is under way and keeps it; the tab then has no conversation."""
        session.stop()
        self.settle(session)
        session.clear()

    def open(self, session: Session, id: str) -> None:
        """Turns to a conversation of the owner, as it was kept.

        Raises ConversationMissing where there is none, ConversationError where it cannot be read.
        """
        if not session.owner:
            raise ConversationMissing
        turns = self.store.turns(session.owner, id)
        votes = self.store.votes(session.owner, id)
        self.leave(session)
        session.enter(id, turns, votes)
        session.elsewhere = self._awaited(session) & {n for n, one in turns.items() if one.stopped}
