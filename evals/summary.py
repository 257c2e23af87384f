"""A Run in numbers: each metric with its interval, by tag and by split, and refusals by kind.

JSON-ready dicts, the same for the same Run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.domain import Reason
from evals.reliability import reliability
from evals.runner import Result, Run
from evals.stats import Interval, interval, refusals

Json = dict[str, Any]
KINDS = ("nothing", "near-miss", "outside-range", "ambiguous-date")
"""The tags that say what kind of refusal a case expects."""
DIGITS = 4


def summarise(run: Run) -> Json:
    """The summary: of all cases, of the held-back third and of the rest."""
    results = run.results
    names = [metric.name for metric in run.metrics]
    tags = sorted({tag for result in results for tag in result.case.tags})
    return {
        "suite": run.suite,
        "selection": run.selection or None,
        "embedding": run.embedding,
        "cases": len(results),
        "held_out": sum(result.held_out for result in results),
        "passed": sum(not result.failed for result in results),
        "held_out_passed": sum(one.held_out and not one.failed for one in results),
        "errors": sum(result.outcome.error is not None for result in results),
        "titles": {name: run.titles[name] for name in names},
        "metrics": {
            "all": _metrics(results, names),
            "held_out": _metrics([one for one in results if one.held_out], names),
            "tuning": _metrics([one for one in results if not one.held_out], names),
        },
        "tags": {
            tag: {
                "cases": sum(tag in one.case.tags for one in results),
                "passed": sum(tag in one.case.tags and not one.failed for one in results),
                "metrics": _metrics([one for one in results if tag in one.case.tags], names),
            }
            for tag in tags
        },
        "refusals": {
            "all": _refusals(results),
            "held_out": _refusals([one for one in results if one.held_out]),
            "kinds": _by_kind(results),
        },
        "reliability": reliability(run.controls) if run.controls else None,
        "corpora": {
            name: {"unread": list(problems)} for name, problems in sorted(run.problems.items())
        },
    }


def _metrics(results: Sequence[Result], names: Sequence[str]) -> Json:
    """Of each metric that some case is about: mean, interval, n, and why others are unscored."""
    found = {}
    for name in names:
        scores = [result.scores[name] for result in results if name in result.scores]
        if not scores:
            continue
        values = [score.value for score in scores if score.value is not None]
        reasons: dict[str, int] = {}
        for score in scores:
            if score.unscored is not None:
                reasons[score.unscored] = reasons.get(score.unscored, 0) + 1
        found[name] = {
            **(_interval(interval(values)) if values else {"mean": None}),
            "n": len(values),
            "unscored": len(scores) - len(values),
            "unscored_because": dict(sorted(reasons.items())),
        }
    return found


def _interval(found: Interval) -> Json:
    return {
        "mean": round(found.mean, DIGITS),
        "low": round(found.low, DIGITS),
        "high": round(found.high, DIGITS),
    }


def _refusals(results: Sequence[Result]) -> Json:
    found = refusals([(one.case.refusal, one.outcome.refused) for one in results])
    return {
        "expected": found.expected,
        "refused": found.refused,
        "both": found.both,
        "precision": _interval(found.precision) if found.precision else None,
        "recall": _interval(found.recall) if found.recall else None,
    }


def _by_kind(results: Sequence[Result]) -> Json:
    """Of each kind of refusal: expected, refused, and for the right reason; recall by kind.

    Precision is that of the reason: of the refusals that gave it, the share that should.
    """
    kinds = {}
    for kind in KINDS:
        of_kind = [one for one in results if one.case.refusal and kind in one.case.tags]
        if of_kind:
            kinds[kind] = {
                "expected": len(of_kind),
                "refused": sum(one.outcome.refused for one in of_kind),
                "recall": _share([one.outcome.refused for one in of_kind]),
            }
    wanted = [_name(one.case.reason) for one in results]
    came = [_name(one.outcome.answer.reason if one.outcome.answer else None) for one in results]
    pairs = list(zip(wanted, came, strict=True))
    for reason in sorted({*wanted, *came} - {""}):
        should = [other == reason for one, other in pairs if one == reason]
        did = [one == reason for one, other in pairs if other == reason]
        kinds[reason] = {
            "expected": len(should),
            "refused": len(did),
            "precision": _share(did) if did else None,
            "recall": _share(should) if should else None,
        }
    return kinds


def _name(reason: Reason | None) -> str:
    return reason.value if reason else ""


def _share(held: Sequence[bool]) -> Json:
    return _interval(interval([float(one) for one in held]))
