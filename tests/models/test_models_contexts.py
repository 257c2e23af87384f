"""How much a model takes is read from what servers say, and from nothing that looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.models import contexts


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("gpt-4.1-mini", 1_047_576),
        ("gpt-4-0613", 8_192),
        ("gpt-4o", 128_000),
        ("o1-mini", 128_000),
        ("o1-2024-12-17", 200_000),
        ("llama3.2", None),
        (None, None),
    ],
)
def test_the_longest_prefix_of_a_name_counts(name: str | None, tokens: int | None) -> None:
    assert contexts.by_name(name) == tokens


@pytest.mark.parametrize(
    ("entry", "tokens"),
    [
        ({"max_model_len": 4096}, 4096),
        ({"context_length": 131072, "pricing": {}}, 131072),
        ({"context_window": 8192}, 8192),
        ({"meta": {"n_ctx": 2048, "n_ctx_train": 8192}}, 2048),
        ({"meta": {"n_ctx_train": 8192}}, None),
        ({"meta": None, "max_model_len": None}, None),
        ({"max_model_len": "4096", "context_length": True, "context_window": -1}, None),
        ({}, None),
    ],
)
def test_an_entry_of_the_list_tells(entry: dict[str, Any], tokens: int | None) -> None:
    assert contexts.in_entry(entry) == tokens


@pytest.mark.parametrize("reply", [None, "a page", [1], {}, {"models": 1}, {"parameters": 3}])
def test_what_is_no_such_reply_tells_nothing(reply: object) -> None:
    assert contexts.in_props(reply) is None
    assert contexts.in_show(reply) is None
    assert contexts.in_running(reply, "fake") is None


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("This model's maximum context length is 8192 tokens. However, you requested 9", 8192),
        ("request (3031 tokens) exceeds the available context size (2048 tokens)", 2048),
        ("Requested tokens (516) exceed context window of 512", 512),
        ("the request exceeds the available context size. try increasing it", None),
        ("Please reduce the length of the messages or completion.", None),
        ("prompt is too long: 210000 tokens > 200000 maximum", None),
    ],
)
def test_an_error_of_a_prompt_that_is_too_long_is_known_by_its_words(
    said: str, limit: int | None
) -> None:
    assert contexts.is_too_long(None, said)
    assert contexts.limit_told(None, said) == limit


@pytest.mark.parametrize(
    "said", ["Unsupported parameter: 'max_tokens'", "the model is overloaded", "invalid context"]
)
def test_another_error_is_not_one_of_that(said: str) -> None:
    assert not contexts.is_too_long({"code": 400, "type": "invalid_request_error"}, said)
