"""Any language model of LlamaIndex as the writers ask for one (``LanguageModel``)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from assistant.models.addresses import OPENAI, OPENAI_HOST, OPENAI_MODEL, host_of
from assistant.models.language import LanguageModel, Message, Piece

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.core.llms.llm import LLM

    from assistant.models.llm import RemoteLLM

CHARACTERS_PER_TOKEN = 8
"""As in streaming.py: a reply that is longer than its room allows is cut there."""


def speaking(llm: LLM) -> LanguageModel:
    """A LanguageModel over any LlamaIndex LLM.

    Of another's LLM the room and the temperature are its own settings, its errors its own, and
    closing a stream ends the work of its server where that LLM sees to it.
    """
    return Speaking(lambda: llm, opened=llm)


def remote_model(
    name: str | None,
    base_url: str | None,
    api_key: str | None,
    timeout: float,
    temperature: float,
    context: int | None,
) -> LanguageModel:
    """The model behind an address. openai and llama_index are imported at its first use.

    ConfigError where the address is none.
    """

    def opened() -> LLM:
        from assistant.models.llm import RemoteLLM

        return RemoteLLM(
            name,
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            temperature=temperature,
            context_window=context,
        )

    host = host_of(base_url or OPENAI)
    return Speaking(
        opened,
        name=name or (OPENAI_MODEL if host == OPENAI_HOST else None),
        host=host,
        context=context,
    )


class Speaking:
    """A LanguageModel over a LlamaIndex LLM that is opened at its first use."""

    def __init__(
        self,
        open_llm: Callable[[], LLM],
        *,
        opened: LLM | None = None,
        name: str | None = None,
        host: str | None = None,
        context: int | None = None,
    ) -> None:
        self._open = open_llm
        self._llm = opened
        self._name = name
        self._host = host
        self._context = context
        self._lock = threading.Lock()

    @property
    def name(self) -> str | None:
        if self._name or self._llm is None:
            return self._name
        if (ours := _ours(self._llm)) is not None:
            return ours.name
        return self._llm.metadata.model_name

    @property
    def host(self) -> str | None:
        """Of another's LLM: that of its ``api_base`` or ``base_url``, where it has one."""
        if self._host or self._llm is None:
            return self._host
        if (ours := _ours(self._llm)) is not None:
            return ours.host
        for place in ("api_base", "base_url"):
            if isinstance(address := getattr(self._llm, place, None), str) and address:
                return host_of(address)
        return None

    def context(self) -> int | None:
        if self._context:
            return self._context
        llm = self.llm()
        ours = _ours(llm)
        return ours.context() if ours is not None else llm.metadata.context_window

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        """As LanguageModel says; ours also has an empty Piece every quarter of a second while the
        server says nothing, at which it can be closed."""
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        llm = self.llm()
        asked = [ChatMessage(role=MessageRole(one.role), content=one.text) for one in messages]
        if (ours := _ours(llm)) is not None:
            responses, end = ours.opened(asked, room)
            try:
                yield from _ours_as_pieces(responses)
            finally:
                responses.close()
                end()
            return
        from assistant.models.faults import provider_errors

        # Without the room: what it is called, and whether it is known, differs with each LLM.
        with (
            provider_errors(self.host or "The model"),
            closing(llm.stream_chat(asked)) as responses,
        ):
            yield from _others_as_pieces(responses, room * CHARACTERS_PER_TOKEN)

    def warm(self) -> None:
        """Loads what the first reply needs (1 to 2 s, most of it imports), and sends nothing.

        Raises ConfigError.
        """
        if (ours := _ours(self.llm())) is not None:
            ours.warm()

    def llm(self) -> LLM:
        """The LLM itself, for LlamaIndex."""
        with self._lock:
            if self._llm is None:
                self._llm = self._open()
            return self._llm


def _ours(llm: LLM) -> RemoteLLM | None:
    from assistant.models.llm import RemoteLLM

    return llm if isinstance(llm, RemoteLLM) else None


def _ours_as_pieces(
    responses: Generator[ChatResponse, None, None],
) -> Generator[Piece, None, None]:
    for response in responses:
        told = response.additional_kwargs
        yield Piece(
            response.delta or "",
            told.get("finish_reason"),
            told.get("prompt_tokens"),
            told.get("completion_tokens"),
        )


def _others_as_pieces(
    responses: Generator[ChatResponse, None, None], characters: int
) -> Generator[Piece, None, None]:
    """Deltas, or what the whole text has grown by; last why it ended, as far as that is told."""
    length = 0
    finish: str | None = None
    counted: Mapping[str, Any] = {}
    silent_on_finish = True
    for response in responses:
        whole = response.message.content or ""
        more = response.delta if response.delta is not None else whole[length:]
        more = more[: characters - length]
        length += len(more)
        yield Piece(more)
        choice, usage = _raw(response)
        silent_on_finish = silent_on_finish and choice is None
        told = response.additional_kwargs
        finish = _get(choice, "finish_reason") or told.get("finish_reason") or finish
        counted = usage or told or counted
        if length >= characters:
            finish = "length"
            break
    # A model that never says why it ends is not cut off each time.
    yield Piece(
        "",
        finish or ("stop" if silent_on_finish else None),
        _get(counted, "prompt_tokens"),
        _get(counted, "completion_tokens"),
    )


def _raw(response: ChatResponse) -> tuple[Any, Any]:
    """The first choice and the usage of a reply in OpenAI's form, as object or as dict."""
    choices = _get(response.raw, "choices")
    return (choices[0] if choices else None), _get(response.raw, "usage")


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
