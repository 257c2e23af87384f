"""What an open page looks at now and then: ``GET dateline/state``, and ``GET /healthz``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.app.ui.serving import owners
from assistant.app.ui.serving.reach import Reach, as_json
from assistant.errors import AssistantError
from assistant.index.writing import being_written

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from assistant.assembly import Assistant

AT_ONCE = 4
"""Threads for these two alone: they answer while every other one is taken by a question."""


def state(assistant: Assistant, reach: Reach) -> dict[str, Any]:
    """Which generation of the index is in use, whether one is being built, whether the model is up.

    ``generation`` and ``articles`` are None where nothing can be asked.
    """
    try:
        overview = assistant.overview()
    except AssistantError:
        generation = articles = None
    else:
        generation, articles = overview.generation, overview.articles
    return {
        "generation": generation,
        "articles": articles,
        "syncing": being_written(assistant.settings.store),
        "model": as_json(reach.look()),
    }


def health(assistant: Assistant, *, whole: bool = True) -> tuple[dict[str, object], int]:
    """What ``/healthz`` says, with its status: 200, or 503 and why nothing can be asked.

    Without ``whole`` nothing of the corpus, and of the reason its kind alone: ``IndexMissing``.
    """
    try:
        overview = assistant.overview()
    except AssistantError as error:
        reason = str(error) if whole else type(error).__name__
        return {"status": "unavailable", "reason": reason}, 503
    if not whole:
        return {"status": "ok"}, 200
    return {
        "status": "ok",
        "generation": overview.generation,
        "articles": overview.articles,
        "passages": overview.passages,
    }, 200


def add_state(app: FastAPI, assistant: Assistant, *, signed_in: bool) -> None:
    """Adds both routes to ``app``; ``signed_in`` where people sign in: others see less of them."""
    from anyio import CapacityLimiter
    from anyio.to_thread import run_sync
    from fastapi.responses import JSONResponse

    reach = Reach(assistant)
    limiter: list[CapacityLimiter] = []  # made inside the event loop that it belongs to

    def threads() -> CapacityLimiter:
        if not limiter:
            limiter.append(CapacityLimiter(AT_ONCE))
        return limiter[0]

    async def healthz(request: Request) -> Response:
        whole = not signed_in or owners.SCOPE in request.scope
        told, code = await run_sync(lambda: health(assistant, whole=whole), limiter=threads())
        return JSONResponse(told, code, {"cache-control": "no-store"})

    async def now(request: Request) -> Response:
        told = await run_sync(state, assistant, reach, limiter=threads())
        return JSONResponse(told, headers={"cache-control": "no-store"})

    app.router.add_route("/healthz", healthz, methods=["GET"])
    app.router.add_route("/dateline/state", now, methods=["GET"])
