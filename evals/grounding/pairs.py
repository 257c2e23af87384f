"""Claims beside sources, as people or an edit labelled them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

SUPPORTED = "supported"
BEGINNING = 400
"""Letters that tell one document from another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``label`` is "supported" or why it is not; ``group`` tells its document from others.

    ``kind`` is "judged" for what people judged, else the name of the edit; ``origin`` the set that
    it comes from; ``whole`` the line whose claim it is, or is a sentence of.
    """

    claim: str
    source: str
    label: str
    group: int
    kind: str = "judged"
    published: date | None = None
    origin: str = ""
    whole: int = 0

    @property
    def supported(self) -> bool:
        return self.label == SUPPORTED


def read_pairs(*files: Path) -> list[Pair]:
    """The pairs of files of JSON Lines: claim, source, label, and perhaps kind, published and set.

    In place of the source a line may name a file beside it (``source_file``), which begins with
    its date as those of ``seeds/`` do. The set of a line that names none is its file's name. Two
    sources that begin alike, letter for letter, are one document; or ``document`` says which are.
    """
    groups: dict[str, int] = {}
    return [
        replace(pair, group=groups.setdefault(document, len(groups)), whole=number)
        for number, (pair, document) in enumerate(row for file in files for row in _pairs(file))
    ]


def _article(path: Path) -> tuple[str, str]:
    match = re.match(r" ?date (\d{4}-\d{2}-\d{2}) ", text := path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path} does not begin with its date")
    return match[1], text[match.end() :]


def _pairs(file: Path) -> Iterator[tuple[Pair, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        label, day = row["label"], row.get("published")
        source = row.get("source")
        if source is None:
            day, source = _article(file.parent / row["source_file"])
        if isinstance(label, bool | int):
            label = SUPPORTED if label else "not_supported"
        letters = "".join(filter(str.isalnum, source.lower()))[:BEGINNING]
        pair = Pair(
            row["claim"].strip(),
            source,
            label,
            0,
            row.get("kind", "judged"),
            date.fromisoformat(day) if day else None,
            row.get("set", file.stem),
        )
        yield pair, str(row.get("document", letters))
