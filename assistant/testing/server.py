"""A small server of the OpenAI protocol, which misbehaves where it is told to."""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter
from typing import Any, Self

from assistant.testing.embedding import HashEmbedding
from assistant.testing.replies import Reply, Request, Then, whole_stream
from assistant.testing.writing import first_quoted_sentence

_POLL = 0.01  # seconds between two looks at whether the client is still there


class FakeOpenAI:
    """A small OpenAI-compatible server on a free port of 127.0.0.1, for ``with``.

    It answers ``GET /v1/models``, ``POST /v1/embeddings`` (with HashEmbedding's vectors) and
    ``POST /v1/chat/completions``, streamed or not, with what ``writes`` makes of the request: a
    text, which goes out word by word, or texts, which go out as they come. Scripted replies come
    before. ``requests`` holds all that came in, in order; ``gone`` is set once a client went away
    before its reply was complete, and ``left`` counts those.
    """

    def __init__(
        self,
        *,
        model: str = "fake",
        dimension: int = 64,
        writes: Callable[[Request], str | Iterable[str]] = first_quoted_sentence,
    ) -> None:
        self.model = model
        self.embedding = HashEmbedding(dimension)
        self.writes = writes
        self.requests: list[Request] = []
        self.gone = threading.Event()
        self.left = 0
        self._scripted: deque[Reply] = deque()
        self._always: Reply | None = None
        self._closing = threading.Event()
        self._routes: dict[tuple[str, str], Callable[[Request], Reply]] = {
            ("GET", "/v1/models"): self._models,
            ("POST", "/v1/embeddings"): self._embeddings,
            ("POST", "/v1/chat/completions"): self._chat,
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

    def answers(self, method: str, path: str, value: object) -> None:
        """Requests for ``path`` get this value as JSON, as from servers with more to tell."""
        self._routes[method, path] = lambda request: Reply.json(value)

    @property
    def chats(self) -> list[Request]:
        """The requests for a chat reply."""
        return [one for one in self.requests if one.path == "/v1/chat/completions"]

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

    @property
    def closing(self) -> bool:
        return self._closing.is_set()

    def went(self) -> None:
        """A client went away before its reply was complete."""
        self.left += 1
        self.gone.set()

    def _models(self, request: Request) -> Reply:
        entry = {"id": self.model, "object": "model", "created": 0, "owned_by": "fake"}
        return Reply.json({"object": "list", "data": [entry]})

    def _unknown(self, request: Request) -> Reply | None:
        if (name := request.body.get("model")) == self.model:
            return None
        return Reply.status(404, f"The model {name!r} does not exist", "model_not_found")

    def _embeddings(self, request: Request) -> Reply:
        if unknown := self._unknown(request):
            return unknown
        given = request.body["input"]
        texts = [given] if isinstance(given, str) else given
        if not all(texts):
            return Reply.status(400, "'input' cannot be an empty string")
        return Reply.vectors(self.embedding.embed(texts).tolist())

    def _chat(self, request: Request) -> Reply:
        if unknown := self._unknown(request):
            return unknown
        written = self.writes(request)
        if not request.body.get("stream"):
            text = written if isinstance(written, str) else "".join(written)
            return Reply.chat(text, tokens=len(_words(text)))
        options = request.body.get("stream_options") or {}
        usage = None
        if options.get("include_usage"):
            asked = " ".join(str(one["content"]) for one in request.body["messages"])
            count = len(_words(written)) if isinstance(written, str) else 0
            usage = {"prompt_tokens": len(_words(asked)), "completion_tokens": count}
        return whole_stream(_words(written) if isinstance(written, str) else written, usage)


def _words(text: str) -> list[str]:
    """Words with the white space before them: this server's tokens."""
    return re.findall(r"\s*\S+", text)


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
            reply = fake.reply(Request(self.command, self.path, headers, body, perf_counter()))
            if reply.fate == "hangs":
                self._stall()
            if reply.fate != "sent":
                return
            try:
                self._send(reply)
            except ConnectionError:
                fake.went()

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.code)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-type", reply.kind)
            if reply.steps is None:
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                return
            self.end_headers()  # without a length: the end of the connection is that of the reply
            for step in reply.steps:
                if fake.closing or not self._step(step):
                    return

        def _step(self, step: bytes | float | Then) -> bool:
            """Whether the stream goes on after this step of it."""
            if isinstance(step, bytes):
                self.wfile.write(step)
            elif isinstance(step, Then):
                self._end(step)
                return False
            else:
                return self._there(step)
            return True

        def _end(self, then: Then) -> None:
            if then is Then.DONE:
                self.wfile.write(b"data: [DONE]\n\n")
            elif then is Then.STALLS:
                self._stall()
            elif then is Then.RESETS:
                # With a linger of 0 seconds a close is a reset.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.rfile.close()  # which holds the connection open, too
                self.connection.close()

        def _stall(self) -> None:
            while not fake.closing and self._there(_POLL):
                pass

        def _there(self, seconds: float) -> bool:
            """Waits, and tells whether the client is there still; it is noted where it is not."""
            until = perf_counter() + seconds
            while (left := until - perf_counter()) > 0 and not fake.closing:
                if select.select([self.connection], [], [], min(left, _POLL))[0] and not _peek(
                    self.connection
                ):
                    fake.went()
                    return False
            return True

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                """The connection is gone, as it was scripted or as the client wished."""

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a test's output is its own."""

    return Handler


def _peek(connection: socket.socket) -> bytes:
    try:
        return connection.recv(1, socket.MSG_PEEK)
    except OSError:
        return b""
