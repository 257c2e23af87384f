"""One question of a conversation and what it came to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Answer

HISTORY = 6
"""How many turns are looked back on."""
LONGEST = 2_000
"""Characters of a question; one that would be longer when it is made whole stays as it is."""


@dataclass(frozen=True, slots=True)
class Turn:
    question: str
    answer: Answer

    @property
    def whole_question(self) -> str:
        """The question as it was searched."""
        return self.answer.rewritten or self.question
