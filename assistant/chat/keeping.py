"""The store's file of conversations: made, opened, locked, and its errors told as ours.

SQLite in WAL mode, which lets several threads and processes read while one writes. It lies beside
the generations of the index, which no sync touches: ``STORE/conversations.sqlite``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from assistant.errors import ConversationError

FILE = "conversations.sqlite"
LAYOUT = 1
"""The number of the tables below (``PRAGMA user_version``); 0 is a file without any."""

_WAIT = 10.0
"""Seconds that one process waits for another's write; each takes milliseconds."""

_TABLES = (
    """CREATE TABLE conversations (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        owner TEXT NOT NULL,
        title TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        next INTEGER NOT NULL DEFAULT 0  -- the number of the next turn
    )""",
    "CREATE INDEX owned ON conversations (owner, changed)",
    """CREATE TABLE turns (
        conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        number INTEGER NOT NULL,
        shown TEXT NOT NULL,  -- ASCII JSON: assistant/chat/packing.py
        PRIMARY KEY (conversation, number)
    )""",
    """CREATE TABLE votes (
        conversation INTEGER NOT NULL,
        number INTEGER NOT NULL,
        vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
        comment TEXT NOT NULL,  -- ASCII JSON
        at TEXT NOT NULL,
        PRIMARY KEY (conversation, number),
        FOREIGN KEY (conversation, number) REFERENCES turns ON DELETE CASCADE
    )""",
)


class Keeping:
    """One connection, for all threads of this process; opened when it is first needed.

    It follows the file: where another has come in its place, that one is opened, so that nothing
    is written into a file that was deleted.
    """

    def __init__(self, store: Path) -> None:
        self.path = store / FILE
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened_as: tuple[int, ...] = ()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file as it is at one moment; None where there is none, which is not made then.

        Raises ConversationError.
        """
        with self._lock, self._errors():
            connection = self._opened()
            if connection is None:
                yield None
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, which is on the disk when this ends; an error in it undoes all of it.

        Raises ConversationError.
        """
        with self._lock, self._errors():
            connection = self._opened() or self._made()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def sweep(self) -> None:
        """Takes what was deleted out of the write-ahead log, too, unless somebody reads it now."""
        with self._lock, suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        """The connection to the file that is there now; None where none is, or an empty one."""
        try:
            found = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            self._drop()
            return None
        now: tuple[int, ...] = (found.st_dev, found.st_ino)
        frozen = self._frozen()
        if frozen:
            now += (found.st_size, found.st_mtime_ns)
        if self._connection is None or now != self._opened_as:
            self._drop()
            connection = _connected(self.path, frozen)
            try:
                layout = connection.execute("PRAGMA user_version").fetchone()[0]
            except BaseException:
                connection.close()
                raise
            if layout != LAYOUT:
                connection.close()
                if layout == 0:
                    return None
                raise ConversationError(
                    f"The conversations in {self.path} were kept by a later version of the "
                    "assistant: run that one, or choose another store with --store.",
                    "The conversations were kept by a later version of the assistant: ask whoever "
                    "runs it to start that one.",
                )
            self._connection, self._opened_as = connection, now
        return self._connection

    def _frozen(self) -> bool:
        """Whether nobody can write here, so that SQLite could not make the files that reading in
        WAL mode needs; what is not yet in the file itself it must see all the same."""
        log = self.path.with_name(f"{FILE}-wal")
        with suppress(OSError):
            if log.stat().st_size:
                return False
        return not os.access(self.path.parent, os.W_OK)

    def _made(self) -> sqlite3.Connection:
        """The connection to the file, which has its tables now. Several may be at it at once."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            # What was asked and answered is its owner's; SQLite gives its other files this mode.
            self.path.touch(0o600, exist_ok=False)
        connection = _connected(self.path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for table in _TABLES:
                    connection.execute(table)
                connection.execute(f"PRAGMA user_version = {LAYOUT}")
            connection.commit()
        finally:
            connection.close()
        opened = self._opened()
        if opened is None:
            raise FileNotFoundError(2, "it was deleted meanwhile")
        return opened

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What SQLite and the file system raise, told as ours; the file is opened anew then."""
        try:
            yield
        except OSError as error:
            self._drop()
            raise self._unusable(error.strerror or error) from error
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # no fault of the file
        except sqlite3.Error as error:
            self._drop()
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith("SQLITE_BUSY"):
                raise ConversationError(
                    f"The conversations in {self.path} are being written by another process: try "
                    "again in a moment.",
                    "The conversations are being written by another process: try again in a "
                    "moment.",
                ) from error
            if name.startswith("SQLITE_FULL"):
                raise ConversationError(
                    f"The disk that holds {self.path} is full: free space and try again.",
                    "The disk that holds the conversations is full: ask whoever runs the assistant "
                    "to free space, then try again.",
                ) from error
            if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")):
                raise self._unusable(error) from error
            raise ConversationError(
                f"The conversations in {self.path} cannot be read ({error}): stop the assistant "
                "and put a copy of that file in its place, or move it away to begin anew; the "
                "index is not touched.",
                "The conversations cannot be read: ask whoever runs the assistant to look at its "
                "terminal.",
            ) from error

    def _unusable(self, reason: object) -> ConversationError:
        return ConversationError(
            f"Conversations cannot be kept in {self.path} ({reason}): make the file and its folder "
            "writable, or choose another store with --store.",
            "Conversations cannot be kept where the assistant runs: ask whoever runs it to make "
            "its store writable.",
        )


def _connected(path: Path, frozen: bool = False) -> sqlite3.Connection:
    """A connection to a file that is there. ``frozen`` where it cannot change."""
    mode = "mode=ro&immutable=1" if frozen else "mode=rw"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{mode}",
        uri=True,
        timeout=_WAIT,  # as PRAGMA busy_timeout
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # FULL: what was acknowledged is on the disk, also when the power fails. NORMAL would do
        # for a kill, and saves a millisecond or two of the few writes that a question makes.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What was deleted is overwritten with zeros.
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection
