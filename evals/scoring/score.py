"""What a scorer gives: a value, or the reason why there is none, and always an explanation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.cases import Case
from evals.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` is 0 to 1, higher is better; None where it could not be measured, and then
    ``unscored`` is the reason. Unmeasured is not zero."""

    value: float | None
    explanation: str = ""
    unscored: str | None = None


def right(is_so: bool, explanation: str) -> Score:
    return Score(1.0 if is_so else 0.0, explanation)


def share(part: int, whole: int, explanation: str) -> Score:
    return Score(part / whole, f"{part} of {whole}{': ' if explanation else ''}{explanation}")


def unscored(reason: str) -> Score:
    return Score(None, "", reason)


@dataclass(frozen=True)
class Scorer:
    """A metric: which cases it is about, and the pure function that scores one.

    ``deciding`` says that a case has failed where the value is below 1. With ``tags`` it is
    about cases that have one of them.
    """

    name: str
    title: str
    score: Callable[[Case, Outcome], Score]
    about: Callable[[Case], bool]
    deciding: bool = False
    tags: frozenset[str] = frozenset()

    def applies(self, case: Case) -> bool:
        return (not self.tags or bool(self.tags & set(case.tags))) and self.about(case)

    def of(self, case: Case, outcome: Outcome) -> Score:
        """The Score; 0 where the assistant failed with an error, which excuses nothing."""
        if outcome.error is not None:
            return Score(0.0, outcome.error)
        return self.score(case, outcome)
