"""Parts of the page that an event leaves alone, as Gradio would send them."""

from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr
import pytest

from assistant.app.ui.sparing import Sparing

class Made(gr.HTML):
    """Counts how often one was made."""

    made = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        type(self).made += 1
        super().__init__(*args, **kwargs)
    from collections.abc import Callable, Sequence
    from typing import TYPE_CHECKING, Any, Literal

    from gradio.blocks import Block

    if TYPE_CHECKING:
        from gradio.components import Timer
        from gradio.components.base import Component

def sent(kind: type[gr.Blocks], value: Any) -> tuple[list[Any], int]:
    """What the browser is sent for ``value`` of three outputs, and how many parts were made."""
    with kind(analytics_enabled=False) as page:
        parts = [Made(name) for name in ("a", "b", "c")]
        event = page.load(lambda: None, None, parts)
    given = value(*parts)
    Made.made = 0
    dependency = page.fns[event["id"]] if isinstance(event, dict) else page.fns[0]
    return asyncio.run(page.postprocess_data(dependency, given, None)), Made.made

CASES = {
    "one": lambda a, b, c: {b: "<b>new</b>"},
    "two, in another order": lambda a, b, c: {c: "third", a: "first"},
    "all": lambda a, b, c: {a: "1", b: "2", c: "3"},
    "an update": lambda a, b, c: {a: gr.update(visible=False), b: "2"},
    "a mapping for a value": lambda a, b, c: {b: {"query": "?x", "serial": 3}},
    "none": lambda a, b, c: {a: gr.skip()},
    "a skip": lambda a, b, c: gr.skip(),
    "a list": lambda a, b, c: ["1", "2", "3"],
}

@pytest.mark.parametrize("case", CASES)
def test_the_browser_is_sent_what_gradio_itself_would_send(case: str) -> None:
    assert sent(Sparing, CASES[case])[0] == sent(gr.Blocks, CASES[case])[0]

def test_a_part_that_is_left_alone_is_not_made_anew() -> None:
    assert sent(gr.Blocks, CASES["one"])[1] == 2  # or Gradio has mended it: Sparing can go
    assert sent(Sparing, CASES["one"])[1] == 0

def test_a_part_that_is_none_of_the_outputs_is_an_error() -> None:
    with pytest.raises(ValueError, match="not specified as output"):
        sent(Sparing, lambda a, b, c: {a: "1", gr.HTML("d"): "2"})
