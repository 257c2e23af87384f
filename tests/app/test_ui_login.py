"""Signing in and out: the form, its errors, the cookie, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient
from ui_front import browser, front
from ui_users import PASSWORD, quick_user

from assistant.app.ui.serving.login import after
from assistant.app.ui.serving.sessions import SESSION_COOKIE
from assistant.app.ui.serving.users import add_user


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    with front(tmp_path, "anna", "bert") as made:
        yield made


@pytest.fixture
def tab(app: FastAPI) -> TestClient:
    return browser(app)


def sign_in(
    tab: TestClient, name: str = "anna", password: str = PASSWORD, wanted: str = ""
) -> Response:
    return tab.post("/login" + wanted, data={"name": name, "password": password})


def told(answer: Response) -> str:
    """The one sentence that says what is wrong."""
    found = re.findall(r'<p id="wrong" role="alert">(.*?)</p>', answer.text)
    assert len(found) == 1
    return re.sub("&#(.*?);", lambda mark: chr(int(mark[1])), found[0])


def test_the_right_password_opens_the_page_that_was_wanted(tab: TestClient) -> None:
    place = tab.get("/?c=x").headers["location"]
    assert tab.get(place).status_code == 200
    answer = tab.post(place, data={"name": "anna", "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?c=x")
    assert tab.get("/?c=x").text == "<p>the page</p>"


def test_the_session_s_cookie_is_for_this_page_alone(tab: TestClient) -> None:
    given = sign_in(tab).headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"} <= set(given)
    assert "Secure" not in given


@pytest.mark.parametrize(
    ("name", "password"), [("anna", "not this one"), ("nobody", PASSWORD), ("anna", "x" * 2_000)]
)
def test_wrong_name_and_wrong_password_are_told_alike(
    tab: TestClient, name: str, password: str
) -> None:
    answer = sign_in(tab, name, password)
    assert told(answer) == (
        "That name and password do not belong together: check both and try again."
    )
    assert "set-cookie" not in answer.headers
    assert password not in answer.text


@pytest.mark.parametrize(("name", "password"), [("", "x"), ("anna", ""), (" ", "x")])
def test_an_empty_field_is_told(tab: TestClient, name: str, password: str) -> None:
    answer = sign_in(tab, name, password)
    assert told(answer) == "Give your name and your password."


def test_what_was_typed_comes_back_as_text(tab: TestClient) -> None:
    answer = sign_in(tab, '"><script>alert(1)</script>')
    assert "<script" not in answer.text
    assert 'value="&#34;&#62;&#60;script&#62;' in answer.text


def test_too_many_attempts_wait_even_with_the_right_password(tab: TestClient) -> None:
    for _ in range(3):
        sign_in(tab, password="wrong")
    answer = sign_in(tab)
    assert answer.status_code == 429
    assert told(answer) == "Too many attempts: try again in 1 second."
    assert answer.headers["retry-after"] == "1"


def test_signing_in_well_is_no_failed_attempt(tab: TestClient) -> None:
    assert [sign_in(tab).status_code for _ in range(5)] == [303] * 5


def test_a_form_that_is_too_long_is_not_read(tab: TestClient) -> None:
    assert told(sign_in(tab, "x" * 10_000)) == "Give your name and your password."


@pytest.mark.parametrize("body", [b"\xff\xfe", b"name=%ff&password=x", b"a=1&" * 50])
def test_what_is_no_form_is_no_crash(tab: TestClient, body: bytes) -> None:
    assert told(tab.post("/login", content=body)) == "Give your name and your password."


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/?c=x", "/?c=x"),
        ("/", "/"),
        (None, "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nset-cookie: x=y", "/"),
        ("/ü", "/"),
        ("/login?next=/login", "/"),
        ("/logout", "/"),
        ("/" + "x" * 3_000, "/"),
    ],
)
def test_signing_in_leads_nowhere_but_into_this_page(wanted: str | None, place: str) -> None:
    assert after(wanted) == place


def test_signing_in_again_ends_the_session_before(tab: TestClient, app: FastAPI) -> None:
    sign_in(tab)
    old = tab.cookies[SESSION_COOKIE]
    sign_in(tab, "bert")
    other = browser(app)
    other.cookies.set(SESSION_COOKIE, old)
    assert other.get("/a/whose").status_code == 401
    assert tab.get("/a/whose").json()["owner"] == "user:bert"


def test_whoever_is_signed_in_is_told_so_and_can_sign_out(tab: TestClient) -> None:
    sign_in(tab)
    token = tab.cookies[SESSION_COOKIE]
    page = tab.get("/login").text
    assert "You are signed in as <strong>anna</strong>" in page
    assert 'action="/logout"' in page
    left = tab.post("/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    tab.cookies.set(SESSION_COOKIE, token)
    assert tab.get("/a/whose").status_code == 401


@pytest.mark.parametrize("path", ["/", "/login"])
def test_no_browser_keeps_a_page_of_who_is_signed_in(tab: TestClient, path: str) -> None:
    sign_in(tab)
    assert tab.get(path).headers.get_list("cache-control") == ["no-store"]


def test_signing_out_is_no_link(tab: TestClient) -> None:
    sign_in(tab)
    assert tab.get("/logout").status_code == 405
    assert tab.get("/a/whose").status_code == 200


def test_a_changed_password_asks_for_it_anew(tab: TestClient, tmp_path: Path) -> None:
    sign_in(tab)
    add_user(tmp_path / "users.txt", quick_user("anna", "another one"))
    assert tab.get("/a/whose").status_code == 401
    assert sign_in(tab).status_code == 200
    assert tab.get("/a/whose").status_code == 401
    assert sign_in(tab, password="another one").status_code == 303


def test_the_form_s_page_runs_nothing_and_only_it_may_post(tab: TestClient) -> None:
    headers = tab.get("/login").headers
    assert "form-action 'self'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    sign_in(tab)
    headers = tab.get("/").headers
    assert "form-action 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


def test_the_form_can_be_filled_in_by_a_password_manager_and_read_aloud(tab: TestClient) -> None:
    page = tab.get("/login").text
    for field, completes in (("name", "username"), ("password", "current-password")):
        assert f'<label for="{field}">' in page
        assert re.search(f'id="{field}"[^>]*autocomplete="{completes}"', page)
    assert "<script" not in page
    assert "style=" not in page
    assert 'lang="en"' in page


@pytest.mark.parametrize("stripped", [True, False])
def test_below_a_root_every_address_has_it(tmp_path: Path, stripped: bool) -> None:
    with front(tmp_path, "anna", root="/news") as app:
        tab = browser(app)

        def at(path: str) -> str:
            return path.removeprefix("/news") if stripped else path

        place = tab.get(at("/news/?c=x")).headers["location"]
        assert place == "/news/login?next=%2F%3Fc%3Dx"
        page = tab.get(at(place)).text
        assert 'href="/news/dateline/login.css"' in page
        assert tab.get(at("/news/dateline/login.css")).status_code == 200
        answer = tab.post(at(place), data={"name": "anna", "password": PASSWORD})
        assert answer.headers["location"] == "/news/?c=x"
        assert "Path=/news" in answer.headers["set-cookie"]
        cookie = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
        whose = tab.get(at("/news/a/whose"), headers=cookie)
        assert whose.json() == {"owner": "user:anna", "path": "/a/whose"}
        assert 'action="/news/logout"' in tab.get(at("/news/login"), headers=cookie).text
        assert tab.post(at("/news/logout"), headers=cookie).headers["location"] == "/news/login"
