"""The commands that an error tells to run, for the very store that it is about."""

from __future__ import annotations

import shlex
from pathlib import Path

DEFAULT_STORE = Path(".assistant")
"""Where a command looks when no store is named."""


def index_command(store: Path, *rest: str) -> str:
    """``assistant index ...`` as it is typed; it names the store unless that is the default one."""
    words = ["assistant", "index", *rest]
    if store.absolute() != DEFAULT_STORE.absolute():
        words += ["--store", shlex.quote(str(store))]
    return " ".join(words)


def rebuild_command(store: Path) -> str:
    """What builds the store again from the articles that it keeps."""
    return index_command(store, "--rebuild")


def store_of(folder: Path) -> Path:
    """The store that a generation's folder lies in: ``STORE/generations/NAME``."""
    return folder.parent.parent
