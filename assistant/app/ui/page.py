"""The page: its parts, and which desk answers to what.

``gradio`` is imported here, in parts.py and events/, and in server.py when a page is made: nothing
else of ours knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from assistant.app.sending import writer_of
from assistant.app.ui.boards import Boards
from assistant.app.ui.closed import Closed
from assistant.app.ui.events import listen_boards, listen_chat, listen_corpus, listen_page
from assistant.app.ui.handlers import Desk
from assistant.app.ui.parts import Parts
from assistant.app.ui.places import AT_ONCE, QUOTED_AT_ONCE, Places
from assistant.app.ui.shelf import Shelf
from assistant.app.ui.side import Side

if TYPE_CHECKING:
    from assistant.assembly import Assistant


def build_page(
    assistant: Assistant, *, allow_upload: bool = False, places: Places | None = None
) -> gr.Blocks:
    """The page over ``assistant``, not yet served.

    ``places`` limits what is answered at the same time and what may wait for it. Gradio's own
    limits are above that, as it drops in silence what is beyond them: a question that waits has a
    thread of its own, and opening a source never waits behind answers.
    """
    written = writer_of(assistant) is not None
    places = places or Places(AT_ONCE if written else QUOTED_AT_ONCE)
    side, shelf = Side(assistant), Shelf(assistant)
    desk = Desk(assistant, shelf, side, places)
    boards = Boards(assistant, side, places)
    page = Closed(title="Dateline", analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        parts = Parts(written=written, uploads=allow_upload)
        listen_page(page, parts, desk, boards)
        listen_chat(parts, desk, side)
        listen_boards(parts, boards, side)
        listen_corpus(parts, desk, shelf)
    page.queue(default_concurrency_limit=None, max_size=None, api_open=False)
    return page
