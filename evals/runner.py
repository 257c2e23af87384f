"""Cases asked and scored. The same twice, but for the time that it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from evals.asking import ask
from evals.cases import Case, load_cases
from evals.gold import check_gold
from evals.library import BUILT_IN, BUILT_IN_CASES, Shelf, open_shelves
from evals.outcome import Outcome
from evals.scoring import Score, Scorer, scorers
from evals.scoring.controls import controls
from evals.scoring.judge import Check, find_check
from evals.split import held_out


@dataclass(frozen=True)
class Result:
    """A case, what came of it, and its score by metric; metrics that are not about it are left out.

    ``failed`` names the deciding metrics that are below 1.
    """

    case: Case
    outcome: Outcome
    scores: Mapping[str, Score]
    failed: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        return held_out(self.case.id)


@dataclass(frozen=True)
class Run:
    """All results, by id. ``embedding`` is what the indexes were built with; ``selection`` says
    which cases were left out, and is empty where none were. ``controls`` are the check's scores of
    claims about which it is known whether they hold."""

    results: tuple[Result, ...]
    metrics: tuple[Scorer, ...]
    embedding: str
    suite: str = "ci"
    selection: str = ""
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    controls: tuple[tuple[float, bool], ...] = ()

    @cached_property
    def titles(self) -> dict[str, str]:
        return {metric.name: metric.title for metric in self.metrics}


def run_cases(
    cases: Sequence[Case],
    shelves: Mapping[str, Shelf],
    metrics: Sequence[Scorer] | None = None,
    *,
    suite: str = "ci",
    selection: str = "",
    on_case: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """The cases asked in the order of their ids and scored by every metric that is about them."""
    chosen = tuple(metrics) if metrics is not None else scorers()
    results = []
    for done, case in enumerate(sorted(cases, key=lambda case: case.id)):
        on_case(done, len(cases))
        outcome = ask(case, shelves[case.corpus])
        scores = {one.name: one.of(case, outcome) for one in chosen if one.applies(case)}
        failed = tuple(
            one.name
            for one in chosen
            if one.deciding and one.name in scores and _below_one(scores[one.name])
        )
        results.append(Result(case, outcome, scores, failed))
    on_case(len(cases), len(cases))
    used = sorted({case.corpus for case in cases})
    return Run(
        results=tuple(results),
        metrics=chosen,
        embedding=", ".join(sorted({shelves[name].embedding for name in used})),
        suite=suite,
        selection=selection,
        problems={
            name: tuple(_plain(problem.path, problem.message) for problem in shelves[name].problems)
            for name in used
        },
        controls=tuple(_controls(cases, shelves, find_check())),
    )


def _controls(
    cases: Sequence[Case], shelves: Mapping[str, Shelf], check: Check | None
) -> Iterator[tuple[float, bool]]:
    for case in cases if check else ():
        library = shelves[case.corpus].library
        for control in controls(case, library):
            article = library.articles[control.article]
            assert check is not None
            yield check(control.claim, article.body, article.published)[1], control.holds


def _below_one(score: Score) -> bool:
    return score.value is not None and score.value < 1.0


def _plain(path: str, message: str) -> str:
    # Where the corpus lies differs from machine to machine, and is no part of the result.
    return f"{Path(path).name}: {message}"


@dataclass(frozen=True)
class Choice:
    """Which cases of which corpora: all, unless ``only`` names tags or ``held_out`` is set.

    With ``model`` the configured one answers all of them.
    """

    cases: Path = BUILT_IN_CASES
    corpora: Mapping[str, Path] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    held_out: bool = False
    model: bool = False

    @property
    def selection(self) -> str:
        parts = [f"only {', '.join(self.only)}"] if self.only else []
        parts += ["held out"] if self.held_out else []
        return "; ".join([*parts, *(["written by the configured model"] if self.model else [])])

    def load(self) -> tuple[Case, ...]:
        """The chosen cases; CaseFaults where one cannot be used, chosen or not."""
        return tuple(
            case
            for case in load_cases(self.cases)
            if (not self.only or set(self.only) & set(case.tags))
            and (not self.held_out or held_out(case.id))
        )

    def folders(self, cases: Sequence[Case]) -> dict[str, Path]:
        """The corpora that the cases name, of those that are known."""
        known = {**BUILT_IN, **self.corpora}
        return {name: known[name] for name in {case.corpus for case in cases} if name in known}


@contextmanager
def opened(choice: Choice) -> Iterator[tuple[tuple[Case, ...], dict[str, Shelf]]]:
    """The chosen cases, checked against the corpora that they need, and those, indexed.

    CaseFaults where a case cannot be used, or its gold is not in its corpus.
    """
    cases = choice.load()
    with open_shelves(choice.folders(cases), model=choice.model) as shelves:
        check_gold(cases, {name: shelf.library for name, shelf in shelves.items()})
        yield cases, shelves
