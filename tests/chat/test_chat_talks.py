"""Conversations as people have them: what their last question becomes.

The answers of the turns before are those that the articles gave. Where ``becomes`` is the question
itself, it was whole.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from chat_turns import TODAY, turn

from assistant.chat import followups
from assistant.chat.matters import matter
from assistant.dates import read_dates

TALKS = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "talks.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    "talk", TALKS, ids=lambda talk: f"{talk['turns'][-1]['question']} {talk['question']}"
)
def test_a_question_becomes_whole(talk: dict[str, Any]) -> None:
    turns = [turn(one["question"], *one["claims"], rewritten=one["whole"]) for one in talk["turns"]]
    question = talk["question"]
    whole, _ = followups.make_whole(question, read_dates(question, TODAY), turns, TODAY)
    assert whole == talk["becomes"]


def test_there_are_sixty_conversations() -> None:
    assert len(TALKS) >= 60


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How many people caught flu in Ulm?", "the flu in Ulm"),
        ("How did the Senate vote on the new bridge in Ulm?", "the new bridge in Ulm"),
        ("How many people died in the flood?", "the flood"),
        ("What is the bridge?", "the bridge"),
    ],
)
def test_the_matter_of_a_question(question: str, about: str) -> None:
    assert matter([turn(question, "x")]) == about


def test_the_matter_is_looked_for_in_earlier_turns() -> None:
    turns = [turn("How many people caught flu in Ulm?", "x"), turn("Did anybody die?", "x")]
    assert matter(turns) == "the flu in Ulm"
