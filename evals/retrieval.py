"""How high a claim's own page ranks, by each way to search: ``python -m evals retrieval FILE``.

FILE is JSON Lines with ``claim`` and ``source`` (and ``label``, which is not used: a claim that its
page does not support is still about that page). Every different source becomes one article, all of
one day, so that dates cannot help. A page's rank is that of its first passage among the articles
that were found; a page that was not found counts as 0.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from assistant.retrieval import Fusion
from evals.stats import interval

_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Each claim's rank of its own page, 1-based, None where it was not found, in file order."""

    fusion: Fusion
    ranks: tuple[int | None, ...]

    def scores(self, score: Callable[[int], float]) -> list[float]:
        return [0.0 if rank is None else score(rank) for rank in self.ranks]


MEASURES: dict[str, Callable[[int], float]] = {
    "MRR": lambda rank: 1.0 / rank,
    "recall@1": lambda rank: float(rank <= 1),
    "recall@5": lambda rank: float(rank <= 5),
    "recall@10": lambda rank: float(rank <= 10),
}


def rank_pages(pairs: Sequence[tuple[str, str]]) -> list[Ranks]:
    """The ranks of (claim, source) pairs by every way to search, on an index of the sources."""
    from assistant.index import IndexReader, sync
    from assistant.models import open_local
    from assistant.retrieval import rank

    embedder = open_local()
    sources = {
        source: f"page{number:05d}"
        for number, source in enumerate(dict.fromkeys(s for _, s in pairs))
    }
    results = []
    with tempfile.TemporaryDirectory(prefix="dateline-retrieval-") as folder:
        corpus = Path(folder) / "pages.jsonl"
        with corpus.open("w", encoding="utf-8") as lines:
            for source, page in sources.items():
                row = {"id": page, "date": _DAY.isoformat(), "text": source}
                lines.write(json.dumps(row) + "\n")
        report = sync(Path(folder) / "store", [corpus], embedder, today=_DAY)
        if report.problems:
            print(f"{len(report.problems)} problems: {report.problems[0].message}")
        reader = IndexReader(Path(folder) / "store", embedder.identity)
        try:
            with reader.pin() as index:
                for fusion in get_args(Fusion):
                    ranks = []
                    for claim, source in pairs:
                        found = rank(index, embedder, claim, fusion=fusion)
                        names = [(hit.record.article, *hit.also_in) for hit in found]
                        ranks.append(_place(names, sources[source]))
                    results.append(Ranks(fusion, tuple(ranks)))
        finally:
            reader.close()
    return results


def _place(names: Sequence[tuple[str, ...]], page: str) -> int | None:
    """The 1-based rank of ``page`` among the articles, each counted once, or None.

    A hit names its article first and then the near-copies that were folded into it.
    """
    articles = list(dict.fromkeys(name[0] for name in names))
    for name in names:
        if page in name:
            return articles.index(name[0]) + 1
    return None


def read_pairs(file: Path) -> list[tuple[str, str]]:
    """(claim, source) of each line."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [(row["claim"], row["source"]) for row in rows]


def run_retrieval(file: Path) -> None:
    """Prints the table, and how far the way that is used differs from each other one, by claim."""
    results = rank_pages(read_pairs(file))
    print(f"{len(results[0].ranks)} claims; 95 % intervals by bootstrap over claims\n")
    print(f"{'':8}" + "".join(f"{name:>18}" for name in MEASURES))
    for result in results:
        found = (interval(result.scores(score)) for score in MEASURES.values())
        cells = (f"{cell.mean:.3f} {cell.low:.3f}-{cell.high:.3f}" for cell in found)
        print(f"{result.fusion:8}" + "".join(f"{cell:>18}" for cell in cells))
    base = next(result for result in results if result.fusion == "reread")
    print("\nreread minus the other, claim by claim, in hundredths")
    for other in results:
        if other is base:
            continue
        print(f"{other.fusion:8}", end="")
        for score in MEASURES.values():
            pairs = zip(base.scores(score), other.scores(score), strict=True)
            cell = interval([100 * (ours - theirs) for ours, theirs in pairs])
            print(f"{f'{cell.mean:+.1f} {cell.low:.1f}..{cell.high:.1f}':>18}", end="")
        print()
