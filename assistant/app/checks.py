"""Claims beside their sources, for ``assistant check -``: JSON Lines in and out."""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter
from typing import Any

from assistant.app import streams
from assistant.dates import iso_day
from assistant.errors import QuestionError
from assistant.grounding import check

LONGEST_CLAIM = 2_000
LONGEST_SOURCE = 200_000
"""Characters: what is longer is refused, so that one line cannot hold up the rest."""


def read_lines() -> bool:
    """Whether every line of standard input could be checked; each gives a line of JSON."""
    check("The weights and vectors are read.", "So that no claim's time has that in it.")
    return streams.answer_lines(_answer, key="line")


def _answer(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"the line is no JSON ({error})") from None
    if not isinstance(row, dict):
        raise QuestionError('the line is no object with "claim" and "source"')
    claim = _text(row, "claim", LONGEST_CLAIM)
    source = _text(row, "source", LONGEST_SOURCE)
    published = _day(row.get("published"))
    began = perf_counter()
    found = check(claim, source, published)
    ms = (perf_counter() - began) * 1000
    return {
        "verdict": found.verdict.value,
        "score": found.score,
        "evidence": [{"start": start, "end": end} for start, end in found.evidence],
        "reasons": list(found.reasons),
        "ms": round(ms, 2),
    }


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return iso_day(str(value))
    except ValueError as error:
        raise QuestionError(f'"published": {error}') from None


def _text(row: dict[str, Any], key: str, longest: int) -> str:
    text = row.get(key)
    if not isinstance(text, str):
        raise QuestionError(f'"{key}" is missing, or no text')
    if len(text) > longest:
        raise QuestionError(f'"{key}" has more than {longest:,} characters')
    return text
