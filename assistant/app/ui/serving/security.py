"""Response headers of our own on everything that the page's server sends.

Gradio's page carries its configuration in inline scripts and reads its templates with
``Function(...)``, so the policy has to allow ``unsafe-eval``. It does not allow
``unsafe-inline`` for scripts: those that the page is served with are named by their SHA-256, each
time, and an ``onerror=`` or ``<script>`` that ever got into the page by another way would not run.
Styles may be inline, because Gradio's are; no image, font, form, frame or request goes elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.app.ui.serving.icon import LINK

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's manifest, which makes an app to install of the page. It is asked for at the root of the
# host, and without cookies: below a root, or where people sign in, an error in every console. In
# its place stands our icon, since a browser that finds none asks at the host's root for that.
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>')

_ICON = LINK.encode("ascii")

_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

# Gradio would take the address that the page loads everything from out of it, unasked.
_LEFT_OUT = frozenset({b"x-gradio-server"})

# Gradio lets every site read along that a signed-in browser counts as the same ("a.example" and
# "b.example" of one domain): nobody else's page has to.
_CROSS_ORIGIN = b"access-control-"

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def policy(scripts: Iterable[bytes] = ()) -> str:
    """The Content-Security-Policy that lets the inline ``scripts`` run and no others."""
    hashes = "".join(
        f" 'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in scripts
    )
    return (
        "default-src 'none'; "
        f"script-src 'self' 'unsafe-eval'{hashes}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )


def only_form() -> str:
    """The policy of a page that is a form of ours and its style, and runs nothing."""
    return (
        "default-src 'none'; style-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def inline_scripts(page: bytes) -> list[bytes]:
    """The text between the tags of every script that ``page`` holds, byte for byte."""
    return _INLINE.findall(page)


class Guard:
    """An ASGI layer: the headers on every answer, and no question from a page of another name.

    ``hosts`` are the names that a request may call this server by; None allows all. Behind a
    loopback address that keeps a site from reading along whose name was pointed to 127.0.0.1.
    What comes with a policy of its own (the log-in) keeps it.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None = None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._hosts is not None and _host(scope) not in self._hosts:
            await _refuse(send)
            return
        # The page's scripts are hashed as they are sent, so they must not be compressed yet.
        left_out = _LEFT_OUT | ({b"accept-encoding"} if scope["path"] == "/" else set())
        kept = [pair for pair in scope["headers"] if pair[0] not in left_out]
        scope = {**scope, "headers": kept}
        await self._app(scope, receive, _Headed(send).send)


class _Headed:
    """One answer on its way out; an HTML page is held back until all of it is there."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._page = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _is_html(message):
                self._start = message
            else:
                await self._send(_with_headers(message, policy()))
        elif self._start is None:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                page = _MANIFEST.sub(_ICON, bytes(self._page))
                start = _of_length(self._start, len(page)) if page else self._start
                await self._send(_with_headers(start, policy(inline_scripts(page))))
                await self._send({"type": "http.response.body", "body": page})


def _is_html(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start.get("headers", ())
    )


def _of_length(start: Message, length: int) -> Message:
    kept = [pair for pair in start.get("headers", ()) if pair[0].lower() != b"content-length"]
    return {**start, "headers": [*kept, (b"content-length", str(length).encode())]}


def _with_headers(start: Message, rules: str) -> Message:
    ours = {
        b"content-security-policy": rules.encode("ascii"),
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"no-referrer",
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
    }
    given = [pair for pair in start.get("headers", ()) if not _cross_origin(pair[0])]
    names = {name.lower() for name, _ in given}
    if b"content-security-policy" in names:
        ours = {name: value for name, value in ours.items() if name not in names}
    kept = [pair for pair in given if pair[0].lower() not in ours]
    return {**start, "headers": [*kept, *ours.items()]}


def _cross_origin(name: bytes) -> bool:
    return name.lower().startswith(_CROSS_ORIGIN)


def _host(scope: Scope) -> str:
    """The name in the Host header without its port: "localhost", "::1"."""
    named: str = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
    if named.startswith("["):
        return named[1:].partition("]")[0]
    return named.partition(":")[0]


async def _refuse(send: Send) -> None:
    body = b"This page answers to 127.0.0.1 and localhost only.\n"
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
