"""Citation recall and precision as ALCE defines them, by a judge and against the gold.

Gao, Yen, Yu, Chen: "Enabling Large Language Models to Generate Text with Citations" (EMNLP 2023),
section 4.3: a statement's recall is 1 where its citations together support it. A citation's
precision is 1 where its statement has recall 1 and the citation is not irrelevant: it supports the
statement alone, or the others do not support it without it. Where the paper asks an entailment
model, a Judge is asked here; against the gold, a citation supports where it holds a gold sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Citation
from evals.cases import Case
from evals.library import Library
from evals.outcome import Outcome
from evals.scoring.judge import Judge
from evals.scoring.score import Score, share, unscored
from evals.scoring.words import normal

_NOTHING = "nothing was cited"
_HALF = 0.5  # of the shorter span: sentences that only touch do not count


class Citations:
    """Recall and precision of the citations of an answer, by a judge."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def recall(self, case: Case, outcome: Outcome) -> Score:
        """The share of claims that their citations support."""
        if not outcome.claims:
            return unscored(_NOTHING)
        bare = [
            claim.text
            for claim in outcome.claims
            if not self._judge.supports(claim.text, outcome.cited(claim))
        ]
        whole = len(outcome.claims)
        return share(whole - len(bare), whole, _not_so("not supported", bare))

    def precision(self, case: Case, outcome: Outcome) -> Score:
        """The share of citations that are needed, or enough alone, for a claim that holds."""
        useful, whole, idle = 0, 0, []
        for claim in outcome.claims:
            cited = outcome.cited(claim)
            whole += len(claim.citations)
            held = self._judge.supports(claim.text, cited)
            for place, citation in enumerate(cited):
                others = [*cited[:place], *cited[place + 1 :]]
                if held and (
                    self._judge.supports(claim.text, [citation])
                    or not self._judge.supports(claim.text, others)
                ):
                    useful += 1
                else:
                    idle.append(citation.quote)
        if not whole:
            return unscored(_NOTHING)
        return share(useful, whole, _not_so("no support", idle))


def evidence_precision(case: Case, outcome: Outcome) -> Score:
    """The share of citations that hold a gold sentence, or are part of one."""
    if not outcome.citations:
        return unscored(_NOTHING)
    beside = [one.quote for one in outcome.citations if not is_gold(one, case, outcome.library)]
    whole = len(outcome.citations)
    return share(whole - len(beside), whole, _not_so("beside the gold", beside))


def evidence_recall(case: Case, outcome: Outcome) -> Score:
    """1 where a gold sentence is cited: they are alternatives, so that one is enough."""
    held = [one.label for one in outcome.citations if is_gold(one, case, outcome.library)]
    if held:
        return Score(1.0, f"cited: {', '.join(f'[{label}]' for label in held)}")
    return Score(0.0, "refused" if outcome.refused else "no gold sentence is cited")


def is_gold(citation: Citation, case: Case, library: Library) -> bool:
    """Whether the citation holds a gold sentence or half of one: its span, or in a near-copy of
    the article its words."""
    copies = library.unit(citation.article) | set(citation.also_in)
    for gold in case.sentences:
        if gold.article == citation.article:
            place = library.place(gold.article, gold.quote)
            if place is not None and overlaps(place, (citation.start, citation.end)):
                return True
        elif gold.article in copies:
            ours, theirs = normal(citation.quote), normal(gold.quote)
            if ours in theirs or theirs in ours:
                return True
    return False


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share half of the shorter one."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return common > 0 and common >= _HALF * shorter


def _not_so(what: str, texts: Sequence[str]) -> str:
    return f"{what}: {' | '.join(texts)}" if texts else ""
