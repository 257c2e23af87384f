"""How a model is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fallback = Literal["extractive", "none"]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a model is used: its ``context`` in tokens where it is set, the ``room`` for its reply,
    what answers where it fails, and prices of a million tokens."""

    context: int | None = None
    room: int = 700
    fallback: Fallback = "extractive"
    price_in: float | None = None
    price_out: float | None = None

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """In the currency of the prices; None where none is set."""
        if self.price_in is None and self.price_out is None:
            return None
        paid = prompt_tokens * (self.price_in or 0) + completion_tokens * (self.price_out or 0)
        return paid / 1_000_000
