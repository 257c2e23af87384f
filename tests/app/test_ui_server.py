"""The server around the page: its headers, its health, its port, and whom it answers."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from ui_process import served_page

from assistant.app.ui import serve
from assistant.app.ui.serving.security import policy
from assistant.app.ui.serving.state import health
from assistant.assembly import Assistant, build
from assistant.errors import ConfigError
from assistant.resources import seeds_folder

POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("server") / "store"
    with build(store=store, corpus=(seeds_folder(),)) as made:
        made.sync()
        yield made


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("page")
    with served_page(folder, seeds_folder()) as page, httpx.Client(base_url=page.url) as made:
        yield made


def directives(rules: str) -> dict[str, list[str]]:
    parts = (rule.split() for rule in rules.split(";"))
    return {name: values for name, *values in parts}


def test_health_says_what_can_be_asked(client: httpx.Client, assistant: Assistant) -> None:
    overview = assistant.overview()
    assert client.get("/healthz").json() == {
        "status": "ok",
        "generation": overview.generation,
        "articles": 2,
        "passages": overview.passages,
    }


def test_without_an_index_health_is_503_with_what_to_run(tmp_path: Path) -> None:
    with build(store=tmp_path / "store", corpus=(tmp_path,)) as empty:
        told, code = health(empty)
    assert code == 503
    assert told["status"] == "unavailable"
    assert "assistant index" in str(told["reason"])


@pytest.mark.parametrize("path", ["/", "/healthz", "/dateline/style.css", "/config", "/nothing"])
def test_every_answer_carries_our_headers_once(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("referrer-policy") == ["no-referrer"]
    assert len(headers.get_list(POLICY)) == 1
    rules = directives(headers[POLICY])
    assert rules["frame-ancestors"] == rules["form-action"] == rules["default-src"] == ["'none'"]


def test_the_policy_allows_no_other_origin_and_no_inline_script() -> None:
    rules = directives(policy())
    assert "'unsafe-inline'" not in rules["script-src"]
    sources = {source for values in rules.values() for source in values}
    assert sources <= {"'none'", "'self'", "data:", "'unsafe-inline'", "'unsafe-eval'"}


def test_the_page_names_the_hash_of_each_of_its_inline_scripts(client: httpx.Client) -> None:
    for encoding in ("identity", "gzip", "br"):
        answer = client.get("/", headers={"accept-encoding": encoding})
        scripts = re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
            for one in scripts
        }
        assert len(hashes) >= 3
        assert hashes <= set(directives(answer.headers[POLICY])["script-src"])
        assert int(answer.headers["content-length"]) == len(answer.content)


def test_the_page_and_its_style_name_no_other_host(client: httpx.Client) -> None:
    page = client.get("/").text
    loads = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"([^\"]+)\"", page)
    assert loads
    assert not [url for url in loads if "//" in url]
    assert "fonts.googleapis" not in page
    for sheet in ("/dateline/style.css", "/theme.css"):
        css = client.get(sheet)
        assert css.status_code == 200
        assert "@import" not in css.text
        assert not re.findall(r"url\((?![\"']?data:)[^)]*\)", css.text)


def test_the_page_brings_its_icon_and_asks_for_no_manifest(client: httpx.Client) -> None:
    """Both would be looked for at the root of the host, whatever path the page is below."""
    page = client.get("/").text
    assert '<link rel="icon" type="image/svg+xml" href="data:' in page
    assert "manifest" not in re.findall(r'rel="(.*?)"', page)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:7860", "[::1]:7860"])
def test_the_page_answers_to_the_names_of_this_machine(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", ""])
def test_a_foreign_name_that_points_here_is_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/healthz", headers={"host": host})
    assert answer.status_code == 421
    assert "articles" not in answer.text


def test_nothing_can_be_uploaded(client: httpx.Client) -> None:
    answer = client.post("/gradio_api/upload", files={"files": b"x"})
    assert answer.status_code == 404


def test_the_page_offers_no_api_of_its_own(client: httpx.Client) -> None:
    offered = client.get("/gradio_api/info").json()
    assert offered["named_endpoints"] == {}
    assert offered["unnamed_endpoints"] == {}


def test_a_port_in_use_is_one_clear_sentence(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} on 127.0.0.1 .*--port"):
            serve(assistant, port=port)


def test_a_number_that_is_no_port_is_refused(assistant: Assistant) -> None:
    with pytest.raises(ConfigError, match="There is no port 65536"):
        serve(assistant, port=65536)


def test_importing_the_package_does_not_load_gradio() -> None:
    program = "import sys, assistant.app.ui; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
