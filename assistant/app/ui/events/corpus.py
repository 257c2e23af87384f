"""The corpus: a sync."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from assistant.app.ui.events.pressed import OWN
from assistant.app.ui.handlers import Desk
from assistant.app.ui.parts import Changes, Parts
from assistant.app.ui.view import Session


def listen_corpus(parts: Parts, desk: Desk) -> None:
    def sync(session: Session) -> Iterator[Changes]:
        yield {parts.sync_button: gr.update(interactive=False)}
        for update in desk.sync(session):
            yield parts.changes(update)
        yield {parts.sync_button: gr.update(interactive=True)}

    # One sync at a time: a second tab's waits for the first one's end.
    parts.sync_button.click(
        sync,
        parts.session,
        [*parts.drawn, parts.sync_button],
        concurrency_limit=1,
        trigger_mode="once",
        **OWN,
    )
