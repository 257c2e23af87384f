"""Who is signed in: random tokens in cookies, of which the store keeps the SHA-256.

Kept in a file of its own in the store, so that a restart signs nobody out and a new index does
not, either. A session counts for as long as its user's line of the auth file is the same.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.app.ui.serving.users import User, Users
from assistant.errors import IndexProblem

FILE = "sessions.sqlite"
SESSION_COOKIE = "dateline_session"
DAYS = 30
SECONDS = DAYS * 24 * 3600

_MOST = 100
"""Sessions of one user; the oldest ends where there would be more."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
    token BLOB PRIMARY KEY,
    user TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    until REAL NOT NULL
) WITHOUT ROWID
"""


class Sessions:
    """Sessions of ``users`` in the store; may be used from several threads and processes.

    ``now`` gives seconds since 1970. Raises IndexProblem where the file cannot be used.
    """

    def __init__(self, store: Path, users: Users, now: Callable[[], float] = time.time) -> None:
        self._users = users
        self._now = now
        self._path = store / FILE
        self._lock = threading.Lock()
        with self._told():
            store.mkdir(parents=True, exist_ok=True)
            # Made here, as SQLite would let others read it.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._rows = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=5
            )
            self._rows.execute("PRAGMA journal_mode = WAL")
            # A session that a power cut takes along costs its user one more log-in.
            self._rows.execute("PRAGMA synchronous = NORMAL")
            self._rows.execute(_SCHEMA)
            self._rows.execute("DELETE FROM sessions WHERE until < ?", (self._now(),))

    def begin(self, user: User) -> str:
        """The token of a new session, 256 random bits, for the user's cookie and nobody else."""
        token = secrets.token_urlsafe(32)
        row = (_hashed(token), user.name, user.fingerprint, self._now() + SECONDS)
        with self._lock, self._told():
            self._rows.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", row)
            self._rows.execute(
                "DELETE FROM sessions WHERE user = ? AND (until < ? OR token NOT IN "
                "(SELECT token FROM sessions WHERE user = ? ORDER BY until DESC LIMIT ?))",
                (user.name, self._now(), user.name, _MOST),
            )
        return token

    def user(self, token: str | None) -> User | None:
        """Whose session it is; None where it has ended, or its user or password has changed."""
        if not token:
            return None
        with self._lock, self._told():
            row = self._rows.execute(
                "SELECT user, fingerprint FROM sessions WHERE token = ? AND until >= ?",
                (_hashed(token), self._now()),
            ).fetchone()
        user = self._users.get(row[0]) if row else None
        return user if user and user.fingerprint == row[1] else None

    def end(self, token: str | None) -> None:
        if token:
            with self._lock, self._told():
                self._rows.execute("DELETE FROM sessions WHERE token = ?", (_hashed(token),))

    def close(self) -> None:
        self._rows.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise IndexProblem(
                f"{self._path} cannot be used ({str(error).lower()}): make it writable, or "
                "remove it, and everybody signs in again."
            ) from error


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
