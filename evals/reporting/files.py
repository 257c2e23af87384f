"""The files of a report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.reporting.html import html
from evals.reporting.junit import junit
from evals.reporting.markdown import markdown
from evals.reporting.rows import row
from evals.runner import Run
from evals.summary import summarise

ROWS, SUMMARY, LATENCY = "cases.jsonl", "summary.json", "latency.json"


def write(run: Run, folder: Path, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """Writes cases.jsonl, summary.json, junit.xml, summary.md, report.html and latency.json.

    ``extra`` is what a suite measured beside the cases. Gives the summary.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row(result) for result in run.results]
    summary = {**summarise(run), **(extra or {})}
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    _put(folder / ROWS, lines)
    _put(folder / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
    _put(folder / "junit.xml", junit(summary, rows))
    _put(folder / "summary.md", markdown(summary, rows))
    _put(folder / "report.html", html(summary, rows))
    _put(folder / LATENCY, json.dumps(latency(run), indent=1) + "\n")
    return summary


def read_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of a report that was written."""
    text = (folder / ROWS).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def latency(run: Run) -> dict[str, Any]:
    """Milliseconds of wall time from a question to its whole answer, by form and by case."""
    by_form: dict[str, list[float]] = {}
    for result in run.results:
        if result.outcome.error is None:
            by_form.setdefault(result.case.form.value, []).append(result.outcome.ms)
    return {
        "unit": "ms",
        "forms": {form: _spread(sorted(times)) for form, times in sorted(by_form.items())},
        "cases": {result.case.id: round(result.outcome.ms, 2) for result in run.results},
    }


def _spread(times: Sequence[float]) -> dict[str, float]:
    return {
        "n": len(times),
        "p50": round(times[len(times) // 2], 2),
        "p95": round(times[int(0.95 * (len(times) - 1))], 2),
        "max": round(times[-1], 2),
    }


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
