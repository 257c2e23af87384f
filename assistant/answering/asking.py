"""A model asked for a whole reply, and what all that was asked of it has cost."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from time import perf_counter

from assistant.answering.budget import count_messages, tokens
from assistant.answering.prompts import Prompt
from assistant.domain import Usage
from assistant.models import LanguageModel, Message

LONGEST = 12
"""Characters for each token of the room that are read at most, whatever the server sends."""


@dataclass(frozen=True)
class Prices:
    """Of a million tokens; None where it is not set."""

    prompt: float | None = None
    reply: float | None = None

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """In the currency of the prices; None where neither is set."""
        if self.prompt is None and self.reply is None:
            return None
        millionths = prompt_tokens * (self.prompt or 0) + completion_tokens * (self.reply or 0)
        return millionths / 1_000_000


@dataclass(frozen=True)
class Reply:
    """``finish`` as in models.Piece; anything but "stop" may have cut the text off."""

    text: str
    finish: str | None

    @property
    def whole(self) -> bool:
        return self.finish == "stop"


@dataclass(slots=True)
class Spent:
    """What calls of a model came to: tokens as the server counts, else as we do, and seconds."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    prompts: dict[str, str] = field(default_factory=dict)
    turns_left_out: int = 0
    notices: list[str] = field(default_factory=list)

    def noticed(self, notice: str) -> None:
        """Says something to the reader, once."""
        if notice not in self.notices:
            self.notices.append(notice)

    def added_to(
        self, usage: Usage, model: LanguageModel, prices: Prices, stage: str = "generation"
    ) -> Usage:
        """The usage with this on top; the time goes to the ``stage`` and to the total."""
        if not self.calls:
            return usage
        ms = dict(usage.ms)
        for name in (stage, "total"):
            ms[name] = round(ms.get(name, 0.0) + self.seconds * 1000, 2)
        prompt_tokens = usage.prompt_tokens + self.prompt_tokens
        completion_tokens = usage.completion_tokens + self.completion_tokens
        return replace(
            usage,
            model=usage.model or model.name,
            host=usage.host or model.host,
            prompt_tokens=prompt_tokens,
            completion_tokens=completion_tokens,
            cost=prices.cost(prompt_tokens, completion_tokens),
            calls=usage.calls + self.calls,
            prompts={**usage.prompts, **self.prompts},
            turns_left_out=usage.turns_left_out + self.turns_left_out,
            ms=ms,
        )


def ask(
    model: LanguageModel,
    prompt: Prompt,
    messages: Sequence[Message],
    room: int,
    spent: Spent,
    *,
    enough: Callable[[str], bool] | None = None,
) -> Generator[None, None, Reply]:
    """The whole reply; yields as its pieces come, so that it can be given up in between.

    Where ``enough`` says so of the text so far, the rest is not waited for. Closing the generator
    ends the server's work. Raises ProviderError or ConfigError; what was spent counts all the same.
    """
    began = perf_counter()
    spent.calls += 1
    spent.prompts[prompt.name] = prompt.digest
    text, finish = "", None
    given: int | None = None
    taken: int | None = None
    try:
        with closing(model.stream(messages, room=room)) as pieces:
            for piece in pieces:
                text += piece.text
                finish = piece.finish or finish
                given = piece.prompt_tokens if piece.prompt_tokens is not None else given
                taken = piece.completion_tokens if piece.completion_tokens is not None else taken
                if len(text) > LONGEST * room:
                    finish = "length"
                    break
                if enough is not None and enough(text):
                    break
                yield
    finally:
        spent.seconds += perf_counter() - began
        spent.prompt_tokens += count_messages(messages) if given is None else given
        spent.completion_tokens += tokens(text) if taken is None else taken
    return Reply(text, finish)


def whole_reply(asking: Generator[None, None, Reply]) -> Reply:
    """The reply, waited for."""
    while True:
        try:
            next(asking)
        except StopIteration as end:
            reply: Reply = end.value
            return reply
