"""A model asked something, its reply read piece by piece, and what all of it has cost."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from time import perf_counter

from assistant.answering.budget import count, count_messages
from assistant.answering.prompts import Prompt
from assistant.domain import Progress, Usage
from assistant.models import LanguageModel, Message

LONG = 8
"""Characters of a reply for each token of its room; a model that writes more is stopped."""

TICK = 0.2
"""Seconds between two signs of life while a model writes."""

Cost = Callable[[int, int], float | None]
"""What tokens of prompts and of replies cost; None where no prices are set."""


@dataclass(slots=True)
class Spent:
    """What calls of a model came to: tokens as the server counts, else as we do; and seconds.

    ``sent`` counts passages that were shown, ``turns_left_out`` turns that were not; ``notices``
    are for the reader.
    """

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    prompts: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    turns_left_out: int = 0
    notices: list[str] = field(default_factory=list)

    def noticed(self, notice: str) -> None:
        """Has the reader told, once."""
        if notice not in self.notices:
            self.notices.append(notice)

    def added_to(self, usage: Usage, model: LanguageModel, cost: Cost, stage: str) -> Usage:
        """The usage with this on top; the time is that of the ``stage``, and in the total."""
        usage = replace(usage, turns_left_out=usage.turns_left_out + self.turns_left_out)
        if not self.calls:
            return usage
        ms: Mapping[str, float] = usage.ms
        spent = {
            name: round(ms.get(name, 0.0) + self.seconds * 1000, 2) for name in (stage, "total")
        }
        given = usage.prompt_tokens + self.prompt_tokens
        taken = usage.completion_tokens + self.completion_tokens
        return replace(
            usage,
            model=model.name,
            host=model.host,
            prompt_tokens=given,
            completion_tokens=taken,
            cost=cost(given, taken),
            calls=usage.calls + self.calls,
            sent=usage.sent + self.sent,
            prompts={**usage.prompts, **self.prompts},
            ms={**ms, **spent},
        )


class Call:
    """One question to a model. ``text`` is its reply so far; ``finish`` as in ``models.Piece``;
    ``long`` where it wrote more than it has room for and was stopped."""

    def __init__(
        self,
        model: LanguageModel,
        prompt: Prompt,
        messages: Sequence[Message],
        room: int,
        spent: Spent,
    ) -> None:
        self.text = ""
        self.finish: str | None = None
        self.long = False
        self._model = model
        self._prompt = prompt
        self._messages = messages
        self._room = room
        self._spent = spent

    @property
    def whole(self) -> bool:
        """Whether the model has said all that it wanted to say."""
        return self.finish == "stop"

    def pieces(self) -> Generator[str, None, None]:
        """The reply as it comes, at most LONG characters for each token of the room.

        Closing it ends the server's work, and what was spent until then counts. Raises
        ProviderError or ConfigError, also when some of the text has come.
        """
        spent, model = self._spent, self._model
        spent.calls += 1
        spent.prompts[self._prompt.name] = self._prompt.digest
        given = taken = None
        began = perf_counter()
        waiting = True
        try:
            with closing(model.stream(self._messages, room=self._room)) as stream:
                for piece in stream:
                    given = given if piece.prompt_tokens is None else piece.prompt_tokens
                    taken = taken if piece.completion_tokens is None else piece.completion_tokens
                    self.finish = piece.finish or self.finish
                    self.text += piece.text
                    if len(self.text) > LONG * self._room:
                        self.finish = "length"
                        self.long = True
                        return
                    # The reader's time is not the model's.
                    spent.seconds += perf_counter() - began
                    waiting = False
                    yield piece.text
                    waiting, began = True, perf_counter()
        finally:
            if waiting:
                spent.seconds += perf_counter() - began
            if given is None:
                given = count_messages(self._messages, model.name)
            spent.prompt_tokens += given
            spent.completion_tokens += count(self.text, model.name) if taken is None else taken


class Signs:
    """Progress while a model writes, TICK apart: at each of them the reader can stop it."""

    def __init__(self, done: int, articles: int, total: int) -> None:
        self._done = done
        self._articles = articles
        self._total = total
        self._last = 0.0

    def at(self, share: float) -> Iterator[Progress]:
        """A sign where one is due; ``share`` of the part's articles are read."""
        now = perf_counter()
        if now - self._last >= TICK:
            self._last = now
            read = min(self._done + int(share * self._articles), self._total)
            yield Progress("reading", read, self._total)
