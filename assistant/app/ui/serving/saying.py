"""A sentence in the place of what was asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope, Send


async def say(
    scope: Scope, send: Send, status: int, sentence: str, *more: tuple[bytes, bytes]
) -> None:
    """Answers with ``sentence``: to Gradio's page as the JSON that it shows, else as text."""
    ours = "/gradio_api/" in scope["path"]
    body = (json.dumps({"detail": sentence}) if ours else f"{sentence}\n").encode()
    kind = b"application/json" if ours else b"text/plain; charset=utf-8"
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
