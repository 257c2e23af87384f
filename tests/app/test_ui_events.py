"""What the page's events send, over Gradio's own queue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from ui_browser import BURNS
from ui_process import served_page

from assistant.resources import seeds_folder

NOTHING = {"__type__": "update"}
"""For a part of the page that stays as it is."""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("events")
    with (
        served_page(folder, seeds_folder()) as served,
        httpx.Client(base_url=served.url, timeout=20) as opened,
    ):
        opened.get("/")
        yield opened


@dataclass(frozen=True)
class Pressed:
    """An event of the page: of which part, what that holds, and what its script sends along."""

    part: str | None
    kind: str
    holds: object = None
    sends: object = None


PRESSED = [
    Pressed(None, "load", {"query": "", "minutes": 0}),
    Pressed("dl-box", "submit", BURNS),
    Pressed("dl-address", "input", sends={"query": "?digest=2021-11-06", "minutes": 0}),
    Pressed("dl-calendar", "submit", sends={"first": "2021-11-06", "last": "2021-11-06"}),
    Pressed("dl-topic", "submit", sends={"topic": "Burns"}),
    Pressed("dl-sync-button", "click"),
]


def outputs(tab: httpx.Client, pressed: Pressed) -> list[list[Any]]:
    """What each message of that event brings to the parts of the page."""
    described = tab.get("config").json()
    parts = {one["props"].get("elem_id"): one["id"] for one in described["components"]}
    part = parts[pressed.part] if pressed.part else 0
    event = next(one for one in described["dependencies"] if [part, pressed.kind] in one["targets"])
    own = part or event["inputs"][0]
    asked = {
        "data": [pressed.holds if one == own else None for one in event["inputs"]],
        "event_data": pressed.sends,
        "fn_index": event["id"],
        "session_hash": f"{pressed.part}",
    }
    assert tab.post("gradio_api/queue/join", json=asked).status_code == 200
    brought = []
    with tab.stream("GET", f"gradio_api/queue/data?session_hash={pressed.part}") as answer:
        for line in answer.iter_lines():
            message = json.loads(line.removeprefix("data:") or "{}")
            if "output" in message:
                assert message["success"], message
                brought.append(message["output"]["data"])
    return brought


@pytest.mark.parametrize("pressed", PRESSED, ids=lambda one: f"{one.part} {one.kind}")
def test_the_end_of_an_event_brings_nothing_that_it_had_brought(
    tab: httpx.Client, pressed: Pressed
) -> None:
    *before, last = outputs(tab, pressed)
    assert "dl-" in json.dumps(before)
    assert all(part == NOTHING for part in last)
