"""A model's reply as it is read: its text bounded, its end and its counts kept."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.budget import count
from assistant.errors import ProviderError
from assistant.models import Piece

LONG = 8
"""Characters of a reply for each token of its room; a model that writes more is stopped."""


class Reply:
    """``finish`` is the server's word for why the reply ended, ``ended`` whether it came to its
    end; ``cut`` where an unfinished sentence was left out, ``long`` where we stopped it."""

    def __init__(self) -> None:
        self.calls = 0
        self.finish: str | None = None
        self.ended = False
        self.cut = False
        self.long = False
        self.prompt_tokens: int | None = None
        self._completion_tokens: int | None = None
        self._texts: list[str] = []

    @property
    def finished(self) -> bool:
        """Whether the model had said all that it wanted to say."""
        return self.ended and self.finish == "stop"

    def read(self, stream: Iterator[Piece], room: int) -> Iterator[str]:
        """The text, piece by piece, and no more of it than LONG allows."""
        left = LONG * room
        for piece in stream:
            if piece.prompt_tokens is not None:
                self.prompt_tokens = piece.prompt_tokens
            if piece.completion_tokens is not None:
                self._completion_tokens = piece.completion_tokens
            self.finish = piece.finish or self.finish
            text = piece.text[:left]
            left -= len(text)
            if text:
                self._texts.append(text)
                yield text
            if left <= 0:
                self.long = True
                return
        self.ended = True

    def counted(self, model: str | None) -> int:
        """Tokens of the reply as the server counts them; by our own count where it does not."""
        if self._completion_tokens is not None:
            return self._completion_tokens
        return count("".join(self._texts), model) if self._texts else 0

    def nothing(self, host: str | None, room: int) -> ProviderError:
        """What it means that no sentence came."""
        where = host or "The model"
        if self.finish == "length":
            return ProviderError(
                f"{where} used up its {room:,} tokens before it had written a sentence. Set a "
                "larger ASSISTANT_ANSWER_TOKENS, or a model that thinks less"
            )
        if self.finish == "content_filter":
            return ProviderError(
                f"The filter of {where} held the answer back. Ask in other words, or use another "
                "model"
            )
        if self.ended and self.finish is None:
            return ProviderError(
                f"{where} broke off before it had written a sentence. Try again; if it stays, look "
                "at the server's log",
                retryable=True,
            )
        return ProviderError(
            f"{where} sent an answer without a sentence in it. Try again, or set another model "
            "(ASSISTANT_MODEL)",
            retryable=True,
        )
