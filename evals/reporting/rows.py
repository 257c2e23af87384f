"""A Result as a row of JSON: the case, its scores, and the trace of what came of it.

No time stands in a row, so that two runs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.app import wire
from assistant.domain import DateRange, Hit
from evals.cases import Case
from evals.runner import Result
from evals.scoring.citations import is_gold
from evals.scoring.score import Score

Json = dict[str, Any]
HITS = 12
_EXCERPT = 160  # characters


def row(result: Result) -> Json:
    case, outcome = result.case, result.outcome
    understood = outcome.understood
    return {
        "id": case.id,
        "corpus": case.corpus,
        "fingerprint": case.fingerprint,
        "held_out": result.held_out,
        "tags": list(case.tags),
        "passed": not result.failed,
        "failed": list(result.failed),
        "turns": list(case.turns),
        "question": case.question,
        "as_of": _day(case.as_of),
        "limit": _span(case.limit),
        "gold": _gold(case),
        "scores": {name: _score(score) for name, score in result.scores.items()},
        "error": outcome.error,
        "understood": {
            "rewritten": understood.rewritten,
            "as_of": _day(understood.as_of),
            "dates": wire.date_reading(understood.dates),
            "form": understood.form.value,
        }
        if understood
        else None,
        "found": _hits(result, outcome.found),
        "ranked": _hits(result, _by_article(outcome.ranked)),
        "answer": _answer(result),
    }


def _gold(case: Case) -> Json:
    return {
        "expect": "refusal" if case.refusal else "answer",
        "reason": case.reason,
        "form": case.form.value,
        "articles": list(case.articles),
        "sentences": [{"article": gold.article, "quote": gold.quote} for gold in case.sentences],
        "keys": [list(key) for key in case.keys],
        "dates": {
            "start": _day(case.dates.start),
            "end": _day(case.dates.end),
            "applies_to": case.dates.applies_to,
        }
        if case.dates
        else None,
        "event": _span(case.event),
        "conflict": [list(group) for group in case.conflict],
        "forbidden": list(case.forbidden),
        "nearest": [_day(day) for day in case.nearest],
    }


def _score(score: Score) -> Json:
    value = None if score.value is None else round(score.value, 6)
    return {"value": value, "explanation": score.explanation, "unscored": score.unscored}


def _by_article(hits: Sequence[Hit]) -> list[Hit]:
    """The first hit of each article."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.passage.article, hit)
    return list(first.values())


def _hits(result: Result, hits: Sequence[Hit]) -> list[Json]:
    library = result.outcome.library
    wanted = {one for article in result.case.articles for one in library.unit(article)}
    return [
        {
            "article": hit.passage.article,
            "date": _day(hit.published),
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": round(hit.score, 3),
            "found_by": list(hit.found_by),
            "also_in": list(hit.also_in),
            "gold": hit.passage.article in wanted,
            "text": _short(hit.passage.text),
        }
        for hit in hits[:HITS]
    ]


def _answer(result: Result) -> Json | None:
    answer = result.outcome.answer
    if answer is None:
        return None
    told = wire.answer(answer)
    del told["usage"]["ms"]
    for citation, ours in zip(told["citations"], answer.citations, strict=True):
        citation["gold"] = is_gold(ours, result.case, result.outcome.library)
    return told


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _span(days: DateRange | None) -> Json | None:
    return {"start": _day(days.start), "end": _day(days.end)} if days else None
