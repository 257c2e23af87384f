"""Articles as the catalog gives them, remembered for the next question: it is mostly about the
same few."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.domain import Article, EventSpan
from assistant.index import Index
from assistant.text.sentences import Unit
from assistant.text.words import stems

KEPT = 256
"""Articles that are remembered, some 15 kB each."""


@dataclass(frozen=True, slots=True)
class Opened:
    """``units`` and ``events`` in the order of the text; ``title`` are the stems of the article's
    title and date."""

    article: Article
    units: tuple[Unit, ...]
    events: tuple[EventSpan, ...]
    title: frozenset[str]


def opened(index: Index, keys: Collection[int]) -> dict[int, Opened]:
    """The articles of the keys; may be called from several threads."""
    known = _KNOWN.setdefault(index, {})
    if len(known) > KEPT:
        known = _KNOWN[index] = {}  # another thread may still read the one before
    fresh = [key for key in keys if key not in known]
    if fresh:
        events = index.catalog.events(fresh)
        for key, (article, units) in index.catalog.bodies(fresh).items():
            known[key] = Opened(
                article=article,
                units=tuple(units),
                events=tuple(events.get(key, ())),
                title=frozenset(stems(f"{article.title} {article.published:%A %d %B %Y}")),
            )
    return {key: known[key] for key in keys}


_KNOWN: WeakKeyDictionary[Index, dict[int, Opened]] = WeakKeyDictionary()
"""By generation, which does not change."""
