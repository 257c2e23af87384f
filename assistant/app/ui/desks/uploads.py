"""Files that a browser sends: looked at before they join the corpus, and kept in the store.

They lie in ``STORE/uploads/``, outside the generations: a rebuild reads them like any other source,
and nothing but a user's own hand removes one.
"""

from __future__ import annotations

import filecmp
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

from assistant.corpus import FORMATS, format_of

FILE_BYTES = 20 * 2**20
"""Bytes that one file may have."""

FOLDER_BYTES = 2**30
"""Bytes that the files together may have: whoever opens the page must not fill the disk."""

AT_ONCE = 200
"""Files that may be added at once."""

NAME_BYTES = 120
"""UTF-8 bytes that a file's name is cut to; its ending stays."""

_PLACING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file; ``told`` is one sentence, empty where it was added."""

    name: str
    state: Literal["added", "known", "refused"]
    told: str = ""


def safe_name(raw: str) -> str:
    """The last part of ``raw`` as a file's name here: no path, no leading dot, no character that
    is not seen or turns the line around; its ending kept. "" where nothing is left."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    name = " ".join(seen.split()).lstrip(". ")
    ending = format_of(name) or ""
    stem = name[: len(name) - len(ending)]
    while len((stem + ending).encode()) > NAME_BYTES:
        stem = stem[:-1]
    stem = stem.rstrip()
    return stem + name[len(name) - len(ending) :] if stem else ""


def refusal(raw: str) -> Taken | None:
    """Why a file of that name is not taken, None where it is."""
    name = safe_name(raw)
    if name and format_of(name):
        return None
    shown = name or "A file"
    kinds = ", ".join(sorted(FORMATS))
    return Taken(
        name, "refused", f"{shown} is in no format that is read: add files that end in {kinds}."
    )


def too_large(raw: str) -> Taken:
    name = safe_name(raw)
    return Taken(
        name,
        "refused",
        f"{name} is larger than {FILE_BYTES // 2**20} MB: split it, or have it indexed in the "
        "terminal.",
    )


def no_room(folder: Path, raw: str, size: int) -> Taken | None:
    """Why ``size`` more bytes are not taken into ``folder``, None where they are."""
    held = sum(file.stat().st_size for file in folder.glob("[!.]*"))  # none that is on its way in
    if held + size <= FOLDER_BYTES:
        return None
    return Taken(
        safe_name(raw),
        "refused",
        f"{safe_name(raw)} is not added: the files added here may hold {FOLDER_BYTES / 2**30:g} GB "
        "together. Ask whoever runs the assistant to move some into the corpus.",
    )


def incoming(folder: Path) -> Path:
    """A new path for a file on its way in; a sync passes it over, as its name has a leading dot."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f".incoming-{uuid4().hex}"


def place(folder: Path, raw: str, received: Path) -> Taken:
    """Moves a file that was received to its name; ``received`` is gone afterwards.

    A file that is there is never written over: with the same bytes it stays, with others the new
    one is refused.
    """
    name = safe_name(raw)
    goal = folder / name
    try:
        if wrong := refusal(raw):
            return wrong
        size = received.stat().st_size
        if size > FILE_BYTES:
            return too_large(raw)
        with _PLACING:
            if not goal.exists():
                if full := no_room(folder, raw, size):
                    return full
                received.replace(goal)
                return Taken(name, "added")
        if goal.is_file() and filecmp.cmp(received, goal, shallow=False):
            return Taken(name, "known", f"{name} is there already, with the same text.")
        return Taken(
            name,
            "refused",
            # No path of this machine: whoever uploads need not be the one who runs it.
            f"{name} is there already, with another text: rename yours, or ask whoever runs the "
            "assistant to take the old one out.",
        )
    finally:
        received.unlink(missing_ok=True)


def kept(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of the names that are files of the folder, each once; a browser may send any."""
    known = dict.fromkeys(one for one in names[:AT_ONCE] if one and safe_name(one) == one)
    return [name for name in known if (folder / name).is_file()]
