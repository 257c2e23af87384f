"""Whatever JSON a server sends is read as a part of a reply, or ends in an error of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ProviderError
from assistant.models import Message
from assistant.models.llm import RemoteLLM
from assistant.models.replies import Part, read_part
from assistant.testing import FakeOpenAI, Reply, Then

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False)
    | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def either(shape: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return shape | ANY


def having(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return either(st.fixed_dictionaries({}, optional=fields))


DELTA = having(content=either(st.text(max_size=5)), reasoning_content=ANY, role=ANY)
CHOICE = having(delta=DELTA, message=DELTA, finish_reason=either(st.just("stop")), index=ANY)
CHUNK = having(
    choices=either(st.lists(CHOICE, max_size=2)),
    usage=having(prompt_tokens=ANY, completion_tokens=ANY),
    id=ANY,
    model=ANY,
)


@given(raw=CHUNK)
def test_a_part_of_any_json_has_the_types_that_it_says(raw: Any) -> None:
    part = read_part(raw)
    assert isinstance(part.text, str)
    assert part.finish is None or isinstance(part.finish, str)
    assert part.thought >= 0
    part.text.encode()


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture(scope="module")
def llm(server: FakeOpenAI) -> RemoteLLM:
    return RemoteLLM("fake", base_url=server.base_url, timeout=5, retries=0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chunks=st.lists(CHUNK, max_size=3), streamed=st.booleans())
def test_a_server_that_sends_any_json_ends_in_a_piece_or_in_an_error_of_ours(
    server: FakeOpenAI, llm: RemoteLLM, chunks: list[Any], streamed: bool
) -> None:
    if streamed:
        events = [f"data: {json.dumps(chunk)}\n\n".encode() for chunk in chunks]
        server.script(Reply.stream(*events, Then.DONE))
    else:
        server.script(Reply.json(chunks[0] if chunks else None))
    with suppress(ProviderError):
        pieces = list(llm.pieces([Message("user", "Who?")], 50))
        assert all(isinstance(piece.text, str) for piece in pieces)


@pytest.mark.parametrize(
    ("delta", "part"),
    [
        ({"content": "Burns"}, Part("Burns", chosen=True)),
        (
            {"content": [{"type": "text", "text": "Bur"}, {"text": "ns"}]},
            Part("Burns", chosen=True),
        ),
        ({"content": None, "reasoning_content": "Hmm"}, Part(thought=3, chosen=True)),
        ({"content": "\ud83d"}, Part("?", chosen=True)),
        ({"content": 5}, Part(chosen=True)),
    ],
)
def test_the_text_of_a_delta_is_its_content(delta: object, part: Part) -> None:
    assert read_part({"choices": [{"delta": delta}]}) == part
