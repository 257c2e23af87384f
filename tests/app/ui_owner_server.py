"""The server around a page of two buttons, to see what reaches a handler: for a process of its own.

``python ui_owner_server.py STORE CORPUS HOLD [AUTH_FILE [ROOT]]``; prints its URL. The first event
gives the owner of who asked for it; the second, a stream, waits for a place and then until there is
a file at HOLD.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import gradio as gr

from assistant.app.ui import page, serve
from assistant.app.ui.desks.places import Places
from assistant.app.ui.serving.owners import owner_of
from assistant.assembly import build

HOLD = Path(sys.argv[3])
PLACES = Places()


def whose(request: gr.Request) -> str:
    return owner_of(request)


def held() -> Iterator[str]:
    with PLACES.queue() as ticket:
        if ticket.ahead:
            yield f"{ticket.ahead} before"
        while not ticket.wait(60):  # holds its thread, as slow questions may
            pass
        ticks = 0
        while not HOLD.exists():
            yield f"working {ticks}"
            time.sleep(0.25)
            ticks += 1
        yield "done"


def build_page(assistant: object, **_: object) -> gr.Blocks:
    with gr.Blocks(title="Owners") as made:
        said = gr.Textbox()
        gr.Button().click(whose, None, said, api_name="whose")
        gr.Button().click(held, None, said, api_name="held", concurrency_limit=None)
    made.queue(max_size=200, default_concurrency_limit=100)
    return made


def main() -> None:
    store, corpus, _, *more = sys.argv[1:]
    page.build_page = build_page  # type: ignore[assignment]
    with build(store=Path(store), corpus=(Path(corpus),)) as assistant:
        if not assistant.indexed():
            assistant.sync()
        serve(
            assistant,
            port=0,
            auth_file=Path(more[0]) if more and more[0] else None,
            root_path=more[1] if len(more) > 1 else "",
            on_ready=lambda url: print(url, flush=True),
        )


if __name__ == "__main__":
    main()
