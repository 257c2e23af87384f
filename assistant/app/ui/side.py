"""The right-hand side: the sources of what is selected, or the article of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.app.ui import render, sources
from assistant.app.ui.update import Update
from assistant.app.ui.view import Key, Session
from assistant.domain import Article
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant


class Side:
    """What stands beside the answers; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def panel(self, session: Session) -> str:
        return sources.panel(session, self._articles(session))

    def select(self, session: Session, key: Key, label: int | None) -> Update:
        """The sources of an answer, or the article of one of them, marked in the answer, too."""
        before = session.selected
        session.select(key, label)
        digest = timeline = None
        if "digest" in (before, session.selected):
            digest = render.board(session, "digest")
        if "timeline" in (before, session.selected):
            timeline = render.board(session, "timeline")
        return Update(
            conversation=render.conversation(session) if session.turns else None,
            digest=digest,
            timeline=timeline,
            panel=self.panel(session),
        )

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
