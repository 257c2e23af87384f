"""What a writer is asked: a whole question, and the days that it may use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from assistant.domain import Answer, DateRange, DateReading, Event, Form, Reason, Scope
from assistant.index import Index

_NEWEST = re.compile(
    r"\b(?:the )?(?:very )?(?:latest|newest|most recent|recent)\b"
    r"(?: (?:news|developments?|updates?|reports?)\b)?(?: (?:on|about|in|regarding|of|from)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """``asked`` is what the user typed, ``question`` that made whole (equal where it was whole).

    ``days`` is everything that limits publication (the question's dates, ``--from/--to``, a given
    ``as_of``) put together; None where nothing does. ``bounds`` is the same without the
    question's own dates. ``topic`` is what a digest or a timeline is asked about: None for all.
    ``replaced`` are the words of the question's own dates where others were given in their place.
    """

    asked: str
    question: str
    as_of: date
    dates: DateReading
    days: DateRange | None
    bounds: DateRange | None
    form: Form = Form.ANSWER
    topic: str | None = None
    replaced: tuple[str, ...] = ()

    @property
    def scope(self) -> Scope:
        """What may be used: where the dates apply to what is told, the bounds alone limit that."""
        told = self.dates.limit if self.dates.applies_to == "either" else None
        return Scope(self.days, told, self.bounds)

    @property
    def query(self) -> str:
        """The question without the words that its days were read from, where more is left."""
        limit = self.dates.limit
        rest = self.question
        own = (limit.words,) if limit is not None and limit.words else ()
        for words in (*own, *self.replaced):
            rest = rest.replace(words, " ")
        if self.dates.latest:
            rest = _NEWEST.sub(" ", rest)
        rest = " ".join(rest.split())
        return rest if any(character.isalnum() for character in rest) else self.question

    @property
    def rewritten(self) -> str | None:
        return self.question if self.question != self.asked else None

    def answered(self, text: str, reason: Reason | None = None, **rest: Any) -> Answer:
        """An Answer to this request; ``rest`` are its fields from ``claims`` on."""
        return Answer(
            question=self.asked,
            rewritten=self.rewritten,
            as_of=self.as_of,
            dates=self.dates,
            form=self.form,
            reason=reason,
            text=text,
            **rest,
        )


class Writer(Protocol):
    """Answers a request from one generation, as Events; closing the iterator cancels the work."""

    def write(self, request: Request, index: Index) -> Iterator[Event]: ...
