"""Gradio's Blocks, which leaves alone what an event leaves alone.

An event names all the parts that it may ever change; an answer that arrives changes one or two of
them at a time. For each of the others Gradio (6.31, ``Blocks.postprocess_data``) makes the
component anew from its arguments, inspects its signature and searches its script, to find that
nothing has changed: 12 of the 20 ms that it spent on a question of the page's first layout, on
the one thread that serves every tab.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import gradio as gr


class Sparing(gr.Blocks):
    """Blocks whose events pay only for the outputs that they name."""

    async def postprocess_data(
        self, block_fn: Any, predictions: list[Any] | dict[Any, Any], state: Any
    ) -> list[Any]:
        """What the browser is sent for each output of ``block_fn``: as Gradio's own, but sooner."""
        changed = _changed(block_fn.outputs, predictions)
        if changed is None:
            return await super().postprocess_data(block_fn, predictions, state)
        named = copy(block_fn)
        named.outputs = list(changed)
        values = list(changed.values())
        # Of one output Gradio takes the value itself.
        given = values[0] if len(values) == 1 else values
        sent = iter(await super().postprocess_data(named, given, state) if changed else ())
        return [next(sent) if part in changed else gr.skip() for part in block_fn.outputs]


def _changed(outputs: list[Any], predictions: list[Any] | dict[Any, Any]) -> dict[Any, Any] | None:
    """The outputs that change, in order, with their values; None leaves it all to Gradio."""
    if not isinstance(predictions, dict) or not set(predictions) <= set(outputs):
        return None
    values = {part: predictions[part] for part in outputs if part in predictions}
    return {part: value for part, value in values.items() if value != gr.skip()}
