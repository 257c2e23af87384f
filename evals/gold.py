"""Whether the gold of the cases is in the articles: what contradicts them is no case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evals.cases import Case, CaseFaults
from evals.library import Library
from evals.scoring.words import holds_any


def check_gold(cases: Iterable[Case], libraries: Mapping[str, Library]) -> None:
    """CaseFaults lists every case whose gold is not in its corpus, with file and line."""
    faults = [
        f"{case.where}: {fault}"
        for case in cases
        for fault in _faults(case, libraries.get(case.corpus))
    ]
    if faults:
        raise CaseFaults(faults)


def _faults(case: Case, library: Library | None) -> Iterator[str]:
    if library is None:
        yield f"there is no corpus {case.corpus!r}: give it with --corpus {case.corpus}=DIR"
        return
    bounds = case.bounds
    for article in case.articles:
        found = library.articles.get(article)
        if found is None:
            yield f"there is no article {article!r} in {case.corpus!r}"
        elif bounds is not None and not bounds.holds(found.published):
            yield f"{article} is of {found.published}, which as_of, from and to leave out"
    for gold in (*case.sentences, *(gold for line in case.writes for gold in line.cites)):
        if gold.article in library.articles and library.place(gold.article, gold.quote) is None:
            yield f"{gold.article} does not hold {_short(gold.quote)}"
    if not case.sentences:
        return
    for alternatives in case.keys:
        if not any(holds_any(gold.quote, alternatives) for gold in case.sentences):
            yield f"the key {' / '.join(alternatives)!r} is in no gold sentence"


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 80 else quote[:77] + "...")
