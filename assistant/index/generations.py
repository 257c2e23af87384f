"""The folder of a store: immutable generations, a pointer to the current one, locks.

::

    STORE/CURRENT                        the name of the generation in use
    STORE/writer.lock, writer.json       held by the one writer, and who that is
    STORE/generations/000012/            catalog.sqlite, vectors.npy, chroma/, terms/, manifest.json
    STORE/generations/000012.readers/    a locked file for each reader that has it open
    STORE/generations/.building-000013/  what a writer is at; a crash leaves it for the next one

A generation is built in a folder of its own, renamed, and only then named by CURRENT, with
``os.replace``: a reader sees the one before or this one, whole. Locks are the operating system's
(filelock), so that those of a killed process are gone with it.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from assistant.errors import IndexLocked, IndexMissing, IndexProblem

CURRENT = "CURRENT"
_BUILDING = ".building-"
_TRASH = ".trash-"
_READERS = ".readers"


@dataclass(slots=True)
class Hold:
    """A reader's mark that a generation is in use; ``lock`` is None in a read-only store."""

    folder: Path
    lock: FileLock | None

    @property
    def number(self) -> int:
        return int(self.folder.name)

    def release(self) -> None:
        if self.lock is not None:
            self.lock.release()
            Path(self.lock.lock_file).unlink(missing_ok=True)
            self.lock = None


class Generations:
    """The generations below a store's folder."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store / "generations"

    def current(self) -> Path | None:
        """The folder of the generation in use, or None where nothing has been indexed."""
        try:
            name = (self.store / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexProblem(f"{self.store / CURRENT} cannot be read: {error}.") from error
        return self.folder / name

    def hold(self) -> Hold:
        """The current generation, kept from being removed until it is released."""
        while True:
            folder = self.current()
            if folder is None or not folder.is_dir():
                if folder is not None and self.current() != folder:
                    continue  # a writer moved on between the two looks
                raise IndexMissing(
                    f"There is no index in {self.store} yet. Run `assistant index PATH` first."
                )
            hold = Hold(folder, self._mark(folder))
            # A writer removes only what CURRENT does not name: still named after the mark was
            # made, it stays as long as the mark.
            if self.current() == folder:
                return hold
            hold.release()

    def _mark(self, folder: Path) -> FileLock | None:
        readers = folder.with_name(folder.name + _READERS)
        try:
            readers.mkdir(exist_ok=True)
            lock = FileLock(readers / f"{os.getpid()}-{uuid4().hex[:8]}", thread_local=False)
            lock.acquire(blocking=False)
        except OSError:
            return None  # a store that cannot be written has no writer to guard against
        return lock

    @contextmanager
    def writer(self) -> Iterator[None]:
        """The one writer's turn; IndexLocked says who has it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.store / "writer.lock", thread_local=False)
            lock.acquire(blocking=False)
        except Timeout as error:
            raise IndexLocked(
                f"{self.store} is being written by {self._holder()}. "
                "Wait for it to end, or stop it, and run again."
            ) from error
        except OSError as error:
            raise IndexProblem(
                f"The store {self.store} cannot be written ({error.strerror}). Make its folder "
                "writable, or choose another with --store."
            ) from error
        try:
            holder = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            (self.store / "writer.json").write_text(json.dumps(holder), encoding="utf-8")
            self._sweep()
            yield
        finally:
            (self.store / "writer.json").unlink(missing_ok=True)
            lock.release()

    def _holder(self) -> str:
        try:
            held = json.loads((self.store / "writer.json").read_text(encoding="utf-8"))
            return f"process {held['pid']} on {held['host']} since {held['since']}"
        except (OSError, ValueError, KeyError):
            return "another process"

    # What follows is for the writer alone.

    def begin(self, base: Path | None) -> Path:
        """An empty folder, or a copy of ``base``, to build the next generation in."""
        numbers = [int(path.name) for path in self.folder.iterdir() if path.name.isdecimal()]
        folder = self.folder / f"{_BUILDING}{max(numbers, default=0) + 1:06d}"
        if base is None:
            folder.mkdir()
        else:
            shutil.copytree(base, folder)
        return folder

    def publish(self, building: Path) -> Path:
        """Makes a finished generation the current one; everything of it is on the disk before."""
        for path in sorted(building.rglob("*")):
            _to_disk(path)
        _to_disk(building)
        final = self.folder / building.name.removeprefix(_BUILDING)
        building.rename(final)
        _to_disk(self.folder)
        pointer = self.store / f"{CURRENT}.next"
        pointer.write_text(final.name + "\n", encoding="ascii")
        _to_disk(pointer)
        pointer.replace(self.store / CURRENT)
        _to_disk(self.store)
        self._sweep()
        return final

    def abandon(self, building: Path) -> None:
        shutil.rmtree(building, ignore_errors=True)

    def _sweep(self) -> None:
        """Removes what a crash left, and generations that are neither current nor held."""
        current = self.current()
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith((_BUILDING, _TRASH)):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.isdecimal() and path != current and not self._held(path):
                trash = path.with_name(_TRASH + path.name)
                path.rename(trash)
                shutil.rmtree(trash, ignore_errors=True)
                shutil.rmtree(path.with_name(path.name + _READERS), ignore_errors=True)

    def _held(self, folder: Path) -> bool:
        readers = folder.with_name(folder.name + _READERS)
        held = False
        for path in readers.iterdir() if readers.is_dir() else ():
            lock = FileLock(path, thread_local=False)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                held = True
            else:  # its process is gone
                lock.release()
                path.unlink(missing_ok=True)
        return held


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
