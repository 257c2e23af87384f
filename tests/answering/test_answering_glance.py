"""A sentence that is passed over at a glance has no figure of the kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.conflicts import figures, may_tell
from assistant.answering.conflicts.numbers import FigureKind

GOLDEN = Path(__file__).with_name("golden") / "conflicts.jsonl"


def tellings() -> list[str]:
    """The sentences of the golden conflicts, and each in capitals."""
    cases = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines() if line]
    found = [telling["text"] for case in cases for telling in case["tellings"]]
    return [*found, *(text.upper() for text in found)]


def test_no_figure_is_passed_over() -> None:
    every = [(text, figure) for text in tellings() for figure in figures(text)]
    assert len({figure.kind for _, figure in every}) == 4
    missed = [text for text, one in every if not may_tell(text, one.kind, one.unit)]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("The dam cost A$40 million.", "money", "a$"),
        ("The dam cost 40 million US dollars.", "money", "usd"),
        ("Ten per cent of voters stayed away.", "percent", "voters"),
        ("The storm destroyed dozens of houses.", "count", "homes"),
        ("The fire killed fourteen.", "count", "people"),
        ("The court jailed him for half a year.", "duration", ""),
    ],
)
def test_every_way_to_write_one_is_seen(text: str, kind: FigureKind, unit: str) -> None:
    assert may_tell(text, kind, unit)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("The dam is expensive.", "money", "usd"),
        ("The dam cost 40 million euros.", "money", "usd"),
        ("The storm destroyed 40 barns.", "count", "homes"),
        ("The storm destroyed 40 barns.", "percent", ""),
        ("The storm destroyed 40 barns.", "duration", ""),
    ],
)
def test_what_cannot_be_one_is_passed_over(text: str, kind: FigureKind, unit: str) -> None:
    assert not may_tell(text, kind, unit)
