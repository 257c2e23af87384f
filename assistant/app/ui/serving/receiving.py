"""``POST dateline/upload``: one file of the page's drop zone, as the body of one request.

A route of our own, and not ``gr.File``: where Gradio (6.31) is mounted in another application it
takes the path that a browser names in an event for one that it has received itself, whatever file
of this machine that is, and fetches it where it is a URL. Its own upload route stays closed. Here
a body goes straight into the store, is never longer than it may be, and never served again.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.ui.desks import uploads
from assistant.index import added_folder

if TYPE_CHECKING:
    from fastapi import FastAPI

ROUTE = "/dateline/upload"

OURS = "x-dateline-upload"
"""A header that a page of another site cannot send here without asking first, which fails."""


def receive(app: FastAPI, store: Path) -> None:
    """Lets ``app`` take files into the store; each answer is a Taken as JSON, its status 200 also
    where the file is refused: that is said on the page, not in the browser's console."""
    from fastapi import Request
    from fastapi.concurrency import run_in_threadpool
    from fastapi.responses import JSONResponse

    folder = added_folder(store)

    async def body_of(request: Request, goal: Path) -> bool:
        """Whether the body was small enough to be written whole."""
        size = 0
        with goal.open("wb") as file:
            async for piece in request.stream():
                size += len(piece)
                if size > uploads.FILE_BYTES:
                    return False
                await run_in_threadpool(file.write, piece)
        return True

    async def taken(request: Request) -> uploads.Taken:
        name = request.query_params.get("name", "")
        if wrong := uploads.refusal(name):
            return wrong
        size = int(request.headers.get("content-length") or 0)
        if size > uploads.FILE_BYTES:
            return uploads.too_large(name)
        if full := await run_in_threadpool(uploads.no_room, folder, name, size):
            return full
        received = await run_in_threadpool(uploads.incoming, folder)
        try:
            if not await body_of(request, received):
                return uploads.too_large(name)
            return await run_in_threadpool(uploads.place, folder, name, received)
        finally:
            received.unlink(missing_ok=True)

    async def upload(request: Request) -> JSONResponse:
        if OURS not in request.headers:
            return JSONResponse({"told": "This is for the page alone."}, 403)
        return JSONResponse(asdict(await taken(request)))

    app.add_route(ROUTE, upload, methods=["POST"])
