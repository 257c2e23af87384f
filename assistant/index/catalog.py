"""The catalog of a generation: articles, passages, days and files, in SQLite.

It holds the articles themselves, so that the index can be rebuilt without the original files.
"""

from __future__ import annotations

import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.domain import Article, ArticleEntry, DateRange, Passage, Problem
from assistant.errors import IndexDamaged
from assistant.index.advice import rebuild_command, store_of
from assistant.index.terms import day_number
from assistant.text.sentences import Kind, Unit

FILE = "catalog.sqlite"
_KINDS: tuple[Kind, ...] = ("sentence", "heading", "caption", "byline")
_MANY = 500  # ids in one IN (...)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was last read; ``hash`` is '' where it could not be."""

    path: str
    root: str
    hash: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with what a search needs to know of its article; ``row`` is of vectors.npy."""

    pid: int
    row: int
    start: int
    end: int
    article_key: int
    article: str
    title: str
    published: date
    original: int | None

    @property
    def story(self) -> int:
        """The same for all near-copies of one text."""
        return self.original if self.original is not None else self.article_key


def as_day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def pack_units(units: Sequence[Unit]) -> bytes:
    flat = [number for unit in units for number in (unit.start, unit.end, _KINDS.index(unit.kind))]
    return struct.pack(f"<{len(flat)}i", *flat)


def unpack_units(blob: bytes) -> list[Unit]:
    flat = struct.unpack(f"<{len(blob) // 4}i", blob)
    return [
        Unit(start, end, _KINDS[kind])
        for start, end, kind in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    ]


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """SQLite's errors while reading, told as ours."""
    try:
        yield
    except sqlite3.Error as error:
        advice = rebuild_command(store_of(path.parent))
        raise IndexDamaged(f"{path} cannot be read ({error}). Run `{advice}`.") from error


def read_only(path: Path) -> sqlite3.Connection:
    """A connection to a published catalog. Immutable: nobody writes it, and a read-only folder
    will do."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def create_catalog(folder: Path) -> sqlite3.Connection:
    """A connection to write a generation's catalog with; made where there is none."""
    path = folder / FILE
    fresh = not path.exists()
    connection = sqlite3.connect(path, isolation_level=None)
    # A generation is written once and published whole: a crash leaves nothing to recover.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    if fresh:
        connection.executescript(files("assistant.index").joinpath("schema.sql").read_text("utf-8"))
    connection.execute("BEGIN")
    return connection


class Catalog:
    """Reads the catalog of one published generation; may be shared between threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        with sqlite_errors(self.path):
            self._connection = read_only(self.path)
        self._lock = threading.Lock()

    def close(self) -> None:
        self._connection.close()

    def _rows(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        with self._lock, sqlite_errors(self.path):
            return self._connection.execute(sql, arguments).fetchall()

    def _rows_of(self, sql: str, keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of ``sql`` with its one ``(?)`` filled with the keys, in batches."""
        keys = list(keys)
        for at in range(0, len(keys), _MANY):
            part = keys[at : at + _MANY]
            yield from self._rows(sql.replace("(?)", f"({','.join('?' * len(part))})"), *part)

    # articles

    def article(self, article_id: str) -> Article | None:
        rows = self._rows(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", article_id)
        return _article(rows[0]) if rows else None

    def article_ids(self) -> list[str]:
        return [row[0] for row in self._rows("SELECT id FROM articles ORDER BY id")]

    def bodies(self, keys: Iterable[int]) -> dict[int, tuple[Article, list[Unit]]]:
        """Articles and their units by key."""
        sql = f"SELECT key, units, {_ARTICLE} FROM articles WHERE key IN (?)"
        return {
            row[0]: (_article(row[2:]), unpack_units(row[1])) for row in self._rows_of(sql, keys)
        }

    def entries(self) -> list[ArticleEntry]:
        """Every article, oldest first."""
        copies = self.copies()
        sql = (
            "SELECT a.key, a.id, a.published, a.title, a.source, a.original, count(p.pid) "
            "FROM articles a LEFT JOIN passages p ON p.article = a.key "
            "GROUP BY a.key ORDER BY a.published, a.id"
        )
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
            for key, name, day, title, source, original, count in self._rows(sql)
        ]

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
        sql = "SELECT id FROM articles WHERE published <= ? ORDER BY published DESC, id LIMIT ?"
        last = days.end if days is not None and days.end else date.max
        return [row[0] for row in self._rows(sql, day_number(last), most)]

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

    def row_span(self, days: DateRange) -> tuple[int, int]:
        """The rows ``[first, last)`` of vectors.npy whose articles were published in the range."""
        sql = "SELECT min(first), max(last) FROM days WHERE day BETWEEN ? AND ?"
        low = day_number(days.start) if days.start else 0
        high = day_number(days.end) if days.end else 9999_12_31
        first, last = self._rows(sql, low, high)[0]
        return (first or 0, last or 0)

    def counts(self) -> tuple[int, int]:
        """(articles, passages)."""
        row = self._rows("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)")
        return row[0][0], row[0][1]

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
_ARTICLE = "id, published, title, body, source, url"
_RECORD = (
    'SELECT p.pid, p.row, p.start, p."end", a.key, a.id, a.title, a.published, a.original '
    "FROM passages p JOIN articles a ON a.key = p.article "
)


def _article(row: Sequence[Any]) -> Article:
    name, day, title, body, source, url = row
    return Article(name, as_day(day), title, body, source, url)


def _record(row: Sequence[Any]) -> PassageRecord:
    pid, at, start, end, key, name, title, day, original = row
    return PassageRecord(pid, at, start, end, key, name, title, as_day(day), original)
