"""Whose conversations a request may see: a user who signed in, or the browser it came from.

An owner is a string that the store compares and nobody reads: ``user:anna`` with an auth file,
``browser:<SHA-256>`` without. The layer in front of the page (gate.py) writes it into the ASGI
scope; Gradio 6.31 hands a queued event the very request that put it in the queue (as
``gr.Request.request``), so that it is still there when the event is worked on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

SCOPE = "dateline.owner"
"""Where the owner stands in the ASGI scope of a request."""

BROWSER_COOKIE = "dateline_browser"

_BYTES = 16  # 128 bits: not to be guessed
_SHORTEST, _LONGEST = 16, 64
_LONGEST_HEADER = 16_384


def new_token() -> str:
    """What a browser is known by: 128 random bits, 22 characters that are safe in a cookie."""
    return secrets.token_urlsafe(_BYTES)


def user_owner(name: str) -> str:
    return f"user:{name}"


def user_of(owner: str) -> str:
    """The name of the user that an owner is, "" for a browser."""
    kind, _, name = owner.partition(":")
    return name if kind == "user" else ""


def browser_owner(token: str) -> str | None:
    """The owner behind a browser's cookie, hashed; None where no cookie of ours looks like that.

    The cookie itself is what opens the conversations: it is not to be read in the store.
    """
    if not _SHORTEST <= len(token) <= _LONGEST or not token.isascii() or not token.isprintable():
        return None
    return f"browser:{hashlib.sha256(token.encode('ascii')).hexdigest()}"


def owner_of(request: gr.Request) -> str:
    """The owner of what a handler was called for; never the same one for two browsers.

    A browser that keeps no cookies owns what its tab asks, for as long as that is open.
    """
    inner: Any = request.request
    if inner is not None and isinstance(owner := inner.scope.get(SCOPE), str):
        return owner
    # Reached without the layer in front, or taken apart by Gradio: it keeps the cookies.
    token = _cookies_of(request, inner).get(BROWSER_COOKIE)
    if isinstance(token, str) and (owner := browser_owner(token)):
        return owner
    tab = request.session_hash or secrets.token_urlsafe(_BYTES)
    return f"browser:{hashlib.sha256(f'tab {tab}'.encode()).hexdigest()}"


def _cookies_of(request: gr.Request, inner: Any) -> dict[str, Any]:
    if inner is not None:
        return dict(inner.cookies)
    kept = request.kwargs.get("cookies")
    return kept if isinstance(kept, dict) else {}


def cookie(headers: Iterable[tuple[bytes, bytes]], name: str) -> str | None:
    """The value of the first cookie of that name in ASGI headers, None where there is none."""
    sent = b"; ".join(value for key, value in headers if key == b"cookie")
    if len(sent) > _LONGEST_HEADER:
        return None
    for pair in sent.decode("latin-1").split(";"):
        key, equals, value = pair.strip().partition("=")
        if equals and key == name:
            return value.strip('"')
    return None


def set_cookie(
    name: str, value: str, *, path: str, seconds: int, secure: bool
) -> tuple[bytes, bytes]:
    """The header that has a browser keep a cookie no script can read; 0 seconds removes it."""
    made: SimpleCookie = SimpleCookie()
    try:
        made[name] = value
    except CookieError as error:
        raise AssertionError(f"{name} is no name for a cookie") from error
    morsel = made[name]
    morsel["path"] = path
    morsel["max-age"] = str(seconds)
    morsel["httponly"] = True
    morsel["samesite"] = "Lax"
    if secure:
        morsel["secure"] = True
    return b"set-cookie", morsel.OutputString().encode("latin-1")
