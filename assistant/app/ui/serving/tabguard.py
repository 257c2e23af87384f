"""A tab of the page belongs to who opened it: nobody else may use its session, or read along.

Gradio (6.31) keeps what a tab remembers, and the stream of what is sent to it, under a session hash
that the browser chose. Whoever names that hash gets both. So each hash is noted with the owner
(owners.py) who used it first, and a request that names the hash of another is refused.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from assistant.app.ui.serving.owners import SCOPE
from assistant.app.ui.serving.saying import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

REMEMBERED = 20_000
"""Tabs whose owners are noted; far more than the server remembers anything of (unheld.py)."""

LONGEST = 2_000_000
"""Bytes of a request's body that are taken."""

_NOT_YOURS = "This tab was opened by somebody else: open the page anew."

_IN_PATH = re.compile(r"/gradio_api/(?:heartbeat|stream)/([^/]+)")
_UPLOADS = re.compile(r"/(?:gradio_api|dateline)/upload/?$")


class TabGuard:
    """An ASGI layer, behind the one that writes the owner into the scope."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = _named(scope)
        # A file has no session hash in its body, is no JSON, may be longer (receiving.py counts).
        if scope["method"] == "POST" and not _UPLOADS.search(scope["path"]):
            body = await _body(receive)
            if body is None:
                await say(scope, send, 413, "That is more than this page sends.")
                return
            named |= _in_body(body)
            receive = _again(body, receive)
        if not all(self._is_of(tab, scope.get(SCOPE) or "") for tab in named):
            await say(scope, send, 403, _NOT_YOURS)
            return
        await self._app(scope, receive, send)

    def _is_of(self, tab: str, owner: str) -> bool:
        """Whether the tab is that owner's, who gets it where it was nobody's."""
        first = self._owners.setdefault(tab, owner)
        self._owners.move_to_end(tab)
        while len(self._owners) > REMEMBERED:
            self._owners.popitem(last=False)
        return first == owner


def _named(scope: Scope) -> set[str]:
    """The session hashes in the path and the query of a request."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return {*_IN_PATH.findall(scope["path"]), *query.get("session_hash", ())}


def _in_body(body: bytes) -> set[str]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return set()  # nor does Gradio read it
    found = sent.get("session_hash") if isinstance(sent, dict) else None
    return {found} if isinstance(found, str) else set()


async def _body(receive: Receive) -> bytes | None:
    """The whole body of a request; None where it is too long."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > LONGEST:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, for who reads it next; then what else comes."""
    read = False

    async def received() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received
