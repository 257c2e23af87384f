"""The page on a FastAPI application of our own, and that application on a port.

Gradio is mounted at the root, so that the response headers, the log-in and ``/healthz`` are ours.
Everything it could ask of other machines is switched off: analytics and hub look-ups before its
import, fonts by a theme of system fonts, server-side rendering and run history when it is mounted.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.ui.desks.places import AT_ONCE, WAITING
from assistant.app.ui.serving.binding import check_host, listen, url_of
from assistant.app.ui.serving.calm import Calm
from assistant.app.ui.serving.gate import Gate
from assistant.app.ui.serving.receiving import receive
from assistant.app.ui.serving.roots import Rooted, root_of
from assistant.app.ui.serving.security import LOOPBACK, Guard
from assistant.app.ui.serving.state import add_state
from assistant.app.ui.serving.tabguard import TabGuard
from assistant.app.ui.serving.users import Users
from assistant.app.ui.serving.watch import watching

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI, Request, Response

    from assistant.assembly import Assistant

SHEETS = (
    "colours.css",
    "frame.css",
    "left.css",
    "columns.css",
    "conversation.css",
    "composer.css",
    "sources.css",
    "narrow.css",  # after what it makes smaller
    "answers.css",
    "citations.css",
    "listed.css",
    "boards.css",
    "corpus.css",
    "media.css",
)
"""In this order: of two rules of the same weight the later one holds."""

THREADS = AT_ONCE + WAITING + 56
"""Threads of Gradio's own: a question that waits for its turn holds one, and the rest of the page
must not wait for it."""

_HERE = Path(__file__).parents[1] / "sheets"

_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "GRADIO_MCP_SERVER": "False"}

_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_SYSTEM_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def create_app(
    assistant: Assistant,
    *,
    hosts: frozenset[str] | None = None,
    users: Users | None = None,
    root_path: str = "",
    allow_upload: bool = False,
) -> FastAPI:
    """The page, its files and ``GET /healthz`` over ``assistant``, with our headers on all of it.

    ``hosts`` are the names that a request may call the server by, None for any. With ``users``
    everything but the log-in and the health needs a session of one of them. ``root_path`` is the
    path that browsers see before the page's own, "/news", whether a proxy strips it or not.
    ``allow_upload`` lets its pages add files to the corpus.
    Raises ConfigError for one that is none, IndexProblem where the store cannot keep sessions.
    """
    root = root_of(root_path)
    os.environ.update(_QUIET)
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import Response

    from assistant.app.ui.page import build_page
    from assistant.app.ui.parts import scripts

    sessions = None
    if users is not None:
        from assistant.app.ui.serving.sessions import Sessions

        sessions = Sessions(assistant.settings.store, users)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        if sessions is not None:
            sessions.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    add_state(app, assistant, signed_in=users is not None)
    if users is not None and sessions is not None:
        from assistant.app.ui.serving.login import add_login

        add_login(app, users, sessions, root)

    def upload(request: Request) -> Response:
        return Response("This page takes no files.\n", 404, media_type="text/plain")

    fresh = {"cache-control": "no-cache"}

    def style(request: Request) -> Response:
        css = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in SHEETS)
        return Response(css, media_type="text/css", headers=fresh)

    def script(request: Request) -> Response:
        return Response(scripts(), media_type="text/javascript", headers=fresh)

    # Gradio's own route would take files from whoever sends them, uploads or not.
    app.router.add_route("/gradio_api/upload", upload, methods=["GET", "POST"])
    app.router.add_route("/dateline/style.css", style, methods=["GET"])
    app.router.add_route("/dateline/page.js", script, methods=["GET"])
    if allow_upload:
        receive(app, assistant.settings.store)

    page = build_page(assistant, allow_upload=allow_upload)
    widen(page)
    theme = gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", font=_SYSTEM_FONTS, font_mono=_SYSTEM_MONO
    )
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root,
        theme=theme,
        # Not Gradio's css=, which puts its own prefix before every selector, ".dark" among them.
        head=f'<link rel="stylesheet" href="{root}/dateline/style.css">',
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        max_file_size=1,
        allowed_paths=[],
    )
    # The last one is the outermost.
    app.add_middleware(TabGuard)
    app.add_middleware(Gate, sessions=sessions, root=root)
    app.add_middleware(
        Calm, parts=f"{root}/dateline/page.js"
    )  # within the Guard, which names the scripts that the page has
    app.add_middleware(Guard, hosts=hosts)
    app.add_middleware(Rooted, root=root)
    return app


def widen(page: gr.Blocks, threads: int = THREADS) -> None:
    """Gives the page's events that many threads of their own, before it is served.

    Gradio 6.31 works in anyio's 40, which every other route of the server needs as well, unless
    ``max_threads`` says otherwise when it starts; ``mount_gradio_app`` has no argument for it. Its
    queue has its own count of how many events go on at once.
    """
    page.max_threads = threads
    page._queue.max_thread_count = threads


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth_file: Path | None = None,
    root_path: str = "",
    watch: bool = False,
    allow_upload: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the page until Ctrl-C; ``on_ready`` gets its URL once it can be opened.

    ``port`` 0 takes a free one. ``auth_file`` names who may sign in (users.py); without it, only
    a loopback address is served. With ``watch`` files of the corpus that change are indexed.
    Raises ConfigError where the address cannot be had, or must not be.
    """
    check_host(host, signed_in=auth_file is not None)
    root = root_of(root_path)
    users = None if auth_file is None else Users(auth_file)
    listening = listen(host, port)
    with contextlib.closing(listening):
        import uvicorn

        app = create_app(
            assistant,
            # Where people sign in, another name that points here leads to no session.
            hosts=LOOPBACK | {host.lower()} if users is None else None,
            users=users,
            root_path=root,
            allow_upload=allow_upload,
        )
        url = url_of(host, listening.getsockname()[1], root)

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets=sockets)
                if on_ready is not None and self.started:
                    on_ready(url)

        # A tab has a connection for as long as its answer arrives: one second is given to them.
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, timeout_graceful_shutdown=1, ws="none"
        )
        # What was made so far stays: a full collection of it would take 80 ms of somebody's answer.
        gc.collect()
        gc.freeze()
        with watching(assistant, wanted=watch), contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listening])
