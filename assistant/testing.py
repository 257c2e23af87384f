"""Fakes for tests, ours and yours: what costs money, or must misbehave on cue.

``FakeOpenAI`` is a real HTTP server on 127.0.0.1 that speaks the OpenAI protocol, so that what
is tested is the client that will be used. ``HashEmbedding`` is an Embedder without weights.

::

    with FakeOpenAI() as server:
        server.script(Reply.status(500), Reply.html())  # the next two replies; then all is well
        embedding = RemoteEmbedding("fake", api_key="k", base_url=server.base_url)
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self

import numpy as np

from assistant.models.protocol import Rows


@dataclass(frozen=True)
class HashEmbedding:
    """An Embedder without weights: texts that share words are near, in every process alike."""

    dimension: int = 64

    @property
    def identity(self) -> str:
        return f"hash-{self.dimension}"

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows, float32 ``(len(texts), dimension)``; a text without words is a row of zeros.

        Each word adds 1 or -1 to one column (feature hashing: Weinberger et al. 2009, section 2).
        """
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                digest = blake2b(word.encode(errors="replace"), digest_size=8).digest()
                column = int.from_bytes(digest[:7], "little") % self.dimension
                row[column] += 1 if digest[7] & 1 else -1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in. ``headers`` have lower-case names; ``body`` is JSON, or None."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends back; ``fate`` says whether it does at all."""

    code: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    fate: Literal["sent", "hangs", "closes"] = "sent"

    @classmethod
    def json(cls, value: object, code: int = 200) -> Reply:
        """Any value as JSON; NaN goes out as ``NaN``, as some servers write it."""
        return cls(code, json.dumps(value).encode())

    @classmethod
    def status(cls, code: int, message: str = "scripted", kind: str | None = None) -> Reply:
        """An error in OpenAI's form; ``kind`` is its ``code``. A client may try again at once."""
        body = {"error": {"message": message, "type": "scripted", "param": None, "code": kind}}
        return cls(code, json.dumps(body).encode(), headers={"retry-after-ms": "1"})

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
        """Nothing, until the server is closed."""
        return cls(fate="hangs")

    @classmethod
    def closed(cls) -> Reply:
        """The connection closed without a byte."""
        return cls(fate="closes")


class FakeOpenAI:
    """A small OpenAI-compatible server on a free port of 127.0.0.1, for ``with``.

    It answers ``GET /v1/models`` and ``POST /v1/embeddings`` (with HashEmbedding's vectors);
    scripted replies come before. ``requests`` holds all that came in, in order.
    """

    def __init__(self, *, model: str = "fake", dimension: int = 64) -> None:
        self.model = model
        self.embedding = HashEmbedding(dimension)
        self.requests: list[Request] = []
        self._scripted: deque[Reply] = deque()
        self._always: Reply | None = None
        self._closing = threading.Event()
        self._routes: dict[tuple[str, str], Callable[[Request], Reply]] = {
            ("GET", "/v1/models"): self._models,
            ("POST", "/v1/embeddings"): self._embeddings,
        }
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False  # so that closing waits for the last reply
        # A quick poll, as closing waits for it.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def host(self) -> str:
        """``127.0.0.1:PORT``."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def base_url(self) -> str:
        return f"http://{self.host}/v1"

    def script(self, *replies: Reply) -> None:
        """The next requests get these replies, one each, whatever they ask for."""
        self._scripted.extend(replies)

    def always(self, reply: Reply | None) -> None:
        """Every request that no script answers gets this reply; None ends it."""
        self._always = reply

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, request: Request) -> Reply:
        """The reply to a request, which is remembered."""
        self.requests.append(request)
        if self._scripted:
            return self._scripted.popleft()
        if self._always:
            return self._always
        route = self._routes.get((request.method, request.path))
        return route(request) if route else Reply.status(404, f"no {request.path} here")

    def wait_for_close(self) -> None:
        self._closing.wait()

    def _models(self, request: Request) -> Reply:
        entry = {"id": self.model, "object": "model", "created": 0, "owned_by": "fake"}
        return Reply.json({"object": "list", "data": [entry]})

    def _embeddings(self, request: Request) -> Reply:
        if request.body.get("model") != self.model:
            name = request.body.get("model")
            return Reply.status(404, f"The model {name!r} does not exist", "model_not_found")
        given = request.body["input"]
        texts = [given] if isinstance(given, str) else given
        if not all(texts):
            return Reply.status(400, "'input' cannot be an empty string")
        return Reply.vectors(self.embedding.embed(texts).tolist())


def _handler(fake: FakeOpenAI) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = json.loads(content) if content else None
            reply = fake.reply(Request(self.command, self.path, headers, body))
            if reply.fate == "hangs":
                fake.wait_for_close()
            if reply.fate != "sent":
                return
            self.send_response(reply.code)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-type", reply.kind)
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    return Handler
