"""Whether it was refused as it should be, and for the right reason."""

from __future__ import annotations

from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.score import Score, right, share


def kind(case: Case, outcome: Outcome) -> Score:
    """1 where an answer was expected and given, or a refusal."""
    wanted = "a refusal" if case.refusal else "an answer"
    came = f"a refusal ({_reason(outcome)})" if outcome.refused else "an answer"
    return right(case.refusal == outcome.refused, f"expected {wanted}, came {came}")


def reason(case: Case, outcome: Outcome) -> Score:
    """1 where it was refused for the expected reason."""
    came = _reason(outcome)
    return right(came == case.reason, f"expected {case.reason}, came {came or 'an answer'}")


def nearest(case: Case, outcome: Outcome) -> Score:
    """The share of the expected days that the refusal names as having it."""
    named = outcome.answer.nearest if outcome.answer else ()
    held = [day for day in case.nearest if day in named]
    return share(len(held), len(case.nearest), f"named: {', '.join(map(str, named)) or 'none'}")


def _reason(outcome: Outcome) -> str | None:
    return outcome.answer.reason if outcome.answer else None
