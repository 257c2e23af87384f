"""Whether the server of the model that writes can be reached, as the page last heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.app.reaching import probe_model
from assistant.app.sending import writer_of

if TYPE_CHECKING:
    from assistant.assembly import Assistant

SECONDS = 30.0
"""Between two times that the server is asked; never while nobody looks."""


@dataclass(frozen=True, slots=True)
class Model:
    """``up`` is None until the server was asked, and where it has no address to ask.

    ``why`` is the sentence that says what is wrong where it is not up.
    """

    name: str | None
    host: str | None
    up: bool | None = None
    why: str | None = None


class Reach:
    """What is known of the model's server; looking at it never waits.

    The server is asked for its list of models, in a thread of its own: no text is sent.
    ``now`` gives seconds.
    """

    def __init__(
        self,
        assistant: Assistant,
        seconds: float = SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._assistant = assistant
        self._seconds = seconds
        self._now = now
        self._lock = threading.Lock()
        self._asked: float | None = None
        self._asking = False
        self._known: tuple[bool | None, str | None] = (None, None)

    def look(self) -> Model | None:
        """As last heard; None where answers are quotations. Has it asked again when it is old."""
        model = writer_of(self._assistant)
        if model is None:
            return None
        if self._assistant.settings.writes == "llm":  # else it was handed over, with no address
            self._ask()
        return Model(model.name, model.host, *self._known)

    def _ask(self) -> None:
        with self._lock:
            old = self._asked is None or self._now() - self._asked >= self._seconds
            if self._asking or not old:
                return
            self._asking = True
        threading.Thread(target=self._hear, name="reach", daemon=True).start()

    def _hear(self) -> None:
        broken: list[str] = []
        heard: dict[str, Any] | None = None
        try:
            heard = probe_model(self._assistant.settings, broken)
        finally:
            with self._lock:
                self._asking, self._asked = False, self._now()
                if heard is not None:
                    # A context that is set too large is told as well, though the server is there.
                    self._known = bool(heard["ok"]), broken[0] if broken else None


def as_json(model: Model | None) -> dict[str, Any] | None:
    return None if model is None else asdict(model)
