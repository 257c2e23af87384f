"""What a generation was built with, as ``manifest.json`` beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.dates.events import event_rules_version
from assistant.errors import IndexDamaged, IndexStale
from assistant.index.advice import rebuild_command, store_of
from assistant.index.passages import rules_version

LAYOUT = 2
"""Raise it when files or tables of a generation change their meaning."""

FILE = "manifest.json"
CHROMA_FILE = "chroma/chroma.sqlite3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``dimension`` is that of the vectors; ``created`` is ISO 8601 in UTC.

    ``dead`` counts the vectors that were removed from Chroma's collection since it was begun.
    ``files`` has the size in bytes of every file of the generation: Chroma ends the process
    (SIGSEGV, 1.5.9) when it opens an index file that was cut, so that sizes are looked at before.
    """

    layout: int
    embedding: str
    dimension: int
    passage_rules: str
    event_rules: str
    articles: int
    passages: int
    dead: int
    created: str
    sources: tuple[str, ...]
    files: Mapping[str, int]

    def save(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def check(self, embedding: str, folder: Path) -> None:
        """Raises IndexStale where this embedding or this code would have built another index, and
        what ``check_files`` raises."""
        for what, built, now in (
            ("embedding model", self.embedding, embedding),
            ("passage rules", self.passage_rules, rules_version()),
            ("event rules", self.event_rules, event_rules_version()),
        ):
            if built != now:
                raise _stale(folder, what, built, now)
        self.check_files(folder)

    def check_files(self, folder: Path) -> None:
        """Raises IndexDamaged where a file is missing or has not the size it was built with."""
        for name, size in self.files.items():
            try:
                found = (folder / name).stat().st_size
            except OSError:
                found = -1
            # Chroma notes every opening in its SQLite file.
            if found < size or (found > size and name != CHROMA_FILE):
                state = "is missing" if found < 0 else f"has {found:,} bytes instead of {size:,}"
                advice = rebuild_command(store_of(folder))
                raise IndexDamaged(f"{folder / name} {state}. Run `{advice}`.")

    def check_dimension(self, dimension: int, folder: Path) -> None:
        """Raises IndexStale where the embedding's vectors have another dimension by now."""
        if dimension != self.dimension:
            what = f"dimension of {self.embedding}"
            raise _stale(folder, what, str(self.dimension), str(dimension))


def sizes(folder: Path) -> dict[str, int]:
    """The size in bytes of every file below ``folder`` that belongs to a generation."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-journal")) and path.name != FILE
    }


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a generation: IndexStale for another layout, IndexDamaged for no sense."""
    path = folder / FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        layout = int(fields["layout"])
        if layout == LAYOUT:
            return Manifest(**{**fields, "sources": tuple(fields["sources"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(
            f"The index's manifest {path} cannot be read ({error}). "
            f"Run `{rebuild_command(store_of(folder))}`."
        ) from error
    raise _stale(folder, "store layout", str(layout), str(LAYOUT))


def _stale(folder: Path, what: str, built: str, now: str) -> IndexStale:
    store = store_of(folder)
    return IndexStale(
        f"The index in {store} was built with another {what} ({built}; now {now}). "
        f"Run `{rebuild_command(store)}` to build it again from the articles that it keeps."
    )
