"""Scorers: pure functions from a Case and its Outcome to a Score, one file for each kind.

A Score is a value from 0 to 1 with an explanation, or unscored with the reason.
"""

from evals.scoring.registry import scorers
from evals.scoring.score import Score, Scorer

__all__ = ["Score", "Scorer", "scorers"]
