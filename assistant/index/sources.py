"""What a store was indexed from, whatever state it is in, and what it is given to index."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.index.carry import open_kept
from assistant.index.generations import Generations
from assistant.index.manifest import FILE


def added_folder(store: Path) -> Path:
    """Where files lie that were added through a face: in the store, outside its generations, so
    that neither a sync nor a rebuild removes one."""
    return store / "uploads"


def added_sources(store: Path) -> list[Path]:
    """That folder, where it is there: no corpus of the settings has to name it."""
    return may_be_empty(store)


def may_be_empty(store: Path) -> list[Path]:
    """Folders that hold what they should though they hold nothing: that of added files, where it
    is there. It lies in the store, so that no disk that is not mounted can have emptied it."""
    folder = added_folder(store)
    return [folder.resolve()] if folder.is_dir() else []


def known_sources(store: Path) -> list[Path]:
    """The folders and files that the store was indexed from, in order; none where that is unknown.

    For a sync without paths. Never refuses: a store that is stale or damaged has to be built again
    from its sources, without anybody naming them.
    """
    generations = Generations(store)
    base = generations.base(rebuild=True) if generations.folder.is_dir() else None
    if base is None:
        return []
    kept = open_kept(base)
    if kept is not None:
        return [Path(root) for root in sorted({record.root for record in kept.files.values()})]
    try:
        return [Path(str(root)) for root in json.loads((base / FILE).read_bytes())["sources"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []
