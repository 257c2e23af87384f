"""A language model that says what a test has it say, without a server."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from assistant.models import Message, Piece

Saying = str | Exception | Callable[[Sequence[Message]], str]


@dataclass
class Scripted:
    """Says the next of ``says`` to each question, the last one again and again; ``asked`` is what
    it was sent, ``closed`` how many of its replies were not read to their end."""

    says: list[Saying]
    finish: str | None = "stop"
    size: int = 7  # characters of a piece
    window: int | None = None
    counts: bool = True
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    closed: int = 0

    name: str | None = "scripted"
    host: str | None = "127.0.0.1:1"

    def context(self) -> int | None:
        return self.window

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        self.asked.append(tuple(messages))
        saying = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(saying, Exception):
            raise saying
        text = saying if isinstance(saying, str) else saying(messages)
        try:
            for at in range(0, len(text), self.size):
                yield Piece(text[at : at + self.size])
        except GeneratorExit:
            self.closed += 1
            raise
        counted = (100, 10) if self.counts else (None, None)
        yield Piece("", self.finish, *counted)
