"""The whole server over Gradio's own queue: two users, two browsers, a proxy, and a full house."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from ui_process import Served, served_page
from ui_proxy import proxied
from ui_users import PASSWORD, auth_file, quick_user

from assistant.app.ui.serving.owners import BROWSER_COOKIE, browser_owner
from assistant.resources import seeds_folder

PROGRAM = "ui_owner_server.py"
WHOSE, HELD = 0, 1


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Without an auth file."""
    folder = tmp_path_factory.mktemp("alone")
    with served_page(folder, seeds_folder(), str(folder / "hold"), program=PROGRAM) as served:
        yield served


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """With an auth file, which is the second."""
    folder = tmp_path_factory.mktemp("shared")
    users = auth_file(folder, "anna", "bert")
    options = [str(folder / "hold"), str(users)]
    with served_page(folder, seeds_folder(), *options, program=PROGRAM) as served:
        yield served, users


@pytest.fixture
def browsers() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def browser(browsers: ExitStack, url: str) -> httpx.Client:
    """A browser that has opened the page, and was led to the log-in where there is one."""
    made = browsers.enter_context(httpx.Client(base_url=url, timeout=20))
    made.get("/", follow_redirects=True)
    return made


def signed_in(browsers: ExitStack, url: str, name: str) -> httpx.Client:
    made = browser(browsers, url)
    answer = made.post("login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return made


def begin(tab: httpx.Client, event: int, session: str) -> None:
    asked = {"data": [], "fn_index": event, "session_hash": session}
    assert tab.post("gradio_api/queue/join", json=asked).status_code == 200


def messages(tab: httpx.Client, session: str) -> Iterator[dict[str, object]]:
    address = f"gradio_api/queue/data?session_hash={session}"
    with tab.stream("GET", address) as answer:
        assert answer.status_code == 200
        for line in answer.iter_lines():
            if line.startswith("data:"):
                yield json.loads(line[5:])


def value(tab: httpx.Client, event: int, session: str) -> object:
    """What the event gives in the end."""
    begin(tab, event, session)
    for message in messages(tab, session):
        if message["msg"] == "process_completed":
            return message["output"]["data"][0]  # type: ignore[index]
    raise AssertionError("the stream ended before the event did")


def test_an_event_in_the_queue_knows_its_browser(alone: Served, browsers: ExitStack) -> None:
    tabs = [browser(browsers, alone.url) for _ in range(2)]
    owners = [value(tab, WHOSE, f"tab{number}") for number, tab in enumerate(tabs)]
    assert owners == [browser_owner(tab.cookies[BROWSER_COOKIE]) for tab in tabs]
    assert len(set(owners)) == 2


def test_an_event_in_the_queue_knows_its_user(
    shared: tuple[Served, Path], browsers: ExitStack
) -> None:
    served, _ = shared
    for name in ("anna", "bert", "anna"):
        tab = signed_in(browsers, served.url, name)
        assert value(tab, WHOSE, f"tab of {name}") == f"user:{name}"


def test_nothing_of_gradio_s_can_be_reached_before_signing_in(
    shared: tuple[Served, Path], browsers: ExitStack
) -> None:
    served, _ = shared
    inside = signed_in(browsers, served.url, "anna")
    page = inside.get("/").text
    loaded = re.findall(r'(?:src|href)="\.?(/[^":]+)"', page)
    assert loaded
    stranger = browser(browsers, served.url)
    for path in ["/config", "/theme.css", "/dateline/style.css", "/dateline/state", *loaded]:
        assert inside.get(path).status_code == 200, path
        assert stranger.get(path).status_code == 401, path
    for path in ["/gradio_api/info", "/gradio_api/queue/data?session_hash=x", "/nothing"]:
        assert stranger.get(path).status_code == 401, path
    for path in [
        "/gradio_api/queue/join",
        "/gradio_api/run/whose",
        "/gradio_api/upload",
        "/logout",
    ]:
        assert stranger.post(path, json={}).status_code == 401, path
    refused = stranger.post("/gradio_api/queue/join", json={})  # as Gradio's page can show it
    assert refused.json() == {"detail": "Sign in first: open this page anew in the browser."}
    assert stranger.get("/healthz").json() == {"status": "ok"}
    assert inside.get("/healthz").json()["articles"] == 2
    assert inside.get("/dateline/state").json()["articles"] == 2


def test_no_other_site_of_the_same_domain_may_read_along(
    shared: tuple[Served, Path], browsers: ExitStack
) -> None:
    served, _ = shared
    tab = signed_in(browsers, served.url, "anna")
    answer = tab.get("/config", headers={"origin": "http://b.example", "host": "a.example"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_removed_user_s_open_stream_ends(
    shared: tuple[Served, Path], browsers: ExitStack
) -> None:
    served, users = shared
    tab = signed_in(browsers, served.url, "bert")
    begin(tab, HELD, "long")
    before = users.read_text()
    seen = []
    try:
        for message in messages(tab, "long"):
            seen.append(message["msg"])
            assert len(seen) < 100, "the stream goes on"
            if message["msg"] == "process_generating":
                users.write_text(quick_user("anna").line + "\n")
        assert "process_completed" not in seen
        assert tab.get("/config").status_code == 401
    finally:
        users.write_text(before)


def test_health_and_state_answer_while_every_place_and_the_whole_line_are_taken(
    alone: Served, browsers: ExitStack, request: pytest.FixtureRequest
) -> None:
    hold = next(Path(one) for one in alone.process.args if str(one).endswith("hold"))  # type: ignore[union-attr]
    tab = browser(browsers, alone.url)
    try:
        for number in range(71):
            begin(tab, HELD, f"held{number}")
        time.sleep(2)  # each draws its ticket in a thread of its own: now all have
        begin(tab, HELD, "held71")
        last = messages(tab, "held71")
        said = (
            message["output"]["data"][0]  # type: ignore[index]
            for message in last
            if message["msg"] == "process_generating"
        )
        assert next(said) == "64 before"
        assert tab.get("/healthz", timeout=5).json()["status"] == "ok"
        assert tab.get("/dateline/state", timeout=5).json()["articles"] == 2
        assert value(browser(browsers, alone.url), WHOSE, "another")
        last.close()
    finally:
        hold.touch()
    assert {message["msg"] for message in messages(tab, "held0")} >= {"process_completed"}


@pytest.mark.parametrize("strips", [True, False])
@pytest.mark.parametrize("users", [True, False])
def test_behind_a_proxy_the_page_its_parts_and_its_events_are_below_the_root(
    strips: bool, users: bool, tmp_path: Path, browsers: ExitStack
) -> None:
    names = auth_file(tmp_path, "anna") if users else ""
    options = [str(tmp_path / "hold"), str(names), "/news"]
    with (
        served_page(tmp_path, seeds_folder(), *options, program=PROGRAM) as served,
        proxied(served.url.removesuffix("/news/"), "/news", strips=strips) as url,
    ):
        assert served.url.endswith("/news/")
        tab = signed_in(browsers, url + "/", "anna") if users else browser(browsers, url + "/")
        page = tab.get("")
        assert page.status_code == 200
        assert json.loads(tab.get("config").text)["root"] == url
        for path in set(re.findall(r'(?:src|href)="(\.?/[^":]+)"', page.text)):
            assert tab.get(str(httpx.URL(url + "/").join(path))).status_code == 200, path
        assert f'"root":"{url}"' in page.text.replace(": ", ":")
        owner = value(tab, WHOSE, "tab")
        cookies = {cookie.name: cookie.path for cookie in tab.cookies.jar}
        assert set(cookies.values()) == {"/news"}
        assert owner == ("user:anna" if users else browser_owner(tab.cookies[BROWSER_COOKIE]))


def test_a_restart_signs_nobody_out(tmp_path: Path, browsers: ExitStack) -> None:
    options = [str(tmp_path / "hold"), str(auth_file(tmp_path, "anna"))]
    with served_page(tmp_path, seeds_folder(), *options, program=PROGRAM) as served:
        tab = signed_in(browsers, served.url, "anna")
    with served_page(tmp_path, seeds_folder(), *options, program=PROGRAM) as again:
        other = browsers.enter_context(httpx.Client(base_url=again.url, timeout=20))
        other.cookies.update(tab.cookies)
        assert value(other, WHOSE, "tab") == "user:anna"
