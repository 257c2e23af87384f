"""A passage as it was found, before its text is read."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import SearchName
from assistant.index import PassageRecord


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its fused score; ``cosine`` and ``bm25`` are what it was fused from.

    ``merit`` is what it is ranked by: the fused score, with what a second look adds.
    """

    record: PassageRecord
    score: float
    cosine: float
    bm25: float
    found_by: tuple[SearchName, ...]
    also_in: tuple[str, ...]
    merit: float = 0.0
