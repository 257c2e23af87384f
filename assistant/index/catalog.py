"""The catalog of a generation: articles, passages, days and files, in SQLite.

It holds the articles themselves, so that the index can be rebuilt without the original files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Article, ArticleEntry, DateRange, EventSpan, Passage, Problem
from assistant.index.database import Database
from assistant.index.eventdates import events_of, events_within, passages_within
from assistant.index.records import (
    FileRecord,
    PassageRecord,
    as_day,
    day_bounds,
    day_number,
    unpack_units,
)
from assistant.text.sentences import Unit


class Catalog:
    """Reads the catalog of one published generation; may be shared between threads."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder)
        self._rows = self._database.rows
        self._rows_of = self._database.rows_of

    def close(self) -> None:
        self._database.close()

    # articles

    def article(self, article_id: str) -> Article | None:
        rows = self._of_id(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", article_id)
        return _article(rows[0]) if rows else None

    def article_ids(self) -> list[str]:
        return [row[0] for row in self._rows("SELECT id FROM articles ORDER BY id")]

    def key(self, article_id: str) -> int | None:
        rows = self._of_id("SELECT key FROM articles WHERE id = ?", article_id)
        return int(rows[0][0]) if rows else None

    def _of_id(self, sql: str, article_id: str) -> list[tuple[Any, ...]]:
        """What is known by an id; nothing of one that has half a character, as none here has."""
        try:
            return self._rows(sql, article_id)
        except UnicodeEncodeError:
            return []

    def bodies(self, keys: Iterable[int]) -> dict[int, tuple[Article, list[Unit]]]:
        """Articles and their units by key."""
        sql = f"SELECT key, units, {_ARTICLE} FROM articles WHERE key IN (?)"
        return {
            row[0]: (_article(row[2:]), unpack_units(row[1])) for row in self._rows_of(sql, keys)
        }

    def entries(self) -> list[ArticleEntry]:
        """Every article, oldest first."""
        return _entries(self._rows(_ENTRY + _IN_ORDER), self.copies())

    def entries_of(self, keys: Iterable[int]) -> list[ArticleEntry]:
        """The articles of these keys, oldest first."""
        found = self._rows_of(f"{_ENTRY} WHERE a.key IN (?){_IN_ORDER}", keys)
        rows = sorted(found, key=lambda row: (row[2], row[1]))  # they come in batches
        return _entries(rows, self.copies({row[5] or row[0] for row in rows}))

    def copies_of(self, key: int) -> list[tuple[int, str, date]]:
        """The near-copies of an article and it itself as (key, id, day), oldest first; empty where
        it has none."""
        story = self._rows("SELECT coalesce(original, key) FROM articles WHERE key = ?", key)[0][0]
        return self.copies([story]).get(story, [])

    def within(self, days: DateRange | None) -> list[tuple[int, int]]:
        """(key, story) of every article published within the days, oldest first, then by id."""
        sql = (
            "SELECT key, coalesce(original, key) FROM articles WHERE published BETWEEN ? AND ? "
            "ORDER BY published, id"
        )
        return [(key, story) for key, story in self._rows(sql, *day_bounds(days))]

    def copies(
        self, stories: Iterable[int] | None = None
    ) -> dict[int, list[tuple[int, str, date]]]:
        """Groups of near-copies as (key, id, day), oldest first, by the original's key."""
        sql = (
            "SELECT coalesce(original, key), key, id, published FROM articles "
            "WHERE original IS NOT NULL OR key IN "
            "(SELECT original FROM articles WHERE original IS NOT NULL) "
        )
        order = "ORDER BY published, id"
        if stories is None:
            rows: Iterable[tuple[Any, ...]] = self._rows(sql + order)
        else:
            sql = (
                "SELECT o.original, a.key, a.id, a.published FROM "
                "(SELECT DISTINCT original FROM articles WHERE original IN (?)) o "
                "JOIN articles a ON a.key = o.original OR a.original = o.original "
                "ORDER BY a.published, a.id"
            )
            rows = self._rows_of(sql, stories)
        groups: dict[int, list[tuple[int, str, date]]] = {}
        for story, key, name, day in rows:
            groups.setdefault(story, []).append((key, name, as_day(day)))
        return groups

    def days(self) -> list[tuple[date, int]]:
        """Every day that has articles, and how many, oldest first."""
        sql = "SELECT published, count(*) FROM articles GROUP BY published ORDER BY published"
        return [(as_day(day), count) for day, count in self._rows(sql)]

    def newest(self, until: date) -> date | None:
        """The day of the newest article that is not dated after ``until``."""
        sql = "SELECT max(published) FROM articles WHERE published <= ?"
        day = self._rows(sql, day_number(until))[0][0]
        return as_day(day) if day else None

    def newest_ids(self, most: int, days: DateRange | None = None) -> list[str]:
        """The ids of the newest articles within the days, newest first."""
        sql = (
            "SELECT id FROM articles WHERE published BETWEEN ? AND ? "
            "ORDER BY published DESC, id LIMIT ?"
        )
        return [row[0] for row in self._rows(sql, *day_bounds(days), most)]

    def dated_after(self, day: date) -> list[tuple[str, str, date]]:
        """(file, id, day published) of the articles dated after ``day``."""
        sql = "SELECT file, id, published FROM articles WHERE published > ? ORDER BY id"
        return [(path, name, as_day(day)) for path, name, day in self._rows(sql, day_number(day))]

    # passages

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of an article in order."""
        sql = (
            'SELECT p.start, p."end" FROM passages p JOIN articles a ON a.key = p.article '
            "WHERE a.id = ? ORDER BY p.start"
        )
        article = self.article(article_id)
        if article is None:
            return []
        # Not substr() in SQL, which ends a text at a NUL character.
        return [
            Passage(article_id, start, end, article.body[start:end])
            for start, end in self._rows(sql, article_id)
        ]

    def records(self, pids: Iterable[int]) -> list[PassageRecord]:
        """The passages of these ids, in no order."""
        return [_record(row) for row in self._rows_of(_RECORD + "WHERE p.pid IN (?)", pids)]

    def records_of_rows(self, rows: Iterable[int]) -> list[PassageRecord]:
        return [_record(row) for row in self._rows_of(_RECORD + "WHERE p.row IN (?)", rows)]

    def rows_of_passages(self, pids: Iterable[int]) -> list[int]:
        """The rows of vectors.npy of these passage ids, in no order."""
        return [row for (row,) in self._rows_of("SELECT row FROM passages WHERE pid IN (?)", pids)]

    def row_span(self, days: DateRange) -> tuple[int, int]:
        """The rows ``[first, last)`` of vectors.npy whose articles were published in the range."""
        sql = "SELECT min(first), max(last) FROM days WHERE day BETWEEN ? AND ?"
        first, last = self._rows(sql, *day_bounds(days))[0]
        return (first or 0, last or 0)

    def counts(self) -> tuple[int, int]:
        """(articles, passages)."""
        row = self._rows("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)")
        return row[0][0], row[0][1]

    # event dates

    def events(self, keys: Iterable[int]) -> dict[int, list[EventSpan]]:
        """The event dates of articles by key, in the order of the text; no entry without any."""
        return events_of(self._database, keys)

    def telling(self, told: DateRange, bounds: DateRange | None) -> dict[int, list[EventSpan]]:
        """The event dates that lie wholly in ``told``, of articles published within ``bounds``, by
        the article's key."""
        return events_within(self._database, told, bounds)

    def telling_passages(self, told: DateRange, bounds: DateRange | None) -> list[int]:
        """The ids of the passages that hold such an event date whole, in order."""
        return passages_within(self._database, told, bounds)

    # files

    def copy_count(self) -> int:
        """How many articles are near-copies of another."""
        sql = "SELECT count(*) FROM articles WHERE original IS NOT NULL"
        return int(self._rows(sql)[0][0])

    def files(self) -> dict[str, FileRecord]:
        sql = "SELECT path, root, hash, size, mtime FROM files"
        return {row[0]: FileRecord(*row) for row in self._rows(sql)}

    def waiting(self) -> list[tuple[str, str | None]]:
        """Files with an article that was skipped for its id, and the root of the file that has the
        id: None where none has it now."""
        sql = (
            "SELECT DISTINCT w.path, f.root FROM waiting w LEFT JOIN articles a ON a.id = w.id "
            "LEFT JOIN files f ON f.path = a.file"
        )
        return [(path, root) for path, root in self._rows(sql)]

    def articles_by_root(self) -> dict[str, int]:
        """How many articles came from each root."""
        sql = (
            "SELECT f.root, count(*) FROM articles a JOIN files f ON f.path = a.file "
            "GROUP BY f.root ORDER BY f.root"
        )
        return dict(self._rows(sql))

    def problems(self) -> list[Problem]:
        return [Problem(*row) for row in self._rows(PROBLEMS)]


PROBLEMS = "SELECT path, line, message FROM problems ORDER BY path, line"
WAITING = "SELECT DISTINCT path FROM waiting WHERE id NOT IN (SELECT id FROM articles)"
_ENTRY = (
    "SELECT a.key, a.id, a.published, a.title, a.source, a.original, count(p.pid) "
    "FROM articles a LEFT JOIN passages p ON p.article = a.key"
)
_IN_ORDER = " GROUP BY a.key ORDER BY a.published, a.id"
_ARTICLE = "id, published, title, body, source, url"
_RECORD = (
    'SELECT p.pid, p.row, p.start, p."end", a.key, a.id, a.title, a.published, a.original '
    "FROM passages p JOIN articles a ON a.key = p.article "
)


def _entries(
    rows: Iterable[Sequence[Any]], copies: Mapping[int, Sequence[tuple[int, str, date]]]
) -> list[ArticleEntry]:
    return [
        ArticleEntry(
            id=name,
            published=as_day(day),
            title=title,
            source=source,
            passages=count,
            also_in=tuple(
                other for _, other, _ in copies.get(original or key, []) if other != name
            ),
        )
        for key, name, day, title, source, original, count in rows
    ]


def _article(row: Sequence[Any]) -> Article:
    name, day, title, body, source, url = row
    return Article(name, as_day(day), title, body, source, url)


def _record(row: Sequence[Any]) -> PassageRecord:
    pid, at, start, end, key, name, title, day, original = row
    return PassageRecord(pid, at, start, end, key, name, title, as_day(day), original)
