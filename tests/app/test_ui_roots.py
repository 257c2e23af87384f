"""The path that the page is served under."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui_front import browser, front

from assistant.app.ui.serving.roots import root_of
from assistant.errors import ConfigError


@pytest.mark.parametrize(
    ("said", "root"),
    [("", ""), ("/", ""), ("news", "/news"), ("/news/", "/news"), ("/a/b-c_d.e", "/a/b-c_d.e")],
)
def test_a_root_begins_with_a_slash_and_ends_without(said: str, root: str) -> None:
    assert root_of(said) == root


@pytest.mark.parametrize("said", ["https://a.example/news", "/a b", "/a//b", "/../a", '/"x', "/ä"])
def test_what_is_no_path_is_one_sentence(said: str) -> None:
    with pytest.raises(ConfigError, match="is no path: say --root-path /news"):
        root_of(said)


@pytest.mark.parametrize("path", ["/a/whose", "/news/a/whose"])
def test_a_prefix_may_be_stripped_on_the_way_or_not(path: str, tmp_path: Path) -> None:
    with front(tmp_path, root="/news") as app:
        assert browser(app).get(path).json()["path"] == "/a/whose"


def test_the_root_without_its_slash_leads_to_the_one_with_it(tmp_path: Path) -> None:
    with front(tmp_path, root="/news") as app:
        answer = browser(app).get("/news?c=x")
        assert (answer.status_code, answer.headers["location"]) == (308, "/news/?c=x")


def test_a_path_that_only_begins_alike_is_another(tmp_path: Path) -> None:
    with front(tmp_path, root="/news") as app:
        assert browser(app).get("/newsroom/whose").json()["path"] == "/newsroom/whose"
        assert browser(app).get("/newsroom").status_code == 404


def test_the_browser_s_cookie_is_for_the_root(tmp_path: Path) -> None:
    with front(tmp_path, root="/news") as app:
        assert "Path=/news" in browser(app).get("/news/").headers["set-cookie"]
