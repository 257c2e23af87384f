"""What the page does with conversations that are kept: opens, renames, saves and deletes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.app.ui.desks.address import Wanted, of_conversation, read
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.kept import Kept
from assistant.app.ui.desks.telling import told
from assistant.app.ui.desks.update import Outgoing, Update
from assistant.app.ui.desks.view import Session, key_of
from assistant.app.ui.drawing import status
from assistant.app.ui.drawing.listed import Listed
from assistant.errors import AssistantError, ConversationMissing

if TYPE_CHECKING:
    from assistant.chat.shown import Shown

_NAMED = 60
"""Characters of a title in the name of its file."""


class Past:
    """The conversations of a tab's owner; holds nothing of its own, so tabs share one."""

    def __init__(self, desk: Desk, kept: Kept, listed: Listed) -> None:
        self._desk = desk
        self._kept = kept
        self._listed = listed

    def entered(self, session: Session, owner: str, minutes: int = 0) -> None:
        """From now on the tab is that owner's; what another had in it is left.

        ``minutes`` is how far the browser's clock is behind UTC.
        """
        if session.owner != owner:
            self._kept.leave(session)
            session.boards.clear()
            session.owner = owner
        session.minutes = minutes if abs(minutes) <= 24 * 60 else 0

    def resumed(self, session: Session, owner: str, place: object) -> None:
        """Gives a tab back what the server has forgotten of it, or never knew, since a restart.

        ``place`` is what the browser says of itself: its address and its clock, or anything.
        """
        if session.owner:
            return
        query, minutes = said(place)
        self.entered(session, owner, minutes)
        id = read(query).conversation
        if id is not None:
            with suppress(AssistantError):  # deleted meanwhile: the next question begins a new one
                self._kept.open(session, id)

    def caught_up(self, session: Session) -> Update:
        """What another tab was waiting for, once it is there."""
        if not self._kept.caught_up(session):
            return Update()
        drawn = self._desk.opened(session)
        panel = drawn.panel if session.opened is None and session.reading is None else None
        return Update(conversation=drawn.conversation, panel=panel)

    def page(self, session: Session, wanted: Wanted | None = None) -> Update:
        """The whole page with the conversation that an address asks for, and its source opened.

        An address that names none stands for a new conversation.
        """
        wrong = None
        id = wanted.conversation if wanted else None
        if id is None:
            if session.turns:
                self._kept.leave(session)
        elif id != session.conversation:
            try:
                self._kept.open(session, id)
            except AssistantError as error:
                self._kept.leave(session)
                wrong = f"{told(error)} This is a new conversation."
        self._select(session, wanted)
        drawn = replace(self._drawn(session), tab="chat", busy=session.busy)
        if wrong is None:
            return drawn
        return replace(drawn, notice=status.notice(wrong), address="", instead=True)

    def beside(self, session: Session) -> Update:
        """The whole page with the conversation that it has, for an address of something else."""
        return self._drawn(session)

    def _drawn(self, session: Session) -> Update:
        return replace(self._desk.opened(session), listed=self._listed.drawn(session))

    @staticmethod
    def _select(session: Session, wanted: Wanted | None) -> None:
        turn = key_of(wanted.turn) if wanted else None
        source = key_of(wanted.source) if wanted else None
        if isinstance(turn, int):
            session.select(turn)
            session.select(turn, source if isinstance(source, int) else None)

    def open(self, session: Session, id: str) -> Update:
        """That conversation, its address, and the list with it marked."""
        drawn = self.page(session, Wanted(id))
        return drawn if drawn.address == "" else replace(drawn, address=of_conversation(id))

    def fresh(self, session: Session) -> Update:
        """A new conversation; the one before stays in the list."""
        return replace(self.page(session), address="")

    def rename(self, session: Session, id: str, title: str) -> Update:
        try:
            self._kept.store.rename(session.owner, id, title)
        except AssistantError as error:
            return self._told(session, error)
        return Update(listed=self._listed.drawn(session))

    def delete(self, session: Session, id: str) -> Update:
        """Without the conversation; where the tab has it open, with a new one."""
        try:
            self._kept.store.delete(session.owner, id)
        except ConversationMissing:
            pass  # it was deleted in another tab, which is what was wanted
        except AssistantError as error:
            return self._told(session, error)
        if id != session.conversation:
            return Update(listed=self._listed.drawn(session))
        session.stop()
        session.clear()
        return replace(self.page(session), address="", instead=True)

    def saved(self, session: Session, id: str) -> Update:
        """The conversation as Markdown, to be saved as a file."""
        from assistant.app.export import conversation_markdown

        try:
            title = self._kept.store.conversation(session.owner, id).title
            turns: Mapping[int, Shown] = self._kept.store.turns(session.owner, id)
        except AssistantError as error:
            return self._told(session, error)
        return Update(outgoing=Outgoing(conversation_markdown(title, turns), file_name(title)))

    def _told(self, session: Session, error: AssistantError) -> Update:
        return Update(listed=self._listed.drawn(session, told(error)))


def said(place: object) -> tuple[str, int]:
    """What address.js sends: the address from its question mark on, and the minutes that the
    browser's clock is behind UTC. It comes from a browser and may be anything."""
    sent = place if isinstance(place, dict) else {}
    query, minutes = sent.get("query"), sent.get("minutes")
    return query if isinstance(query, str) else "", minutes if isinstance(minutes, int) else 0


def file_name(title: str) -> str:
    """ "whom-did-burns-telephone.md": letters and figures of any script, and hyphens."""
    words = re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:_NAMED].strip("-")
    return f"{words or 'conversation'}.md"
