"""The sentences of passages as stems, read once a generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.index import Index, PassageRecord
from assistant.text.words import stems

KEPT = 4_000
"""Passages that are remembered, some 6 kB each."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a passage, the stems of each, and those of its article's title and date."""

    lines: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    title: frozenset[str]


def wordings(index: Index, records: Sequence[PassageRecord]) -> list[Wording]:
    """The wording of each passage, in order; may be called from several threads."""
    known = _KNOWN.setdefault(index, {})
    if len(known) > KEPT:
        known = _KNOWN[index] = {}  # another thread may still read the one before
    fresh = [record for record in records if record.pid not in known]
    bodies = index.catalog.bodies({record.article_key for record in fresh}) if fresh else {}
    for record in fresh:
        article, units = bodies[record.article_key]
        lines = tuple(
            article.body[unit.start : unit.end]
            for unit in units
            if unit.kind == "sentence" and record.start <= unit.start and unit.end <= record.end
        )
        known[record.pid] = Wording(
            lines=lines,
            stems=tuple(frozenset(stems(line)) for line in lines),
            title=frozenset(stems(f"{article.title} {article.published:%A %d %B %Y}")),
        )
    return [known[record.pid] for record in records]


_KNOWN: WeakKeyDictionary[Index, dict[int, Wording]] = WeakKeyDictionary()
