"""Which options a server is asked with, and which it is not asked with again once it refused one.

Servers of "the OpenAI API" take more or less of it. A request is sent as a recent one would take
it; where the server answers with 400 and names an option, it is sent once more without that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.models.contexts import is_too_long
from assistant.models.language import Message
from assistant.models.vectors import encodable


@dataclass(frozen=True, slots=True)
class Options:
    """``temperature`` None sends none; ``room`` is the name of the option for the reply's tokens.

    ``usage`` asks for the count of tokens; ``system`` is False where the system message goes to
    the front of the first other one. ``given_up`` are the options that were refused.
    """

    temperature: float | None
    room: str = "max_tokens"
    usage: bool = True
    system: bool = True
    given_up: frozenset[str] = frozenset()

    def body(self, model: str, messages: Sequence[Message], room: int) -> dict[str, Any]:
        """The request, streamed."""
        asked: dict[str, Any] = {
            "model": model,
            "messages": [
                {"role": one.role, "content": encodable(one.text)}
                for one in (messages if self.system else _without_system(messages))
            ],
            "stream": True,
            self.room: room,
        }
        if self.usage:
            asked["stream_options"] = {"include_usage": True}
        if self.temperature is not None:
            asked["temperature"] = self.temperature
        return asked

    def at(self, temperature: float | None) -> Options:
        """The same at another temperature, or at none where one was refused."""
        refused = "temperature" in self.given_up
        return replace(self, temperature=None if refused else temperature)

    def without(self, body: object, said: str) -> Options | None:
        """What to ask with after an error that says so; None where it names none of the options."""
        if is_too_long(body, said):
            return None  # "max_tokens is too large: ..." is no refusal of the option
        param = str(body.get("param") or "") if isinstance(body, Mapping) else ""
        said = (param or said).lower()
        fewer = {
            "stream_options": replace(self, usage=False),
            "temperature": replace(self, temperature=None),
            self.room: replace(self, room=_OTHER[self.room]),
            "system": replace(self, system=False),
        }
        for name, options in fewer.items():
            named = name in said if name != "system" else "system" in said and "role" in said
            if named and name not in self.given_up:
                return replace(options, given_up=self.given_up | {name})
        return None


_OTHER = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}


def _without_system(messages: Sequence[Message]) -> list[Message]:
    rules = "\n\n".join(one.text for one in messages if one.role == "system")
    others = [one for one in messages if one.role != "system"]
    if not rules or not others:
        return [Message("user", one.text) for one in messages]
    first = Message(others[0].role, f"{rules}\n\n{others[0].text}")
    return [first, *others[1:]]
