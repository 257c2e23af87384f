"""What stands in front of the page, over an application that only says whose a request is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.requests import Request
from starlette.testclient import TestClient
from ui_users import auth_file

from assistant.app.ui.serving.gate import Gate
from assistant.app.ui.serving.login import add_login
from assistant.app.ui.serving.owners import SCOPE
from assistant.app.ui.serving.roots import Rooted
from assistant.app.ui.serving.security import Guard
from assistant.app.ui.serving.sessions import Sessions
from assistant.app.ui.serving.users import Users

ORIGIN = "http://news.example"


@contextmanager
def front(folder: Path, *names: str, root: str = "") -> Iterator[FastAPI]:
    """The layers and the log-in, as server.create_app orders them; without names nobody signs in.

    ``/`` is a page, ``/whose`` says whose the request is, by GET and POST.
    """
    app = FastAPI(openapi_url=None)
    users = Users(auth_file(folder, *names)) if names else None
    sessions = Sessions(folder / "store", users) if users else None

    def page(request: Request) -> HTMLResponse:
        return HTMLResponse("<p>the page</p>")

    def whose(request: Request) -> JSONResponse:
        return JSONResponse({"owner": request.scope.get(SCOPE), "path": request.url.path})

    app.router.add_route("/", page, methods=["GET"])
    app.router.add_route("/healthz", whose, methods=["GET"])
    app.router.add_route("/{rest:path}/whose", whose, methods=["GET", "POST"])
    if users and sessions:
        add_login(app, users, sessions, root)
        app.router.routes.insert(0, app.router.routes.pop())
    app.add_middleware(Gate, sessions=sessions, root=root)
    app.add_middleware(Guard)
    app.add_middleware(Rooted, root=root)
    yield app
    if sessions:
        sessions.close()


def browser(app: FastAPI, origin: str = ORIGIN) -> TestClient:
    """A browser of its own: it keeps its cookies, and follows no redirect by itself."""
    return TestClient(app, base_url=origin, follow_redirects=False)
