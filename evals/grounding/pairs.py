"""Claims beside sources, as people or an edit labelled them."""

from __future__ import annotations

import json
import re
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
    """The pairs of a file of JSON Lines: claim, source, label, and perhaps kind and published.

    In place of the source a line may name a file beside it (``source_file``), which begins with
    its date as those of ``seeds/`` do.
    """
    return list(_pairs(file))


def _article(path: Path) -> tuple[str, str]:
    match = re.match(r" ?date (\d{4}-\d{2}-\d{2}) ", text := path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path} does not begin with its date")
    return match[1], text[match.end() :]


def _pairs(file: Path) -> Iterator[Pair]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        if not line.strip():
            continue
        row = json.loads(line)
        label, day = row["label"], row.get("published")
        source = row.get("source")
        if source is None:
            day, source = _article(file.parent / row["source_file"])
        if isinstance(label, bool | int):
            label = SUPPORTED if label else "not_supported"
        yield Pair(
            row["claim"].strip(),
            source,
            label,
            number,
            row.get("kind", "judged"),
            date.fromisoformat(day) if day else None,
        )
