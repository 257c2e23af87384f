"""What the suite ``full`` measures beside the cases: ways to search, and whether runs repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from json import dumps
from typing import Any, get_args

from assistant.chat.understanding import understand
from assistant.index import Index, IndexReader
from assistant.models import Embedder, open_local
from assistant.retrieval import Fusion, search
from evals.asking import DEEP
from evals.cases import Case
from evals.library import Shelf
from evals.outcome import Outcome
from evals.reporting.rows import row
from evals.runner import Run, run_cases
from evals.scoring import Scorer, scorers
from evals.stats import interval
from evals.summary import DIGITS

METRICS = ("mrr", "recall@5", "recall@10", "ndcg@10")
LOCAL = "local"


def sweep_retrieval(cases: Sequence[Case], shelves: Mapping[str, Shelf]) -> dict[str, Any] | None:
    """Of each way to search, the retrieval metrics over the cases without earlier turns.

    None where the settings name another embedding than the local one: it would be asked, and paid
    for, once more for each.
    """
    if any(shelf.embedding != LOCAL for shelf in shelves.values()):
        return None
    metrics = [one for one in scorers() if one.name in METRICS]
    chosen = [case for case in cases if not case.turns and metrics[0].applies(case)]
    if not chosen:
        return None
    embedder = open_local()
    with ExitStack() as stack:
        indexes = {}
        for name in sorted({case.corpus for case in chosen}):
            reader = IndexReader(shelves[name].assistant.settings.store, embedder.identity)
            stack.callback(reader.close)
            indexes[name] = stack.enter_context(reader.pin())
        return {
            fusion: _means(
                metrics,
                chosen,
                [
                    _ranked(case, shelves[case.corpus], indexes[case.corpus], embedder, fusion)
                    for case in chosen
                ],
            )
            for fusion in get_args(Fusion)
        }


def _ranked(case: Case, shelf: Shelf, index: Index, embedder: Embedder, fusion: Fusion) -> Outcome:
    newest = shelf.library.newest
    assert newest is not None
    request = understand(
        case.question,
        (),
        limit=case.limit,
        as_of=case.as_of or newest,
        as_of_given=case.as_of is not None,
        ceiling=False,
    )
    hits = search(index, embedder, request.query, k=DEEP, scope=request.scope, fusion=fusion)
    return Outcome(shelf.library, ranked=tuple(hits))


def _means(
    metrics: Sequence[Scorer], cases: Sequence[Case], outcomes: Sequence[Outcome]
) -> dict[str, Any]:
    found = {}
    for metric in metrics:
        scores = [metric.of(case, one) for case, one in zip(cases, outcomes, strict=True)]
        one = interval([score.value for score in scores if score.value is not None])
        found[metric.name] = {
            "mean": round(one.mean, DIGITS),
            "low": round(one.low, DIGITS),
            "high": round(one.high, DIGITS),
            "n": one.n,
        }
    return found


def digest_of(run: Run) -> str:
    """The SHA-256 of everything that a Run came to, but for the time that it took."""
    rows = [row(result) for result in run.results]
    return sha256(dumps(rows, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def repeat(run: Run, shelves: Mapping[str, Shelf], times: int) -> dict[str, Any]:
    """How many of ``times`` further runs of the same cases came to the very same."""
    first = digest_of(run)
    cases = [result.case for result in run.results]
    same = sum(digest_of(run_cases(cases, shelves, run.metrics)) == first for _ in range(times))
    return {"runs": times, "same": same}
