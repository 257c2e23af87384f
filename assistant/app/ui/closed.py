"""Gradio's Blocks without its way to files and other hosts.

Whatever an event sends for a part of the page, Gradio (6.31) looks in it for the mapping by which
its own components name a file, copies that file into a folder that it serves, and downloads it
first where it is a URL. It checks that the file was uploaded only where ``launch()`` was called,
which an application that mounts its page does not do: any file of the machine could be read.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

NO_FILES = "This page takes no files in its events."

NOT_OURS = "This page sends its events otherwise: open it anew."


class Closed(gr.Blocks):
    """A page whose events carry no files."""

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any, explicit_call: bool = False
    ) -> Any:
        """As Gradio's; gr.Error where an input names a file, or there are too few of them."""
        if len(inputs) < len(block_fn.inputs):
            raise gr.Error(NOT_OURS, print_exception=False)
        if names_file(inputs):
            raise gr.Error(NO_FILES, print_exception=False)
        return await super().preprocess_data(block_fn, inputs, state, explicit_call)

    async def call_function(self, *given: Any, **named: Any) -> Any:
        """As Gradio's; gr.Error where what came with the event names a file, which Gradio refuses,
        too, but with all of its stack on the terminal."""
        for one in (*given, *named.values()):
            if isinstance(one, gr.EventData) and names_file(one._data):
                raise gr.Error(NO_FILES, print_exception=False)
        return await super().call_function(*given, **named)


def names_file(sent: Any) -> bool:
    """Whether there is a mapping in ``sent``, at any depth, that Gradio takes for a file."""
    left = [sent]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if "path" in one and "meta" in one:
                return True
            left.extend(one.values())
        elif isinstance(one, list | tuple):
            left.extend(one)
    return False
