"""Any LLM of LlamaIndex can write; what it does not say of itself is not made up."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import openai
import pytest
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
)
from llama_index.core.llms.custom import CustomLLM
from llama_index.core.llms.mock import MockLLM

from assistant.errors import ProviderError
from assistant.models import LanguageModel, Message, Piece
from assistant.models.speaking import speaking

ASKED = [Message("system", "Rules."), Message("user", "Who was it?")]


class Another(CustomLLM):
    """An LLM whose stream is these responses."""

    responses: list[ChatResponse] = []  # noqa: RUF012 - a field of pydantic's
    api_base: str | None = None
    asked: list[Any] = []  # noqa: RUF012

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=1234, model_name="another")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        raise NotImplementedError  # LLM wants it; nothing of ours asks for it

    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        raise NotImplementedError  # the same

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        self.asked.append((list(messages), kwargs))
        yield from self.responses


def response(text: str, delta: str | None = None, raw: object = None) -> ChatResponse:
    return ChatResponse(message=ChatMessage(role="assistant", content=text), delta=delta, raw=raw)


def written(model: LanguageModel, room: int = 50) -> tuple[str, Piece]:
    pieces = list(model.stream(ASKED, room=room))
    assert all(piece.finish is None for piece in pieces[:-1])
    return "".join(piece.text for piece in pieces), pieces[-1]


def test_an_llm_that_says_nothing_of_its_end_has_ended_well() -> None:
    text, last = written(speaking(MockLLM(max_tokens=3)))
    assert "text" in text or "Rules" in text
    assert last.finish == "stop"


def test_it_is_given_the_messages_and_nothing_that_it_might_not_know() -> None:
    llm = Another(responses=[response("Burns", "Burns")])
    written(speaking(llm))
    ((messages, options),) = llm.asked
    assert [(one.role.value, one.content) for one in messages] == [
        ("system", "Rules."),
        ("user", "Who was it?"),
    ]
    assert options == {}


def test_text_without_deltas_is_what_it_has_grown_by() -> None:
    llm = Another(responses=[response("Bur"), response("Burns.")])
    assert written(speaking(llm))[0] == "Burns."


@pytest.mark.parametrize("as_object", [False, True])
def test_why_it_ended_and_what_it_counted_is_read_where_openai_has_it(as_object: bool) -> None:
    choice: Any = {"finish_reason": "length"}
    usage: Any = {"prompt_tokens": 7, "completion_tokens": 2}
    raw: Any = {"choices": [choice], "usage": usage}
    if as_object:
        choice, usage = SimpleNamespace(**choice), SimpleNamespace(**usage)
        raw = SimpleNamespace(choices=[choice], usage=usage)
    llm = Another(responses=[response("Burns", "Burns", raw)])
    assert written(speaking(llm)) == ("Burns", Piece("", "length", 7, 2))


def test_an_end_without_a_reason_is_none_where_there_could_have_been_one() -> None:
    raw = {"choices": [{"finish_reason": None}]}
    llm = Another(responses=[response("Burns", "Burns", raw)])
    assert written(speaking(llm))[1].finish is None


def test_a_reason_that_came_before_the_counts_is_kept() -> None:
    ended = {"choices": [{"finish_reason": "stop"}]}
    counted = {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 2}}
    llm = Another(responses=[response("Burns", "Burns", ended), response("Burns", "", counted)])
    assert written(speaking(llm))[1] == Piece("", "stop", 7, 2)


def test_more_than_the_room_is_cut() -> None:
    llm = Another(responses=[response("", "again ") for _ in range(1000)])
    text, last = written(speaking(llm), room=10)
    assert (len(text), last.finish) == (80, "length")


def test_its_host_is_that_of_its_address() -> None:
    llm = Another(api_base="https://user:secret@models.example:8443/v1")
    assert speaking(llm).host == "models.example:8443"
    assert speaking(MockLLM()).host is None


def test_its_context_and_name_are_its_own() -> None:
    model = speaking(Another())
    assert (model.context(), model.name) == (1234, "another")


def test_what_the_openai_client_raises_within_it_is_told_as_ours() -> None:
    class Failing(MockLLM):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
            raise openai.OpenAIError("gone")
            yield

    with pytest.raises(ProviderError, match="gone"):
        list(speaking(Failing()).stream(ASKED, room=50))
