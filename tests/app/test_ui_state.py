"""What an open page looks at: the index in use, a sync anywhere, and whether the model is up."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app.ui.serving.reach import Reach
from assistant.app.ui.serving.state import health, state
from assistant.assembly import Assistant, build
from assistant.index.generations import Generations
from assistant.index.writing import being_written
from assistant.testing import FakeOpenAI

ARTICLE = "The mayor of Lindau opened the bridge on Friday. It had been closed for six weeks."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2021-11-06_bridge.txt").write_text(f"date 2021-11-06\nBridge\n\n{ARTICLE}\n")
    return folder


@pytest.fixture
def assistant(tmp_path: Path, corpus: Path) -> Iterator[Assistant]:
    with build(store=tmp_path / "store", corpus=(corpus,)) as made:
        made.sync()
        yield made


def heard(reach: Reach) -> object:
    """What is known once the server has answered."""
    for thread in threading.enumerate():
        if thread.name == "reach":
            thread.join(10)
    return reach.look()


def test_the_state_names_the_index_in_use(assistant: Assistant) -> None:
    overview = assistant.overview()
    assert state(assistant, Reach(assistant)) == {
        "generation": overview.generation,
        "articles": 1,
        "syncing": False,
        "model": None,
    }


def test_a_sync_changes_the_generation(assistant: Assistant, corpus: Path) -> None:
    before = state(assistant, Reach(assistant))
    (corpus / "more.txt").write_text("date 2021-11-07\nMore\n\nA second article of news.\n")
    assistant.sync()
    after = state(assistant, Reach(assistant))
    assert after["generation"] > before["generation"]
    assert after["articles"] == 2


def test_without_an_index_there_is_a_state_all_the_same(tmp_path: Path) -> None:
    with build(store=tmp_path / "none", corpus=(tmp_path,)) as empty:
        told = state(empty, Reach(empty))
    assert (told["generation"], told["articles"]) == (None, None)


def test_a_sync_in_any_process_is_seen_while_it_lasts(assistant: Assistant) -> None:
    store = assistant.settings.store
    with Generations(store).writer():
        assert state(assistant, Reach(assistant))["syncing"] is True
    assert not being_written(store)


def test_a_writer_that_was_killed_is_none(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / "writer.json"
    left.write_text(json.dumps({"pid": ended.pid, "host": socket.gethostname()}))
    assert not being_written(tmp_path)
    left.write_text(json.dumps({"pid": ended.pid, "host": "another machine"}))
    assert being_written(tmp_path)


@pytest.mark.parametrize("left", ["", "{", "[]", '{"pid": "x", "host": "y"}', '{"pid": 1}'])
def test_what_is_left_of_a_writer_s_name_is_no_crash(left: str, tmp_path: Path) -> None:
    (tmp_path / "writer.json").write_text(left)
    assert not being_written(tmp_path)


def test_to_a_stranger_health_tells_nothing_of_the_corpus(
    assistant: Assistant, tmp_path: Path
) -> None:
    assert health(assistant, whole=False) == ({"status": "ok"}, 200)
    with build(store=tmp_path / "none", corpus=(tmp_path,)) as empty:
        told = health(empty, whole=False)
    assert told == ({"status": "unavailable", "reason": "IndexMissing"}, 503)


def test_a_model_that_is_up_is_asked_for_its_list_and_told_nothing(
    assistant: Assistant, tmp_path: Path
) -> None:
    with FakeOpenAI() as server:
        settings = {"openai_base_url": server.base_url, "model": "fake"}
        with build(store=assistant.settings.store, **settings) as written:
            reach = Reach(written)
            first = reach.look()
            assert (first.name, first.host, first.up) == ("fake", server.host, None)
            known = heard(reach)
    assert (known.up, known.why) == (True, None)
    asked = {request.path for request in server.requests}
    assert "/v1/models" in asked
    assert not asked & {"/v1/chat/completions", "/v1/embeddings"}


def test_a_model_that_is_down_is_told_with_the_reason(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with build(
        store=assistant.settings.store, openai_base_url=f"http://127.0.0.1:{port}/v1", model="m"
    ) as written:
        reach = Reach(written)
        reach.look()
        known = heard(reach)
    assert known.up is False
    assert f"127.0.0.1:{port}" in known.why


def test_the_server_is_asked_once_in_half_a_minute_and_only_when_somebody_looks(
    assistant: Assistant,
) -> None:
    now = [0.0]
    with (
        FakeOpenAI() as server,
        build(
            store=assistant.settings.store, openai_base_url=server.base_url, model="fake"
        ) as written,
    ):
        reach = Reach(written, now=lambda: now[0])
        for _ in range(3):
            reach.look()
            heard(reach)
        once = len(server.requests)
        now[0] = 29.9
        heard(reach)
        assert len(server.requests) == once
        now[0] = 30.1
        reach.look()
        heard(reach)
        assert len(server.requests) == 2 * once


def test_looking_never_waits_for_a_server_that_hangs(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with build(
            store=assistant.settings.store, openai_base_url=f"http://127.0.0.1:{port}/v1", model="m"
        ) as written:
            reach = Reach(written)
            reach.look()
            silent.accept()[0].close()  # it was being asked, and had not answered
            assert reach.look().up in (None, False)
            heard(reach)


def test_quotations_have_no_model_to_be_up(assistant: Assistant) -> None:
    assert Reach(assistant).look() is None
    assert not [thread for thread in threading.enumerate() if thread.name == "reach"]
