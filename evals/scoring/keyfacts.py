"""Whether the answer says what it must, and nothing of what it must not."""

from __future__ import annotations

from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.score import Score, right, share
from evals.scoring.words import holds, holds_any


def key_facts(case: Case, outcome: Outcome) -> Score:
    """The share of key facts of which the answer holds an alternative; a refusal holds none."""
    if outcome.refused:
        return Score(0.0, "refused")
    missing = [" / ".join(key) for key in case.keys if not holds_any(outcome.text, key)]
    told = f"missing: {' | '.join(missing)}" if missing else ""
    return share(len(case.keys) - len(missing), len(case.keys), told)


def forbidden(case: Case, outcome: Outcome) -> Score:
    """1 where nothing stands in the answer that must not."""
    there = [words for words in case.forbidden if holds(outcome.text, words)]
    return right(not there, f"holds: {' | '.join(there)}" if there else "")
