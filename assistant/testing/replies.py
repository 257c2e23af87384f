"""What a FakeOpenAI takes and gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import repeat
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in. ``headers`` have lower-case names; ``body`` is JSON, or None.

    ``at`` is when it had come in whole, on the clock of ``time.perf_counter()``.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    at: float = 0.0


class Then(Enum):
    """What happens after the pieces of a stream, or between two of them."""

    DONE = "done"
    """``data: [DONE]``, as a server ends a stream."""
    CLOSES = "closes"
    """The connection is closed in good order, without a word of the end."""
    RESETS = "resets"
    """The connection breaks."""
    STALLS = "stalls"
    """Nothing more comes, until the client goes away or the server is closed."""


Step = str | Mapping[str, Any] | bytes | float | Then
"""Of a stream: some text, a whole chunk as JSON, raw bytes, a pause in seconds, or its end."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends back; ``fate`` says whether it does at all.

    ``steps`` is the body of a stream, in place of ``body``.
    """

    code: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    fate: Literal["sent", "hangs", "closes"] = "sent"
    steps: Iterable[bytes | float | Then] | None = None

    @classmethod
    def json(cls, value: object, code: int = 200) -> Reply:
        """Any value as JSON; NaN goes out as ``NaN``, as some servers write it."""
        return cls(code, json.dumps(value).encode())

    @classmethod
    def status(
        cls,
        code: int,
        message: str = "scripted",
        kind: str | None = None,
        *,
        param: str | None = None,
        retry_after: float | None = None,
    ) -> Reply:
        """An error in OpenAI's form; ``kind`` is its ``code``. A client may try again at once, or
        after ``retry_after`` seconds."""
        body = {"error": {"message": message, "type": "scripted", "param": param, "code": kind}}
        wait = {"retry-after-ms": "1"} if retry_after is None else {"retry-after": f"{retry_after}"}
        return cls(code, json.dumps(body).encode(), headers=wait)

    @classmethod
    def html(cls, code: int = 200) -> Reply:
        """A page, as a proxy or a login form would send it."""
        return cls(code, b"<!doctype html><title>Sign in</title>", "text/html; charset=utf-8")

    @classmethod
    def vectors(cls, rows: Sequence[Sequence[float | None]]) -> Reply:
        """These vectors, whatever was asked."""
        entries = [
            {"object": "embedding", "index": index, "embedding": list(row)}
            for index, row in enumerate(rows)
        ]
        usage = {"prompt_tokens": 0, "total_tokens": 0}
        return cls.json({"object": "list", "data": entries, "model": "fake", "usage": usage})

    @classmethod
    def hang(cls) -> Reply:
        """Nothing, until the client goes away or the server is closed."""
        return cls(fate="hangs")

    @classmethod
    def closed(cls) -> Reply:
        """The connection closed without a byte."""
        return cls(fate="closes")

    @classmethod
    def chat(cls, text: str, finish: str | None = "stop", tokens: int | None = None) -> Reply:
        """A chat reply in one piece, not streamed."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        whole = {"id": "fake", "object": "chat.completion", "created": 0, "choices": [choice]}
        return cls.json({**whole, "usage": _usage(tokens)} if tokens is not None else whole)

    @classmethod
    def stream(
        cls, *steps: Step, finish: str | None = "stop", usage: Mapping[str, int] | None = None
    ) -> Reply:
        """A streamed chat reply. Where no Then stands last, it ends as a server ends it: with
        ``finish``, the counts in ``usage`` if any, and ``[DONE]``."""
        return cls(kind="text/event-stream", steps=tuple(_bytes_of(steps, finish, usage)))

    # the faults of a stream, by name

    @classmethod
    def stalled(cls, *texts: str) -> Reply:
        return cls.stream(*texts, Then.STALLS)

    @classmethod
    def reset(cls, *texts: str) -> Reply:
        return cls.stream(*texts, Then.RESETS)

    @classmethod
    def unfinished(cls, *texts: str) -> Reply:
        """Closed without a reason to end and without ``[DONE]``: who knows what is missing."""
        return cls.stream(*texts, Then.CLOSES)

    @classmethod
    def broken_json(cls, *texts: str) -> Reply:
        return cls.stream(*texts, b'data: {"choices": [{"delta": {"conte\n\n', Then.DONE)

    @classmethod
    def error_within(cls, *texts: str, message: str = "scripted", code: int = 500) -> Reply:
        """An error object in the middle of a stream that began well."""
        error = {"error": {"message": message, "type": "scripted", "code": code}}
        return cls.stream(*texts, error, Then.DONE)

    @classmethod
    def empty(cls) -> Reply:
        """A reply without a word, ended in good order."""
        return cls.stream("")

    @classmethod
    def repeating(cls, text: str) -> Reply:
        """The same again and again, until the client goes away."""
        return cls(kind="text/event-stream", steps=repeat(_event(_chunk(text))))

    @classmethod
    def long(cls, tokens: int = 100_000, word: str = " word") -> Reply:
        """So many tokens, whatever room was asked for."""
        return cls.stream(*(word for _ in range(tokens)), finish="length")


def whole_stream(texts: Iterable[str], usage: Mapping[str, int] | None) -> Reply:
    """A well-behaved stream of these texts, each sent as it is drawn."""
    return Reply(kind="text/event-stream", steps=_bytes_of(texts, "stop", usage))


def _bytes_of(
    steps: Iterable[Step], finish: str | None, usage: Mapping[str, int] | None
) -> Iterator[bytes | float | Then]:
    for step in steps:
        if isinstance(step, Then):
            yield step
            return
        if isinstance(step, str):
            yield _event(_chunk(step))
        elif isinstance(step, Mapping):
            yield _event(step)
        else:
            yield step
    yield _event(_chunk(None, finish))
    if usage is not None:
        yield _event({**_chunk(None), "choices": [], "usage": dict(usage)})
    yield Then.DONE


def _chunk(text: str | None, finish: str | None = None) -> dict[str, Any]:
    delta = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "fake", "object": "chat.completion.chunk", "created": 0, "choices": [choice]}


def _event(chunk: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _usage(tokens: int) -> dict[str, int]:
    return {"prompt_tokens": 0, "completion_tokens": tokens, "total_tokens": tokens}
