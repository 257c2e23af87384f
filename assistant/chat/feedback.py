"""What readers thought of answers: votes, and what each was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.chat.shown import Shown

Thumb = Literal["up", "down"]

LONGEST_COMMENT = 2_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Vote:
    """``at`` is when it was given, ISO 8601 in UTC."""

    vote: Thumb
    comment: str
    at: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A Vote with its turn, and the answered questions before that, oldest first.

    ``conversation`` and ``number`` name the turn; whose it is, is not told.
    """

    conversation: str
    number: int
    vote: Vote
    shown: Shown
    before: tuple[str, ...]
