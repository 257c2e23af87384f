"""Whatever a model's server does ends in time, in a sentence that names the cause and a step."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from time import perf_counter

import pytest

from assistant.errors import AssistantError, ConfigError, ProviderError
from assistant.models import LanguageModel, Message
from assistant.models.speaking import remote_model
from assistant.testing import FakeOpenAI, Reply, Then

KEY = "sk-very-secret"
ASKED = [Message("user", "Who?")]
TIMEOUT = 2.0
TOO_LONG = {
    "error": {
        "code": 400,
        "message": "request (3031 tokens) exceeds the available context size (2048 tokens)",
        "type": "exceed_context_size_error",
        "n_prompt_tokens": 3031,
        "n_ctx": 2048,
    }
}
OPENAI_TOO_LONG = "This model's maximum context length is 8192 tokens. However, you requested 9000"


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def model(server: FakeOpenAI) -> LanguageModel:
    model = remote_model("fake", server.base_url, KEY, TIMEOUT, 0.0, None)
    list(model.stream(ASKED, room=50))  # what is imported at first is not what is timed
    server.requests.clear()
    return model


def asked(model: LanguageModel) -> tuple[str, AssistantError]:
    """What came before the error, and the error; all within the timeout."""
    texts: list[str] = []
    began = perf_counter()
    with pytest.raises(AssistantError) as raised:
        texts.extend(piece.text for piece in model.stream(ASKED, room=50))
    assert perf_counter() - began < TIMEOUT + 1
    assert KEY not in str(raised.value)
    assert "\n" not in str(raised.value)
    return "".join(texts), raised.value


FAULTS = {
    "hangs": (Reply.hang(), ProviderError, "did not answer.*within 2 s.*ASSISTANT_TIMEOUT"),
    "closes": (Reply.closed(), ProviderError, "No connection.*Check that the server is running"),
    "400": (Reply.status(400, "no such thing"), ProviderError, "no such thing"),
    "context of llama.cpp": (Reply.json(TOO_LONG, 400), ConfigError, "Set ASSISTANT_CONTEXT=2048"),
    "context as 500": (Reply.json(TOO_LONG, 500), ConfigError, "Set ASSISTANT_CONTEXT=2048"),
    "context of OpenAI": (
        Reply.status(400, OPENAI_TOO_LONG, "context_length_exceeded"),
        ConfigError,
        "Set ASSISTANT_CONTEXT=8192",
    ),
    "context, no number": (
        Reply.status(400, "the prompt exceeds the context window"),
        ConfigError,
        "Set ASSISTANT_CONTEXT to what it takes",
    ),
    "401": (Reply.status(401, f"bad {KEY}"), ConfigError, "Set OPENAI_API_KEY"),
    "403": (Reply.status(403), ConfigError, "403"),
    "429": (Reply.status(429, "slow down"), ProviderError, "slow down.*Wait a minute"),
    "429, quota": (Reply.status(429, "", "insufficient_quota"), ProviderError, "no quota left"),
    "500": (Reply.status(500, "out of memory"), ProviderError, "out of memory.*server's log"),
    "503": (Reply.status(503), ProviderError, "503.*Try again"),
    "502 as HTML": (Reply.html(502), ProviderError, "502: a page of HTML"),
    "HTML": (Reply.html(), ProviderError, "a page of HTML.*OPENAI_BASE_URL"),
    "{}": (Reply.json({}), ProviderError, "nothing that is a reply.*OPENAI_BASE_URL"),
    "a list": (Reply.json([1]), ProviderError, "nothing that is a reply"),
    "no choices": (Reply.json({"choices": []}), ProviderError, "nothing that is a reply"),
    "an error with 200": (Reply.json({"error": {"message": "busy"}}), ProviderError, "busy"),
    "bad JSON with 200": (
        Reply(body=b'{"choices": [', kind="application/json"),
        ProviderError,
        "broken JSON",
    ),
    "no stream in it": (
        Reply(body=b"<html>hello", kind="text/plain"),
        ProviderError,
        "nothing that is a reply",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_before_the_first_word_is_told(
    server: FakeOpenAI, model: LanguageModel, name: str
) -> None:
    reply, kind, words = FAULTS[name]
    server.always(reply)
    text, error = asked(model)
    assert text == ""
    assert type(error) is kind
    assert re.search(words, str(error)), str(error)
    assert server.host in str(error)


WITHIN = {
    "stall": (Reply.stalled("The talks"), "stopped in the middle of its reply.*within 2 s"),
    "reset": (Reply.reset("The talks"), "broke off in the middle of its reply"),
    "bad JSON": (Reply.broken_json("The talks"), "sent broken JSON in the middle"),
    "no UTF-8": (Reply.stream("The talks", b"data: \xff\xfe\n\n"), "sent broken JSON"),
    "error": (Reply.error_within("The talks", message="overloaded"), "overloaded.*Try again"),
    "context": (Reply.stream("The talks", TOO_LONG), "Set ASSISTANT_CONTEXT=2048"),
}


@pytest.mark.parametrize("name", WITHIN)
def test_a_fault_within_a_reply_is_told_and_what_came_is_kept(
    server: FakeOpenAI, model: LanguageModel, name: str
) -> None:
    reply, words = WITHIN[name]
    server.script(reply)
    text, error = asked(model)
    assert text == "The talks"
    assert re.search(words, str(error)), str(error)
    assert len(server.requests) == 1  # no second try: it would write the beginning again


def test_words_that_say_nothing_are_no_sign_of_life(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    """Comments, as some servers send them while they wait, and pieces without text."""
    idle = (b": still here\n\n", "", 0.1)
    server.script(Reply.stream("The talks", *idle * 100))
    text, error = asked(model)
    assert text == "The talks"
    assert "stopped in the middle" in str(error)
    assert server.gone.wait(1)


@pytest.mark.parametrize("code", [302, 307, 308])
def test_nothing_is_sent_on_to_another_host(
    server: FakeOpenAI, model: LanguageModel, code: int
) -> None:
    with FakeOpenAI() as other:
        there = {"location": f"{other.base_url}/chat/completions"}
        server.script(Reply(code, headers=there))
        _, error = asked(model)
        assert not other.requests
    assert isinstance(error, ConfigError)
    assert f"{server.host} sends its callers to another address ({code})" in str(error)


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    model = remote_model("fake", f"http://127.0.0.1:{port}/v1", KEY, 5.0, 0.0, None)
    with pytest.raises(ProviderError, match=rf"No connection to 127.0.0.1:{port}"):
        list(model.stream(ASKED, room=50))


def test_a_fault_that_passes_is_not_noticed(server: FakeOpenAI, model: LanguageModel) -> None:
    """The client tries twice more, and nobody else does."""
    server.script(Reply.status(500), Reply.status(429))
    assert list(model.stream(ASKED, room=50))[-1].finish == "stop"
    assert len(server.requests) == 3
    server.always(Reply.status(500))
    asked(model)
    assert len(server.requests) == 6


def test_a_wait_that_fits_into_the_timeout_is_respected(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.status(429, retry_after=1))
    assert list(model.stream(ASKED, room=50))[-1].finish == "stop"
    first, second = server.requests
    assert second.at - first.at >= 1


def test_a_wait_that_is_longer_is_told_at_once(server: FakeOpenAI, model: LanguageModel) -> None:
    server.always(Reply.status(429, "slow down", retry_after=90))
    began = perf_counter()
    _, error = asked(model)
    assert perf_counter() - began < 1
    assert "Wait 90 seconds" in str(error)
    assert isinstance(error, ProviderError)
    assert error.retryable
    assert len(server.requests) == 1


def test_a_prompt_that_is_too_long_is_no_refusal_of_an_option(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    """Though its words name one, as vLLM's do."""
    server.always(Reply.status(400, f"'max_tokens' is too large: 9000. {OPENAI_TOO_LONG}"))
    _, error = asked(model)
    assert "Set ASSISTANT_CONTEXT=8192" in str(error)
    assert len(server.requests) == 1


def test_a_model_that_is_not_there_is_named_with_those_that_are(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    names = [f"m{number}" for number in range(7)]
    server.answers("GET", "/v1/models", {"data": [{"id": name} for name in names]})
    server.model = "another"
    _, error = asked(model)
    assert isinstance(error, ConfigError)
    assert f"{server.host} has no model 'fake'" in str(error)
    assert "m0, m1, m2, m3, m4 and 2 more" in str(error)
    assert "ASSISTANT_MODEL" in str(error)


def test_a_404_of_a_server_that_lists_nothing_names_the_model(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.always(Reply.status(404, "not found"))
    _, error = asked(model)
    assert isinstance(error, ConfigError)
    assert "no model 'fake'" in str(error)
    assert "OPENAI_BASE_URL" in str(error)


def test_a_stream_without_an_end_is_told_by_its_last_piece(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.unfinished("The talks"))
    pieces = list(model.stream(ASKED, room=50))
    assert "".join(piece.text for piece in pieces) == "The talks"
    assert pieces[-1].finish is None


def test_an_empty_answer_is_one(server: FakeOpenAI, model: LanguageModel) -> None:
    server.script(Reply.empty())
    pieces = list(model.stream(ASKED, room=50))
    assert ("".join(piece.text for piece in pieces), pieces[-1].finish) == ("", "stop")


def test_a_reply_that_is_complete_waits_no_longer_than_for_its_counts(server: FakeOpenAI) -> None:
    """A server that ends a reply and neither counts nor closes."""
    last = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    server.script(Reply.stream("Done.", last, 30.0))
    began = perf_counter()
    pieces = list(remote_model("fake", server.base_url, KEY, 20.0, 0.0, None).stream(ASKED, room=5))
    assert ("".join(piece.text for piece in pieces), pieces[-1].finish) == ("Done.", "stop")
    assert perf_counter() - began < 10


def test_openai_is_not_asked_without_a_key() -> None:
    model = remote_model(None, None, None, 5.0, 0.0, None)
    with pytest.raises(ConfigError, match=r"api\.openai\.com needs a key\. Set OPENAI_API_KEY"):
        list(model.stream(ASKED, room=50))


def test_an_address_that_is_none_is_told_before_anything_is_asked() -> None:
    with pytest.raises(ConfigError, match="OPENAI_BASE_URL"):
        remote_model(None, "127.0.0.1:8080", None, 5.0, 0.0, None)


@pytest.mark.parametrize("ends", [Then.RESETS, Then.STALLS, Then.CLOSES])
def test_a_reply_that_said_why_it_ended_is_complete_whatever_its_connection_does(
    ends: Then, server: FakeOpenAI, model: LanguageModel
) -> None:
    last = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    # The pause, so that the reset does not overtake what was sent before it.
    server.script(Reply.stream("The talks", last, 0.2, ends))
    pieces = list(model.stream(ASKED, room=50))
    assert "".join(piece.text for piece in pieces) == "The talks"
    assert pieces[-1].finish == "stop"
