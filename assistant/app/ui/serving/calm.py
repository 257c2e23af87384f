"""Scripts of ours that stand before Gradio's in the page: calm.js, and those of the parts.

Not ``head=`` of Gradio: it puts that into the page when its own scripts have run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILE = Path(__file__).parents[1] / "scripts" / "calm.js"
_GRADIO = b"window.gradio_config"


class Calm:
    """An ASGI layer within Guard, which names the script's hash in the page's policy.

    ``parts`` is where the scripts of the parts are had.
    """

    def __init__(self, app: ASGIApp, parts: str) -> None:
        self._app = app
        calm = b"<script>" + _FILE.read_bytes() + b"</script>"
        self._script = calm + f'<script src="{parts}"></script>'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Answer(send, self._script).send
        await self._app(scope, receive, send)


class _Answer:
    """One answer on its way out; HTML is held back until all of it is there."""

    def __init__(self, send: Send, script: bytes) -> None:
        self._send, self._script = send, script
        self._start: Message | None = None
        self._page = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                page = with_script(bytes(self._page), self._script)
                await self._send(_of_length(self._start, len(page)))
                await self._send({"type": "http.response.body", "body": page})


def with_script(page: bytes, script: bytes) -> bytes:
    """Gradio's ``page`` with ``script`` as the first thing in its head; any other as it was."""
    return page.replace(b"<head>", b"<head>" + script, 1) if _GRADIO in page else page


def _is_html(start: Message) -> bool:
    headers = dict(start["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and (
        b"content-encoding" not in headers
    )


def _of_length(start: Message, length: int) -> Message:
    kept = [pair for pair in start["headers"] if pair[0] != b"content-length"]
    return {**start, "headers": [*kept, (b"content-length", str(length).encode("ascii"))]}
