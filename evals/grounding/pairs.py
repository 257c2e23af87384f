"""Claims beside sources, as people or an edit labelled them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class Pair:
    """``label`` is "supported" or why it is not; ``group`` the number of the line it was made of.

    ``kind`` is "judged" for what people judged, else the name of the edit.
    """

    claim: str
    source: str
    label: str
    group: int
    kind: str = "judged"
    published: date | None = None

    @property
    def supported(self) -> bool:
        return self.label == SUPPORTED


def read_pairs(file: Path) -> list[Pair]:
    """The pairs of a file of JSON Lines: claim, source, label, and perhaps kind and published."""
    return list(_pairs(file))


def _pairs(file: Path) -> Iterator[Pair]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        if not line.strip():
            continue
        row = json.loads(line)
        label = row["label"]
        if isinstance(label, bool | int):
            label = SUPPORTED if label else "not_supported"
        day = row.get("published")
        yield Pair(
            row["claim"].strip(),
            row["source"],
            label,
            number,
            row.get("kind", "judged"),
            date.fromisoformat(day) if day else None,
        )
