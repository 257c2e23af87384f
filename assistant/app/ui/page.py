"""The page: its parts, and which desk answers to what.

``gradio`` is imported here, in parts.py and events/, and in server.py when a page is made: nothing
else of ours knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from assistant.app.sending import writer_of
from assistant.app.ui.closed import Closed
from assistant.app.ui.desks.after import After
from assistant.app.ui.desks.boards import Boards
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.kept import Kept
from assistant.app.ui.desks.past import Past
from assistant.app.ui.desks.places import AT_ONCE, QUOTED_AT_ONCE, Places
from assistant.app.ui.desks.shelf import Shelf
from assistant.app.ui.desks.side import Side
from assistant.app.ui.drawing.listed import Listed
from assistant.app.ui.events import (
    listen_boards,
    listen_chat,
    listen_conversations,
    listen_corpus,
    listen_page,
)
from assistant.app.ui.parts import Parts
from assistant.app.ui.sparing import Sparing
from assistant.app.ui.unheld import Unheld

if TYPE_CHECKING:
    from assistant.assembly import Assistant


class _Page(Closed, Sparing, Unheld):
    """Blocks whose events carry no files and pay only for the parts that they change, and whose
    tabs hold no connection."""


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
    side, shelf, kept = Side(assistant), Shelf(assistant), Kept(assistant)
    listed = Listed(kept)
    desk = Desk(assistant, shelf, side, places, kept, listed)
    boards, past = Boards(assistant, side, places), Past(desk, kept, listed)
    after = After(assistant, places)
    page = _Page(title="Dateline", analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        parts = Parts(written=written, uploads=allow_upload)
        listen_page(page, parts, past, boards, side)
        listen_chat(parts, desk, side, after, past, boards)
        listen_conversations(parts, past)
        listen_boards(parts, boards, past)
        listen_corpus(parts, desk, shelf, after, past)
    page.queue(default_concurrency_limit=None, max_size=None, api_open=False)
    return page
