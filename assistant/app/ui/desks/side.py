"""The right-hand side: the sources of what is selected, or the article of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.app.ui.desks import address
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import BOARDS, Key, Session, key_of
from assistant.app.ui.drawing import sources, tabs
from assistant.app.ui.drawing.opened import ALONE, NO_STORY, Around
from assistant.domain import Article
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant


class Side:
    """What stands beside the answers; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def panel(self, session: Session) -> str:
        articles = self._articles(session)
        return sources.panel(session, articles, self._around(session, articles))

    def select(self, session: Session, key: Key, label: int | None) -> Update:
        """The sources of an answer, or the article of one of them."""
        session.select(key, label)
        return Update(panel=self.panel(session))

    def read(self, session: Session, key: Key, article: str) -> Update:
        """An article beside an answer that need not cite it."""
        session.read(key, article)
        return Update(panel=self.panel(session))

    def beside(self, session: Session, tab: object) -> Update:
        """The sources of what that tab shows, where another's stood there, and its address."""
        if (key := key_of(tab)) is None:
            here = isinstance(session.selected, int)
            key = session.selected if here else max(session.turns, default=None)
        before = session.selected
        if key != before:
            session.turn_to(key if key is None or session.shown(key) else None)
        drawn = Update() if key == before else Update(panel=self.panel(session))
        return replace(drawn, address=self._address_of(session, key), instead=True)

    def _address_of(self, session: Session, key: Key | None) -> str | None:
        """Where a board, or the conversation, is found again; None leaves the address alone."""
        if key in BOARDS:
            shown = session.shown(key)
            return tabs.link(key, shown) if shown else None
        kept = session.conversation if not session.unkept else None
        return address.of_conversation(kept) if kept else ""

    def learn(self, session: Session) -> None:
        """The outlets of all that is cited in the tab, for the cards beside the chips."""
        there = (*session.turns.values(), *session.boards.values())
        cited = [one for shown in there for one in shown.citations]
        for name in {one.article for one in cited} - session.outlets.keys():
            self._article(session, name)

    def _around(self, session: Session, articles: Mapping[str, Article]) -> Around:
        """What the opened article is shown with; nothing where none is open."""
        shown, label = session.current, session.opened
        cited = shown.citation(label) if shown is not None and label is not None else None
        name = session.reading or (cited.article if cited else None)
        if name is None or name not in articles:
            return ALONE
        link = ""
        if session.conversation and session.reading is None and isinstance(session.selected, int):
            link = address.of_conversation(session.conversation, session.selected, label)
        try:
            story = self._assistant.story(name)
            spans = self._assistant.event_spans(name)
        except AssistantError:  # gone between two look-ups: a sync runs beside us
            return Around((), NO_STORY, link)
        return Around(spans, story, link)

    def _articles(self, session: Session) -> dict[str, Article]:
        """The cited articles of the selected answer that are still in the corpus, and the one
        that is read beside it."""
        shown = session.current
        names = [one.article for one in shown.citations] if shown else []
        if session.reading is not None:
            names.append(session.reading)
        known = {name: self._article(session, name) for name in dict.fromkeys(names)}
        return {name: found for name, found in known.items() if found is not None}

    def _article(self, session: Session, name: str) -> Article | None:
        """None where it is gone since: the panel says so beside the quote that was kept."""
        try:
            found = self._assistant.article(name)
        except AssistantError:
            session.outlets.setdefault(name, "")
            return None
        session.outlets[name] = found.source or ""
        return found
