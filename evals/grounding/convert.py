"""``python -m evals grounding convert FILE``: judged summaries of others as JSON Lines of ours."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.grounding.sentences import sentences_of

LONGEST = 10_000_000
"""Characters of a field: whole articles stand in them."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of what a file calls claim, source and label, and of spans that are wrong, if any.

    ``true`` are the values of the label that mean "supported".
    """

    claim: str
    source: str
    label: str
    true: frozenset[str]
    spans: str | None = None


def converted(file: Path, fields: Fields) -> Iterator[dict[str, Any]]:
    """Rows of claim, source and label of a CSV file, or of JSON with a list or an object of rows.

    Where the wrong spans of a false summary are known, each of its sentences is a claim, and those
    without a span are supported.
    """
    for row in _rows(file):
        claim, source = str(row[fields.claim]).strip(), str(row[fields.source]).strip()
        supported = str(row[fields.label]) in fields.true
        wrong = _wrong(row.get(fields.spans)) if fields.spans and not supported else []
        sentences = sentences_of(claim)
        told = [any(span in _letters(one) for span in wrong) for one in sentences]
        if any(told):
            for sentence, is_wrong in zip(sentences, told, strict=True):
                yield {"claim": sentence, "source": source, "label": not is_wrong}
        else:
            yield {"claim": claim, "source": source, "label": supported}


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8", newline="") as opened:
        if file.suffix == ".json":
            found = json.load(opened)
            yield from found.values() if isinstance(found, dict) else found
        else:
            csv.field_size_limit(LONGEST)
            yield from csv.DictReader(opened)


def _wrong(spans: object) -> list[str]:
    """The spans as letters; a CSV file holds them as a list that is written out."""
    if isinstance(spans, str):
        spans = ast.literal_eval(spans) if spans.startswith("[") else [spans]
    found: list[str] = []
    for one in spans if isinstance(spans, list) else []:
        found += _wrong(one) if isinstance(one, list) else [_letters(str(one))]
    return [span for span in found if span]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
