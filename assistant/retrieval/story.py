"""The articles that tell the same story as one of them: few wrong ones, rather than all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.domain import Article, Story
from assistant.index import Index
from assistant.models import Embedder
from assistant.text.names import names
from assistant.text.sentences import Unit
from assistant.text.words import is_content, words

SAME_STORY = 0.33
"""Likeness from which two articles tell one story: over the 86 articles of evals/corpus 98 % of
those found then share a story of the cases."""
SURE = 0.39
"""Likeness from which what is like the one is asked of the other, too."""
SURE_MOST = 8
NAMED = 1.5
"""What a word weighs that stands in a name, against another one that is as rare."""
COMMON, COMMON_AT_LEAST = 0.2, 12
"""Words in more than this share of the passages (but not in fewer than so many) make no two
articles alike."""
READ = 200
"""So many words of meaning of an article are read: the news stands at its front."""
SOUGHT, PASSAGES, CANDIDATES = 16, 100, 20
"""Of an article its heaviest words are searched for; of so many passages found at most so many
articles are compared with it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What an article tells: its words, as a unit vector by stem, and the vector of its text."""

    weights: Mapping[str, float]
    vector: npt.NDArray[np.float32]


def story_of(index: Index, local: Embedder, article_id: str, most: int) -> Story | None:
    """The near-copies of an article, and up to ``most`` others of its story in order of their days.

    Near-copies of one another are named once. ``local`` is the embedding that SAME_STORY was
    measured with, whatever the index was built with. None where there is no such article.
    """
    key = index.catalog.key(article_id)
    if key is None:
        return None
    group = index.catalog.copies_of(key)
    copies = [other for other, _, _ in group if other != key]
    article, units = index.catalog.bodies([key])[key]
    counts, forms, named = _counted(article, units)
    weights = _weighted(counts, forms, named, index)
    related: list[int] = []
    if weights and most > 0:
        sought = sorted(weights, key=lambda stem: (-weights[stem], stem))[:SOUGHT]
        keys = _candidates(index, [forms[stem] for stem in sought], {key, *copies})
        related = _alike(index, local, key, keys)[:most]
    return Story(
        copies=tuple(index.catalog.entries_of(copies)),
        related=tuple(index.catalog.entries_of(related)),
    )


def _candidates(index: Index, sought: Sequence[str], own: set[int]) -> list[int]:
    """The keys of the articles whose passages have most of the words; of near-copies one."""
    best: dict[int, int] = {}
    for record, _ in index.matching(" ".join(sought), PASSAGES):
        if record.article_key not in own and len(best) < CANDIDATES:
            best.setdefault(record.story, record.article_key)
    return list(best.values())


def _alike(index: Index, local: Embedder, key: int, others: Sequence[int]) -> list[int]:
    """Those of ``others`` that tell the same story, the most like first."""
    told = _read(index, local, [key, *others])
    direct = {other: _likeness(told[key], told[other]) for other in others}
    order = sorted(others, key=lambda other: -direct[other])
    sure = [other for other in order[:SURE_MOST] if direct[other] >= SURE]

    def likeness(other: int) -> float:
        # Of a long story the parts have little in common but what stands between them.
        through = [_likeness(told[one], told[other]) for one in sure if one != other]
        if not through:
            return direct[other]
        mean = (sum(through) + direct[other] + (other in sure)) / (len(sure) + 1)
        return max(direct[other], mean)

    found = {other: likeness(other) for other in others}
    return [
        other
        for other in sorted(others, key=lambda one: (-found[one], one))
        if found[other] >= SAME_STORY
    ]


def _likeness(one: _Told, other: _Told) -> float:
    """0 to 1: the geometric mean of the cosines of their rare words and of their texts, for either
    alone is deceived by a genre."""
    shared = one.weights.keys() & other.weights.keys()
    by_words = sum(one.weights[stem] * other.weights[stem] for stem in shared)
    return math.sqrt(by_words * max(0.0, float(one.vector @ other.vector)))


def _read(index: Index, local: Embedder, keys: Sequence[int]) -> dict[int, _Told]:
    found = index.catalog.bodies(keys)
    texts = [" ".join(_texts(*found[key]))[: READ * 10] for key in keys]
    vectors = local.embed(texts)
    read = {}
    for key, vector in zip(keys, vectors, strict=True):
        weights = _weighted(*_counted(*found[key]), index)
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        read[key] = _Told({stem: one / length for stem, one in weights.items()}, vector)
    return read


def _texts(article: Article, units: Iterable[Unit]) -> Iterator[str]:
    """The title and the sentences: a byline would make one story of all that a reporter writes."""
    if not article.title.endswith((".", "…")):  # else it is the first sentence
        yield f"{article.title}."
    for unit in units:
        if unit.kind == "sentence":
            yield article.body[unit.start : unit.end]


def _counted(
    article: Article, units: Iterable[Unit]
) -> tuple[Counter[str], dict[str, str], set[str]]:
    """How often the stems of an article's words stand in it, a form of each, and those that stand
    in names."""
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    named: set[str] = set()
    for text in _texts(article, units):
        spans = [(name.start, name.end) for name in names(text) if name.kind != "people"]
        for word in words(text):
            if not is_content(word) or word.lower[0].isdigit():
                continue
            counts[word.stem] += 1
            forms.setdefault(word.stem, word.lower)
            if any(start <= word.start < end for start, end in spans):
                named.add(word.stem)
        if counts.total() >= READ:
            break
    return counts, forms, named


def _weighted(
    counts: Counter[str], forms: Mapping[str, str], named: set[str], index: Index
) -> dict[str, float]:
    """The weight of each stem that another passage has, too, and not too many."""
    passages = index.manifest.passages
    most = max(COMMON * passages, COMMON_AT_LEAST)
    weights = {}
    for stem, count in counts.items():
        frequency = index.frequency(forms[stem])
        if 2 <= frequency <= most:
            rare = index.idf(frequency) * (NAMED if stem in named else 1.0)
            weights[stem] = (1 + math.log(count)) * rare
    return weights
