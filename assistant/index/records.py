"""What the catalog's rows stand for: days as numbers, files, passages, units as bytes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.domain import DateRange
from assistant.text.sentences import Kind, Unit

_KINDS: tuple[Kind, ...] = ("sentence", "heading", "caption", "byline")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was last read; ``hash`` is '' where it could not be."""

    path: str
    root: str
    hash: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with what a search needs to know of its article; ``row`` is of vectors.npy."""

    pid: int
    row: int
    start: int
    end: int
    article_key: int
    article: str
    title: str
    published: date
    original: int | None

    @property
    def story(self) -> int:
        """The same for all near-copies of one text."""
        return self.original if self.original is not None else self.article_key


def day_number(day: date) -> int:
    """A day as yyyymmdd: ``$gte/$lte`` and Tantivy's ranges take numbers only."""
    return day.year * 10_000 + day.month * 100 + day.day


@lru_cache(maxsize=4096)  # thousands of events tell of the same few days
def as_day(number: int) -> date:
    """The day of a yyyymmdd number."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def day_bounds(days: DateRange | None) -> tuple[int, int]:
    """The first and last day of a range as yyyymmdd; 0 and 99991231 for open ends."""
    low = day_number(days.start) if days is not None and days.start else 0
    high = day_number(days.end) if days is not None and days.end else 9999_12_31
    return low, high


def pack_units(units: Sequence[Unit]) -> bytes:
    flat = [number for unit in units for number in (unit.start, unit.end, _KINDS.index(unit.kind))]
    return struct.pack(f"<{len(flat)}i", *flat)


def unpack_units(blob: bytes) -> list[Unit]:
    flat = struct.unpack(f"<{len(blob) // 4}i", blob)
    return [
        Unit(start, end, _KINDS[kind])
        for start, end, kind in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    ]
