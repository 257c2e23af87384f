"""Asynchronous work behind plain calls, so that it can be given up at any moment.

A thread that waits for a server cannot be told to stop; a task can, whatever it waits for: a
connection, the first word, the pause before another try.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import aclosing
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

T = TypeVar("T")
_END: Final = object()
_starting = threading.Lock()
_running: list[tuple[threading.Thread, asyncio.AbstractEventLoop]] = []


def loop() -> asyncio.AbstractEventLoop:
    """The process's one event loop for this, which runs in a thread of its own."""
    with _starting:
        # After a fork the thread is gone, and so another one is started.
        if not (_running and _running[-1][0].is_alive()):
            made = asyncio.new_event_loop()
            thread = threading.Thread(target=made.run_forever, name="model-servers", daemon=True)
            thread.start()
            _running[:] = [(thread, made)]
        return _running[-1][1]


def done(work: Coroutine[Any, Any, T]) -> T:
    """What the work comes to; it is given up where the wait is interrupted (Ctrl-C)."""
    future = asyncio.run_coroutine_threadsafe(work, loop())
    try:
        return future.result()
    finally:
        future.cancel()


def drawn(
    source: Callable[[], AsyncGenerator[T, None]], tick: float
) -> Generator[T | None, None, None]:
    """The items of an asynchronous generator, and None after each ``tick`` seconds without one.

    Nothing begins before the first ``next()``. Closing it cancels the source at once, whatever
    it waits for; so whoever draws from it gets a chance to close it every ``tick`` seconds.
    """
    items: SimpleQueue[Any] = SimpleQueue()

    async def pump() -> None:
        async with aclosing(source()) as given:
            async for item in given:
                items.put(item)

    future = asyncio.run_coroutine_threadsafe(pump(), loop())
    future.add_done_callback(lambda _: items.put(_END))
    try:
        while True:
            try:
                item = items.get(timeout=tick)
            except Empty:
                yield None
                continue
            if item is _END:
                future.result()  # raises what the source raised
                return
            yield item
    finally:
        future.cancel()
