"""Articles in ``.json``, ``.jsonl`` and ``.jsonl.gz``: an object each, read one at a time."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from assistant.corpus.days import iso_day
from assistant.corpus.draft import Draft
from assistant.corpus.encodings import marked_encoding
from assistant.corpus.jsonvalues import Value, parse, values
from assistant.corpus.limits import MAX_ROW_LENGTH, millions
from assistant.corpus.titles import folded
from assistant.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a file, or what is wrong with it. ``line`` is 1-based.

    ``key`` tells it from its file's other rows; None where the file holds just one.
    """

    line: int | None
    key: str | None
    found: Draft | CorpusError


def read_lines(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl or .jsonl.gz file, lazily; ``key`` is the line. Raises OSError.

    One line is held at a time; blank ones are passed over. After a break in a .gz, or in UTF-16,
    a last row says so and nothing more is read.
    """
    number = 0
    filled = False
    with _opened(path) as stream:
        try:
            for number, line in enumerate(_lines(stream), 1):
                if line is None:
                    limit = f"{millions(MAX_ROW_LENGTH)} characters"
                    yield Row(number, None, CorpusError(f"is a line of over {limit}"))
                elif line.strip():
                    yield Row(number, str(number), _parsed(line))
                filled = filled or line is None or bool(line.strip())
        except (EOFError, zlib.error, gzip.BadGzipFile) as exc:
            filled = True
            yield Row(number + 1, None, CorpusError(f"is a damaged gzip file from here on: {exc}"))
        except UnicodeError as exc:
            filled = True
            yield Row(number + 1, None, CorpusError(f"is damaged text from here on: {exc}"))
    if not filled:
        yield Row(None, None, CorpusError("is empty"))


def read_array(path: Path) -> Iterator[Row]:
    """The rows of a .json file, lazily: its array's objects, ``key`` their place from 1 on, or its
    only object.

    After bad syntax nothing more of the file is read. Raises OSError.
    """
    with _opened(path) as stream:
        try:
            for value in values(stream):
                if isinstance(value, Value):
                    key = None if value.place is None else str(value.place)
                    yield Row(value.line, key, _drafted(value.content))
                else:
                    yield Row(value.line, None, value)
        except UnicodeError as exc:
            yield Row(None, None, CorpusError(f"is damaged text: {exc}"))


def _opened(path: Path) -> TextIO:
    """The file as text, JSON's UTF-8 unless a mark says otherwise; bad bytes are kept in sight."""
    packed = path.name.lower().endswith(".gz")
    opener: Any = gzip.open if packed else open
    try:
        with opener(path, "rb") as start:
            codec = marked_encoding(start.read(4)) or "utf-8"
    except (EOFError, zlib.error, gzip.BadGzipFile):
        codec = "utf-8"  # reading it again reports the damage, with its line
    stream = opener(path, "rt", encoding=codec, errors="surrogateescape", newline="\n")
    return cast(TextIO, stream)


def _lines(stream: TextIO) -> Iterator[str | None]:
    """The lines; None for one over the limit, which is passed over without being held."""
    while line := stream.readline(MAX_ROW_LENGTH + 1):
        if len(line) <= MAX_ROW_LENGTH:
            yield line
            continue
        while line and not line.endswith("\n"):
            line = stream.readline(MAX_ROW_LENGTH)
        yield None


def _parsed(line: str) -> Draft | CorpusError:
    try:
        return _draft(parse(line))
    except CorpusError as exc:
        return exc


def _drafted(content: Any) -> Draft | CorpusError:
    try:
        return _draft(content)
    except CorpusError as exc:
        return exc


def _draft(content: Any) -> Draft:
    if not isinstance(content, dict):
        raise CorpusError("is not an object with date, title and text")
    written = _text(content, "date")
    if not written:
        raise CorpusError('has no date: "date" is an ISO date or date-time')
    body = content.get("text")
    if body is None:
        raise CorpusError('has no text: "text" is the body of the article')
    if not isinstance(body, str):
        raise CorpusError('has a "text" that is not a text')
    title = _text(content, "title")
    return Draft(
        published=iso_day(written),
        body=body,
        title=folded(title) if title else None,
        id=_id(content.get("id")),
        source=_text(content, "source"),
        url=_text(content, "url"),
    )


def _id(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise CorpusError('has an "id" that is neither a text nor a whole number')
    return str(value).strip() or None


def _text(content: dict[str, Any], key: str) -> str | None:
    """The text under that key without outer white space; None where there is nothing in it."""
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise CorpusError(f'has a "{key}" that is not a text')
    return value.strip() or None
