"""The catalog's SQLite file: made, opened for reading, and its errors told as ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged
from assistant.index.advice import rebuild_command, store_of

FILE = "catalog.sqlite"
_MANY = 500  # ids in one IN (...)


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


class Database:
    """A published catalog's file, open for reading; may be shared between threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        with sqlite_errors(self.path):
            self._connection = read_only(self.path)
        self._lock = threading.Lock()

    def rows(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises IndexDamaged."""
        with self._lock, sqlite_errors(self.path):
            return self._connection.execute(sql, arguments).fetchall()

    def rows_of(self, sql: str, keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of ``sql`` with its one ``(?)`` filled with the keys, in batches."""
        keys = list(keys)
        for at in range(0, len(keys), _MANY):
            part = keys[at : at + _MANY]
            yield from self.rows(sql.replace("(?)", f"({','.join('?' * len(part))})"), *part)

    def close(self) -> None:
        self._connection.close()
