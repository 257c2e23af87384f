"""The path that the page is served under, ``/news``, behind a proxy that strips it or does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import ConfigError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ROOT = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


def root_of(said: str) -> str:
    """ "/news" for "news", "/news" and "/news/"; empty for "/" and "". Raises ConfigError."""
    root = "/" + said.strip("/")
    if root == "/":
        return ""
    if not _ROOT.fullmatch(root) or {".", ".."} & set(root.split("/")):
        raise ConfigError(f"{said[:80]!r} is no path: say --root-path /news, as in the browser.")
    return root


class Rooted:
    """An ASGI layer, the outermost: behind it every path is as if there were no root.

    Gradio 6.31 is told the root when it is mounted, and our own links are made with it.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = self._root
        if scope["type"] == "http" and root:
            path = scope["path"]
            if path == root:
                await _slash(scope, send, root)
                return
            if path.startswith(f"{root}/"):
                scope = {**scope, "path": path[len(root) :]}
                raw = scope.get("raw_path") or b""
                if raw.startswith(f"{root}/".encode()):
                    scope["raw_path"] = raw[len(root) :]
        await self._app(scope, receive, send)


async def _slash(scope: Scope, send: Send, root: str) -> None:
    """To the root with a slash at its end: what the page loads is named from there."""
    query = scope.get("query_string", b"")
    place = f"{root}/".encode() + (b"?" + query if query else b"")
    headers = [(b"location", place), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 308, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
