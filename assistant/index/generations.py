"""The folder of a store: immutable generations, a pointer to the current one, locks.

::

    STORE/CURRENT                      the name of the generation in use
    STORE/writer.lock, writer.json     held by the one writer, and who that is
    STORE/generations/000012-3f9a2c/   catalog.sqlite, vectors.npy, chroma/, terms/, manifest.json
    STORE/generations/000012-3f9a2c.readers/   a locked file for each reader that has it open
    STORE/generations/.building-000013-07c1be/ what a writer is at; a crash leaves it for the next

A generation is built in a folder of its own, renamed, and only then named by CURRENT, with
``os.replace``: a reader sees the one before or this one, whole. Locks are the operating system's
(filelock), so that those of a killed process are gone with it. The letters make a name unique: a
store that was deleted and made again has no folder of a name that a reader still holds.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from assistant.errors import IndexDamaged, IndexLocked, IndexMissing
from assistant.index.advice import index_command, rebuild_command
from assistant.index.disk import refused, store_errors
from assistant.index.holds import READERS, Hold, held, mark, number_of
from assistant.index.manifest import CHROMA_FILE

CURRENT = "CURRENT"
_BUILDING = ".building-"
_TRASH = ".trash-"
_NAME = re.compile(r"(\d{6,})-[0-9a-f]{6}")


class Generations:
    """The generations below a store's folder."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store / "generations"

    def current(self) -> Path | None:
        """The folder that CURRENT names, or None where nothing has been indexed."""
        try:
            name = (self.store / CURRENT).read_bytes().strip().decode("ascii", "replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise IndexDamaged(
                f"{self.store / CURRENT} cannot be read ({error.strerror}). Make it readable, or "
                f"run `{rebuild_command(self.store)}`."
            ) from error
        if not _NAME.fullmatch(name):
            raise self._lost(name)
        return self.folder / name

    def hold(self) -> Hold:
        """The current generation, kept from being removed until it is released."""
        while True:
            folder = self.current()
            if folder is None:
                raise IndexMissing(
                    f"There is no index in {self.store} yet. "
                    f"Run `{index_command(self.store, 'PATH')}` first."
                )
            hold = mark(folder)
            # A writer removes only what CURRENT does not name: still named after the mark was
            # made, it stays as long as the mark.
            if self.current() == folder:
                if folder.is_dir():
                    return hold
                hold.release()
                raise self._lost(folder.name)
            hold.release()

    def _lost(self, name: str) -> IndexDamaged:
        return IndexDamaged(
            f"{self.store / CURRENT} names {name[:40]!r}, which is no generation of the index. "
            f"Run `{rebuild_command(self.store)}`."
        )

    @contextmanager
    def writer(self) -> Iterator[None]:
        """The one writer's turn; IndexLocked says who has it."""
        with store_errors(self.store):
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                lock = FileLock(self.store / "writer.lock", thread_local=False)
                lock.acquire(blocking=False)
            except Timeout as error:
                raise IndexLocked(
                    f"{self.store} is being written by {self._holder()}. "
                    "Wait for it to end, or stop it, and run again."
                ) from error
            except (FileExistsError, NotADirectoryError) as error:
                raise refused(self.store, "it is not a folder") from error
        try:
            with store_errors(self.store):
                self._sign()
                self._sweep()
                yield
        finally:
            with suppress(OSError):
                (self.store / "writer.json").unlink(missing_ok=True)
            lock.release()

    def _sign(self) -> None:
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        (self.store / "writer.json").write_text(json.dumps(holder), encoding="utf-8")

    def _holder(self) -> str:
        try:
            held = json.loads((self.store / "writer.json").read_text(encoding="utf-8"))
            return f"process {held['pid']} on {held['host']} since {held['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    # What follows is for the writer alone.

    def base(self, *, rebuild: bool) -> Path | None:
        """The generation to go on from; IndexDamaged where CURRENT names none that is there.

        A rebuild then takes the newest that is left.
        """
        try:
            current = self.current()
            if current is None or current.is_dir():
                return current
            raise self._lost(current.name)
        except IndexDamaged:
            if not rebuild:
                raise
            return max(self._all(), key=number_of, default=None)

    def begin(self, base: Path | None) -> Path:
        """An empty folder, or a copy of ``base``, to build the next generation in."""
        number = max(map(number_of, self._all()), default=0) + 1
        folder = self.folder / f"{_BUILDING}{number:06d}-{uuid4().hex[:6]}"
        try:
            folder.mkdir()
            if base is not None:
                _copy(base, folder)
        except BaseException:
            self.abandon(folder)
            raise
        return folder

    def publish(self, building: Path) -> Path:
        """Makes a finished generation the current one; everything of it is on the disk before."""
        for path in sorted(building.rglob("*")):
            _to_disk(path)
        _to_disk(building)
        final = self.folder / building.name.removeprefix(_BUILDING)
        pointer = self.store / f"{CURRENT}.next"
        try:
            building.rename(final)
            _to_disk(self.folder)
            pointer.write_text(final.name + "\n", encoding="ascii")
            _to_disk(pointer)
            pointer.replace(self.store / CURRENT)
        except BaseException:
            if not self._names(final):  # an interrupt may come right after the last step
                self.abandon(final)
                with suppress(OSError):
                    pointer.unlink(missing_ok=True)
            raise
        _to_disk(self.store)
        self._sweep()
        return final

    def _names(self, folder: Path) -> bool:
        try:
            return self.current() == folder
        except IndexDamaged:
            return False

    def abandon(self, folder: Path) -> None:
        """Removes what was begun and will not be published."""
        shutil.rmtree(folder, ignore_errors=True)

    def _all(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]

    def _sweep(self) -> None:
        """Removes what a crash left, and generations that are neither current nor held."""
        for path in self.folder.iterdir():
            if path.name.startswith((_BUILDING, _TRASH)):
                shutil.rmtree(path, ignore_errors=True)
        try:
            current = self.current()
        except IndexDamaged:
            current = None
        if current is None or not current.is_dir():
            return  # nobody knows which of them is wanted
        for path in self._all():
            if path != current and not held(path):
                trash = path.with_name(_TRASH + path.name)
                path.rename(trash)
                shutil.rmtree(trash, ignore_errors=True)
        for readers in self.folder.glob(f"*{READERS}"):
            folder = readers.with_name(readers.name.removesuffix(READERS))
            if not folder.is_dir() and not held(folder):
                shutil.rmtree(readers, ignore_errors=True)


def _copy(base: Path, folder: Path) -> None:
    for path in sorted(base.rglob("*")):
        copied = folder / path.relative_to(base)
        if path.is_dir():
            copied.mkdir()
        elif path.relative_to(base).as_posix() == CHROMA_FILE:
            # Chroma writes a row into it whenever a reader opens it: a plain copy could be torn.
            with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copied)) as new:
                old.backup(new)
        elif not path.name.endswith(("-journal", ".lock")):
            shutil.copyfile(path, copied)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
