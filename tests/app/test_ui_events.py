"""What the page's events send, over Gradio's own queue."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def outputs(tab: httpx.Client, kind: str, question: str) -> list[list[Any]]:
    """What each message of the page's event of that kind brings to the parts of the page."""
    described = tab.get("config").json()
    box = next(p["id"] for p in described["components"] if p["props"].get("elem_id") == "dl-box")
    event = next(
        one
        for one in described["dependencies"]
        if [0 if kind == "load" else box, kind] in one["targets"]
    )
    given = {box: question, event["inputs"][0]: question or {"query": "", "minutes": 0}}
    asked = {
        "data": [given.get(part) for part in event["inputs"]],
        "fn_index": event["id"],
        "session_hash": kind,
    }
    assert tab.post("gradio_api/queue/join", json=asked).status_code == 200
    brought = []
    with tab.stream("GET", f"gradio_api/queue/data?session_hash={kind}") as answer:
        for line in answer.iter_lines():
            message = json.loads(line.removeprefix("data:") or "{}")
            if "output" in message:
                brought.append(message["output"]["data"])
    return brought


@pytest.mark.parametrize(("kind", "question"), [("load", ""), ("submit", BURNS)])
def test_the_end_of_an_event_brings_nothing_that_it_had_brought(
    tab: httpx.Client, kind: str, question: str
) -> None:
    *before, last = outputs(tab, kind, question)
    assert "dl-" in json.dumps(before)
    assert all(part == NOTHING for part in last)
