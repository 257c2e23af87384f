"""Rows about questions: search with and without days, and answers without a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evals.bench.generator import Fact, Question, make_questions
from evals.bench.indexing import Workplace
from evals.bench.processes import run_trial
from evals.bench.rows import Bound, Row, percentile


def measure_search(place: Workplace, questions: int) -> list[Row]:
    """Search beside LlamaIndex's retriever on the same collection, question by question."""
    facts = _facts(place)
    plain = make_questions(facts, questions)
    ranged = make_questions(facts, questions, ranged=True)
    # In turns, so that both meet the same machine.
    asked = [question for pair in zip(plain, ranged, strict=True) for question in pair]
    found = run_trial(
        "search", place.folder / "home", str(place.store), str(_write(place, asked, "search"))
    )
    rows = []
    for first, what, how in ((0, "", ""), (1, ", days", ", days by metadata filter")):
        entries = found["entries"][first::2]
        samples = {name: [one[name] for one in entries] for name in ("ours", "reference")}
        counts = {
            "passages": found["passages"],
            "answerable": sum(one.fact is not None for one in asked[first::2]),
            "found": sum(one["found"] for one in entries),
            "found by reference": sum(one["found by reference"] for one in entries),
        }
        note = (
            f"{counts['passages']:,} passages; the right article is among the first 10 for "
            f"{counts['found']} of {counts['answerable']}; reference: LlamaIndex's retriever on "
            f"the same collection{how} (finds {counts['found by reference']})"
        )
        bound = 0.010 if place.size <= 1_400 else 0.015
        name = f"search {place.size:,}{what}"
        rows += _percentiles("search", name, samples | {"counts": counts}, bound, note)
    return rows


def measure_ask(place: Workplace, questions: int) -> list[Row]:
    """Answers without a model; half of the questions are limited to days."""
    facts, half = _facts(place), questions // 2
    asked = make_questions(facts, questions - half, seed=1)
    asked += make_questions(facts, half, ranged=True, seed=1)
    file = _write(place, asked, "ask")
    found = run_trial("ask", place.folder / "home", str(place.store), str(file))
    counts = found["counts"]
    note = (
        f"{counts['right']} of {counts['answerable']} answers hold the fact; "
        f"{counts['refused']} of {counts['unanswerable']} without an answer are refused"
    )
    return _percentiles("ask", f"ask {place.size:,}", found, 0.040, note)


def measure_written(place: Workplace, questions: int) -> list[Row]:
    """Answers that a model writes which takes no time itself: asked after the search, and each
    sentence shown or taken out after its last character."""
    asked = make_questions(_facts(place), questions, seed=1)
    file = _write(place, asked, "written")
    found = run_trial("written", place.folder / "home", str(place.store), str(file))
    counts = found["counts"]
    note = f"{counts['shown']} sentences shown, {counts['dropped']} taken out"
    return [
        *_percentiles("written", "model asked", {**found, "ours": found["asked"]}, 0.080, ""),
        *_percentiles("written", "sentence shown", {**found, "ours": found["shown"]}, 0.020, note),
    ]


def _percentiles(
    group: str, name: str, found: dict[str, Any], bound: float, note: str
) -> list[Row]:
    ours, reference = found["ours"], found.get("reference", [])
    return [
        Row(
            group,
            f"{name}, p{round(share * 100)}",
            ours=percentile(ours, share),
            reference=percentile(reference, share) if reference else None,
            bound=Bound(bound, "ours") if share == 0.95 else None,
            ours_samples=tuple(ours),
            reference_samples=tuple(reference),
            note=note if share == 0.95 else "",
            counts=found["counts"],
        )
        for share in (0.5, 0.95)
    ]


def _facts(place: Workplace) -> tuple[Fact, ...]:
    _ = place.store  # written and indexed by now
    return place.facts


def _write(place: Workplace, questions: list[Question], name: str) -> Path:
    """The questions as the trial reads them, one a line."""
    file = place.folder / f"{name}.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for question in questions:
            limit, fact = question.limit, question.fact
            days = [str(limit.start), str(limit.end)] if limit else None
            row = {
                "text": question.text,
                "limit": days,
                "article": fact.article if fact else None,
                "answer": fact.answer if fact else "",
            }
            lines.write(json.dumps(row) + "\n")
    return file
