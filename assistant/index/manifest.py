"""What a generation was built with, as ``manifest.json`` beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import IndexDamaged, IndexStale
from assistant.index.passages import rules_version

LAYOUT = 1
"""Raise it when files or tables of a generation change their meaning."""

FILE = "manifest.json"
REBUILD = "assistant index --rebuild"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``dimension`` is that of the vectors; ``created`` is ISO 8601 in UTC."""

    layout: int
    embedding: str
    dimension: int
    passage_rules: str
    corpus_rules: str
    articles: int
    passages: int
    created: str
    sources: tuple[str, ...]

    def save(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def check(self, embedding: str, store: Path) -> None:
        """Raise IndexStale where this code or this embedding would have built another index."""
        for what, built, now in (
            ("store layout", str(self.layout), str(LAYOUT)),
            ("embedding model", self.embedding, embedding),
            ("passage rules", self.passage_rules, rules_version()),
        ):
            if built != now:
                raise IndexStale(
                    f"The index in {store} was built with another {what} ({built}; now {now}). "
                    f"Run `{REBUILD}` to build it again from the articles that it keeps."
                )


def load_manifest(folder: Path) -> Manifest:
    path = folder / FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**{**fields, "sources": tuple(fields["sources"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(
            f"The index's manifest {path} cannot be read ({error}). Run `{REBUILD}`."
        ) from error
