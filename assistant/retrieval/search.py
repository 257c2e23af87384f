"""A question and days to ranked Hits: vectors and terms fused, near-copies folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.domain import Hit, Passage, Scope, SearchName
from assistant.index import Index
from assistant.models import Embedder
from assistant.retrieval.asked import other_words
from assistant.retrieval.fusion import fuse_reciprocal_ranks, fuse_zscores
from assistant.retrieval.ranked import Ranked
from assistant.retrieval.second import reread
from assistant.text.words import search_words

POOL = 100
"""How many passages each search brings to the fusion, unless more are asked for."""
ANYWHERE = Scope()
COPY_MARGIN = 0.25
"""Of near-copies the earliest is shown, unless another scores better by more than this (in z)."""

Fusion = Literal["reread", "zscore", "rrf", "terms", "vectors"]
"""How passages are ranked: by the z-scores of both searches, by reciprocal ranks, or by one search
alone. "reread" is "zscore" with other words for rare ones, and a second look at the best."""


def search(
    index: Index,
    embedder: Embedder,
    question: str,
    *,
    k: int = 10,
    scope: Scope = ANYWHERE,
    fusion: Fusion = "reread",
) -> list[Hit]:
    """Up to ``k`` Hits, best first, all within ``scope``."""
    ranked = rank(index, embedder, question, k=k, scope=scope, fusion=fusion)[:k]
    bodies = index.catalog.bodies({found.record.article_key for found in ranked})
    return [
        as_hit(found, bodies[found.record.article_key][0].body, place)
        for place, found in enumerate(ranked, start=1)
    ]


def as_hit(found: Ranked, body: str, rank: int) -> Hit:
    record = found.record
    return Hit(
        passage=Passage(record.article, record.start, record.end, body[record.start : record.end]),
        published=record.published,
        title=record.title,
        score=round(found.merit, 6),
        rank=rank,
        found_by=found.found_by,
        also_in=found.also_in,
    )


def rank(
    index: Index,
    embedder: Embedder,
    question: str,
    *,
    k: int = POOL,
    scope: Scope = ANYWHERE,
    fusion: Fusion = "zscore",
) -> list[Ranked]:
    """All candidates of both searches, best first, near-copies folded into one article.

    Each search brings POOL passages, or ``k`` where that is more.
    """
    days = scope.days
    also = () if scope.told is None else index.telling(scope.told, scope.bounds)
    if days is not None and days.empty and not also:
        return []
    vector = embedder.embed([question])[0]
    more = other_words(question, index) if fusion == "reread" else []
    pool = max(POOL, k)
    near = index.nearest(vector, pool, days, also)
    matching = index.matching(" ".join([*search_words(question), *more]), pool, days, also)
    records = {record.pid: record for record, _ in [*near, *matching]}
    bm25 = {record.pid: score for record, score in matching}
    # What only the terms found has a cosine too: nothing is missing on that side.
    cosines = {record.pid: score for record, score in near}
    rest = [record for pid, record in records.items() if pid not in cosines]
    by_vectors = frozenset(cosines)
    cosines |= {
        record.pid: score for record, score in zip(rest, index.cosines(vector, rest), strict=True)
    }
    if fusion == "terms":
        fused = dict(bm25)
    elif fusion == "vectors":
        fused = {pid: cosines[pid] for pid in by_vectors}
    elif fusion == "rrf":
        fused = fuse_reciprocal_ranks([bm25, {pid: cosines[pid] for pid in by_vectors}])
    else:
        fused = fuse_zscores([bm25, cosines])
    order = sorted(fused, key=lambda pid: (-fused[pid], records[pid].published, pid))
    ranked = [
        Ranked(
            record=records[pid],
            score=fused[pid],
            cosine=cosines[pid],
            bm25=bm25.get(pid, 0.0),
            found_by=_found_by(pid in bm25, pid in by_vectors),
            also_in=(),
            merit=fused[pid],
        )
        for pid in order
    ]
    folded = _fold(index, ranked, scope)
    return reread(index, question, folded) if fusion == "reread" else folded


def _found_by(terms: bool, vectors: bool) -> tuple[SearchName, ...]:
    found: list[SearchName] = []
    if terms:
        found.append("terms")
    if vectors:
        found.append("vectors")
    return tuple(found)


def _fold(index: Index, ranked: Sequence[Ranked], scope: Scope) -> list[Ranked]:
    """Keeps one article of each group of near-copies, and names the others that are in range."""
    groups = index.catalog.copies({found.record.story for found in ranked})
    if not groups:
        return list(ranked)
    best: dict[int, float] = {}
    for found in ranked:
        best.setdefault(found.record.article_key, found.score)
    shown: dict[int, int] = {}
    for story, members in groups.items():
        scores = {key: best[key] for key, _, _ in members if key in best}
        if scores:
            top = max(scores.values())
            # Members come oldest first.
            shown[story] = next(key for key in scores if scores[key] >= top - COPY_MARGIN)
    kept = []
    for found in ranked:
        record = found.record
        if shown.get(record.story, record.article_key) != record.article_key:
            continue
        others = tuple(
            name
            for key, name, day in groups.get(record.story, [])
            if key != record.article_key and scope.admits(day)
        )
        kept.append(replace(found, also_in=others) if others else found)
    return kept
