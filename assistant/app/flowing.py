"""Sentences on a terminal as a model writes them: one paragraph that grows at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.answers import put_answer, put_rest, put_rewritten
from assistant.app.sources import claim_text
from assistant.app.terminal import put, put_dates
from assistant.domain import Answer, Claim, ClaimShown, DateReading, Event, Form, Understood

if TYPE_CHECKING:
    from rich.console import Console


class Flow:
    """A paragraph of which each piece is printed at once, wrapped where ``put`` would wrap it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._column = 0

    def add(self, text: Text) -> None:
        for word in text.split(" "):
            self._add(word)

    def _add(self, word: Text) -> None:
        width = word.cell_len
        if self._column and self._column + 1 + width > self._console.width:
            self.end()
        if self._column:
            self._console.print(" ", end="")
            self._column += 1
        self._console.print(word, end="", soft_wrap=True)
        # A word that is longer than the line is broken by the terminal.
        self._column += width
        self._column = self._column % self._console.width or self._column

    def end(self) -> None:
        """Ends the line, where one has begun."""
        if self._column:
            self._console.print()
        self._column = 0


class Sentences:
    """The claims of an answer on their way to the screen, each verified before it comes here.

    The answer is printed anew where it has other claims than those that stand there.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._flow = Flow(console)
        self._reading = DateReading()
        self._rewritten: str | None = None
        self._form = Form.ANSWER
        self._claims: list[Claim] = []

    @property
    def begun(self) -> bool:
        return bool(self._claims)

    def ready(self, event: Event) -> bool:
        """Whether this event is a sentence to print."""
        return isinstance(event, ClaimShown) and self._form is Form.ANSWER

    def take(self, event: Event) -> None:
        if isinstance(event, Understood):
            self._reading, self._rewritten = event.dates, event.rewritten
            self._form = event.form
        elif isinstance(event, ClaimShown) and self.ready(event):
            if not self._claims:
                put_rewritten(self._console, self._rewritten)
                put_dates(self._console, self._reading)
            self._claims.append(event.claim)
            self._flow.add(claim_text(event.claim))

    def end_line(self) -> None:
        """Ends the paragraph: what is printed next begins a line."""
        self._flow.end()

    def put_end(self, answer: Answer) -> None:
        """Prints what stands below every answer."""
        if list(answer.claims) == self._claims:
            put_rest(self._console, answer)
        else:
            put(self._console)
            put_answer(self._console, answer)
