"""What speaks for and against each sentence as the answer, as numbers.

A sentence's score is their weighted sum; the weights lie in weights.json.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.candidates import candidates
from assistant.answering.matching import (
    BESIDE,
    Floats,
    exact_matches,
    in_context,
    in_window,
    shares,
    soft_matches,
)
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.models import WordVectors
from assistant.text.words import word_starts

FEATURES = (
    "closeness",  # of the best candidate to the question's words
    "strength",  # of the best candidate
    "embedding",  # cosine of sentence and question
    "coverage",  # of the question's words, in context
    "soft_coverage",  # in context, near words credited
    "type_coverage",  # strength x coverage in context
    "names_here",  # share of the question's names in the sentence and its neighbours
    "passage",  # fused retrieval score of the best passage that holds the sentence
    "article",  # fused retrieval score of the article's best passage
    "early",  # among the first three sentences of its article
    "length",  # departure from 12 to 35 words
    "question",  # ends with a question mark
    "fragment",  # begins in lower case, or has no verb-like ending
    "untyped",  # question of no known type: the coverage counts twice
    "predicate",  # of the question's words that are no names, near words credited, here
    "nameless",  # share of the question's names neither here nor beside it nor in the title
    "embedding_in_context",  # cosine of the sentence with title and the one before, and question
    "before",  # share of the question's words in the sentence that it leans on
)

PREFILTER = 45
_DISTANCE = 8.0  # words over which closeness falls to 1/e


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidate sentences with their features, float64 ``(n, len(FEATURES))``, and unit vectors.

    ``soft`` is ``(n, terms)``: how far each term of the question stands in the sentence itself,
    near words credited; ``context`` the same in context;
    ``window`` the best of it in the two sentences before, the next and (a little less) the title.
    ``nearest`` is ``(articles, terms)``: the cosine of the nearest word in the article.
    """

    sentences: tuple[Sentence, ...]
    features: Floats
    vectors: npt.NDArray[np.float32]
    soft: Floats
    context: Floats
    window: Floats
    nearest: Floats
    weights: Floats  # idf of each term, summing to 1


def score_sentences(
    sources: Sequence[Source],
    asked: Profile,
    texts: WordVectors,
    words: WordVectors,
    passages: dict[int, list[tuple[int, int, float]]],
) -> Scored | None:
    """The most promising sentences of the sources and what speaks for each; None without any.

    ``texts`` and ``words`` remember the vectors of sentences and of their words, by the local
    embedding whatever the index was built with: one question takes hundreds of them. ``passages``
    gives (start, end, fused score) by place of the article.
    """
    units = [unit for source in sources for unit in source.units]
    wanted = ("sentence", "caption", "byline") if asked.wants_credit else ("sentence",)
    eligible = np.array(
        [
            unit.kind in wanted and unit.length >= 3 and source.usable(unit)
            for source in sources
            for unit in source.units
        ],
        dtype=bool,
    )
    if not eligible.any():
        return None
    terms = asked.terms
    weights = np.array([term.weight for term in terms])
    weights = weights / weights.sum()
    exact = exact_matches(units, asked)
    # What stands in a caption or byline is no context for an answer either, unless asked for.
    captions = np.array([unit.kind in ("caption", "byline") for unit in units])
    unusable = captions & ~eligible
    exact[unusable] = 0.0
    titles = [source.article.title for source in sources]
    vectors = texts.embed([asked.text, *(unit.text for unit in units), *titles])
    similar = (vectors[1 : len(units) + 1] @ vectors[0]).astype(np.float64)
    blended = _blended(vectors[1 : len(units) + 1], vectors[len(units) + 1 :], units) @ vectors[0]
    rough = np.where(eligible, similar + in_context(exact, units, sources, asked) @ weights, -9.0)
    keep = np.sort(np.argsort(-rough, kind="stable")[: min(PREFILTER, int(eligible.sum()))])
    soft, nearest = soft_matches(units, exact, asked, words, keep)
    soft[unusable] = 0.0
    keep = keep[_speaks_for_itself(soft[keep], [units[at] for at in keep], sources, asked)]
    if not len(keep):
        return None
    context_exact = in_context(exact, units, sources, asked)
    context_soft = in_context(soft, units, sources, asked)
    others = np.array([not term.name for term in terms])
    every = np.ones(len(terms), dtype=bool)
    predicate = shares(soft[keep], weights, others if others.any() else every)
    beside = (context_exact[keep] >= BESIDE).astype(np.float64)
    nameless = np.zeros(len(keep)) if others.all() else 1.0 - shares(beside, weights, ~others)
    named = _names_near(exact, keep, units, asked)
    covered = (context_exact[keep] @ weights, context_soft[keep] @ weights)
    before = np.array([soft[at - 1] @ weights if _leans_on(units, int(at)) else 0.0 for at in keep])
    credits, shared = soft[keep].tolist(), weights.tolist()
    rows = []
    for row, at in enumerate(keep):
        unit = units[at]
        coverage, soft_coverage = float(covered[0][row]), float(covered[1][row])
        strength, closeness = _best_candidate(
            unit,
            asked,
            credits[row],
            shared,
            _stems_before(units, int(at)) if asked.speaker else frozenset(),
        )
        source = sources[unit.article]
        rows.append(
            (
                closeness,
                strength,
                float(similar[at]),
                coverage,
                soft_coverage,
                strength * soft_coverage,
                float(named[row]),
                _passage_score(unit, passages.get(unit.article, [])),
                source.ranked.score / 3.0,
                1.0 if unit.index < 3 else 0.0,
                _odd_length(unit.length),
                1.0 if unit.text.rstrip("”\"'’").endswith("?") else 0.0,
                _fragment(unit),
                soft_coverage if asked.type == "other" else 0.0,
                float(predicate[row]),
                float(nameless[row]),
                float(blended[at]),
                float(before[row]),
            )
        )
    return Scored(
        sentences=tuple(units[at] for at in keep),
        features=np.array(rows, dtype=np.float64),
        vectors=vectors[1 : len(units) + 1][keep],
        soft=soft[keep],
        context=context_soft[keep],
        window=in_window(soft, units, sources, asked)[keep],
        nearest=nearest,
        weights=weights,
    )


def _speaks_for_itself(
    soft: Floats, units: Sequence[Sentence], sources: Sequence[Source], asked: Profile
) -> npt.NDArray[np.bool_]:
    """Whether each sentence may be shown for what it says itself.

    One that is shown for the day it tells of, of an article of another day, must have a word of
    the question (a name, where it has names): what stands around it tells of other days.
    """
    name = np.array([term.name for term in asked.terms])
    own = (soft[:, name] if name.any() else soft).max(axis=1) >= BESIDE
    of_other_days = np.array(
        [sources[unit.article].told is not None for unit in units], dtype=np.bool_
    ) & np.array([not sources[unit.article].of_those_days for unit in units], dtype=np.bool_)
    answer: npt.NDArray[np.bool_] = own | ~of_other_days
    return answer


def _blended(
    vectors: npt.NDArray[np.float32], titles: npt.NDArray[np.float32], units: Sequence[Sentence]
) -> npt.NDArray[np.float32]:
    """Each sentence's vector with half of the one before it and of its title, unit length."""
    articles = np.array([unit.article for unit in units])
    blended = vectors + 0.5 * titles[articles]
    follows = np.flatnonzero(articles[1:] == articles[:-1]) + 1
    blended[follows] += 0.5 * vectors[follows - 1]
    lengths = np.linalg.norm(blended, axis=1, keepdims=True)
    unit: npt.NDArray[np.float32] = blended / np.where(lengths > 0, lengths, 1)
    return unit


def _best_candidate(
    unit: Sentence,
    asked: Profile,
    credits: Sequence[float],
    weights: Sequence[float],
    before: frozenset[str],
) -> tuple[float, float]:
    """(strength, closeness) of the best candidate; credit and weight are by term.

    Closeness is strength x the weighted share of the question's words that stand in the sentence,
    each discounted by ``exp(-distance / 8)``, distance in words from the candidate.
    """
    found = candidates(unit, asked, before)
    if not found:
        return 0.0, 0.0
    place = {term.stem: number for number, term in enumerate(asked.terms)}
    positions: dict[int, list[int]] = {}
    for position, stem in enumerate(unit.stems):
        number = place.get(stem)
        if number is not None:
            positions.setdefault(number, []).append(position)
    best_strength = max(candidate.strength for candidate in found)
    best = 0.0
    starts = word_starts(unit.text)
    credited = [
        (weight, credit, positions.get(number))
        for number, (weight, credit) in enumerate(zip(weights, credits, strict=True))
        if credit > 0
    ]
    for candidate in found:
        first = bisect_left(starts, candidate.start)
        near = 0.0
        for weight, credit, where in credited:
            distance = min(abs(first - spot) for spot in where) if where else _DISTANCE
            near += weight * credit * math.exp(-distance / _DISTANCE)
        best = max(best, candidate.strength * near)
    return best_strength, best


def _leans_on(units: Sequence[Sentence], at: int) -> bool:
    return at > 0 and units[at - 1].article == units[at].article and units[at].leans


def _stems_before(units: Sequence[Sentence], at: int) -> frozenset[str]:
    """The stems of the two sentences before one, in its article."""
    article = units[at].article
    first = max(0, at - 2)
    return frozenset(
        word for unit in units[first:at] if unit.article == article for word in unit.stems
    )


def _names_near(
    exact: Floats, keep: npt.NDArray[np.intp], units: Sequence[Sentence], asked: Profile
) -> Floats:
    wanted = [number for number, term in enumerate(asked.terms) if term.name]
    if not wanted:
        return np.full(len(keep), 0.5)
    articles = np.array([unit.article for unit in units])
    here = exact[:, wanted].copy()
    follows = np.flatnonzero(articles[1:] == articles[:-1]) + 1
    here[follows] = np.maximum(here[follows], exact[follows - 1][:, wanted])
    result: Floats = here[keep].mean(axis=1)
    return result


def _passage_score(unit: Sentence, passages: Sequence[tuple[int, int, float]]) -> float:
    held = [score for start, end, score in passages if start <= unit.start and unit.end <= end]
    return max(held, default=-1.5) / 3.0


def _odd_length(length: int) -> float:
    if length < 8:
        return (8 - length) / 8
    return min(1.0, max(0.0, (length - 40) / 40))


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|"
    r"did|\w{2,}(?:ed|es|ing|s))\b",
    re.IGNORECASE,
)


def _fragment(unit: Sentence) -> float:
    start = unit.text.lstrip("“\"‘'(")[:1]
    if start.islower() or not _VERB.search(unit.text):
        return 1.0
    return 0.5 if not unit.text.rstrip().endswith((".", "!", "?", "”", '"', "’", ")")) else 0.0
