"""``POST dateline/upload`` on a FastAPI application, without a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from assistant.app.ui.desks import uploads
from assistant.app.ui.serving.receiving import OURS, ROUTE, receive

TEXT = b" date 2021-12-03 A ship ran aground off Bergen."


def post(store: Path, name: str, body: Any = TEXT, headers: Any = None) -> httpx.Response:
    app = FastAPI()
    receive(app, store)

    async def sent() -> httpx.Response:
        way = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=way, base_url="http://127.0.0.1") as client:
            marked = {OURS: "1"} if headers is None else headers
            return await client.post(ROUTE, params={"name": name}, content=body, headers=marked)

    return anyio.run(sent)


def files(store: Path) -> list[str]:
    folder = store / "uploads"
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def test_a_file_comes_into_the_store_byte_for_byte(tmp_path: Path) -> None:
    told = post(tmp_path, "../ship.txt").json()
    assert told == {"name": "ship.txt", "state": "added", "told": ""}
    assert (tmp_path / "uploads" / "ship.txt").read_bytes() == TEXT
    assert files(tmp_path) == ["ship.txt"]


def test_a_body_that_says_no_length_is_stopped_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 2**20)
    pieces = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal pieces
        while pieces < 100:
            pieces += 1
            yield b"x" * 2**16

    told = post(tmp_path, "ship.txt", endless()).json()
    assert told["told"].startswith("ship.txt is larger than 1 MB")
    assert pieces < 30
    assert files(tmp_path) == []


def test_a_body_that_says_it_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 10)
    assert post(tmp_path, "ship.txt").json()["state"] == "refused"
    assert files(tmp_path) == []


def test_a_body_for_which_there_is_no_room_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FOLDER_BYTES", 10)
    assert "together" in post(tmp_path, "ship.txt").json()["told"]
    assert files(tmp_path) == []


def test_what_no_article_is_read_from_leaves_nothing(tmp_path: Path) -> None:
    assert post(tmp_path, "ship.exe").json()["state"] == "refused"
    assert files(tmp_path) == []


def test_a_form_of_another_site_cannot_add_a_file(tmp_path: Path) -> None:
    assert post(tmp_path, "ship.txt", headers={}).status_code == 403
    assert files(tmp_path) == []
