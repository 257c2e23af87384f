"""The sentences of one story, how central each is, and which of them say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.answering.centrality import lexrank
from assistant.answering.digest.reading import Reading
from assistant.answering.digest.stories import Story
from assistant.answering.facts import Facts, holds
from assistant.answering.likeness import STOP_STEMS, Rarity, blended, weighted
from assistant.answering.sentences import Sentence
from assistant.models import Rows

SENTENCES = 600
LINKED = 0.2
"""Likeness from which a sentence speaks for another's weight."""
SAME = 0.55
"""Likeness from which a sentence that has another's names and figures says the same."""
SAID = 0.55
"""So much of the other's words, by rarity, it must have too."""
AGAIN = 0.85
"""Cosine from which a sentence repeats one of an earlier stretch."""
_CENTRAL = 0.6
_ECHO = 1.0
_EARLY = 0.35
_LATER = 0.01


class Pool:
    """Candidate sentences of one story's articles, numbered from 0.

    ``place[n]`` is the place of the article among the readings, ``scores[n]`` how much the
    sentence says for the story and how well it stands alone, from 0 to about 2, and ``evenly[n]``
    the same with little regard to where it stands and to what other articles say; ``likeness`` is
    ``(n, n)``, 0 to 1.
    """

    def __init__(self, story: Story, readings: Sequence[Reading], seen: Rows) -> None:
        each = max(2, SENTENCES // len(story.articles))
        self.sentences: list[Sentence] = []
        self.place: list[int] = []
        worth: list[float] = []
        early: list[float] = []
        rows = []
        for place in story.articles:
            reading = readings[place]
            for at in np.sort(np.argsort(-reading.worth * reading.early, kind="stable")[:each]):
                self.sentences.append(reading.sentences[at])
                self.place.append(place)
                worth.append(float(reading.worth[at]))
                early.append(float(reading.early[at]))
                rows.append(reading.vectors[at])
        self.vectors = np.array(rows, dtype=np.float32)
        self._counts = [
            Counter(word for word in one.stems if word not in STOP_STEMS) for one in self.sentences
        ]
        self._rarity = Rarity()
        for words in self._counts:
            self._rarity.add(words)
        self.likeness = blended(self.vectors, weighted(self._counts, self._rarity))
        first = np.array(early)
        value = self._scored(np.array(worth), seen)
        self.evenly = value * ((1 - _EARLY) + _EARLY * first)
        # What several articles say is what the story is.
        self.scores = value * first * (1 + _ECHO * self._echoed())
        # What was published on the days asked about begins, where it does.
        later = np.array([bool(readings[place].item.told) for place in self.place])
        if not later.all():
            self.scores[later] *= _LATER

    def _scored(self, worth: npt.NDArray[np.float64], seen: Rows) -> npt.NDArray[np.float64]:
        ranks = lexrank(self.likeness, LINKED)
        central = ranks / ranks.max()
        scores = worth * ((1 - _CENTRAL) + _CENTRAL * central)
        if len(seen):
            scores[(self.vectors @ seen.T).max(axis=1) >= AGAIN] *= 0.4
        return np.asarray(scores)

    def _echoed(self) -> npt.NDArray[np.float64]:
        """How like each sentence is to the likest one of every other article, on the average."""
        where = np.array(self.place)
        places = list(dict.fromkeys(self.place))
        if len(places) == 1:
            return np.zeros(len(where))
        likest = np.array([self.likeness[:, where == place].max(axis=1) for place in places])
        own = np.array([places.index(place) for place in self.place])
        likest[own, np.arange(len(where))] = 0.0
        return np.asarray(likest.sum(axis=0) / (len(places) - 1))

    def of(self, place: int) -> list[int]:
        """The sentences of one article."""
        return [at for at, where in enumerate(self.place) if where == place]

    def facts(self, at: int) -> Facts:
        return _facts(self.sentences[at])

    def others_say(self, at: int) -> dict[int, int]:
        """The sentence that says the same as this one, by the place of each other article that has
        one: every name and figure, most of the words, and nothing denied that this one says."""
        found: dict[int, int] = {}
        for other in np.argsort(-self.likeness[at], kind="stable").tolist():
            if self.likeness[at, other] < SAME:
                break
            place = self.place[other]
            if place != self.place[at] and place not in found and self._says(other, at):
                found[place] = other
        return found

    def _says(self, source: int, claim: int) -> bool:
        words = frozenset(self.sentences[source].stems)
        if not holds(self.facts(source), words, self.facts(claim)):
            return False
        of_claim = self._counts[claim]
        total = sum(self._rarity.of(word) for word in of_claim)
        shared = sum(self._rarity.of(word) for word in of_claim if word in words)
        return shared >= SAID * total

    def nearest(self, at: int, chosen: Sequence[int]) -> float:
        """How like it is to the likest of the chosen; 0 where there are none."""
        return float(self.likeness[at, list(chosen)].max()) if chosen else 0.0

    def news(self, at: int, chosen: Sequence[int]) -> int:
        """How many names' words and figures it has that none of the chosen has."""
        mine = self.facts(at)
        known: set[str] = set()
        for other in chosen:
            known |= self.facts(other).figures
            known.update(self.sentences[other].stems)
        return len(mine.names - known) + len(mine.figures - known)


@lru_cache(maxsize=4096)
def _facts(sentence: Sentence) -> Facts:
    return Facts.of(sentence)
