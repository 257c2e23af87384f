"""The objects of a JSON text, one at a time, however long the array that holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from assistant.corpus.limits import MAX_ROW_LENGTH, millions
from assistant.errors import CorpusError

PIECE = 65_536  # characters read at first; doubled while a value does not end
NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What a byte that is not UTF-8 becomes under errors="surrogateescape"."""

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed value. ``line`` is where it begins, ``place`` its number in the array, both
    1-based; ``place`` is None for a value that is not in an array."""

    content: Any
    line: int
    place: int | None


def parse(text: str) -> Any:
    """The value of a JSON text. Raises CorpusError."""
    if NOT_UTF8.search(text):
        raise CorpusError("has bytes that are not UTF-8")
    try:
        return json.loads(text)
    except RecursionError as exc:
        raise CorpusError("is bad JSON: nested too deeply") from exc
    except ValueError as exc:  # a JSONDecodeError, or a number of thousands of digits
        raise CorpusError(f"is bad JSON: {exc}") from exc


def values(stream: TextIO) -> Iterator[Value | CorpusError]:
    """The elements of the text's array, or its one value, then at most one CorpusError.

    An element with bad bytes in it is a CorpusError of its own, after which reading goes on.
    """
    reader = _Reader(stream)
    try:
        first = reader.peek()
        if first == "":
            raise CorpusError("is empty", line=1)
        if first != "[":
            yield reader.value(None)
        else:
            yield from _elements(reader)
        if reader.peek() != "":
            raise CorpusError(
                "has more text after its end. One object a line is the format .jsonl",
                line=reader.line,
            )
    except CorpusError as exc:
        yield exc


def _elements(reader: _Reader) -> Iterator[Value | CorpusError]:
    reader.take("[")
    if reader.peek() == "]":
        reader.take("]")
        return
    place = 0
    while True:
        place += 1
        yield reader.value(place)
        if reader.peek() == "]":
            reader.take("]")
            return
        reader.take(",")


class _Reader:
    """A place in a text of which only the part around one value is in memory."""

    def __init__(self, stream: TextIO) -> None:
        self.line = 1
        self._stream = stream
        self._held = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            space = _SPACE.match(self._held, self._at)
            self._move(space.end() if space else self._at)
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Step over that character. Raises CorpusError where another stands."""
        found = self.peek()
        if found != wanted:
            shown = f"found {found!r}" if found else "the file ends"
            raise CorpusError(f"is bad JSON: expected {wanted!r}, {shown}", line=self.line)
        self._move(self._at + 1)

    def value(self, place: int | None) -> Value | CorpusError:
        """The value that begins here. Raises CorpusError for bad syntax and for one too long."""
        self.peek()
        line = self.line
        while True:
            try:
                content, end = json.JSONDecoder().raw_decode(self._held, self._at)
                if end < len(self._held) or self._ended:
                    break
                reason = ""
            except json.JSONDecodeError as exc:
                line_of_error = line + self._held.count("\n", self._at, exc.pos)
                reason = exc.msg
            except (ValueError, RecursionError) as exc:
                raise CorpusError(f"is bad JSON: {exc}", line=line) from exc
            if len(self._held) - self._at > MAX_ROW_LENGTH:
                limit = f"{millions(MAX_ROW_LENGTH)} characters"
                raise CorpusError(
                    f"has an object of over {limit}, or one that does not end", line=line
                )
            if not self._more() and reason:
                raise CorpusError(f"is bad JSON: {reason}", line=line_of_error)
        bad = NOT_UTF8.search(self._held, self._at, end)
        self._move(end)
        if bad:
            return CorpusError("has bytes that are not UTF-8", line=line)
        return Value(content, line, place)

    def _more(self) -> bool:
        self._held = self._held[self._at :]
        self._at = 0
        piece = self._stream.read(max(PIECE, len(self._held)))
        self._held += piece
        self._ended = not piece
        return bool(piece)

    def _move(self, to: int) -> None:
        self.line += self._held.count("\n", self._at, to)
        self._at = to
