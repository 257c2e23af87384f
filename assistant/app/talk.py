"""What was asked and answered in one chat of the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.safe import one_line
from assistant.app.sending import writer_of
from assistant.app.terminal import put
from assistant.app.watching import put_events
from assistant.errors import AssistantError, QuestionError

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.assembly import Assistant
    from assistant.chat import Turn
    from assistant.domain import Answer, DateRange, GeneratorName

ASK_FIRST = "Ask something first."


class Talk:
    """The turns so far, oldest first, and the last question, answered or not."""

    def __init__(
        self, assistant: Assistant, console: Console, limit: DateRange | None, as_of: date | None
    ) -> None:
        self._assistant = assistant
        self._console = console
        self._limit = limit
        self._as_of = as_of
        self._turns: list[Turn] = []
        self._asked: str | None = None
        self._answered = False  # whether the last turn is that of the last question

    @property
    def answer(self) -> Answer | None:
        """The last one; None where nothing was answered yet."""
        return self._turns[-1].answer if self._turns else None

    def ask(self, question: str) -> None:
        """Prints the answer in the light of the turns before, or what went wrong."""
        self._asked, self._answered = question, False
        self._put(question, self._turns)

    def quote(self) -> None:
        """The last question again without the model; its answer takes the place of the other."""
        if self._asked is None:
            put(self._console, ASK_FIRST)
        elif writer_of(self._assistant) is None:
            put(self._console, "Answers are quoted from the articles already.")
        else:
            before = self._turns[:-1] if self._answered else self._turns
            self._put(self._asked, before, "extractive")

    def forget(self) -> None:
        self._turns = []
        self._asked, self._answered = None, False

    def _put(
        self, question: str, before: Sequence[Turn], generator: GeneratorName | None = None
    ) -> None:
        from assistant.chat import Turn

        written = generator is None and writer_of(self._assistant) is not None
        events = self._assistant.stream(
            question,
            history=before,
            limit=self._limit,
            as_of=self._as_of,
            generator=generator,
        )
        try:
            answer = put_events(self._console, events, live=written)
        except AssistantError as error:
            put(self._console, Text(one_line(str(error)), style="bold red"))
            # A question that cannot be taken is none without the model, either.
            if written and not isinstance(error, QuestionError):
                self._hint("/extractive quotes the articles instead.")
        except KeyboardInterrupt:
            put(self._console, Text("Stopped.", style="yellow"))
        else:
            self._turns = [*before, Turn(question, answer)]
            self._answered = True
            if answer.dropped:
                self._hint("/dropped lists what was taken out.")

    def _hint(self, words: str) -> None:
        put(self._console)
        put(self._console, Text(words, style="dim"))
