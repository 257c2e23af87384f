"""A passage as the searches take it in: with its id, its article, and what is said of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Article
from assistant.index.passages import searchable
from assistant.index.records import as_day, day_number


@dataclass(frozen=True, slots=True)
class Piece:
    """``body[start:end]`` of an article under a passage id."""

    pid: int
    start: int
    end: int
    article: Article

    @property
    def text(self) -> str:
        return self.article.body[self.start : self.end]

    @property
    def searchable(self) -> str:
        return searchable(self.text, self.article.title, self.article.published)

    @property
    def metadata(self) -> dict[str, str | int]:
        """What Chroma keeps beside the text; days as yyyymmdd."""
        found: dict[str, str | int] = {
            "article": self.article.id,
            "title": self.article.title,
            "date": day_number(self.article.published),
            "start": self.start,
            "end": self.end,
        }
        if self.article.source:
            found["source"] = self.article.source
        if self.article.url:
            found["url"] = self.article.url
        return found


def stored_pieces(catalog: sqlite3.Connection) -> Iterator[Piece]:
    """Every passage of a catalog, by day and article: in the order of vectors.npy."""
    articles = catalog.execute(
        "SELECT key, id, published, title, body, source, url FROM articles ORDER BY published, id"
    )
    for key, name, day, title, body, source, url in articles:
        article = Article(name, as_day(day), title, body, source, url)
        spans = catalog.execute(
            'SELECT pid, start, "end" FROM passages WHERE article = ? ORDER BY start', (key,)
        )
        for pid, start, end in spans:
            yield Piece(pid, start, end, article)
