"""Answers as they come about: a bar while work goes on, parts and sentences as they come."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.app.progress import Bar, standing_bar
from assistant.domain import (
    Answer,
    Claim,
    ClaimShown,
    DateReading,
    Event,
    Finished,
    Found,
    PartOpened,
    Progress,
    Understood,
)

if TYPE_CHECKING:
    from rich.console import Console


def await_answer(events: Iterable[Event]) -> Answer:
    """The Answer that the events come to, behind a progress bar where somebody watches."""
    with standing_bar() as bar:
        return _followed(events, bar, lambda event: None)


def put_events(console: Console, events: Iterable[Event], *, live: bool = False) -> Answer:
    """Prints the answer as it comes about, and gives it.

    On a terminal the parts of a digest stand there as soon as they are whole, and, with ``live``,
    where a model writes, the sentences of an answer; in a pipe all of it comes at the end, the
    counts first.
    """
    from assistant.app.answers import put_answer
    from assistant.app.flowing import Sentences

    parts, sentences = _Parts(console), Sentences(console)
    with standing_bar() as bar:

        def draw(event: Event) -> None:
            if parts.ready(event):
                with bar.away():
                    parts.put_held()
            parts.take(event)
            if not live:
                return
            if isinstance(event, Found):
                bar.move(Progress("writing", 0, None))
            if sentences.ready(event):
                bar.end()
            sentences.take(event)

        try:
            answer = _followed(events, bar, draw if console.is_terminal else lambda event: None)
        finally:  # Ctrl-C, too, leaves a whole line
            sentences.end_line()
    if sentences.begun:
        sentences.put_end(answer)
    elif parts.begun and not answer.refused:
        parts.put_end(answer)
    else:
        put_answer(console, answer)
    return answer


def _followed(events: Iterable[Event], bar: Bar, draw: Callable[[Event], None]) -> Answer:
    # Whatever ends this, Ctrl-C too, ends the writer's work before the index is closed.
    owned = events if isinstance(events, Generator) else (event for event in events)
    with closing(owned):
        for event in owned:
            if isinstance(event, Progress):
                bar.move(event)
            elif isinstance(event, Finished):
                return event.answer
            else:
                draw(event)
    raise AssertionError("a writer ended without Finished")


class _Parts:
    """The parts of a digest on their way to the screen.

    One is held back until the next begins: a digest of one part is drawn whole, counts first.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._reading = DateReading()
        self._rewritten: str | None = None
        self._held: PartOpened | None = None
        self._points: list[list[Claim]] = []
        self.begun = False

    def ready(self, event: Event) -> bool:
        """Whether this event says that the part which is held is whole, and not the only one."""
        return self._held is not None and isinstance(event, PartOpened)

    def take(self, event: Event) -> None:
        match event:
            case Understood():
                self._reading, self._rewritten = event.dates, event.rewritten
            case PartOpened():
                self._held, self._points = event, []
            case ClaimShown(claim, _, point):
                place = len(self._points) if point is None else point
                while len(self._points) <= place:
                    self._points.append([])
                self._points[place].append(claim)
            case _:
                pass

    def put_held(self) -> None:
        from assistant.app.answers import put_rewritten
        from assistant.app.digests import put_begun, put_part
        from assistant.app.terminal import put, put_dates

        assert self._held is not None
        if not self.begun:
            put_rewritten(self._console, self._rewritten)
            put_dates(self._console, self._reading, limit=False)
            put_begun(self._console, self._reading)
            self.begun = True
        put(self._console)
        put_part(self._console, self._held.days, self._held.articles, self._points)

    def put_end(self, answer: Answer) -> None:
        """Prints the last part, the counts, and what stands below every answer."""
        from assistant.app.answers import put_rest
        from assistant.app.digests import put_read
        from assistant.app.terminal import put

        self.put_held()
        put(self._console)
        put_read(self._console, answer, days=False)
        put_rest(self._console, answer)
