"""What a writer is asked: a whole question, and the days that it may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.domain import DateRange, DateReading, Event, Form
from assistant.index import Index


@dataclass(frozen=True, slots=True)
class Request:
    """``asked`` is what the user typed, ``question`` that made whole (equal where it was whole).

    ``days`` is everything that limits publication (the question's dates, ``--from/--to``, a given
    ``as_of``) put together; None where nothing does. ``bounds`` is the same without the
    question's own dates.
    """

    asked: str
    question: str
    as_of: date
    dates: DateReading
    days: DateRange | None
    bounds: DateRange | None
    form: Form = Form.ANSWER

    @property
    def query(self) -> str:
        """The question without the words that its days were read from, where more is left."""
        limit = self.dates.limit
        if limit is None or not limit.words:
            return self.question
        rest = " ".join(self.question.replace(limit.words, " ").split())
        return rest if any(character.isalnum() for character in rest) else self.question

    @property
    def rewritten(self) -> str | None:
        return self.question if self.question != self.asked else None


class Writer(Protocol):
    """Answers a request from one generation, as Events; closing the iterator cancels the work."""

    def write(self, request: Request, index: Index) -> Iterator[Event]: ...
