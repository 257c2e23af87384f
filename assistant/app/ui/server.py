"""The page on a FastAPI application of our own, and that application on a port.

Gradio is mounted at the root, so that the response headers and ``/healthz`` are ours. Everything it
could ask of other machines is switched off: analytics and hub look-ups before its import,
fonts by a theme of system fonts, server-side rendering and run history when it is mounted.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.ui.calm import Calm
from assistant.app.ui.security import LOOPBACK, Guard
from assistant.errors import AssistantError, ConfigError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assembly import Assistant

SHEETS = ("style.css", "answers.css", "citations.css", "listed.css", "boards.css", "corpus.css")

_HERE = Path(__file__).parent

_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "GRADIO_MCP_SERVER": "False"}

_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_SYSTEM_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def create_app(assistant: Assistant, *, hosts: frozenset[str] | None = None) -> FastAPI:
    """The page, its files and ``GET /healthz`` over ``assistant``, with our headers on all of it.

    ``hosts`` are the names that a request may call the server by, None for any.
    """
    os.environ.update(_QUIET)
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse, Response

    from assistant.app.ui.page import build_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse(*health(assistant))

    # Nothing is uploaded to this page, and Gradio's route for it would take files from anyone.
    @app.api_route("/gradio_api/upload", methods=["GET", "POST"])
    def upload() -> Response:
        return Response("This page takes no files.\n", 404, media_type="text/plain")

    @app.get("/dateline/style.css")
    def style() -> Response:
        css = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in SHEETS)
        return Response(css, media_type="text/css", headers={"cache-control": "no-cache"})

    page = build_page(assistant)
    theme = gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", font=_SYSTEM_FONTS, font_mono=_SYSTEM_MONO
    )
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=theme,
        # Not Gradio's css=, which puts its own prefix before every selector, ".dark" among them.
        head='<link rel="stylesheet" href="dateline/style.css">',
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
    app.add_middleware(Calm)  # within the Guard, which names the scripts that the page has
    app.add_middleware(Guard, hosts=hosts)
    return app


def health(assistant: Assistant) -> tuple[dict[str, object], int]:
    """What ``/healthz`` says, with its status: 200, or 503 and why nothing can be asked."""
    try:
        overview = assistant.overview()
    except AssistantError as error:
        return {"status": "unavailable", "reason": str(error)}, 503
    return {
        "status": "ok",
        "generation": overview.generation,
        "articles": overview.articles,
        "passages": overview.passages,
    }, 200


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the page until Ctrl-C; ``on_ready`` gets its URL once it can be opened.

    ``port`` 0 takes a free one. Raises ConfigError where the port cannot be had.
    """
    listening = _listen(host, port)
    with contextlib.closing(listening):
        import uvicorn

        app = create_app(assistant, hosts=LOOPBACK if host in LOOPBACK else None)
        url = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets=sockets)
                if on_ready is not None and self.started:
                    on_ready(url)

        # Each open tab keeps a connection for as long as it lives: one second is given to them.
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, timeout_graceful_shutdown=1, ws="none"
        )
        with contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is known before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise ConfigError(
            f"Port {port} on {host} cannot be used ({(error.strerror or str(error)).lower()}): "
            "choose another with --port."
        ) from error
    except OverflowError as error:
        bound.close()
        raise ConfigError(f"There is no port {port}: choose one from 1 to 65535.") from error
    return bound
