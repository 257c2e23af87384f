"""What date words mean, held to a golden file of questions as people ask them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.dates import read_dates
from assistant.domain import DateRange
from assistant.errors import QuestionError

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "phrases.jsonl").read_text("utf-8").splitlines()
]
RIGHT = [row for row in ROWS if "error" not in row]
WRONG = [row for row in ROWS if "error" in row]


def _span(days: DateRange) -> list[str | None]:
    return [str(day) if day else None for day in (days.start, days.end)]


def _name(row: dict[str, Any]) -> str:
    return f"{row['as_of']} {row['phrase']}"


@pytest.mark.parametrize("row", RIGHT, ids=_name)
def test_a_phrase_means_what_the_table_says(row: dict[str, Any]) -> None:
    reading = read_dates(row["phrase"], date.fromisoformat(row["as_of"]))
    limit = reading.limit or DateRange()
    words = limit.words or (reading.alternatives[0].words if reading.alternatives else None)
    assert {
        "start": str(limit.start) if limit.start else None,
        "end": str(limit.end) if limit.end else None,
        "read_from": words,
        "applies_to": reading.applies_to,
        "ambiguous": reading.ambiguous,
        "alternatives": [_span(one) for one in reading.alternatives],
        "mentions": [_span(one) for one in reading.mentions],
        "latest": reading.latest,
    } == {key: value for key, value in row.items() if key not in ("as_of", "phrase")}


@pytest.mark.parametrize("row", WRONG, ids=_name)
def test_a_date_that_cannot_be_taken_is_told(row: dict[str, Any]) -> None:
    with pytest.raises(QuestionError, match=row["error"]):
        read_dates(row["phrase"], date.fromisoformat(row["as_of"]))


def test_the_golden_file_is_as_large_and_as_negative_as_it_claims() -> None:
    assert len(ROWS) >= 300
    assert sum(row["applies_to"] is None for row in RIGHT) >= 90
    assert len({_name(row) for row in ROWS}) == len(ROWS)
