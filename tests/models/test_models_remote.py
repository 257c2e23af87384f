"""RemoteEmbedding when all is well; test_models_faults.py has the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from assistant.models.remote import RemoteEmbedding
from assistant.testing import FakeOpenAI, HashEmbedding, Reply

KEY = "sk-very-secret"


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI(dimension=8) as server:
        yield server


@pytest.fixture
def embedding(server: FakeOpenAI) -> RemoteEmbedding:
    return RemoteEmbedding("fake", api_key=KEY, base_url=server.base_url)


def test_rows_are_the_servers_vectors_in_the_order_of_the_texts(
    server: FakeOpenAI, embedding: RemoteEmbedding
) -> None:
    texts = [f"text number {number}" for number in range(150)]
    rows = embedding.embed(texts)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, HashEmbedding(8).embed(texts), atol=1e-6)
    assert [len(request.body["input"]) for request in server.requests] == [64, 64, 22]


def test_vectors_that_come_out_of_order_are_sorted_by_their_number(
    server: FakeOpenAI, embedding: RemoteEmbedding
) -> None:
    entries = [{"index": 1, "embedding": [0.0, 1.0]}, {"index": 0, "embedding": [1.0, 0.0]}]
    server.script(Reply.json({"data": entries}))
    np.testing.assert_array_equal(embedding.embed(["one", "two"]), np.eye(2))


def test_vectors_without_numbers_are_in_order(
    server: FakeOpenAI, embedding: RemoteEmbedding
) -> None:
    server.script(Reply.json({"data": [{"embedding": [1.0, 0.0]}, {"embedding": [0.0, 1.0]}]}))
    np.testing.assert_array_equal(embedding.embed(["one", "two"]), np.eye(2))


def test_rows_are_brought_to_length_one(server: FakeOpenAI, embedding: RemoteEmbedding) -> None:
    server.script(Reply.vectors([[3.0, 4.0], [0.0, 0.0]]))
    np.testing.assert_allclose(embedding.embed(["one", "two"]), [[0.6, 0.8], [0, 0]])


def test_a_blank_text_is_a_row_of_zeros_and_is_not_sent(
    server: FakeOpenAI, embedding: RemoteEmbedding
) -> None:
    rows = embedding.embed(["", "one", " \n"])
    assert [bool(row.any()) for row in rows] == [False, True, False]
    assert server.requests[0].body["input"] == ["one"]


def test_no_texts_are_no_rows_of_the_right_dimension(embedding: RemoteEmbedding) -> None:
    assert embedding.embed([]).shape == (0, 8)


def test_the_dimension_is_asked_once(server: FakeOpenAI, embedding: RemoteEmbedding) -> None:
    assert (embedding.dimension, embedding.dimension) == (8, 8)
    assert len(server.requests) == 1


def test_the_request_is_one_that_every_server_knows(
    server: FakeOpenAI, embedding: RemoteEmbedding
) -> None:
    """Vectors as numbers, not in the client's base64."""
    embedding.embed(["one"])
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/embeddings")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {"model": "fake", "input": ["one"], "encoding_format": "float"}


def test_a_server_without_keys_needs_none(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the key of another server, in the environment, is not sent to it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    RemoteEmbedding("fake", base_url=server.base_url).embed(["one"])
    assert KEY not in server.requests[0].headers["authorization"]


def test_a_lone_surrogate_can_be_sent(embedding: RemoteEmbedding) -> None:
    assert embedding.embed(["\ud800 one"]).any()


def test_the_methods_of_llama_index_give_the_same_vectors(embedding: RemoteEmbedding) -> None:
    rows = embedding.embed(["one", "two"])
    np.testing.assert_array_equal(embedding.get_text_embedding_batch(["one", "two"]), rows)
    np.testing.assert_array_equal(embedding.get_query_embedding("one"), rows[0])
    np.testing.assert_array_equal(asyncio.run(embedding.aget_query_embedding("one")), rows[0])
    np.testing.assert_array_equal(asyncio.run(embedding.aget_text_embedding("two")), rows[1])


def test_the_identity_names_model_and_host(server: FakeOpenAI, embedding: RemoteEmbedding) -> None:
    assert embedding.identity == f"fake@{server.host}"
    assert not server.requests


def test_no_representation_shows_the_key(embedding: RemoteEmbedding) -> None:
    assert KEY not in repr(embedding) + str(embedding) + str(embedding.to_dict())
    assert KEY not in embedding.model_dump_json()


@pytest.mark.server
def test_a_real_server_gives_vectors(llama_server: str) -> None:
    """llama.cpp with SmolLM2: the protocol as somebody else understands it."""
    embedding = RemoteEmbedding("smollm2", base_url=llama_server)
    rows = embedding.embed(["The talks were held in Geneva.", "", "Gas prices rose."])
    assert rows.shape == (3, embedding.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 0, 1], rtol=1e-5)
    again = embedding.embed(["The talks were held in Geneva."])
    np.testing.assert_allclose(rows[:1], again, atol=1e-3)
