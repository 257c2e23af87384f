"""What became of the articles that an answer cites, since it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.app.ui.desks.view import Fate, Session
from assistant.app.ui.drawing.quoting import holds
from assistant.domain import Article, Citation
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant


class Since:
    """Looks which quotes of a conversation still stand in the articles of today's index."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def look(self, session: Session) -> None:
        """Sets ``session.fates``; turns that were looked at on this generation are not again."""
        if not session.turns:
            return
        try:
            generation = self._assistant.overview().generation
        except AssistantError:
            return  # nothing is known of the articles; the page says why
        if session.fated != generation:
            session.fates, session.fated = {}, generation
        found: dict[str, Article | None] = {}
        fates = dict(session.fates)
        for number, shown in session.turns.items():
            if number not in fates and not shown.busy:
                fates[number] = self._of(shown.citations, found)
        session.fates = fates

    def _of(
        self, citations: tuple[Citation, ...], found: dict[str, Article | None]
    ) -> dict[int, Fate]:
        fates: dict[int, Fate] = {}
        for one in citations:
            if one.article not in found:
                try:
                    found[one.article] = self._assistant.article(one.article)
                except AssistantError:
                    found[one.article] = None
            article = found[one.article]
            if article is None:
                fates[one.label] = "gone"
            elif not holds(article, one):
                fates[one.label] = "changed"
        return fates
