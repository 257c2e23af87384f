"""What is packed comes back the same, to the letter; what is something else is told apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.chat.packing import Unreadable, packed, reader_of, text_in, unpacked
from assistant.chat.shown import Shown, Within
from assistant.domain import Claim, Dropped, Verdict

HALVES = st.sampled_from(["\ud800", "\udc00", "\x00", "\u2028", "\U0001f600", "\\", '"'])
TEXT = st.lists(st.characters(exclude_categories=()) | HALVES, max_size=6).map("".join)


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a kind, by its type hints; texts hold every character that Python's can."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of([any_of(one) for one in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(any_of(inner[0]), any_of(inner[1]), max_size=2)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind)]
        return st.builds(kind, **{name: any_of(hints[name]) for name in names})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {
        str: TEXT,
        date: st.dates(),
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats(allow_nan=False),
        type(None): st.none(),
    }[kind]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_of(Shown))
def test_a_turn_comes_back_the_same(shown: Shown) -> None:
    text = packed(shown)
    assert text.isascii()
    assert unpacked(Shown, text) == shown


@given(TEXT)
def test_a_text_comes_back_with_every_character_that_it_has(text: str) -> None:
    assert unpacked(str, packed(text)) == text


def test_two_halves_that_stand_together_do_not_become_one_character() -> None:
    halves = "\ud83d" + "\ude00"
    assert unpacked(Shown, packed(Shown(halves))).question == halves
    assert unpacked(Shown, packed(Shown("\U0001f600"))).question == "\U0001f600"


def test_a_field_that_is_lacking_has_its_default() -> None:
    assert unpacked(Shown, '{"question": "Who?"}') == Shown("Who?")


CLAIM = {"text": "It rained.", "citations": [1], "verdict": "supported", "score": 0.5}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Shown, {"question": "Who?", "mood": "glad"}),
        (Shown, {}),
        (Shown, []),
        (Shown, {"question": 7}),
        (Shown, {"question": "Who?", "stopped": 1}),
        (Within, {"as_of": "yesterday"}),
        (Within, {"before": 1.5}),
        (Within, {"generator": "a ghost"}),
        (Claim, {**CLAIM, "verdict": "likely"}),
        (Claim, {**CLAIM, "citations": 1}),
        (Claim, {**CLAIM, "score": "high"}),
    ],
)
def test_what_is_of_another_kind_is_told(kind: Any, given: object) -> None:
    with pytest.raises(Unreadable):
        unpacked(kind, json.dumps(given))


def test_what_is_no_json_is_told() -> None:
    with pytest.raises(Unreadable):
        unpacked(Shown, '{"question": "Who')


def test_a_kind_that_nothing_says_how_to_keep_fails_at_once() -> None:
    @dataclass(frozen=True)
    class Odd:
        text: bytes

    with pytest.raises(TypeError, match="bytes"):
        reader_of(bytes)
    with pytest.raises(TypeError, match="bytes"):
        packed(Odd(b""))


def test_a_text_is_told_of_a_record_that_cannot_be_read_whole() -> None:
    text = packed(Dropped("It snowed.", Verdict.UNCITED, "no citation"))
    assert text_in(text, "text") == "It snowed."
    assert [text_in(text, "question"), text_in("[]", "text"), text_in("{", "text")] == [None] * 3
