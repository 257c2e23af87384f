"""The points of a stretch of a digest: one a story, and which sentences make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.digest.pool import Pool
from assistant.answering.digest.reading import Reading
from assistant.answering.digest.stories import Story
from assistant.answering.sentences import Sentence
from assistant.models import Rows

SMALL = 12
"""Up to so many articles every one of them is cited."""
ENOUGH = 6
"""A stretch of few articles has so many points where they have as much to say."""
_CLAIMS = 3  # of a point, in a stretch of many articles
_REPEATS = 0.6  # likeness from which a sentence adds nothing to a point
_COVERED = 0.7  # from which it makes no further point
_RELEVANCE = 0.55
"""Weight of a sentence's own score against its likeness to what is chosen (MMR: Carbonell and
Goldstein, SIGIR 1998, whose lambda this is)."""
_POOR = 0.35  # share of the best score below which a sentence makes no further point
_QUOTA = ((3, 1), (8, 2), (15, 3), (24, 4))  # sentences of an article at most, points
_QUOTA_MOST = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """One claim: the first of ``said`` is shown, the others are other articles' words for it.

    ``said`` are (place of the article among the readings, its sentence), ``places`` the same
    sentences' places in the story's pool.
    """

    said: tuple[tuple[int, Sentence], ...]
    places: tuple[int, ...]
    vector: Rows


@dataclass(frozen=True, slots=True)
class Point:
    quotes: tuple[Quote, ...]


def points(
    stories: Sequence[Story], readings: Sequence[Reading], seen: Rows, most: int
) -> list[Point]:
    """The points, those of the weightiest story first; ``most`` bounds them on days of many
    articles.

    On a small day (SMALL) each article is cited in one of them. ``seen`` are the vectors of what
    earlier stretches showed, which is not said again where there is something else to say.
    """
    small = len(readings) <= SMALL
    shown = list(stories) if small else list(stories[:most])
    room = ENOUGH - len(shown)
    found: list[Point] = []
    for place, story in enumerate(shown):
        pool = Pool(story, readings, seen)
        chosen, quotes = _main(pool, story, whole=small)
        found.append(Point(tuple(quotes)))
        if small and room > 0:
            # What is left to say is shared among the stories that follow, the first ones first.
            share = -(-room // (len(shown) - place))
            further = _further(pool, chosen, min(share, _quota(story, readings) - 1))
            found += [Point((_quote(pool, at),)) for at in further]
            room -= len(further)
    return found


def _quota(story: Story, readings: Sequence[Reading]) -> int:
    """How many points a story can fill, by the length of its articles."""
    count = 0
    for place in story.articles:
        length = readings[place].length
        count += next((quota for most, quota in _QUOTA if length <= most), _QUOTA_MOST)
    return min(count, ENOUGH if len(story.articles) > 1 else _QUOTA_MOST)


def _main(pool: Pool, story: Story, *, whole: bool) -> tuple[list[int], list[Quote]]:
    """The sentences of a story's point: the one that says most for it, and what the other articles
    add; ``whole`` where every article must be cited."""
    first = int(np.argmax(pool.scores))
    quotes = [_quote(pool, first)]
    chosen = list(quotes[0].places)
    cited = {place for place, _ in quotes[0].said}
    for place in story.articles:
        if place in cited or (not whole and len(quotes) >= _CLAIMS):
            continue
        best = _adds_most(pool, place, chosen)
        if not whole and (pool.nearest(best, chosen) >= _REPEATS or not pool.news(best, chosen)):
            continue
        quotes.append(_quote(pool, best, without=cited))
        chosen += quotes[-1].places
        cited |= {where for where, _ in quotes[-1].said}
    return chosen, quotes


def _adds_most(pool: Pool, place: int, chosen: Sequence[int]) -> int:
    """The sentence of an article that tells most beside the chosen ones."""

    def value(at: int) -> float:
        fresh = 0.1 * min(3, pool.news(at, chosen))
        return float(pool.evenly[at]) + 1 - pool.nearest(at, chosen) + fresh

    return max(pool.of(place), key=value)


def _further(pool: Pool, chosen: list[int], most: int) -> list[int]:
    """Up to ``most`` more sentences, each for a point of its own, by maximal marginal relevance."""
    found: list[int] = []
    taken = list(chosen)
    others = np.delete(pool.evenly, taken)
    best = float(others.max()) if len(others) else 1.0
    while len(found) < most:
        left = [
            at
            for at in range(len(pool.sentences))
            if at not in taken
            and pool.evenly[at] >= _POOR * best
            and pool.nearest(at, taken) < _COVERED
        ]
        if not left:
            break
        at = max(left, key=lambda at: _marginal(pool, at, taken, best))
        taken.append(at)
        found.append(at)
    return found


def _marginal(pool: Pool, at: int, taken: Sequence[int], best: float) -> float:
    own = float(pool.evenly[at]) / best
    return _RELEVANCE * own - (1 - _RELEVANCE) * pool.nearest(at, taken)


def _quote(pool: Pool, at: int, without: set[int] | frozenset[int] = frozenset()) -> Quote:
    """The claim of a sentence with those of other articles that say the same, but for articles that
    are cited already."""
    same = {place: other for place, other in pool.others_say(at).items() if place not in without}
    places = (at, *(same[place] for place in sorted(same)))
    said = tuple((pool.place[one], pool.sentences[one]) for one in places)
    return Quote(said, places, pool.vectors[at])
