"""More articles than those an answer is read from: the next best, and those in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index import Index
from assistant.retrieval import Ranked
from assistant.text.words import search_words

NEXT = 10
"""So many of the best articles are read for figures that differ."""
ALIKE = 6
"""And so many of those that have most of the words of the sentence shown."""
PASSAGES = 30


def widened(ranked: Sequence[Ranked], texts: Sequence[str], index: Index) -> list[Ranked]:
    """Of what was ranked the passages of the NEXT best articles, then of those that have the words
    of the texts, which may word it otherwise than the question; best first."""
    best = list(dict.fromkeys(found.record.article_key for found in ranked))[:NEXT]
    words = search_words(" ".join(texts))
    matching = index.matching(" ".join(words), PASSAGES) if words else []
    alike = dict.fromkeys(record.article_key for record, _ in matching)
    keys = [*best, *[key for key in alike if key not in best][:ALIKE]]
    place = {key: at for at, key in enumerate(keys)}
    kept = [found for found in ranked if found.record.article_key in place]
    return sorted(kept, key=lambda found: place[found.record.article_key])
