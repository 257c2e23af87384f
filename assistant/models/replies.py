"""What stands in a chat reply, streamed or whole, read so that no shape of it can surprise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.models.vectors import encodable


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` of the answer and how many characters of ``thought`` came with it.

    ``chosen`` is whether there was a choice at all: in the last part, with the counts, is none.
    """

    text: str = ""
    thought: int = 0
    finish: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    chosen: bool = False


def read_part(raw: Any) -> Part:
    """A chunk of a stream (``delta``) or a whole reply (``message``), as JSON."""
    if not isinstance(raw, Mapping):
        return Part()
    usage = raw.get("usage")
    usage = usage if isinstance(usage, Mapping) else {}
    prompt, completion = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    choices = raw.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Mapping):
        return Part(prompt_tokens=prompt, completion_tokens=completion)
    told = choice.get("delta") or choice.get("message")
    told = told if isinstance(told, Mapping) else {}
    finish = choice.get("finish_reason")
    thought = told.get("reasoning_content") or told.get("reasoning")
    return Part(
        text=encodable(_text(told.get("content"))),
        thought=len(_text(thought)),
        finish=finish if isinstance(finish, str) and finish else None,
        prompt_tokens=prompt,
        completion_tokens=completion,
        chosen=True,
    )


def _text(content: Any) -> str:
    """A string, or the strings in a list of parts, as some servers send it."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, Mapping)]
        return "".join(part for part in parts if isinstance(part, str))
    return ""


def _count(told: object) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else None
