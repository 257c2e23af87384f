"""Marks of the readers that have a generation open.

A mark is a locked file in a folder beside the generation; the lock (the operating system's, through
filelock) is gone with its process, however that ended.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

READERS = ".readers"


@dataclass(slots=True)
class Hold:
    """A reader's mark that a generation is in use; ``lock`` is None where none could be made."""

    folder: Path
    lock: FileLock | None

    @property
    def number(self) -> int:
        return number_of(self.folder)

    def release(self) -> None:
        if self.lock is not None:
            self.lock.release()
            with suppress(OSError):
                Path(self.lock.lock_file).unlink(missing_ok=True)
            self.lock = None


def mark(folder: Path) -> Hold:
    """A mark on the generation in ``folder``, whether that is there or not."""
    readers = folder.with_name(folder.name + READERS)
    try:
        readers.mkdir(exist_ok=True)
        lock = FileLock(readers / f"{os.getpid()}-{uuid4().hex[:8]}", thread_local=False)
        lock.acquire(blocking=False)
    except OSError:
        # In a store that this user cannot write: another one may, and then removes a generation
        # under this reader, who says so (reader.py) and reads the next one.
        return Hold(folder, None)
    return Hold(folder, lock)


def held(folder: Path) -> bool:
    """Whether a living reader has a mark on the generation; removes the marks of dead ones."""
    readers = folder.with_name(folder.name + READERS)
    found = False
    for path in readers.iterdir() if readers.is_dir() else ():
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            found = True
        else:  # its process is gone
            lock.release()
            path.unlink(missing_ok=True)
    return found


def number_of(folder: Path) -> int:
    """The number of the generation in ``folder``: they are counted up."""
    return int(folder.name.split("-")[0])
