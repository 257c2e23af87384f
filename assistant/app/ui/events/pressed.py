"""What a script of the page sent along with its event."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.ui.desks.past import said

# Events are the page's own: none of them is listed or offered to other programs as an API.
OWN: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    # Hidden or not, Gradio (6.31) would tell every part that any event of the tab may change, and
    # all parts within those, how this one is going, with each of its messages.
    "show_progress_on": [],
}


def linked(pressed: dict[str, Any], place: object) -> str:
    """The address of the digest or timeline that was pressed, else that of the page."""
    link = pressed.get("link")
    return link if isinstance(link, str) else said(place)[0]


def sent_with(event: gr.EventData) -> dict[str, Any]:
    """The mapping that came with the event; it comes from a browser and may hold anything."""
    return event._data if isinstance(event._data, dict) else {}
