"""``assistant ui``."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from assistant.app.opening import make_ready, opened
from assistant.app.options import AsOf, Generator, Store
from assistant.app.sending import say_who_writes
from assistant.errors import ConfigError


def ui(
    port: Annotated[
        int,
        typer.Option("--port", min=0, max=65535, metavar="N", help="On 127.0.0.1; 0: any free."),
    ] = 7860,
    store: Store = None,
    as_of: AsOf = None,
    generator: Generator = None,
) -> None:
    """Open the chat for the browser, on this machine only."""
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        # So that the first question is sent at once; what is wrong is said under it, in the page.
        with suppress(ConfigError):
            assistant.warm()
        from assistant.app.ui import serve

        serve(assistant, port=port, on_ready=_say_where)


def _say_where(url: str) -> None:
    print(f"Dateline is at {url} (Ctrl-C ends it)", flush=True)
