"""Standard output and input as the commands use them: JSON, JSON Lines, questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from assistant.errors import AssistantError


def tolerate(stream: TextIO) -> None:
    """Makes a character that the stream's encoding lacks an escape instead of a crash."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def put_json(value: Any) -> None:
    """Prints one JSON value, indented."""
    print(json.dumps(value, ensure_ascii=not _utf8(), indent=2))


def put_json_line(value: Any) -> None:
    """Prints one JSON value on one line, and sends it off at once."""
    print(json.dumps(value, ensure_ascii=not _utf8()), flush=True)


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def questions() -> Iterator[str]:
    """The lines of standard input as they arrive, without those that are blank."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        # utf-8-sig: a list saved by an editor may start with a byte order mark.
        reconfigure(encoding="utf-8-sig", errors="replace")
    for line in sys.stdin:
        question = line.strip()
        if question:
            yield question


def argument(question: str) -> str:
    """The question of the command line; bytes that were not UTF-8 become replacement marks."""
    return question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def answer_lines(answer: Callable[[str], dict[str, Any]]) -> bool:
    """Whether every question of standard input was answered, each with a line of JSON, in order.

    A question that fails gives ``{"question", "error"}``, and the next one is still answered.
    """
    well = True
    for question in questions():
        try:
            line = answer(question)
        except AssistantError as error:
            well = False
            line = {"question": question, "error": str(error)}
        put_json_line(line)
    return well
