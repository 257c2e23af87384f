"""Files below a root, in a fixed order."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError

FORMATS = frozenset({".txt", ".md", ".html", ".json", ".jsonl", ".jsonl.gz"})
"""Suffixes that are read; upper case counts too."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file as found on disk.

    ``path`` is absolute; links in the root are resolved, links below it keep their names, since
    ids are made from those. ``root`` is the indexed folder, or the file itself when a single file
    was named. ``size`` is in bytes; both numbers are 0 for a link that leads nowhere.
    """

    path: Path
    root: Path
    size: int
    mtime_ns: int

    @property
    def id(self) -> str:
        """The path below the root without its suffix, with "/" between the parts."""
        below = self.path.name if self.path == self.root else _below(self.path, self.root)
        return below[: len(below) - len(format_of(self.path.name) or "")]


def format_of(name: str) -> str | None:
    """The suffix of a file that is read, in lower case; None for other files."""
    lowered = name.lower()
    # A name that is nothing but a suffix would give an empty id.
    found = [suffix for suffix in FORMATS if lowered.endswith(suffix) and lowered != suffix]
    return max(found, key=len, default=None)


def find_files(root: Path) -> Iterator[CorpusFile]:
    """Every file in one of FORMATS below the root, depth first, sorted by name.

    Hidden files and folders are left out, and so are stores, devices, pipes and sockets. Links are
    followed; a folder is entered once on the way down to a file, so a loop of links ends.

    Raises CorpusError when the root is not there or a folder cannot be listed: to go on without
    that folder would look as if its articles had been deleted.
    """
    place = root.absolute()
    try:
        mode = place.stat().st_mode
    except (OSError, ValueError) as exc:
        raise CorpusError(
            f"{root} cannot be read ({_reason(exc)}). Name a folder of articles, or one file: "
            "assistant index PATH",
            path=str(root),
        ) from exc
    if stat.S_ISDIR(mode):
        place = place.resolve()
        yield from _walk(place, place, ())
        return
    # The file's own name stays even when it is a link: its id and its format are read from it.
    place = place.parent.resolve() / place.name
    if not stat.S_ISREG(mode):
        raise CorpusError(
            f"{root} is neither a folder nor a regular file. Copy its articles into a folder, "
            "then: assistant index FOLDER",
            path=str(root),
        )
    if format_of(place.name) is None:
        known = ", ".join(sorted(FORMATS))
        raise CorpusError(
            f"{root} is in no format that is read. Rename it to one of {known}, or name its folder",
            path=str(root),
        )
    yield _corpus_file(place, place)


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, hexadecimal; constant memory. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _walk(folder: Path, root: Path, above: tuple[tuple[int, int], ...]) -> Iterator[CorpusFile]:
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as exc:
        raise CorpusError(
            f"{folder} cannot be listed ({_reason(exc)}). Make it readable, or name the folders "
            "beside it: assistant index PATH ...",
            path=str(folder),
        ) from exc
    me = (status.st_dev, status.st_ino)
    if me in above or _is_store(names):
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_dir():
            yield from _walk(path, root, (*above, me))
        elif format_of(name) is not None and (path.is_file() or path.is_symlink()):
            yield _corpus_file(path, root)


def _is_store(names: Collection[str]) -> bool:
    """Whether a folder that holds these is a store of the index, which is full of .json files."""
    return "generations" in names and not {"writer.lock", "CURRENT"}.isdisjoint(names)


def _corpus_file(path: Path, root: Path) -> CorpusFile:
    try:
        status = path.stat()
    except OSError:
        # It is yielded all the same: reading it reports what is wrong with it.
        return CorpusFile(path, root, 0, 0)
    return CorpusFile(path, root, status.st_size, status.st_mtime_ns)


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _reason(exc: OSError | ValueError) -> str:
    return (getattr(exc, "strerror", None) or str(exc)).lower()
