"""The page to sign in on, a plain form: ``GET`` and ``POST /login``, ``POST /logout``.

Not Gradio's: that one keeps passwords and sessions in memory and needs its scripts to be loaded.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from assistant.app.ui.drawing.markup import text
from assistant.app.ui.serving import icon, owners
from assistant.app.ui.serving.attempts import Attempts
from assistant.app.ui.serving.gate import USER_SCOPE, is_secure
from assistant.app.ui.serving.security import only_form
from assistant.app.ui.serving.sessions import SECONDS, SESSION_COOKIE, Sessions
from assistant.app.ui.serving.users import LONGEST, LONGEST_NAME, Users

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

AT_ONCE = 2
"""Passwords that are checked at the same time, each with 32 MB and a core of its own."""

_WAITING = 30
_LONGEST_FORM = 8_192
_LONGEST_NEXT = 2_000
_SHEET = Path(__file__).parents[1] / "sheets" / "login.css"

WRONG = "That name and password do not belong together: check both and try again."
BUSY = "Too many people are signing in just now: try again in a moment."


def add_login(app: FastAPI, users: Users, sessions: Sessions, root: str = "") -> None:
    """Adds the three routes and their style to ``app``; ``root`` as roots.root_of gives it."""
    from anyio import CapacityLimiter
    from anyio.to_thread import run_sync
    from fastapi import Response

    attempts = Attempts()
    limiter: list[CapacityLimiter] = []  # made inside the event loop that it belongs to

    async def login(request: Request) -> Response:
        name = request.scope.get(USER_SCOPE)
        return _page(_signed_in(name, root) if name else _form(root))

    async def sign_in(request: Request) -> Response:
        fields = await _fields(request)
        name, password = fields.get("name", ""), fields.get("password", "")
        address = request.client.host if request.client else ""
        if not name.strip() or not password:
            return _page(_form(root, "Give your name and your password.", name))
        wait = attempts.begin(name.strip(), address)
        if wait:
            seconds = math.ceil(wait)
            told = f"Too many attempts: try again in {seconds} second{'s' * (seconds > 1)}."
            return _page(_form(root, told, name), 429, {"retry-after": str(seconds)})
        if not limiter:
            limiter.append(CapacityLimiter(AT_ONCE))
        if limiter[0].statistics().tasks_waiting >= _WAITING:
            return _page(_form(root, BUSY, name), 503, {"retry-after": "5"})
        user = None
        if len(password) <= LONGEST:
            user = await run_sync(users.checked, name, password, limiter=limiter[0])
        if user is None:
            # 200: a browser writes every 4xx into its console as if the page were broken.
            return _page(_form(root, WRONG, name))
        attempts.right(name.strip(), address)
        sessions.end(owners.cookie(request.scope["headers"], SESSION_COOKIE))
        token = sessions.begin(user)
        return _to(root + after(request.query_params.get("next")), _cookie(token, request, SECONDS))

    async def sign_out(request: Request) -> Response:
        sessions.end(owners.cookie(request.scope["headers"], SESSION_COOKIE))
        return _to(f"{root}/login", _cookie("", request, 0))

    def _cookie(token: str, request: Request, seconds: int) -> str:
        _, value = owners.set_cookie(
            SESSION_COOKIE,
            token,
            path=root or "/",
            seconds=seconds,
            secure=is_secure(request.scope),
        )
        return value.decode("latin-1")

    def _to(place: str, cookie: str) -> Response:
        headers = {"location": place, "set-cookie": cookie, "cache-control": "no-store"}
        return Response(status_code=303, headers=headers)

    def _page(body: str, status: int = 200, more: dict[str, str] | None = None) -> Response:
        # same-origin: with none at all a browser gives the form the origin "null".
        headers = {
            "content-security-policy": only_form(),
            "referrer-policy": "same-origin",
            "cache-control": "no-store",
            **(more or {}),
        }
        return Response(body, status, headers, media_type="text/html; charset=utf-8")

    def style(request: Request) -> Response:
        css = _SHEET.read_text(encoding="utf-8")
        return Response(css, media_type="text/css", headers={"cache-control": "no-cache"})

    app.router.add_route("/login", login, methods=["GET"])
    app.router.add_route("/login", sign_in, methods=["POST"])
    app.router.add_route("/logout", sign_out, methods=["POST"])
    app.router.add_route("/dateline/login.css", style, methods=["GET"])


def after(wanted: str | None) -> str:
    """``wanted`` where it is a path of this page, from its root, else the page itself.

    A browser reads "//host" and, as it takes a backslash for a slash, "/\\host" as another site.
    """
    if not wanted or len(wanted) > _LONGEST_NEXT or not wanted.startswith("/"):
        return "/"
    plain = wanted.isascii() and wanted.isprintable() and " " not in wanted
    if not plain or "\\" in wanted or wanted.startswith("//"):
        return "/"
    return "/" if urlsplit(wanted).path in ("/login", "/logout") else wanted


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form as browsers send it; none of one that is too long."""
    sent = b""
    async for part in request.stream():
        sent += part
        if len(sent) > _LONGEST_FORM:
            return {}
    try:
        read = parse_qs(sent.decode("ascii"), max_num_fields=10, errors="strict")
    except ValueError:
        return {}
    return {key: values[0] for key, values in read.items()}


def _form(root: str, wrong: str = "", name: str = "") -> str:
    told = f'<p id="wrong" role="alert">{text(wrong)}</p>' if wrong else ""
    described = ' aria-describedby="wrong"' if wrong else ""
    focus = ("", " autofocus") if name else (" autofocus", "")
    # No action: the form goes to the very address it stands at, with its "next".
    return _whole(
        root,
        f"""<h1>Dateline</h1>
<p class="soft">Sign in to ask the articles.</p>
{told}
<form method="post">
<label for="name">Name</label>
<input id="name" name="name" value="{text(name[:LONGEST_NAME])}" maxlength="{LONGEST_NAME}"
 autocomplete="username" autocapitalize="none" spellcheck="false" required{focus[0]}{described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" maxlength="{LONGEST}"
 autocomplete="current-password" required{focus[1]}{described}>
<button>Sign in</button>
</form>""",
    )


def _signed_in(name: str, root: str) -> str:
    return _whole(
        root,
        f"""<h1>Dateline</h1>
<p class="soft">You are signed in as <strong>{text(name)}</strong>.</p>
<form method="post" action="{root}/logout">
<a class="on" href="{root}/">Go to the articles</a>
<button class="quiet">Sign out</button>
</form>""",
    )


def _whole(root: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Dateline: sign in</title>
{icon.LINK}
<link rel="stylesheet" href="{root}/dateline/login.css">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
