"""What the grounding check says of the claims, and whether the check itself can be trusted."""

from __future__ import annotations

from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.controls import controls
from evals.scoring.judge import Check
from evals.scoring.score import Score, share, unscored

NO_CHECK = "no check"


class Support:
    """Scores by the grounding check; unscored where there is none."""

    def __init__(self, check: Check | None) -> None:
        self._check = check

    def claims(self, case: Case, outcome: Outcome) -> Score:
        """The share of claims that a cited article supports, read whole."""
        if self._check is None:
            return unscored(NO_CHECK)
        if not outcome.claims:
            return unscored("nothing was claimed")
        bare = []
        for claim in outcome.claims:
            sources = [
                outcome.library.articles[citation.article]
                for citation in outcome.cited(claim)
                if citation.article in outcome.library.articles
            ]
            if not any(self._check(claim.text, a.body, a.published)[0] for a in sources):
                bare.append(claim.text)
        whole = len(outcome.claims)
        told = "not supported: " + " | ".join(bare) if bare else ""
        return share(whole - len(bare), whole, told)

    def controls(self, case: Case, outcome: Outcome) -> Score:
        """The share of controls that the check gets right: gold sentences, which their article
        supports, and the same with one number or name changed, which it does not."""
        if self._check is None:
            return unscored(NO_CHECK)
        made = controls(case, outcome.library)
        if not made:
            return unscored("no gold sentence holds a number or a name")
        wrong = []
        for control in made:
            article = outcome.library.articles[control.article]
            held, score, _ = self._check(control.claim, article.body, article.published)
            if held != control.holds:
                said = "supported" if held else "unsupported"
                wrong.append(f"{said} ({score:.2f}): {control.claim}")
        told = "wrongly " + " | ".join(wrong) if wrong else ""
        return share(len(made) - len(wrong), len(made), told)
