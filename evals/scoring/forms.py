"""Digests, timelines, conflicts: what their form promises."""

from __future__ import annotations

from itertools import pairwise

from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.score import Score, right, share, unscored
from evals.scoring.words import holds, holds_any


def form(case: Case, outcome: Outcome) -> Score:
    """1 where the question was taken to ask for the expected form."""
    came = outcome.understood.form if outcome.understood else None
    return right(came == case.form, f"expected {case.form}, came {came}")


def digest_coverage(case: Case, outcome: Outcome) -> Score:
    """The share of the gold texts that are cited, or named beside a cited copy."""
    cited = {
        article
        for citation in outcome.citations
        for article in (citation.article, *citation.also_in)
    }
    units = outcome.library.units(case.articles)
    missing = [sorted(unit)[0] for unit in units if not unit & cited]
    told = f"left out: {', '.join(missing)}" if missing else ""
    return share(len(units) - len(missing), len(units), told)


def read_all(case: Case, outcome: Outcome) -> Score:
    """1 where all articles of the range were read, and there are as many as the gold has."""
    answer = outcome.answer
    if answer is None or answer.articles_read is None or answer.articles_in_range is None:
        return right(False, "it does not say how many articles it read")
    read, there = answer.articles_read, answer.articles_in_range
    whole = read == there and there >= len(case.articles)
    return right(whole, f"read {read} of {there}; the gold has {len(case.articles)}")


def timeline_order(case: Case, outcome: Outcome) -> Score:
    """The share of neighbouring claims that stand in the order of their dates."""
    days = [claim.date for claim in outcome.claims]
    if not days:
        return unscored("no claims")
    if None in days:
        return right(False, "a claim without a date")
    if len(days) == 1:
        return right(True, "one claim")
    pairs = list(pairwise(days))
    kept = sum(one is not None and other is not None and one <= other for one, other in pairs)
    return share(kept, len(pairs), "")


def timeline_keys(case: Case, outcome: Outcome) -> Score:
    """The share of the key facts that stand in the claims in their own order.

    That is the longest run of keys, some perhaps left out, whose claims follow one another; a key
    may be in several claims, and two keys in one.
    """
    places = [
        [at for at, claim in enumerate(outcome.claims) if holds_any(claim.text, key)]
        for key in case.keys
    ]
    # longest[i]: of chains that end with the latest key at claim i, the most keys.
    longest = [0] * len(outcome.claims)
    for there in places:
        grown = {at: max(longest[: at + 1]) + 1 for at in there}
        for at, length in grown.items():
            longest[at] = max(longest[at], length)
    best = max(longest, default=0)
    missing = [" / ".join(key) for key, there in zip(case.keys, places, strict=True) if not there]
    return share(best, len(case.keys), f"missing: {' | '.join(missing)}" if missing else "")


def conflict_sides(case: Case, outcome: Outcome) -> Score:
    """The share of contradicting figures that stand in the answer."""
    wanted = [words for group in case.conflict for words in group]
    missing = [words for words in wanted if not holds(outcome.text, words)]
    told = f"missing: {' | '.join(missing)}" if missing else ""
    return share(len(wanted) - len(missing), len(wanted), told)


def conflict_marked(case: Case, outcome: Outcome) -> Score:
    """The share of conflicts that the answer shows as such, with every figure on a side."""
    marked = [
        [f"{side.words} {outcome.claims[side.claim].text}" for side in conflict.sides]
        for conflict in (outcome.answer.conflicts if outcome.answer else ())
    ]
    shown = [
        group
        for group in case.conflict
        if any(all(any(holds(s, w) for s in sides) for w in group) for sides in marked)
    ]
    return share(len(shown), len(case.conflict), f"{len(marked)} conflicts marked")
