"""Gradio's Blocks, of which a browser may have any number of tabs that ask for nothing.

A browser keeps six connections to a server that speaks HTTP/1.1, for all its tabs together. Gradio
(6.31) takes one for each tab where there is a ``gr.State``, for as long as the tab is open, to
learn when it is closed: the sixth tab of a browser never loaded, and the others did nothing any
more. Here a tab that was closed is forgotten when enough others were used since.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.ui.desks import view


class Unheld(gr.Blocks):
    """A page whose tabs keep no connection while they ask for nothing."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.state_session_capacity = view.TABS

    def get_config_file(self) -> Any:
        """What a browser is told of the page."""
        return {**super().get_config_file(), "connect_heartbeat": False}
