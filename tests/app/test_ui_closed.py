"""No event of the page can name a file of the machine, or a URL, for Gradio to fetch."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from ui_process import served_page

from assistant.app.ui.closed import names_file
from assistant.resources import seeds_folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def client(cache: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    with served_page(tmp_path, seeds_folder()) as page, httpx.Client(base_url=page.url) as made:
        yield made


def named(path: str) -> dict[str, Any]:
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize(
    "sent", [named("/etc/passwd"), [[{"value": named("x")}]], {"a": [named("x")]}]
)
def test_a_file_is_found_at_any_depth(sent: Any) -> None:
    assert names_file([None, "text", 3, sent])


def test_what_the_page_sends_names_none() -> None:
    assert not names_file(["Who?", {"turn": 3, "label": None}, [{"path": "x"}], None])


def test_an_event_that_names_a_file_or_a_url_fetches_neither(
    client: httpx.Client, cache: Path, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    secret = tmp_path / "secret.txt"
    secret.write_text("for nobody")
    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        events = client.get("/config").json()["dependencies"]
        direct = [event for event in events if event["inputs"] and not event["queue"]]
        assert direct
        for event in direct:
            for path in (str(secret), f"http://127.0.0.1:{server.server_port}/beacon"):
                body = {"data": [named(path)] * len(event["inputs"]), "fn_index": event["id"]}
                answer = client.post("/gradio_api/run/predict", json={**body, "session_hash": "x"})
                assert answer.status_code == 500
        server.shutdown()
    assert asked == []
    assert [file for file in cache.rglob("*") if file.is_file()] == []


RUN = "/gradio_api/run/predict"
JSON = {"content-type": "application/json"}
WRONG: tuple[Any, ...] = (-1, "9" * 5000, [1], {"a": 1}, "\ud800")
SENT = "turn label article at first last applies topic year names question edited retry quote id do"


def test_no_event_of_any_kind_is_more_than_the_page_can_bear(tmp_path: Path) -> None:
    """A script may send anything: it is told no, and nothing is written to the terminal."""
    with served_page(tmp_path, seeds_folder()) as page, httpx.Client(base_url=page.url) as client:
        made = client.get("/config").json()
        kinds = {one["id"]: one["type"] for one in made["components"]}
        broken = []
        at_once = [one for one in made["dependencies"] if not one["queue"]]
        # Several parts have the same handler.
        for event in {str([one["inputs"], one["outputs"]]): one for one in at_once}.values():
            sound = ["" if kinds[part] == "html" else None for part in event["inputs"]]
            sent: list[tuple[list[Any], Any]]
            sent = [(sound, dict.fromkeys(SENT.split(), wrong)) for wrong in WRONG]
            sent += [(sound, wrong) for wrong in WRONG[2:4]]
            sent += [(sound, {"turn": "digest", "article": wrong}) for wrong in WRONG]
            sent += [([wrong] * len(sound), {"at": 1}) for wrong in WRONG]
            for data, told in sent:
                body = {"data": data, "event_data": told, "fn_index": event["id"]}
                body |= {"session_hash": "tab", "trigger_id": event["targets"][0][0]}
                # Written here: httpx sends no half of a character.
                answer = client.post(RUN, content=json.dumps(body), headers=JSON)
                if answer.status_code != 200:
                    broken.append((event["targets"], str(data)[:80], str(told)[:80]))
            body = {"data": [], "fn_index": event["id"], "session_hash": "tab"}
            assert client.post(RUN, json=body).status_code == (500 if sound else 200)
            body = {"data": sound, "fn_index": event["id"], "session_hash": "tab"}
            client.post(RUN, json=body | {"event_data": named("/etc/passwd")})
        assert broken == []
        assert (tmp_path / "log").read_text() == ""
