"""Whose request it is: what the layer in front said, else the browser's cookie, hashed."""

from __future__ import annotations

import gradio as gr
import pytest
from starlette.requests import Request

from assistant.app.ui.serving import owners
from assistant.app.ui.serving.owners import BROWSER_COOKIE, SCOPE, browser_owner, owner_of


def asked(cookie: str = "", owner: str | None = None, tab: str | None = "tab") -> gr.Request:
    headers = [(b"cookie", f"{BROWSER_COOKIE}={cookie}".encode("latin-1"))] if cookie else []
    scope = {"type": "http", "headers": headers, "method": "POST", "path": "/"}
    if owner:
        scope[SCOPE] = owner
    return gr.Request(Request(scope), session_hash=tab)


def test_what_the_layer_in_front_wrote_is_the_owner() -> None:
    assert owner_of(asked(owners.new_token(), "user:anna")) == "user:anna"


def test_two_browsers_are_two_owners_and_one_is_always_the_same() -> None:
    one, other = owners.new_token(), owners.new_token()
    assert owner_of(asked(one)) == owner_of(asked(one, tab="another")) == browser_owner(one)
    assert owner_of(asked(one)) != owner_of(asked(other))


def test_a_cookie_is_never_the_owner_as_it_stands() -> None:
    token = owners.new_token()
    assert token not in owner_of(asked(token))
    assert owner_of(asked("user:anna-and-sixteen-more")).startswith("browser:")


@pytest.mark.parametrize("bad", ["short", "x" * 65, "\xe9" * 22, "a\x01" * 11])
def test_what_is_no_cookie_of_ours_names_no_browser(bad: str) -> None:
    assert browser_owner(bad) is None


def test_without_a_cookie_each_tab_owns_its_own() -> None:
    assert owner_of(asked(tab="a")) == owner_of(asked(tab="a"))
    assert len({owner_of(asked(tab=tab)) for tab in ("a", "b", None, None)}) == 4


def test_a_request_that_gradio_took_apart_still_has_its_browser() -> None:
    token = owners.new_token()
    taken = gr.Request(headers={}, cookies={BROWSER_COOKIE: token}, session_hash="tab")
    assert owner_of(taken) == browser_owner(token)


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (b"a=1; dateline_browser=t; b=2", "t"),
        (b'dateline_browser="t"', "t"),
        (b"xdateline_browser=t", None),
        (b"dateline_browser", None),
        (b"a=" + b"x" * 20_000 + b"; dateline_browser=t", None),
    ],
)
def test_a_cookie_is_found_by_its_whole_name(sent: bytes, value: str | None) -> None:
    assert owners.cookie([(b"cookie", sent)], BROWSER_COOKIE) == value


def test_a_cookie_is_kept_from_scripts_and_other_sites() -> None:
    name, value = owners.set_cookie("n", "v", path="/news", seconds=60, secure=True)
    assert name == b"set-cookie"
    assert set(value.decode().split("; ")) == {
        "n=v", "HttpOnly", "Max-Age=60", "Path=/news", "SameSite=Lax", "Secure"
    }  # fmt: skip
    assert b"Secure" not in owners.set_cookie("n", "v", path="/", seconds=60, secure=False)[1]
