"""How high the gold articles rank. A near-copy of a gold article is as good as the article.

The ranking is that of articles: each stands where its first passage stands. Relevance is binary.
"""

from __future__ import annotations

from math import log2

from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.score import Score


def places(case: Case, outcome: Outcome) -> tuple[list[int], int]:
    """The 1-based ranks at which different gold texts stand, ascending, and how many there are."""
    gold = outcome.library.units(case.articles)
    ranked: list[frozenset[str]] = []
    seen: set[str] = set()
    for hit in outcome.ranked:
        if hit.passage.article in seen:
            continue
        unit = outcome.library.unit(hit.passage.article) | set(hit.also_in)
        seen |= unit
        ranked.append(unit)
    found = (
        next((rank for rank, unit in enumerate(ranked, start=1) if wanted & unit), None)
        for wanted in gold
    )
    return sorted(rank for rank in found if rank is not None), len(gold)


def recall_at(k: int, case: Case, outcome: Outcome) -> Score:
    """The share of the gold texts among the first ``k`` articles; of ``k`` where there are more."""
    ranks, gold = places(case, outcome)
    wanted = min(k, gold)
    value = min(wanted, sum(rank <= k for rank in ranks)) / wanted
    return Score(value, _told(ranks, gold))


def recall_at_5(case: Case, outcome: Outcome) -> Score:
    return recall_at(5, case, outcome)


def recall_at_10(case: Case, outcome: Outcome) -> Score:
    return recall_at(10, case, outcome)


def reciprocal_rank(case: Case, outcome: Outcome) -> Score:
    """1 / the rank of the first gold text; its mean is the MRR (Voorhees 1999, TREC-8)."""
    ranks, gold = places(case, outcome)
    return Score(1 / ranks[0] if ranks else 0.0, _told(ranks, gold))


def ndcg_at_10(case: Case, outcome: Outcome) -> Score:
    """Discounted gain of the first ten over that of the best order (Järvelin, Kekäläinen 2002)."""
    ranks, gold = places(case, outcome)
    gain = sum(1 / log2(rank + 1) for rank in ranks if rank <= 10)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(10, gold) + 1))
    return Score(gain / best, _told(ranks, gold))


def _told(ranks: list[int], gold: int) -> str:
    listed = ", ".join(map(str, ranks)) or "none"
    return f"ranks of {gold} gold text{'s' if gold > 1 else ''}: {listed}"
