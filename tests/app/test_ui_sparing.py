"""Parts of the page that an event leaves alone, as Gradio would send them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASES = (
    "one",
    "two, in another order",
    "all",
    "an update",
    "a mapping for a value",
    "none",
    "a skip",
    "a list",
    "a stranger",
)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    program = [sys.executable, str(Path(__file__).with_name("ui_sparing.py"))]
    ended = subprocess.run(program, capture_output=True, text=True, check=True)
    read: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    assert tuple(read) == CASES
    return read


@pytest.mark.parametrize("case", CASES)
def test_the_browser_is_sent_what_gradio_itself_would_send(told: dict[str, Any], case: str) -> None:
    found = told[case]
    assert bare(found["ours"].get("sent")) == bare(found["gradio"].get("sent"))
    assert found["ours"].get("error") == found["gradio"].get("error")


def bare(sent: list[Any] | None) -> list[Any] | None:
    """Without the mark of an update that Gradio repeats among the props of a gr.HTML."""
    for one in sent or []:
        if isinstance(one, dict) and one.get("props") == {"__type__": "update"}:
            del one["props"]
    return sent


def test_a_part_that_is_left_alone_is_not_made_anew(told: dict[str, Any]) -> None:
    assert told["one"]["ours"]["made"] == 0
    assert told["one"]["gradio"]["made"] == 2  # otherwise Gradio has mended it: ours can go


def test_a_part_that_is_none_of_the_outputs_is_an_error(told: dict[str, Any]) -> None:
    assert told["a stranger"]["ours"]["error"] == "ValueError"
