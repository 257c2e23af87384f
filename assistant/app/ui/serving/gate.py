"""The layer in front of the page that knows whose each request is, and stops what is nobody's.

With an auth file only the log-in, its style and the health can be reached without a session;
without one, each browser is known by a cookie of its own. Whoever it is stands in the ASGI scope
(owners.SCOPE). No request that changes something is taken from a page of another site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from assistant.app.ui.serving import owners
from assistant.app.ui.serving.saying import say
from assistant.app.ui.serving.sessions import SESSION_COOKIE, Sessions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN = frozenset({"/login", "/dateline/login.css", "/healthz"})
"""What everybody may ask for."""

USER_SCOPE = "dateline.user"
"""Where the name of who is signed in stands in the ASGI scope."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR = 365 * 24 * 3600


class Gate:
    """An ASGI layer; ``sessions`` None where there is no auth file. ``root`` as roots.root_of."""

    def __init__(self, app: ASGIApp, sessions: Sessions | None = None, root: str = "") -> None:
        self._app = app
        self._sessions = sessions
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            return
        if scope["method"] not in _SAFE and not from_here(scope):
            await say(scope, send, 403, "This came from another page: open this one and try again.")
            return
        if self._sessions is None:
            await self._by_browser(scope, receive, send)
        else:
            await self._by_user(self._sessions, scope, receive, send)

    async def _by_browser(self, scope: Scope, receive: Receive, send: Send) -> None:
        owner = owners.browser_owner(owners.cookie(scope["headers"], owners.BROWSER_COOKIE) or "")
        if owner is None and scope["path"] == "/" and scope["method"] == "GET":
            token = owners.new_token()
            owner = owners.browser_owner(token)
            kept = owners.set_cookie(
                owners.BROWSER_COOKIE,
                token,
                path=self._root or "/",
                seconds=_YEAR,
                secure=is_secure(scope),
            )
            send = _with_cookie(send, kept)
        if owner is not None:
            scope = {**scope, owners.SCOPE: owner}
        await self._app(scope, receive, send)

    async def _by_user(
        self, sessions: Sessions, scope: Scope, receive: Receive, send: Send
    ) -> None:
        token = owners.cookie(scope["headers"], SESSION_COOKIE)
        user = sessions.user(token)
        if user is not None:
            scope = {**scope, owners.SCOPE: owners.user_owner(user.name), USER_SCOPE: user.name}
            watched = _WhileSignedIn(sessions, token, receive, send)
            await self._app(scope, watched.receive, watched.send)
        elif scope["path"] in OPEN:
            await self._app(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] in ("GET", "HEAD"):
            place = f"{self._root}/login?next={quote(_here(scope), safe='')}"
            await say(scope, send, 303, "Sign in first.", (b"location", place.encode("ascii")))
        else:
            await say(scope, send, 401, "Sign in first: open this page anew in the browser.")


class _WhileSignedIn:
    """An answer that ends with its session: a stream of events would outlive it, and a page that a
    browser keeps would be there for whoever sits down next."""

    def __init__(self, sessions: Sessions, token: str | None, receive: Receive, send: Send) -> None:
        self._sessions, self._token = sessions, token
        self._receive, self._send = receive, send
        self._streams = self._over = False

    async def receive(self) -> Message:
        return {"type": "http.disconnect"} if self._over else await self._receive()

    async def send(self, message: Message) -> None:
        if self._over:
            return
        if message["type"] == "http.response.start":
            headers = message.get("headers", ())
            kind = dict(headers).get(b"content-type", b"")
            self._streams = kind.startswith(b"text/event-stream")
            if kind.startswith(b"text/html"):
                others = [pair for pair in headers if pair[0] != b"cache-control"]
                message = {**message, "headers": [*others, (b"cache-control", b"no-store")]}
        elif self._streams and self._sessions.user(self._token) is None:
            self._over = True
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)


def is_secure(scope: Scope) -> bool:
    """Whether the browser asked over https, as far as a proxy in front says so."""
    forwarded: bytes = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
    return scope.get("scheme") == "https" or forwarded.split(b",")[0].strip() == b"https"


def from_here(scope: Scope) -> bool:
    """Whether a request that changes something comes from a page of this server.

    Browsers say so in Sec-Fetch-Site, over plain http to other machines only in Origin; what sends
    neither is no browser, and has no cookies that it did not mean to send.
    """
    headers = dict(scope["headers"])
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in (b"same-origin", b"none")
    origin = headers.get(b"origin")
    if origin is None:
        return True
    named = urlsplit(origin.decode("latin-1")).netloc.lower()
    hosts = (headers.get(b"x-forwarded-host", b"").split(b",")[0], headers.get(b"host", b""))
    return bool(named) and named in {host.strip().decode("latin-1").lower() for host in hosts}


def _here(scope: Scope) -> str:
    """Path and query of the request, from the page's root."""
    query = scope.get("query_string", b"").decode("latin-1")
    path: str = scope["path"]
    return f"{path}?{query}" if query else path


def _with_cookie(send: Send, kept: tuple[bytes, bytes]) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), kept]}
        await send(message)

    return sent
