"""Every way in which a model server fails, and the one sentence that a user gets for it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import openai
import pytest

from assistant.errors import AssistantError, ConfigError, ProviderError
from assistant.models import Message
from assistant.models.addresses import host_of
from assistant.models.faults import FAULTS, provider_errors
from assistant.models.remote import RemoteEmbedding
from assistant.models.speaking import remote_model
from assistant.testing import FakeOpenAI, Reply

KEY = "sk-very-secret"


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI(dimension=4) as server:
        yield server


def fault(server: FakeOpenAI, *replies: Reply, timeout: float = 5) -> AssistantError:
    """What embedding two texts raises when the server replies so, without a second try."""
    server.script(*replies)
    embedding = RemoteEmbedding(
        "fake", api_key=KEY, base_url=server.base_url, retries=0, timeout=timeout
    )
    with pytest.raises(AssistantError) as caught:
        embedding.embed(["one", "two"])
    message = str(caught.value)
    assert server.host in message
    assert KEY not in message
    assert "\n" not in message
    return caught.value


@pytest.mark.parametrize(
    ("reply", "kind", "retryable", "says"),
    [
        (Reply.status(401), ConfigError, None, "refuses the key (401). Set OPENAI_API_KEY"),
        (Reply.status(403), ConfigError, None, "does not let this key do that (403)"),
        (Reply.status(404), ConfigError, None, "no such model or address (404: scripted)"),
        (Reply.html(404), ConfigError, None, "(404: a page of HTML)"),
        (Reply.status(429), ProviderError, True, "asks for fewer requests (429: scripted)"),
        (Reply.status(429, kind="insufficient_quota"), ProviderError, False, "no quota left"),
        (Reply.status(400), ProviderError, False, "refused the request (400: scripted)"),
        (Reply.status(422), ProviderError, False, "refused the request (422: scripted)"),
        (Reply.status(413), ProviderError, False, "refused the request (413: scripted)"),
        (Reply.status(408), ProviderError, True, "failed (408: scripted)"),
        (Reply.status(409), ProviderError, True, "failed (409: scripted)"),
        (Reply.status(500), ProviderError, True, "failed (500: scripted)"),
        (Reply.status(503), ProviderError, True, "failed (503: scripted)"),
        (Reply.closed(), ProviderError, True, "No connection to"),
        (Reply.html(), ProviderError, False, "answered with a page of HTML, which is not"),
        (Reply.json({}), ProviderError, False, "no vectors"),
        (Reply.json([1]), ProviderError, False, "no vectors"),
        (Reply.json(None), ProviderError, False, "no vectors"),
        (Reply.json({"data": [1, 2]}), ProviderError, False, "no vectors"),
        (Reply.json({"error": {"message": "busy"}}), ProviderError, False, "an error"),
        (Reply(body=b"{nope"), ProviderError, False, "broken JSON"),
        (Reply(body=b""), ProviderError, False, "broken JSON"),
        (Reply(body=b"[" * 100_000), ProviderError, False, "broken JSON"),
        (Reply.vectors([[1.0]]), ProviderError, False, "1 vectors for 2 texts"),
        (Reply.vectors([[1.0]] * 3), ProviderError, False, "3 vectors for 2 texts"),
        (Reply.vectors([[1.0], [1.0, 2.0]]), ProviderError, False, "of differing length"),
        (Reply.vectors([[], []]), ProviderError, False, "of differing length, or none"),
        (Reply.vectors([[float("nan")], [1.0]]), ProviderError, False, "not all numbers"),
        (Reply.vectors([[None], [1.0]]), ProviderError, False, "not all numbers"),
        (Reply.vectors([[1e400], [1.0]]), ProviderError, False, "not all numbers"),
        (Reply.json({"data": [{"embedding": [[1]]}] * 2}), ProviderError, False, "not all numbers"),
        (
            Reply.json({"data": [{"embedding": "AA=="}] * 2}),
            ProviderError,
            False,
            "length, or none",
        ),
        (
            Reply.json({"data": [{"index": 0, "embedding": [1.0]}] * 2}),
            ProviderError,
            False,
            "numbered wrongly",
        ),
    ],
)
def test_a_fault_is_told(
    server: FakeOpenAI, reply: Reply, kind: type, retryable: bool | None, says: str
) -> None:
    error = fault(server, reply)
    assert type(error) is kind
    assert says in str(error)
    assert getattr(error, "retryable", None) == retryable
    assert len(server.requests) == 1


def test_a_server_that_hangs_is_given_up_in_time(server: FakeOpenAI) -> None:
    started = time.monotonic()
    error = fault(server, Reply.hang(), timeout=0.2)
    assert time.monotonic() - started < 2
    assert isinstance(error, ProviderError)
    assert error.retryable
    assert "did not answer in time" in str(error)


def test_a_refused_connection_names_host_and_reason() -> None:
    with FakeOpenAI() as gone:
        pass
    embedding = RemoteEmbedding("fake", base_url=gone.base_url, retries=0)
    with pytest.raises(ProviderError, match=r"No connection to 127\.0\.0\.1:\d+ \(.*refused\)"):
        embedding.embed(["one"])


def test_only_the_client_tries_again_twice(server: FakeOpenAI) -> None:
    server.always(Reply.status(500))
    embedding = RemoteEmbedding("fake", api_key=KEY, base_url=server.base_url)
    with pytest.raises(ProviderError):
        embedding.embed(["one"])
    assert len(server.requests) == 3


def test_a_passing_fault_is_not_noticed(server: FakeOpenAI) -> None:
    server.script(Reply.status(429), Reply.status(503))
    embedding = RemoteEmbedding("fake", api_key=KEY, base_url=server.base_url)
    assert embedding.embed(["one"]).shape == (1, 4)


def test_dimensions_that_change_between_replies_are_a_fault(server: FakeOpenAI) -> None:
    embedding = RemoteEmbedding("fake", api_key=KEY, base_url=server.base_url)
    embedding.embed(["one"])
    server.script(Reply.vectors([[1.0, 2.0]]))
    with pytest.raises(ProviderError, match="vectors of 2 numbers after some of 4"):
        embedding.embed(["one"])


def test_a_key_that_the_server_repeats_is_not_shown(server: FakeOpenAI) -> None:
    error = fault(server, Reply.status(400, f"the key {KEY} is of no use here"))
    assert "the key *** is of no use" in str(error)


def test_what_a_server_says_is_one_short_printable_line(server: FakeOpenAI) -> None:
    error = fault(server, Reply.status(400, "\x1b[31mred\n\n" + "x" * 10_000))
    assert "[31mred xxx" in str(error)
    assert str(error).isprintable()
    assert len(str(error)) < 500


def test_an_unknown_model_is_told_by_its_name(server: FakeOpenAI) -> None:
    embedding = RemoteEmbedding("other", api_key=KEY, base_url=server.base_url)
    with pytest.raises(ConfigError, match="The model 'other' does not exist"):
        embedding.embed(["one"])


@pytest.mark.parametrize("key", ["ké", "a\nb", "a\x00b"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(ConfigError, match="OPENAI_API_KEY") as caught:
        RemoteEmbedding("fake", api_key=key, base_url="http://127.0.0.1:1")
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8080/v1", "127.0.0.1:8080"),
        ("https://api.example.org/v1", "api.example.org"),
        ("https://user:secret@example.org:8443/v1", "example.org:8443"),
        ("http://[::1]:8080/v1", "[::1]:8080"),
    ],
)
def test_a_host_is_named_without_user_and_password(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "address", ["", "foo", "localhost:8080", "ftp://x", "http://", "http://h:x"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="http://127"):
        host_of(address)


@pytest.mark.parametrize("host", ["256.1.1.1", "[v1.x]"])
def test_a_host_that_the_client_cannot_read_is_refused(host: str) -> None:
    address = f"http://{host}/v1"
    with pytest.raises(ConfigError, match="OPENAI_BASE_URL"):
        RemoteEmbedding("fake", base_url=address, retries=0).embed(["one"])
    model = remote_model("fake", address, None, 5.0, 0.0, None)
    with pytest.raises(ConfigError, match="OPENAI_BASE_URL"):
        list(model.stream([Message("user", "Who?")], room=50))


@pytest.mark.parametrize("code", [302, 307, 308])
def test_no_text_is_sent_on_to_another_host(server: FakeOpenAI, code: int) -> None:
    with FakeOpenAI(dimension=4) as other:
        error = fault(server, Reply(code, headers={"location": f"{other.base_url}/embeddings"}))
        assert not other.requests
    assert isinstance(error, ConfigError)
    assert f"sends its callers to another address ({code})" in str(error)


def every(kind: type[openai.OpenAIError]) -> Iterator[type[openai.OpenAIError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every(child)


def test_every_error_of_the_api_is_mapped() -> None:
    """Fails when the openai package adds one, so that somebody decides what a user is told."""
    unmapped = {kind.__name__ for kind in every(openai.APIError)} - FAULTS.keys()
    assert not unmapped


def test_errors_of_the_client_that_are_not_of_the_api_are_translated_too() -> None:
    with (
        pytest.raises(ProviderError, match=r"The call to here failed \(odd\)") as caught,
        provider_errors("here"),
    ):
        raise openai.OpenAIError("odd")
    assert isinstance(caught.value.__cause__, openai.OpenAIError)
