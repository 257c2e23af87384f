"""Of what a scripted model wrote: whether what is shown holds, and what holds is shown."""

from __future__ import annotations

import re

from assistant.domain import Citation, Claim
from evals.cases import PLACE, Case, Gold, Line
from evals.library import Library
from evals.outcome import Outcome
from evals.scoring.citations import overlaps
from evals.scoring.score import Score, share, unscored
from evals.scoring.words import normal

NOT_SCRIPTED = "written by a model without a script"
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")


def precision(case: Case, outcome: Outcome) -> Score:
    """The share of the sentences shown that hold, by the script."""
    if outcome.written is None:
        return unscored(NOT_SCRIPTED)
    shown = _shown(outcome, outcome.written)
    if not shown:
        return unscored("nothing that was written is shown")
    false = [line.text for line, _ in shown if not line.holds]
    told = f"shown, and false: {' | '.join(false)}" if false else ""
    return share(len(shown) - len(false), len(shown), told)


def recall(case: Case, outcome: Outcome) -> Score:
    """The share of the sentences that were written and hold that is shown."""
    if outcome.written is None:
        return unscored(NOT_SCRIPTED)
    true = [line for line in outcome.written if line.holds]
    if not true:
        return unscored("nothing that holds was written")
    shown = {line for line, _ in _shown(outcome, outcome.written)}
    lost = [line.text for line in true if line not in shown]
    told = f"taken out, and true: {' | '.join(lost)}" if lost else ""
    return share(len(true) - len(lost), len(true), told)


def cited(case: Case, outcome: Outcome) -> Score:
    """The share of the citations of what holds that quote what the script says it rests on."""
    if outcome.written is None:
        return unscored(NOT_SCRIPTED)
    whole, beside = 0, []
    for line, claim in _shown(outcome, outcome.written):
        if not line.holds or not line.cites:
            continue
        for citation in outcome.cited(claim):
            whole += 1
            if not any(_rests_on(citation, gold, outcome.library) for gold in line.cites):
                beside.append(citation.quote)
    if not whole:
        return unscored("nothing that holds is cited")
    told = f"beside the gold: {' | '.join(beside)}" if beside else ""
    return share(whole - len(beside), whole, told)


def _shown(outcome: Outcome, written: tuple[Line, ...]) -> list[tuple[Line, Claim]]:
    """The lines that are claims of the answer, with these."""
    lines = {_plain(line.text): line for line in written}
    return [
        (lines[text], claim) for claim in outcome.claims if (text := _plain(claim.text)) in lines
    ]


def _plain(text: str) -> str:
    return normal(_SPACE_BEFORE_STOP.sub("", PLACE.sub("", text)))


def _rests_on(citation: Citation, gold: Gold, library: Library) -> bool:
    if gold.article not in library.unit(citation.article):
        return False
    if gold.article != citation.article:
        return normal(gold.quote) in normal(citation.quote)
    place = library.place(gold.article, gold.quote)
    return place is not None and overlaps(place, (citation.start, citation.end))
