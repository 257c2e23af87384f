"""A tab is its owner's: another who names its hash gets neither its state nor its stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from ui_process import served_page

from assistant.app.ui.serving.owners import SCOPE
from assistant.app.ui.serving.tabguard import LONGEST, REMEMBERED, TabGuard
from assistant.resources import seeds_folder

JOIN = "/gradio_api/queue/join"


class Server:
    """What stands behind the guard: notes what reaches it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        message = await receive() if scope["method"] == "POST" else {}
        self.bodies.append(message.get("body", b""))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


class Guarded:
    def __init__(self) -> None:
        self.server = Server()
        self.guard = TabGuard(self.server)

    def get(self, owner: str | None, path: str, query: str = "") -> int:
        return self._status(owner, path, query, [])

    def post(self, owner: str | None, body: object, path: str = JOIN) -> int:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        halves = [sent[: len(sent) // 2], sent[len(sent) // 2 :]]
        return self._status(owner, path, "", halves)

    def _status(self, owner: str | None, path: str, query: str, body: list[bytes]) -> int:
        scope: dict[str, Any] = {
            "type": "http",
            "method": "POST" if body else "GET",
            "path": path,
            "query_string": query.encode(),
        }
        if owner is not None:
            scope[SCOPE] = owner
        messages = [
            {"type": "http.request", "body": part, "more_body": n < len(body)}
            for n, part in enumerate(body, 1)
        ]
        answers: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            answers.append(message)

        asyncio.run(self.guard(scope, receive, send))
        return int(answers[0]["status"])


@pytest.fixture
def guarded() -> Guarded:
    made = Guarded()
    assert made.post("user:anna", {"session_hash": "a1", "data": []}) == 200
    return made


def test_the_owner_goes_on_with_the_body_as_it_was_sent(guarded: Guarded) -> None:
    body = b' {"session_hash": "a1",\n"data": ["\xc3\xb6"]}'
    assert guarded.post("user:anna", body) == 200
    assert guarded.server.bodies[-1] == body


@pytest.mark.parametrize("owner", ["user:ben", None])
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/gradio_api/queue/data", "session_hash=a1"),
        ("/gradio_api/queue/data", "session_hash=b1&session_hash=a1"),
        ("/gradio_api/queue/data", "session_hash=%611"),
        ("/gradio_api/heartbeat/a1", ""),
        ("/news/gradio_api/heartbeat/a1", ""),
        ("/gradio_api/stream/a1/1/2/playlist.m3u8", ""),
    ],
)
def test_nobody_else_reads_along(
    guarded: Guarded, owner: str | None, path: str, query: str
) -> None:
    assert guarded.get(owner, path, query) == 403
    assert guarded.get("user:anna", path, query.replace("b1", "a2")) == 200


@pytest.mark.parametrize("path", [JOIN, "/gradio_api/cancel", "/gradio_api/run/x"])
@pytest.mark.parametrize("owner", ["user:ben", None])
def test_nobody_else_calls_with_its_hash(guarded: Guarded, path: str, owner: str | None) -> None:
    assert guarded.post(owner, {"session_hash": "a1"}, path) == 403
    assert guarded.post(owner, b'{"session_hash": "b", "session_hash": "a1"}', path) == 403
    assert len(guarded.server.bodies) == 1


def test_another_tab_is_free(guarded: Guarded) -> None:
    assert guarded.post("user:ben", {"session_hash": "b1"}) == 200
    assert guarded.post("user:anna", {"session_hash": "b1"}) == 403


@pytest.mark.parametrize(
    "body", [b"\xff{", b"[1]", b'"a1"', b'{"session_hash": ["a1"]}', b"[" * 9999]
)
def test_a_body_that_names_no_tab_is_passed_on(guarded: Guarded, body: bytes) -> None:
    assert guarded.post("user:ben", body) == 200
    assert guarded.server.bodies[-1] == body


def test_a_body_without_end_is_refused(guarded: Guarded) -> None:
    assert guarded.post("user:anna", b"x" * (LONGEST + 1)) == 413


def test_a_file_for_the_corpus_may_be_longer_than_an_event(guarded: Guarded) -> None:
    assert guarded.post("user:anna", b"x" * (LONGEST + 1), "/dateline/upload") == 200


def test_only_so_many_tabs_are_noted(guarded: Guarded) -> None:
    for number in range(REMEMBERED):
        guarded.guard._is_of(f"n{number}", "user:anna")
    assert len(guarded.guard._owners) == REMEMBERED


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_page(tmp_path_factory.mktemp("tabs"), seeds_folder()) as page:
        yield page.url


def test_over_http_a_second_browser_gets_nothing_of_the_first_ones_tab(url: str) -> None:
    with httpx.Client(base_url=url) as anna, httpx.Client(base_url=url) as ben:
        assert [anna.get("/").status_code, ben.get("/").status_code] == [200, 200]
        joined = {"session_hash": "tab1", "fn_index": 0, "data": [None, None]}
        assert anna.post(JOIN, json=joined).status_code == 200
        assert ben.post(JOIN, json=joined).status_code == 403
        assert ben.get("/gradio_api/queue/data?session_hash=tab1").status_code == 403
        assert ben.get("/gradio_api/heartbeat/tab1").status_code == 403
        with anna.stream("GET", "/gradio_api/queue/data?session_hash=tab1") as mine:
            assert mine.status_code == 200
            assert any("process_completed" in line for line in mine.iter_lines())
