"""The conversations in the left column as HTML, by the day that they were last gone on with.

What can be done with one (rename, copy its link, save, delete) is not written here for each of
them: listed.js has one box for it, which it opens beside the one that it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.app.ui.desks import address
from assistant.app.ui.desks.kept import MOST, Kept
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing.markup import day_tag, shorten, text

if TYPE_CHECKING:
    from assistant.chat.conversations import Conversation

TITLE_SHOWN = 140
"""Characters of a title; the stylesheet cuts them to two lines."""


class Listed:
    """The list of a tab's owner."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def drawn(self, session: Session, wrong: str = "") -> str:
        """The list; ``wrong`` says above it what could not be done."""
        conversations = self._kept.listed(session)
        session.listing = listed(
            conversations, session.conversation, datetime.now(UTC), session.minutes, wrong
        )
        return session.listing

    def anew(self, session: Session) -> str | None:
        """The list, where it is not the one that is drawn already: 200 lines take their time."""
        if not session.owner:
            return None
        before = session.listing
        return drawn if (drawn := self.drawn(session)) != before else None


def listed(
    conversations: Sequence[Conversation],
    current: str | None,
    now: datetime,
    minutes: int = 0,
    wrong: str = "",
) -> str:
    """Under "Today", "Yesterday" and "Earlier", in their order; ``current`` is the one shown.

    ``minutes`` is how far the reader's clock is behind UTC.
    """
    behind = timedelta(minutes=minutes)
    today = (now - behind).date()
    days = [(_day(one, behind), one) for one in conversations]
    groups = "".join(
        f'<h2>{name}</h2><ul role="list">'
        + "".join(_line(one, when, one.id == current, name == "Earlier") for when, one in group)
        + "</ul>"
        for name, group in groupby(days, lambda pair: _name(pair[0], today))
    )
    if not conversations:
        groups = '<p class="dl-note">What you ask is kept here.</p>'
    elif len(conversations) >= MOST:
        groups += f'<p class="dl-note">The newest {MOST} are listed.</p>'
    told = f'<p class="dl-error" role="alert">{text(wrong)}</p>' if wrong else ""
    return f'<nav class="dl-past" aria-label="Conversations">{told}{groups}</nav>'


def _day(one: Conversation, behind: timedelta) -> date:
    return (datetime.fromisoformat(one.changed) - behind).date()


def _name(day: date, today: date) -> str:
    if day >= today:
        return "Today"
    return "Yesterday" if day == today - timedelta(days=1) else "Earlier"


def _line(one: Conversation, when: date, here: bool, dated: bool) -> str:
    title = text(shorten(one.title, TITLE_SHOWN))
    current = ' aria-current="page"' if here else ""
    day = f'<span class="dl-meta">{day_tag(when)}</span>' if dated else ""
    return (
        f'<li data-id="{text(one.id)}"><a href="{text(address.of_conversation(one.id))}" '
        f'data-do="open"{current}><span class="dl-words" dir="auto">{title}</span>{day}</a>'
        f'<button type="button" data-do="more" aria-expanded="false" '
        f'aria-label="More about {title}">⋯</button></li>'
    )
