"""Standard output and input as the commands use them: JSON, JSON Lines, questions."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from assistant.errors import AssistantError

ECHOED = 200  # characters of a question that failed
# json.dumps leaves these as they are: DEL and the C1 controls, which a terminal may obey, and the
# line ends at which some readers would cut a JSON line (U+0085 is among the C1 controls).
_RAW = re.compile("[\x7f-\x9f\u2028\u2029]")


def tolerate(stream: TextIO) -> None:
    """Makes a character that the stream's encoding lacks an escape instead of a crash."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def put_json(value: Any) -> None:
    """Prints one JSON value, indented."""
    print(_json(value, indent=2))


def put_json_line(value: Any) -> None:
    """Prints one JSON value on one line, and sends it off at once."""
    print(_json(value), flush=True)


def _json(value: Any, indent: int | None = None) -> str:
    told = json.dumps(value, ensure_ascii=not _utf8(), indent=indent)
    return _RAW.sub(lambda mark: f"\\u{ord(mark[0]):04x}", told)


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


def shortened(question: str) -> str:
    """The question, cut to ECHOED characters of which the last is "…" where it is longer."""
    return question if len(question) <= ECHOED else f"{question[: ECHOED - 1]}…"


def answer_lines(answer: Callable[[str], dict[str, Any]], key: str = "question") -> bool:
    """Whether every line of standard input was answered, each with a line of JSON, in order.

    One that fails gives ``{key: line, "error"}``, a long line shortened, and the next one is still
    answered.
    """
    well = True
    for question in questions():
        try:
            line = answer(question)
        except AssistantError as error:
            well = False
            line = {key: shortened(question), "error": str(error)}
        put_json_line(line)
    return well
