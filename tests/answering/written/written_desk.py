"""A store, asked through a server that writes what a test wants, or fails as it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assembly import Assistant
from assistant.config import Settings
from assistant.domain import Answer, Event, Finished, Progress
from assistant.models import open_local
from assistant.models.speaking import remote_model
from assistant.testing import FakeOpenAI

_BLOCK = re.compile(r"^\[(\w+)\] [^\n]*\n(.*?)(?=^\[\w+\] |\Z)", re.MULTILINE | re.DOTALL)


def labelled(prompt: str, text: str) -> str:
    """The text with "{words}" made the label of the passage that holds these words."""

    def label(found: re.Match[str]) -> str:
        blocks = (block for block in _BLOCK.finditer(prompt) if found[1] in block[2])
        return next((f"[{block[1]}]" for block in blocks), "[zz9]")

    return re.sub(r"\{([^{}]+)\}", label, text)


@dataclass
class Desk:
    """Asks ``server``, or another ``address``, through the assistant over a store."""

    server: FakeOpenAI
    store: Path
    address: str | None = None

    def open(self, **settings: Any) -> Assistant:
        timeout = settings.pop("timeout", 5.0)
        # Where the context is set, the server is not asked for it: one request is one reply.
        given = Settings(store=self.store, **{"context": 8192, **settings})
        address = self.address or self.server.base_url
        model = remote_model("fake", address, "k", timeout, 0.0, given.context)
        local = open_local()
        return Assistant(given, local, local, model=model)

    def events(self, question: str, **settings: Any) -> list[Event]:
        """What is seen, without how long it is waited for."""
        with self.open(**settings) as assistant:
            stream = assistant.stream(question, generator="llm")
            return [event for event in stream if not isinstance(event, Progress)]

    def ask(self, question: str, **settings: Any) -> Answer:
        last = self.events(question, **settings)[-1]
        assert isinstance(last, Finished)
        return last.answer

    def writes(self, text: str) -> None:
        """The model's reply; "{words}" in it is the label of the passage with these words."""
        self.server.writes = lambda request: labelled(self.prompt(request), text)

    @staticmethod
    def prompt(request: Any) -> str:
        return str(request.body["messages"][-1]["content"])
