"""A language model behind an OpenAI-compatible address, as LlamaIndex knows language models."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Generator, Sequence
from typing import Any

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseAsyncGen,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.constants import DEFAULT_CONTEXT_WINDOW
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback
from llama_index.core.llms.custom import CustomLLM
from pydantic import PrivateAttr

from assistant.models import contexts
from assistant.models.addresses import OPENAI_MODEL
from assistant.models.background import done, drawn
from assistant.models.language import Message, Piece, Role
from assistant.models.options import Options
from assistant.models.server import ModelServer
from assistant.models.streaming import Reply

TICK = 0.25  # seconds; how soon a reply can be given up while the server says nothing
_ROLES: dict[MessageRole, Role] = {
    MessageRole.SYSTEM: "system",
    MessageRole.DEVELOPER: "system",
    MessageRole.ASSISTANT: "assistant",
}


class RemoteLLM(CustomLLM):
    """A chat model over the ``openai`` client, 2.54 or later. May be used from several threads.

    ``model`` None is OpenAI's default there, and elsewhere the only model of the server, which is
    asked for it once. ``timeout`` is the seconds in which something must come: the first word,
    with all tries of the client, and each further one. Nothing is sent before the first call.

    A reply's ``additional_kwargs`` hold ``finish_reason`` (None where the server gave none),
    ``prompt_tokens`` and ``completion_tokens``; in a stream, those of the last response. While
    the server says nothing a stream has a response with an empty ``delta`` every quarter of a
    second, so that whoever reads it can close it, which ends the server's work at once.
    Every call may raise ProviderError or ConfigError.
    """

    model: str | None = None
    temperature: float | None = 0.0
    max_tokens: int = 700
    context_window: int | None = None
    timeout: float = 60.0

    _server: ModelServer = PrivateAttr()  # private: no repr and no to_dict shows its key
    _options: Options = PrivateAttr()
    _found: str | None = PrivateAttr(default=None)
    _contexts: dict[str, int | None] = PrivateAttr(default_factory=dict)

    def __init__(
        self,
        model: str | None = None,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        temperature: float | None = 0.0,
        max_tokens: int = 700,
        context_window: int | None = None,
        retries: int = 2,
        **others: Any,
    ) -> None:
        super().__init__(
            model=model,
            temperature=temperature,
            max_tokens=max_tokens,
            context_window=context_window,
            timeout=timeout,
            **others,
        )
        self._server = ModelServer(base_url, api_key, timeout, retries)
        # Its newer models refuse max_tokens, others' servers hardly know the newer name.
        room = "max_completion_tokens" if self._server.is_openai else "max_tokens"
        self._options = Options(temperature, room)

    @classmethod
    def class_name(cls) -> str:
        return "RemoteLLM"

    @property
    def host(self) -> str:
        return self._server.host

    @property
    def name(self) -> str | None:
        """The model; None while only the server knows it."""
        default = OPENAI_MODEL if self._server.is_openai else None
        return self.model or default or self._found

    @property
    def metadata(self) -> LLMMetadata:
        """What is known without asking; a context that is not is LlamaIndex's default, 3,900."""
        name = self.name
        known = self.context_window or self._contexts.get(name or "") or contexts.by_name(name)
        return LLMMetadata(
            context_window=known or DEFAULT_CONTEXT_WINDOW,
            num_output=self.max_tokens,
            is_chat_model=True,
            model_name=name or "unknown",
        )

    def context(self) -> int | None:
        """Tokens of prompt and reply: the setting, else what is known of the model or its server
        tells, which is asked once; None where nothing tells."""
        return self.context_window or self.server_context()

    def server_context(self) -> int | None:
        """What the server gives the model, whatever is set here; the server is asked once."""
        return done(self._context())

    def models(self) -> tuple[str, ...]:
        """The names of the models that the server lists."""
        return tuple(str(one["id"]) for one in done(self._server.models()))

    def pieces(
        self, messages: Sequence[Message], room: int, temperature: float | None = None
    ) -> Generator[Piece, None, None]:
        """As ``LanguageModel.stream``."""
        for piece in drawn(lambda: self._pieces(messages, room, temperature), TICK):
            yield piece or Piece()

    # LlamaIndex's interface

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        return deque(self._responses(messages, **kwargs), maxlen=1)[0]

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        return self._responses(messages, **kwargs)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        return deque(self._completions(prompt, **kwargs), maxlen=1)[0]

    @llm_completion_callback()
    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        return self._completions(prompt, **kwargs)

    @llm_chat_callback()
    async def achat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        return await asyncio.to_thread(self.chat, messages, **kwargs)

    @llm_chat_callback()
    async def astream_chat(
        self, messages: Sequence[ChatMessage], **kwargs: Any
    ) -> ChatResponseAsyncGen:
        async def responses() -> AsyncGenerator[ChatResponse, None]:
            waiting = self._responses(messages, **kwargs)
            try:
                while (response := await asyncio.to_thread(next, waiting, None)) is not None:
                    yield response
            finally:
                waiting.close()

        return responses()

    @llm_completion_callback()
    async def acomplete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponse:
        return await asyncio.to_thread(self.complete, prompt, formatted, **kwargs)

    def _responses(
        self, messages: Sequence[ChatMessage], **kwargs: Any
    ) -> Generator[ChatResponse, None, None]:
        asked = [Message(_ROLES.get(one.role, "user"), one.content or "") for one in messages]
        room = kwargs.get("max_tokens") or self.max_tokens
        text = ""
        waiting = self.pieces(asked, room, kwargs.get("temperature"))
        last = Piece()
        try:
            for piece in waiting:
                text += piece.text
                last = piece
                yield ChatResponse(message=_written(text), delta=piece.text)
        finally:
            waiting.close()
        counts = {"prompt_tokens": last.prompt_tokens, "completion_tokens": last.completion_tokens}
        told = {name: count for name, count in counts.items() if count is not None}
        yield ChatResponse(
            message=_written(text),
            delta="",
            raw={"model": self.name, "finish_reason": last.finish, "usage": told},
            additional_kwargs={"finish_reason": last.finish, **told},
        )

    def _completions(self, prompt: str, **kwargs: Any) -> Generator[CompletionResponse, None, None]:
        waiting = self._responses([ChatMessage(role="user", content=prompt)], **kwargs)
        try:
            for one in waiting:
                yield CompletionResponse(
                    text=one.message.content or "",
                    delta=one.delta,
                    raw=one.raw,
                    additional_kwargs=one.additional_kwargs,
                )
        finally:
            waiting.close()

    # on the background loop

    async def _pieces(
        self, messages: Sequence[Message], room: int, temperature: float | None
    ) -> AsyncGenerator[Piece, None]:
        model = await self._named()
        options = self._options
        if temperature is not None:
            options = options.at(temperature)
        reply = Reply(self._server, options, model, messages, room)
        pieces = reply.pieces()
        try:
            async for piece in pieces:
                if reply.options.given_up != options.given_up:  # for all requests from now on
                    self._options = reply.options.at(self._options.temperature)
                    options = reply.options
                yield piece
        finally:
            await pieces.aclose()

    async def _named(self) -> str:
        if (name := self.name) is None:
            name = self._found = await self._server.only_model()
        return name

    async def _context(self) -> int | None:
        name = await self._named()
        if name not in self._contexts:
            self._contexts[name] = await self._server.context(name)
        return self._contexts[name]


def _written(text: str) -> ChatMessage:
    return ChatMessage(role=MessageRole.ASSISTANT, content=text)
