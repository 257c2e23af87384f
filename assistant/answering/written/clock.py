"""How long the parts of a written answer took."""

from __future__ import annotations

import time


class Clock:
    """When what was done, as the milliseconds of a Usage: "first" is from the question to the
    first sentence that is shown, "prompt" what it took to put the request together."""

    def __init__(self) -> None:
        self._began = self._found = time.perf_counter()
        self._sent: float | None = None
        self._first: float | None = None
        self._grounding = 0.0

    def found(self) -> None:
        self._found = time.perf_counter()

    def sent(self) -> None:
        self._sent = time.perf_counter()

    def verified(self, began: float, *, shown: bool) -> None:
        now = time.perf_counter()
        self._grounding += now - began
        if shown and self._first is None:
            self._first = now

    def ms(self) -> dict[str, float]:
        now = time.perf_counter()
        told = {
            "retrieval": self._found - self._began,
            "generation": now - self._found - self._grounding,
            "grounding": self._grounding,
            "total": now - self._began,
        }
        if self._sent is not None:
            told["prompt"] = self._sent - self._found
        if self._first is not None:
            told["first"] = self._first - self._began
        return {stage: round(seconds * 1000, 2) for stage, seconds in told.items()}
