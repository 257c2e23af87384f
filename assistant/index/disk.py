"""What the file system and SQLite say while a store is written, told as ours.

An error here never means that the index in use was harmed: a generation is published whole or
not at all.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.advice import rebuild_command

_LITTLE = 16_000_000  # bytes
_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_BROKEN = (errno.EIO, errno.EFBIG, errno.ESTALE, errno.ENAMETOOLONG)


class StoreUnwritable(IndexProblem):
    """Nothing can be written in the store; what it holds can still be read."""


def full(store: Path) -> StoreUnwritable:
    return StoreUnwritable(
        f"The disk that holds {store} is full. Free space and run again; what was indexed before "
        "is still there."
    )


def refused(store: Path, reason: object) -> StoreUnwritable:
    return StoreUnwritable(
        f"The store {store} cannot be written ({reason}). Make its folder writable, or choose "
        "another with --store."
    )


def told(store: Path, text: str) -> StoreUnwritable | None:
    """The error that a vendor's message is about, where it is about the disk.

    Chroma does not always say why it could not write: then the room that is left does.
    """
    lowered = text.lower()
    with suppress(OSError):
        if shutil.disk_usage(store).free < _LITTLE:
            return full(store)
    if any(words in lowered for words in ("disk is full", "no space left", "storagefull")):
        return full(store)
    if any(words in lowered for words in ("readonly database", "read-only", "permission denied")):
        return refused(store, "it is read-only")
    return None


@contextmanager
def store_errors(store: Path) -> Iterator[None]:
    """Raises StoreUnwritable in place of what the disk or SQLite raise while writing."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise full(store) from error
        if error.errno in _REFUSED:
            raise refused(store, error.strerror) from error
        if error.errno in _BROKEN:
            raise StoreUnwritable(
                f"The store {store} cannot be written ({error.strerror}). Look at its disk and run "
                "again; what was indexed before is still there."
            ) from error
        raise  # not about the store: a closed pipe of a progress bar, say
    except sqlite3.Error as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise IndexDamaged(
                f"The catalog of {store} is damaged ({error}). Run `{rebuild_command(store)}`."
            ) from error
        raise told(store, str(error)) or StoreUnwritable(
            f"The store {store} cannot be written ({error}). Look at its disk and run again; what "
            "was indexed before is still there."
        ) from error
