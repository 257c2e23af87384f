"""Thoughts are taken out of the front of a reply, however it is cut into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.thoughts import Thoughts


def shown(pieces: list[str]) -> str:
    thoughts = Thoughts()
    return "".join([*(thoughts.feed(piece) for piece in pieces), thoughts.end()])


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("<think>Who?</think>\n\nBurns.", "Burns."),
        ("\n<think>\na < b\n</think>Burns.", "Burns."),
        ("<thinking>Who?</thinking> Burns.", "Burns."),
        ("<think></think>Burns <think>said</think>.", "Burns <think>said</think>."),
        ("<think>never ends", ""),
        ("Burns <think>said</think>.", "Burns <think>said</think>."),
        (" Burns.", " Burns."),
        ("<thi", "<thi"),
        ("<b>Burns</b>", "<b>Burns</b>"),
        ("", ""),
    ],
)
@given(cuts=st.lists(st.integers(0, 40), max_size=8))
def test_the_answer_is_what_stands_behind_the_thoughts(
    reply: str, answer: str, cuts: list[int]
) -> None:
    at = [0, *sorted(min(cut, len(reply)) for cut in cuts), len(reply)]
    assert shown([reply[a:b] for a, b in pairwise(at)]) == answer


def test_an_ordinary_reply_is_held_back_by_nothing() -> None:
    thoughts = Thoughts()
    assert [thoughts.feed(piece) for piece in ("Burns", " <", "b")] == ["Burns", " <", "b"]
