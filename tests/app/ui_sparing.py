"""What Blocks of Gradio's and ours send for the same values, as JSON: ``python ui_sparing.py``.

In a process of its own: Gradio leaves event loops open where it was imported.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import wraps
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


made = 0  # how many parts were made so far
_make = gr.HTML.__init__


@wraps(_make)
def _counted(self: gr.HTML, *args: Any, **kwargs: Any) -> None:
    global made
    made += 1
    _make(self, *args, **kwargs)


# Not a class of our own: Gradio writes a file beside that.
gr.HTML.__init__ = _counted  # type: ignore[method-assign]


def sent(kind: type[gr.Blocks], value: Callable[..., Any]) -> dict[str, Any]:
    """What the browser is sent for ``value`` of three outputs, and how many parts were made."""
    with kind(analytics_enabled=False) as page:
        parts = [gr.HTML(name) for name in ("a", "b", "c")]
        page.load(lambda: None, None, parts)
        given = value(*parts)
    before = made
    try:
        came = asyncio.run(page.postprocess_data(page.fns[0], given, None))
    except ValueError as error:
        return {"error": type(error).__name__}
    return {"sent": came, "made": made - before}


def main() -> None:
    told = {
        case: {"gradio": sent(gr.Blocks, value), "ours": sent(Sparing, value)}
        for case, value in CASES.items()
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
