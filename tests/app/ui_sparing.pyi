"""What Blocks of Gradio's and ours send for the same values, as JSON: ``python ui_sparing.py``.

In a process of its own: Gradio leaves event loops open where it was imported.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.ui.sparing import Sparing

CASES: dict[str, Callable[..., Any]] = {
    "one": lambda a, b, c: {b: "<b>new</b>"},
    "two, in another order": lambda a, b, c: {c: "third", a: "first"},
    "all": lambda a, b, c: {a: "1", b: "2", c: "3"},
    "an update": lambda a, b, c: {a: gr.update(visible=False), b: "2"},
    "a mapping for a value": lambda a, b, c: {b: {"query": "?x", "serial": 3}},
    "none": lambda a, b, c: {a: gr.skip()},
    "a skip": lambda a, b, c: gr.skip(),
    "a list": lambda a, b, c: ["1", "2", "3"],
    "a stranger": lambda a, b, c: {a: "1", gr.HTML("d"): "2"},
}

class Counted(gr.HTML):
    """Counts how often one was made."""

    made = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        Counted.made += 1
        super().__init__(*args, **kwargs)
    from collections.abc import Callable, Sequence
    from typing import TYPE_CHECKING, Any, Literal

    from gradio.blocks import Block

    if TYPE_CHECKING:
        from gradio.components import Timer
        from gradio.components.base import Component

def sent(kind: type[gr.Blocks], value: Callable[..., Any]) -> dict[str, Any]:
    """What the browser is sent for ``value`` of three outputs, and how many parts were made."""
    with kind(analytics_enabled=False) as page:
        parts = [Counted(name) for name in ("a", "b", "c")]
        page.load(lambda: None, None, parts)
        given = value(*parts)
    Counted.made = 0
    try:
        came = asyncio.run(page.postprocess_data(page.fns[0], given, None))
    except ValueError as error:
        return {"error": type(error).__name__}
    return {"sent": came, "made": Counted.made}

def main() -> None:
    told = {
        case: {"gradio": sent(gr.Blocks, value), "ours": sent(Sparing, value)}
        for case, value in CASES.items()
    }
    print(json.dumps(told))

if __name__ == "__main__":
    main()
