"""What speaks for and against each sentence as the answer, as numbers.

A sentence's score is their weighted sum; the weights lie in weights.json.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.candidates import candidates
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.models import Embedder
from assistant.text.words import STOP_WORDS, lowered

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
)

PREFILTER = 60
NEAR = 0.5  # cosine above which another word is credited for the question's
_CONTEXT = (("before", 0.6), ("after", 0.4), ("title", 0.4), ("article", 0.2))
BESIDE = 0.35  # credit in context above which a word stands here, beside it or in the title
_DISTANCE = 8.0  # words over which closeness falls to 1/e

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidate sentences with their features, float64 ``(n, len(FEATURES))``, and unit vectors.

    ``matches`` and ``soft`` are ``(n, terms)``: how far each term of the question stands in the
    sentence itself, exactly and with near words credited; ``context`` the same in context.
    ``nearest`` is ``(articles, terms)``: the cosine of the nearest word in the article.
    """

    sentences: tuple[Sentence, ...]
    features: Floats
    vectors: npt.NDArray[np.float32]
    matches: Floats
    soft: Floats
    context: Floats
    nearest: Floats
    weights: Floats  # idf of each term, summing to 1


def score_sentences(
    sources: Sequence[Source],
    asked: Profile,
    embedder: Embedder,
    passages: dict[int, list[tuple[int, int, float]]],
) -> Scored | None:
    """The most promising sentences of the sources and what speaks for each; None without any.

    ``embedder`` is the local one, whatever the index was built with: hundreds of sentences are
    embedded for one question. ``passages`` gives (start, end, fused score) by place of the article.
    """
    units = [unit for source in sources for unit in source.units]
    wanted = ("sentence", "caption", "byline") if asked.wants_credit else ("sentence",)
    eligible = np.array([unit.kind in wanted and unit.length >= 3 for unit in units], dtype=bool)
    if not eligible.any():
        return None
    terms = asked.terms
    weights = np.array([term.weight for term in terms])
    weights = weights / weights.sum()
    exact = _exact(units, asked)
    # What stands in a caption or byline is no context for an answer either, unless asked for.
    credits = np.array([unit.kind in ("caption", "byline") for unit in units])
    exact[credits & ~eligible] = 0.0
    titles = [source.article.title for source in sources]
    vectors = embedder.embed([asked.text, *(unit.text for unit in units), *titles])
    similar = (vectors[1 : len(units) + 1] @ vectors[0]).astype(np.float64)
    in_context = (
        _blended(vectors[1 : len(units) + 1], vectors[len(units) + 1 :], units) @ vectors[0]
    )
    rough = np.where(eligible, similar + _in_context(exact, units, sources, asked) @ weights, -9.0)
    keep = np.sort(np.argsort(-rough, kind="stable")[: min(PREFILTER, int(eligible.sum()))])
    soft, nearest = _soft(units, exact, asked, embedder, keep)
    context_exact = _in_context(exact, units, sources, asked)
    context_soft = _in_context(soft, units, sources, asked)
    others = np.array([not term.name for term in terms])
    rows = []
    for at in keep:
        unit = units[at]
        coverage = float(context_exact[at] @ weights)
        soft_coverage = float(context_soft[at] @ weights)
        strength, closeness = _best_candidate(unit, asked, soft, at, weights)
        source = sources[unit.article]
        rows.append(
            (
                closeness,
                strength,
                float(similar[at]),
                coverage,
                soft_coverage,
                strength * soft_coverage,
                _names_near(exact, at, units, asked),
                _passage_score(unit, passages.get(unit.article, [])),
                source.ranked.score / 3.0,
                1.0 if unit.index < 3 else 0.0,
                _odd_length(unit.length),
                1.0 if unit.text.rstrip("”\"'’").endswith("?") else 0.0,
                _fragment(unit),
                soft_coverage if asked.type == "other" else 0.0,
                share(soft[at], weights, others if others.any() else np.ones(len(terms), bool)),
                1.0 - share((context_exact[at] >= BESIDE).astype(np.float64), weights, ~others)
                if not others.all()
                else 0.0,
                float(in_context[at]),
            )
        )
    return Scored(
        sentences=tuple(units[at] for at in keep),
        features=np.array(rows, dtype=np.float64),
        vectors=vectors[1 : len(units) + 1][keep],
        matches=exact[keep],
        soft=soft[keep],
        context=context_soft[keep],
        nearest=nearest,
        weights=weights,
    )


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


def _exact(units: Sequence[Sentence], asked: Profile) -> Floats:
    place = {term.stem: at for at, term in enumerate(asked.terms)}
    found = np.zeros((len(units), len(asked.terms)))
    for row, unit in enumerate(units):
        for stem in place.keys() & unit.stems:
            found[row, place[stem]] = 1.0
    return found


def _soft(
    units: Sequence[Sentence],
    exact: Floats,
    asked: Profile,
    embedder: Embedder,
    keep: npt.NDArray[np.intp],
) -> tuple[Floats, Floats]:
    """(soft, nearest): credit by sentence, and the nearest word's cosine by article.

    Soft is the exact matches, and for each term that is no name the nearest word of the sentence
    above NEAR, scaled to 0..1; it is known for the kept sentences and those beside them.
    """
    near = sorted(
        {int(at) + step for at in keep for step in (-1, 0, 1) if 0 <= at + step < len(units)}
    )
    of_unit = {at: set(lowered(units[at].text)) - STOP_WORDS for at in near}
    vocabulary = sorted(word for word in set().union(*of_unit.values()) if word.isalpha())
    soft = exact.copy()
    articles = np.array([unit.article for unit in units])
    nearest = np.array(
        [exact[articles == place].max(axis=0) for place in range(int(articles.max()) + 1)]
    )
    open_terms = [at for at, term in enumerate(asked.terms) if not term.name]
    if not vocabulary or not open_terms:
        return soft, nearest
    vectors = embedder.embed([*(asked.terms[at].lower for at in open_terms), *vocabulary])
    similar = vectors[len(open_terms) :] @ vectors[: len(open_terms)].T
    credit = np.where(
        similar >= NEAR, np.sqrt(np.clip((similar - NEAR) / (1 - NEAR), 0.0, 1.0)) * 0.8, 0.0
    )
    row_of = {word: row for row, word in enumerate(vocabulary)}
    for at in near:
        rows = [row_of[word] for word in of_unit[at] if word in row_of]
        if rows:
            place = units[at].article
            soft[at, open_terms] = np.maximum(soft[at, open_terms], credit[rows].max(axis=0))
            nearest[place, open_terms] = np.maximum(
                nearest[place, open_terms], similar[rows].max(axis=0)
            )
    return soft, nearest


def _in_context(
    found: Floats, units: Sequence[Sentence], sources: Sequence[Source], asked: Profile
) -> Floats:
    """Each term's best credit: in the sentence 1, before 0.6, after 0.4, title 0.4, article 0.2."""
    weight = dict(_CONTEXT)
    result = found.copy()
    begin = 0
    for source in sources:
        end = begin + len(source.units)
        block = found[begin:end]
        part = result[begin:end]
        if len(block) > 1:
            np.maximum(part[1:], weight["before"] * block[:-1], out=part[1:])
            np.maximum(part[:-1], weight["after"] * block[1:], out=part[:-1])
        title = np.array([term.stem in source.title for term in asked.terms], dtype=np.float64)
        np.maximum(part, weight["title"] * title, out=part)
        if len(block):
            np.maximum(part, weight["article"] * block.max(axis=0), out=part)
        begin = end
    return result


def _best_candidate(
    unit: Sentence, asked: Profile, soft: Floats, at: int, weights: Floats
) -> tuple[float, float]:
    """(strength, closeness) of the best candidate.

    Closeness is strength x the weighted share of the question's words that stand in the sentence,
    each discounted by ``exp(-distance / 8)``, distance in words from the candidate.
    """
    found = candidates(unit, asked)
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
    starts = [word.start for word in unit.words]
    for candidate in found:
        first = int(np.searchsorted(starts, candidate.start))
        near = 0.0
        for number, weight in enumerate(weights):
            credit = float(soft[at, number])
            if credit <= 0:
                continue
            where = positions.get(number)
            distance = min(abs(first - spot) for spot in where) if where else _DISTANCE
            near += float(weight) * credit * math.exp(-distance / _DISTANCE)
        best = max(best, candidate.strength * near)
    return best_strength, best


def _names_near(exact: Floats, at: int, units: Sequence[Sentence], asked: Profile) -> float:
    wanted = [number for number, term in enumerate(asked.terms) if term.name]
    if not wanted:
        return 0.5
    rows = [at]
    if at and units[at - 1].article == units[at].article:
        rows.append(at - 1)
    return float(exact[rows][:, wanted].max(axis=0).mean())


def _passage_score(unit: Sentence, passages: Sequence[tuple[int, int, float]]) -> float:
    held = [score for start, end, score in passages if start <= unit.start and unit.end <= end]
    return max(held, default=-1.5) / 3.0


def share(found: Floats, weights: Floats, which: npt.NDArray[np.bool_]) -> float:
    """The weighted share of the chosen terms that was found; 0.5 where there are none."""
    total = float(weights[which].sum())
    return float((found * weights)[which].sum()) / total if total else 0.5


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
