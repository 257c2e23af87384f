"""The layer in front of the page: whose a request is, and which ones are stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from ui_front import browser, front
from ui_users import PASSWORD

from assistant.app.ui.serving.gate import from_here
from assistant.app.ui.serving.owners import BROWSER_COOKIE, browser_owner


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[FastAPI]:
    """Without an auth file."""
    with front(tmp_path) as app:
        yield app


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[FastAPI]:
    with front(tmp_path, "anna", "bert") as app:
        yield app


def test_a_browser_gets_its_cookie_with_the_page_and_is_known_by_it(alone: FastAPI) -> None:
    tab = browser(alone)
    assert tab.get("/a/whose").json()["owner"] is None
    given = tab.get("/").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Path=/;" in given
    assert "Secure" not in given
    owner = tab.get("/a/whose").json()["owner"]
    assert owner == browser_owner(tab.cookies[BROWSER_COOKIE])
    assert "set-cookie" not in tab.get("/").headers


def test_two_browsers_are_two_owners(alone: FastAPI) -> None:
    tabs = [browser(alone), browser(alone)]
    for tab in tabs:
        tab.get("/")
    assert len({tab.get("/a/whose").json()["owner"] for tab in tabs}) == 2


def test_a_cookie_that_is_none_of_ours_is_replaced_with_the_page(alone: FastAPI) -> None:
    tab = browser(alone)
    answer = tab.get("/", headers={"cookie": f"{BROWSER_COOKIE}=user:anna"})
    assert BROWSER_COOKIE in answer.headers["set-cookie"]


def test_over_https_the_cookie_stays_there(alone: FastAPI) -> None:
    assert "Secure" in browser(alone, "https://news.example").get("/").headers["set-cookie"]
    forwarded = browser(alone).get("/", headers={"x-forwarded-proto": "https"})
    assert "Secure" in forwarded.headers["set-cookie"]


@pytest.mark.parametrize(
    "path", ["/config", "/theme.css", "/gradio_api/queue/data", "/a/whose", "/assets/index.js"]
)
def test_without_a_session_everything_but_the_log_in_is_closed(shared: FastAPI, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = browser(shared).request(method, path)
        assert answer.status_code == 401
        assert not answer.content or "Sign in first" in answer.text


@pytest.mark.parametrize("path", ["/login", "/login?next=/", "/dateline/login.css", "/healthz"])
def test_what_is_needed_to_sign_in_is_open(shared: FastAPI, path: str) -> None:
    assert browser(shared).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/login/", "/Login", "//login", "/login/../config", "/healthz/x"])
def test_no_other_spelling_of_an_open_path_is_open(shared: FastAPI, path: str) -> None:
    assert browser(shared).get(f"http://news.example{path}").status_code == 401


def test_the_page_leads_to_the_log_in_and_keeps_what_was_wanted(shared: FastAPI) -> None:
    answer = browser(shared).get("/?c=a%2Fb&n=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2F%3Fc%3Da%252Fb%26n%3D1"


def test_with_an_auth_file_no_browser_s_cookie_opens_anything(shared: FastAPI) -> None:
    tab = browser(shared)
    tab.cookies.set(BROWSER_COOKIE, "x" * 22)
    assert tab.get("/a/whose").status_code == 401


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://news.example"}, False),
        ({"origin": "http://news.example"}, True),
        ({"origin": "https://news.example", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://news.example.evil.example"}, False),
        ({"origin": "http://news.example:81"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "http://out.example", "x-forwarded-host": "out.example"}, True),
    ],
)
def test_only_this_server_s_own_pages_change_something(headers: dict[str, str], ours: bool) -> None:
    sent = {"host": "news.example", **headers}
    scope = {"headers": [(name.encode(), value.encode()) for name, value in sent.items()]}
    assert from_here(scope) is ours


def test_what_another_site_sends_is_refused_with_and_without_users(
    alone: FastAPI, shared: FastAPI
) -> None:
    for app in (alone, shared):
        answer = browser(app).post("/a/whose", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert browser(app).post("/login", headers={"origin": "null"}).status_code == 403


def test_a_signed_in_request_carries_its_user(shared: FastAPI) -> None:
    tab = browser(shared)
    tab.post("/login", data={"name": "bert", "password": PASSWORD})
    assert tab.get("/a/whose").json()["owner"] == "user:bert"
    assert tab.get("/healthz").json()["owner"] == "user:bert"
