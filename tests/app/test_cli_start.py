"""The command line starts fast, and says of itself what the README says of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from assistant.app.installed import OURS, needed, offline_encodings, versions
from assistant.app.main import app

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "gradio",
    "llama_index",
    "chromadb",
    "openai",
    "wordllama",
    "numpy",
    "pydantic",
    "rich",
    "tantivy",
    "tiktoken",
    "assistant.assembly",
    "assistant.config",
    "assistant.domain",
)
LOOK = f"""
import sys
from assistant.app.main import run
sys.argv = ["assistant", *sys.argv[1:]]
try:
    run()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def python(*argv: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *argv],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("argv", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(argv: list[str]) -> None:
    ran = python("-c", LOOK, *argv)
    assert ran.returncode == 0
    assert ran.stderr == "[]\n"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    script = line.replace("assistant", f'"{sys.executable}" -m assistant.app', 1)
    return subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    assert shell("assistant --help | true").stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_one_line_and_exit_1() -> None:
    ran = shell("assistant --version > /dev/full")
    assert ran.returncode == 1
    assert ran.stderr == "assistant: [Errno 28] No space left on device\n"


def commands() -> dict[str, list[str]]:
    """Every command and its long and short options."""
    listed: dict[str, list[str]] = {}
    waiting = list(typer.main.get_command(app).commands.items())  # type: ignore[attr-defined]
    for name, command in waiting:
        inner = getattr(command, "commands", {})
        waiting += [(f"{name} {of}", one) for of, one in inner.items()]
        if not inner:
            listed[name] = [option for param in command.params for option in param.opts]
    return listed


def options() -> set[str]:
    return {name for names in commands().values() for name in names if name.startswith("-")}


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"assistant {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", sorted(options() | {"--version"}))
def test_every_option_is_in_the_readme(option: str) -> None:
    assert option in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_are_those_of_the_interface() -> None:
    assert list(commands()) == [
        "index", "search", "ask", "digest", "timeline", "dates", "check", "chat", "articles",
        "show", "ui", "doctor", "feedback export",
    ]  # fmt: skip


def test_doctor_knows_every_dependency_of_the_project() -> None:
    names = needed()
    assert {"chromadb", "llama-index-core", "typer"} <= set(names)
    assert "pytest" not in names
    assert None not in [version for name, version in versions().items() if name != OURS]


def test_two_token_encodings_open_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    assert offline_encodings() == ["cl100k_base", "o200k_base"]


def test_an_empty_cache_folder_offers_no_encoding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert offline_encodings() == []
