"""How far a text has a word of a topic: itself, or one that a written list puts beside it.

For articles that have the other words of the topic too: alone a listed word ("line" for "railway")
tells of anything, and a digest by listed words was full of what is not about its topic.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.retrieval.related import related

RELATED = 0.7
"""Credit for a listed word ("theft", "stole")."""


def listed(stem: str, stems: Collection[str]) -> bool:
    """Whether one of the stems is that of the word, or of a word that a list puts beside it."""
    return stem in stems or not related(stem).isdisjoint(stems)


def credit(stem: str, stems: Collection[str]) -> float:
    """1 where the word stands there, RELATED where a listed one does, else 0."""
    if stem in stems:
        return 1.0
    return RELATED if listed(stem, stems) else 0.0
