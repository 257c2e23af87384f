"""RemoteLLM, and the LanguageModel over it, when all is well."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.instrumentation import get_dispatcher
from llama_index.core.instrumentation.event_handlers import BaseEventHandler

from assistant.errors import ConfigError
from assistant.models import LanguageModel, Message, Piece
from assistant.models.llm import RemoteLLM
from assistant.models.speaking import remote_model, speaking
from assistant.testing import FakeOpenAI, Reply

KEY = "sk-very-secret"
ASKED = [Message("system", "Rules."), Message("user", "[kd7] T\n> Burns flew to Moscow. More.")]
ANSWER = "Burns flew to Moscow [kd7]."


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def llm(server: FakeOpenAI) -> RemoteLLM:
    return RemoteLLM("fake", api_key=KEY, base_url=server.base_url, timeout=5)


@pytest.fixture
def model(server: FakeOpenAI) -> LanguageModel:
    return remote_model("fake", server.base_url, KEY, 5.0, 0.0, None)


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_reply_comes_word_by_word_and_the_last_piece_says_why_it_ended(
    model: LanguageModel,
) -> None:
    pieces = list(model.stream(ASKED, room=50))
    assert text_of(pieces) == ANSWER
    assert len([piece for piece in pieces if piece.text]) == 5
    assert [piece.finish for piece in pieces if piece.finish] == ["stop"]
    assert (pieces[-1].finish, pieces[-1].prompt_tokens, pieces[-1].completion_tokens) == (
        "stop",
        9,
        5,
    )


def test_the_request_is_one_that_every_server_knows(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    list(model.stream(ASKED, room=50))
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "fake",
        "messages": [{"role": one.role, "content": one.text} for one in ASKED],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 50,
        "temperature": 0.0,
    }


def test_a_piece_comes_as_soon_as_it_is_sent(server: FakeOpenAI, model: LanguageModel) -> None:
    server.script(Reply.stream("One", 30.0))
    with_time = model.stream(ASKED, room=50)
    began = perf_counter()
    assert next(piece for piece in with_time if piece.text) == Piece("One")
    assert perf_counter() - began < 3
    with_time.close()


def test_nothing_is_sent_before_the_first_piece_is_asked_for(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    waiting = model.stream(ASKED, room=50)
    assert (model.name, model.host) == ("fake", server.host)
    waiting.close()
    assert not server.requests


def test_openai_and_llama_index_are_loaded_at_the_first_use_only() -> None:
    program = (
        "import sys\n"
        "from assistant.models.speaking import remote_model\n"
        "model = remote_model(None, None, 'k', 5.0, 0.0, None)\n"
        "assert (model.name, model.host) == ('gpt-4.1-mini', 'api.openai.com')\n"
        "assert not {'openai', 'llama_index'} & set(sys.modules)"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def test_closing_the_stream_ends_the_server_s_work_at_once(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.stalled("One"))
    waiting = model.stream(ASKED, room=50)
    assert next(piece.text for piece in waiting if piece.text) == "One"
    waiting.close()
    assert server.gone.wait(1)


@pytest.mark.parametrize("reply", [Reply.hang(), Reply.stalled()])
def test_it_can_be_closed_while_the_server_has_not_said_a_word(
    server: FakeOpenAI, model: LanguageModel, reply: Reply
) -> None:
    """An empty piece every quarter of a second is the moment for it."""
    server.script(reply)
    waiting = model.stream(ASKED, room=50)
    while not server.requests:
        assert next(waiting) == Piece()
    assert next(waiting) == Piece()
    waiting.close()
    assert server.gone.wait(1)


def test_it_ends_at_once_even_where_an_observer_keeps_what_it_sees(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    """An instrumentation of LlamaIndex may hold exceptions, and with them the frames."""
    kept: list[object] = []

    class Keeping(BaseEventHandler):
        def handle(self, event: object, **kwargs: object) -> None:
            kept.append(event)

    handlers = get_dispatcher().event_handlers
    keeping = Keeping()
    handlers.append(keeping)
    try:
        server.script(Reply.stalled("One"))
        waiting = model.stream(ASKED, room=50)
        assert next(piece.text for piece in waiting if piece.text) == "One"
        waiting.close()
        assert kept
        assert server.gone.wait(1)
    finally:
        handlers.remove(keeping)


def test_thoughts_are_no_part_of_the_answer(server: FakeOpenAI, model: LanguageModel) -> None:
    apart = {"choices": [{"delta": {"reasoning_content": "Hmm."}, "finish_reason": None}]}
    server.script(Reply.stream(apart, "<thi", "nk>Who was it?</th", "ink>\n\n", "Burns", "."))
    assert text_of(list(model.stream(ASKED, room=50))) == "Burns."


def test_a_server_that_does_not_stream_is_read_as_well(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.chat("The whole.", tokens=2))
    assert list(model.stream(ASKED, room=50))[-1].completion_tokens == 2
    server.script(Reply.chat("The whole."))
    assert text_of(list(model.stream(ASKED, room=50))) == "The whole."


def test_a_reply_that_is_longer_than_its_room_is_cut_and_says_so(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.long(100_000), Reply.repeating("again "))
    for _ in range(2):
        pieces = list(model.stream(ASKED, room=50))
        assert len(text_of(pieces)) == 400
        assert pieces[-1].finish == "length"
    assert server.gone.wait(1)


def test_the_request_is_sent_within_80_ms(server: FakeOpenAI, model: LanguageModel) -> None:
    """Of the call, once the client is loaded: 7 ms when nothing else runs; the best of five."""
    list(model.stream(ASKED, room=50))
    waits = []
    for _ in range(5):
        began = perf_counter()
        list(model.stream(ASKED, room=50))
        waits.append(server.requests[-1].at - began)
    assert min(waits) < 0.08


# options that a server refuses


@pytest.mark.parametrize(
    ("param", "gone"),
    [
        ("stream_options", "stream_options"),
        ("temperature", "temperature"),
        ("max_tokens", "max_tokens"),
    ],
)
def test_an_option_that_is_refused_is_left_out_once_and_for_all(
    server: FakeOpenAI, model: LanguageModel, param: str, gone: str
) -> None:
    server.script(Reply.status(400, f"Unsupported parameter: '{param}'", param=param))
    for _ in range(2):
        assert text_of(list(model.stream(ASKED, room=50))) == ANSWER
    assert [gone in request.body for request in server.requests] == [True, False, False]
    if param == "max_tokens":
        assert server.requests[1].body["max_completion_tokens"] == 50


def test_several_options_may_be_refused_one_after_the_other(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    names = ("stream_options", "temperature", "max_tokens")
    server.script(*(Reply.status(422, f"extra input: {name}") for name in names))
    assert text_of(list(model.stream(ASKED, room=50))) == ANSWER
    assert set(server.requests[-1].body) == {
        "model",
        "messages",
        "stream",
        "max_completion_tokens",
    }


def test_a_model_without_a_system_role_gets_the_rules_in_front(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.script(Reply.status(400, "System role not supported"))
    assert text_of(list(model.stream(ASKED, room=50))) == ANSWER
    assert server.requests[-1].body["messages"] == [
        {"role": "user", "content": f"Rules.\n\n{ASKED[1].text}"}
    ]


def test_an_option_that_is_refused_again_and_again_is_an_error(
    server: FakeOpenAI, model: LanguageModel
) -> None:
    server.always(Reply.status(400, "temperature"))
    with pytest.raises(Exception, match="refused the request"):
        list(model.stream(ASKED, room=50))
    assert len(server.requests) == 2


# which model, and how much it takes


def test_without_a_name_the_only_model_of_the_server_writes(server: FakeOpenAI) -> None:
    model = remote_model(None, server.base_url, None, 5.0, 0.0, None)
    assert model.name is None
    for _ in range(2):
        assert text_of(list(model.stream(ASKED, room=50))) == ANSWER
    assert model.name == "fake"
    assert [request.path.rpartition("/")[2] for request in server.requests] == [
        "models",
        "completions",
        "completions",
    ]


def test_without_a_name_a_choice_is_left_to_the_user(server: FakeOpenAI) -> None:
    names = [f"m{number}" for number in range(7)]
    server.answers("GET", "/v1/models", {"data": [{"id": name} for name in names]})
    model = remote_model(None, server.base_url, None, 5.0, 0.0, None)
    with pytest.raises(ConfigError, match=r"m0, m1, m2, m3, m4 and 2 more.*ASSISTANT_MODEL"):
        list(model.stream(ASKED, room=50))
    assert not server.chats


def test_a_context_that_is_set_is_taken_at_its_word(server: FakeOpenAI) -> None:
    assert remote_model("fake", server.base_url, None, 5.0, 0.0, 3000).context() == 3000
    assert not server.requests


def test_the_context_of_openai_s_models_is_known() -> None:
    for name, tokens in (("gpt-4.1-mini", 1_047_576), ("gpt-4o-2024-11-20", 128_000)):
        assert remote_model(name, None, KEY, 5.0, 0.0, None).context() == tokens
    assert remote_model("ft:new", None, KEY, 5.0, 0.0, None).context() is None


def test_a_server_is_asked_once_how_much_its_model_takes(server: FakeOpenAI) -> None:
    server.answers("GET", "/v1/models", {"data": [{"id": "fake", "max_model_len": 16384}]})
    model = remote_model("fake", server.base_url, None, 5.0, 0.0, None)
    assert (model.context(), model.context()) == (16384, 16384)
    assert len(server.requests) == 1


def test_a_server_lists_its_models_once_for_the_name_and_the_context(server: FakeOpenAI) -> None:
    server.answers("GET", "/v1/models", {"data": [{"id": "fake", "max_model_len": 16384}]})
    assert remote_model(None, server.base_url, None, 5.0, 0.0, None).context() == 16384
    assert len(server.requests) == 1


def test_llama_cpp_tells_what_a_slot_has_and_not_what_the_model_was_trained_with(
    server: FakeOpenAI,
) -> None:
    entry = {"id": "fake", "meta": {"n_ctx_train": 8192}}
    server.answers("GET", "/v1/models", {"data": [entry]})
    server.answers("GET", "/props", {"default_generation_settings": {"n_ctx": 2048}})
    assert remote_model("fake", server.base_url, None, 5.0, 0.0, None).context() == 2048


@pytest.mark.parametrize(
    ("running", "parameters", "tokens"),
    [
        ([{"name": "fake:latest", "context_length": 32768}], "num_ctx 2048", 32768),
        ([], 'stop "<|end|>"\nnum_ctx                        2048\ntop_k 40', 2048),
        ([], 'stop "<|end|>"', 4096),
    ],
)
def test_ollama_tells_what_it_gives_a_model_or_has_its_default(
    server: FakeOpenAI, running: list[object], parameters: str, tokens: int
) -> None:
    """Not what the model was made for: a longer prompt is cut there without a word."""
    made_for = {"qwen3.context_length": 40960}
    server.answers("POST", "/api/show", {"parameters": parameters, "model_info": made_for})
    server.answers("GET", "/api/ps", {"models": running})
    assert remote_model("fake", server.base_url, None, 5.0, 0.0, None).context() == tokens


def test_a_server_that_says_nothing_of_it_leaves_the_context_open(server: FakeOpenAI) -> None:
    server.always(Reply.status(404))
    assert remote_model("fake", server.base_url, None, 5.0, 0.0, None).context() is None


def test_at_openai_the_room_has_its_newer_name() -> None:
    llm = RemoteLLM(api_key=KEY)
    body = llm._options.body(llm.name or "", ASKED, 50)
    assert (body["model"], body["max_completion_tokens"]) == ("gpt-4.1-mini", 50)
    assert "max_tokens" not in body


# as LlamaIndex knows it


def test_the_methods_of_llama_index_give_the_same_text(llm: RemoteLLM) -> None:
    asked = [ChatMessage(role=one.role, content=one.text) for one in ASKED]
    whole = llm.chat(asked)
    assert whole.message.role == MessageRole.ASSISTANT
    assert whole.message.content == ANSWER
    assert whole.additional_kwargs["finish_reason"] == "stop"
    assert whole.additional_kwargs["completion_tokens"] == 5
    assert list(llm.stream_chat(asked))[-1].message.content == ANSWER
    assert "".join(one.delta or "" for one in llm.stream_chat(asked)) == ANSWER
    assert llm.complete(ASKED[1].text).text == ANSWER
    assert list(llm.stream_complete(ASKED[1].text))[-1].text == ANSWER


def test_the_asynchronous_methods_give_the_same_text(llm: RemoteLLM) -> None:
    asked = [ChatMessage(role=one.role, content=one.text) for one in ASKED]

    async def ask() -> list[str | None]:
        streamed = [one.delta async for one in await llm.astream_chat(asked)]
        whole = await llm.achat(asked)
        completed = await llm.acomplete(ASKED[1].text)
        pieces = [one.delta async for one in await llm.astream_complete(ASKED[1].text)]
        return [
            "".join(piece or "" for piece in streamed),
            whole.message.content,
            completed.text,
            "".join(piece or "" for piece in pieces),
        ]

    assert asyncio.run(ask()) == [ANSWER] * 4


def test_the_metadata_says_what_is_known_without_asking(server: FakeOpenAI, llm: RemoteLLM) -> None:
    assert llm.metadata.is_chat_model
    assert llm.metadata.model_name == "fake"
    assert llm.metadata.num_output == 700
    assert RemoteLLM("gpt-4o", api_key=KEY).metadata.context_window == 128_000
    assert not server.requests


def test_no_representation_shows_the_key(llm: RemoteLLM) -> None:
    shown = repr(llm) + str(llm) + str(llm.to_dict()) + llm.model_dump_json()
    assert KEY not in shown + str(llm.to_payload())


def test_a_server_without_keys_needs_none(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the key of another server, in the environment, is not sent to it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    list(remote_model("fake", server.base_url, None, 5.0, 0.0, None).stream(ASKED, room=50))
    assert KEY not in server.requests[0].headers["authorization"]


def test_our_llm_speaks_for_itself(server: FakeOpenAI, llm: RemoteLLM) -> None:
    model = speaking(llm)
    assert (model.name, model.host, model.context()) == ("fake", server.host, None)
    assert text_of(list(model.stream(ASKED, room=50))) == ANSWER


# the real thing


@pytest.mark.server
def test_a_real_server_streams_a_reply(llama_server: str) -> None:
    """llama.cpp with SmolLM2: the protocol as somebody else understands it."""
    model = remote_model(None, llama_server, None, 60.0, 0.0, None)
    assert model.context() == 2048
    asked = [Message("user", "What is the capital of France? Answer in one word.")]
    pieces = list(model.stream(asked, room=12))
    assert len([piece for piece in pieces if piece.text]) > 1
    assert "Paris" in text_of(pieces)
    assert pieces[-1].finish in ("stop", "length")
    assert (pieces[-1].prompt_tokens or 0) > 10
    assert 1 < (pieces[-1].completion_tokens or 0) <= 12


@pytest.mark.server
def test_a_real_server_refuses_what_is_too_long(llama_server: str) -> None:
    model = remote_model("any", llama_server, None, 60.0, 0.0, None)
    with pytest.raises(ConfigError, match="Set ASSISTANT_CONTEXT=2048"):
        list(model.stream([Message("user", "word " * 4000)], room=12))
