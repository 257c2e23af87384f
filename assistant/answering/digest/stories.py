"""Which articles tell the same story, and how much each story weighs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.centrality import groups, lexrank
from assistant.answering.digest.reading import Reading
from assistant.answering.likeness import Floats, Rarity, weighted

SAME_STORY = 0.28
"""Mean likeness from which articles tell the same story. In the made-up news of the tests the pairs
of one story are at 0.31 to 0.43, those of others on the same day at 0.1 at most."""
CONNECTED = 0.12
"""Likeness under which two articles say nothing about each other's weight."""
NAMED = 0.3
"""Cosine of the rare names of two articles from which they are about the same ones."""
_ROWS = 512
_MOST = 400  # articles that are grouped at once; more are first parted by a stricter threshold
_STRICTER = 0.05


@dataclass(frozen=True, slots=True)
class Story:
    """Places of the articles that tell it, the most central first. ``weight`` orders stories."""

    articles: tuple[int, ...]
    weight: float


def stories(readings: Sequence[Reading]) -> list[Story]:
    """The stories of a stretch, those that weigh most first."""
    if not readings:
        return []
    near = _Likeness(
        np.array([reading.gist for reading in readings], dtype=np.float32),
        _rows([reading.words for reading in readings]),
        _rows([reading.names for reading in readings]),
    )
    central = near.centrality()
    found = [
        _weighed(places, readings, central)
        for places in _grouped(near, np.arange(len(readings)), SAME_STORY)
    ]
    first = {story: min(story.articles) for story in found}
    return sorted(found, key=lambda story: (-story.weight, first[story]))


def _rows(counts: Sequence[Counter[str]]) -> npt.NDArray[np.float32]:
    """The weighted words of each article that another one has too, as rows whose products are the
    cosines of all its words: what one article alone has makes no two alike, and is many words."""
    rarity = Rarity()
    for words in counts:
        rarity.add(words)
    shared = [
        {word: count for word, count in words.items() if rarity.shared(word)} for words in counts
    ]
    share = [
        math.sqrt(_square(few, rarity) / (_square(words, rarity) or 1.0))
        for few, words in zip(shared, counts, strict=True)
    ]
    return weighted(shared, rarity) * np.array(share, dtype=np.float32)[:, None]


def _square(words: Mapping[str, float], rarity: Rarity) -> float:
    """The squared length of a text's row of words."""
    return sum(((1 + math.log(count)) * rarity.of(word)) ** 2 for word, count in words.items())


class _Likeness:
    """Likeness of articles, computed where it is asked for: a month's would not fit in memory."""

    def __init__(
        self,
        gists: npt.NDArray[np.float32],
        words: npt.NDArray[np.float32],
        names: npt.NDArray[np.float32],
    ) -> None:
        self._gists, self._words, self._names = gists, words, names

    def between(self, some: npt.NDArray[np.intp], others: npt.NDArray[np.intp]) -> Floats:
        """Float64 ``(len(some), len(others))``, 0 to 1.

        The geometric mean of gist and words, for either alone is deceived by a genre; down to half
        of it where the names are others: two courts, two fires, two football matches.
        """
        by_gist = np.clip(self._gists[some] @ self._gists[others].T, 0.0, 1.0)
        by_words = np.clip(self._words[some] @ self._words[others].T, 0.0, 1.0)
        by_names = np.clip(self._names[some] @ self._names[others].T / NAMED, 0.0, 1.0)
        return np.asarray(np.sqrt(by_gist * by_words) * (1 + by_names) / 2, dtype=np.float64)

    def centrality(self) -> Floats:
        """LexRank of the articles, the highest 1; where they are many, their mean likeness."""
        every = np.arange(len(self._gists))
        if len(every) <= _ROWS:
            ranks = lexrank(self.between(every, every), CONNECTED)
        else:
            ranks = np.concatenate(
                [
                    np.maximum(self.between(every[at : at + _ROWS], every) - CONNECTED, 0).mean(1)
                    for at in range(0, len(every), _ROWS)
                ]
            )
        return np.asarray(ranks / (ranks.max() or 1.0))


def _grouped(near: _Likeness, places: npt.NDArray[np.intp], threshold: float) -> list[list[int]]:
    """Groups by average linkage, within what is connected at all at the threshold.

    Two groups join only while their mean likeness reaches the threshold, which some pair of theirs
    then does too: what is not connected can be grouped apart.
    """
    found = []
    for part in _connected(near, places, threshold):
        if len(part) > _MOST and threshold < 1:
            found += _grouped(near, part, threshold + _STRICTER)
        else:
            found += [
                [int(part[at]) for at in group]
                for group in groups(near.between(part, part), threshold)
            ]
    return found


def _connected(
    near: _Likeness, places: npt.NDArray[np.intp], threshold: float
) -> list[npt.NDArray[np.intp]]:
    """The places in sets between which no pair reaches the threshold."""
    parent = list(range(len(places)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for begin in range(0, len(places), _ROWS):
        block = near.between(places[begin : begin + _ROWS], places) >= threshold
        for one, other in np.argwhere(block).tolist():
            parent[root(begin + one)] = root(other)
    sets: dict[int, list[int]] = {}
    for at in range(len(places)):
        sets.setdefault(root(at), []).append(at)
    return [places[members] for members in sets.values()]


def _weighed(places: Sequence[int], readings: Sequence[Reading], central: Floats) -> Story:
    """Told by more texts and outlets, and nearer to what the others tell, a story weighs more."""
    copies = sum(len(readings[at].item.also_in) for at in places)
    outlets = {readings[at].article.source for at in places} - {None}
    told_long = min(1.0, max(readings[at].length for at in places) / 30)
    weight = (
        math.log2(1 + len(places))
        + 0.5 * math.log2(1 + max(0, len(outlets) - 1) + copies)
        + float(central[list(places)].mean())
        + 0.3 * told_long
    )
    # What was published on the days asked about goes before what only tells of them, and before
    # what tells of others.
    if all(readings[at].beside for at in places):
        weight -= 200
    elif all(readings[at].item.told for at in places):
        weight -= 100
    ordered = sorted(places, key=lambda at: (bool(readings[at].item.told), -central[at], at))
    return Story(tuple(ordered), weight)
