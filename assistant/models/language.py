"""What the writers ask of a language model, whichever it is."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some more of what a model writes; ``text`` may be empty.

    The last piece has ``finish``, in OpenAI's words: "stop", "length" where the room was used up,
    "content_filter"; None there too where the server closed the stream without a reason, so that
    the text may be cut off. Counts are tokens as the server counts, None where it does not.
    """

    text: str = ""
    finish: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class LanguageModel(Protocol):
    """Writes text, piece by piece. May be used from several threads."""

    @property
    def name(self) -> str | None:
        """The model; None while only the server knows it."""
        ...

    @property
    def host(self) -> str | None:
        """``name:port`` of the server that all text is sent to; None where it is not known."""
        ...

    def context(self) -> int | None:
        """Tokens of prompt and reply together, None where nothing tells. May ask the server once.

        Raises ProviderError or ConfigError.
        """
        ...

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        """The reply to ``messages``, of ``room`` tokens at most.

        The request is sent at the first ``next()``. Closing the generator ends the server's work;
        so that it can be closed in time, an empty Piece may come while the server says nothing.
        Raises ProviderError or ConfigError, also when some of the text has come.
        """
        ...
