"""No event of the page can name a file of the machine, or a URL, for Gradio to fetch."""

from __future__ import annotations

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
