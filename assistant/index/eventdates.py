"""The event dates of articles, as the catalog keeps them: days as yyyymmdd, spans into bodies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.domain import DateRange, EventSpan
from assistant.index.database import Database
from assistant.index.records import as_day, day_bounds, day_number

_SPAN = 'start, "end", first, last, planned'
# An event that lies wholly in [low, high] begins in it, so that the index on (first, last) is read
# from low to high and nothing else of the table is.
_WHOLLY = "e.first BETWEEN ? AND ? AND e.last <= ? AND e.published BETWEEN ? AND ?"


def write_events(
    catalog: sqlite3.Connection, key: int, published: int, spans: Sequence[EventSpan]
) -> None:
    """Adds the event dates of an article."""
    catalog.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key,
                span.start,
                span.end,
                day_number(span.first),
                day_number(span.last),
                span.planned,
                published,
            )
            for span in spans
        ],
    )


def events_of(database: Database, keys: Iterable[int]) -> dict[int, list[EventSpan]]:
    """The event dates of articles by key, in the order of the text; no entry without any."""
    sql = f"SELECT article, {_SPAN} FROM events WHERE article IN (?) ORDER BY article, start"
    return _by_article(database.rows_of(sql, dict.fromkeys(keys)))


def events_within(
    database: Database, told: DateRange, bounds: DateRange | None
) -> dict[int, list[EventSpan]]:
    """The event dates that lie wholly in ``told``, of articles published within ``bounds``, by the
    article's key and in the order of the text."""
    sql = f"SELECT article, {_SPAN} FROM events e WHERE {_WHOLLY} ORDER BY article, start"
    return _by_article(database.rows(sql, *_wholly(told, bounds)))


def passages_within(database: Database, told: DateRange, bounds: DateRange | None) -> list[int]:
    """The ids of the passages that hold such an event date whole, in order."""
    sql = (
        "SELECT DISTINCT p.pid FROM events e CROSS JOIN passages p ON p.article = e.article "
        f'AND p.start <= e.start AND e."end" <= p."end" WHERE {_WHOLLY} ORDER BY p.pid'
    )
    return [pid for (pid,) in database.rows(sql, *_wholly(told, bounds))]


def _wholly(told: DateRange, bounds: DateRange | None) -> tuple[int, ...]:
    low, high = day_bounds(told)
    return low, high, high, *day_bounds(bounds)


def _by_article(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[EventSpan]]:
    found: dict[int, list[EventSpan]] = {}
    for key, start, end, first, last, planned in rows:
        span = EventSpan(start, end, as_day(first), as_day(last), bool(planned))
        found.setdefault(key, []).append(span)
    return found
