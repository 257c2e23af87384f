"""The page: its parts, and which desk answers to what.

``gradio`` is imported here, in parts.py and events/, and in server.py when a page is made: nothing
else of ours knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from assistant.app.sending import writer_of
from assistant.app.ui.after import After
from assistant.app.ui.boards import Boards
from assistant.app.ui.events import (
    listen_boards,
    listen_chat,
    listen_conversations,
    listen_corpus,
    listen_page,
)
from assistant.app.ui.handlers import Desk
from assistant.app.ui.kept import Kept
from assistant.app.ui.parts import Parts
from assistant.app.ui.past import Past
from assistant.app.ui.shelf import Shelf
from assistant.app.ui.side import Side

if TYPE_CHECKING:
    from assistant.assembly import Assistant

AT_ONCE = 8
"""Questions that are answered at the same time; the rest wait in the queue."""

WAITING = 64
"""Questions that may wait; beyond that the page says that it is busy."""


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page over ``assistant``, not yet served."""
    side, shelf, kept = Side(assistant), Shelf(assistant), Kept(assistant)
    desk, boards = Desk(assistant, shelf, side, kept), Boards(assistant, side)
    past = Past(desk, kept)
    page = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        parts = Parts(written=writer_of(assistant) is not None)
        listen_page(page, parts, past, boards)
        listen_chat(parts, desk, side, After(assistant))
        listen_conversations(parts, past)
        listen_boards(parts, boards, side)
        listen_corpus(parts, desk)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
    return page
