"""``assistant ui``: what it passes on, what it refuses, and the users it writes."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from cli_runner import CommandLine
from ui_users import PASSWORD, auth_file, quick_user

from assistant.app.ui.serving.users import load_users


@pytest.fixture
def served(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """With what the page was served, each time."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr("assistant.app.ui.serve", lambda assistant, **how: calls.append(how))
    return calls


def test_every_option_reaches_the_server(
    cli: CommandLine, served: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = auth_file(tmp_path, "anna")
    options = ["--host", "0.0.0.0", "--port", "8000", "--auth-file", path, "--root-path", "/news"]
    assert cli("ui", *options, "--watch", "--allow-upload").code == 0
    served[0].pop("on_ready")
    assert served == [
        {
            "host": "0.0.0.0",
            "port": 8000,
            "auth_file": path,
            "root_path": "/news",
            "watch": True,
            "allow_upload": True,
        }
    ]


def test_unasked_it_is_this_machine_s_alone_without_extras(
    cli: CommandLine, served: list[dict[str, Any]]
) -> None:
    assert cli("ui").code == 0
    served[0].pop("on_ready")
    assert served == [
        {
            "host": "127.0.0.1",
            "port": 7860,
            "auth_file": None,
            "root_path": "",
            "watch": False,
            "allow_upload": False,
        }
    ]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_where_others_could_open_it_users_are_required(
    host: str, cli: CommandLine, served: list[dict[str, Any]]
) -> None:
    ran = cli("ui", "--host", host)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"assistant: On {host} others could open the page: name those who may sign in with "
        "--auth-file FILE (made with --add-user), or leave --host at 127.0.0.1.\n"
    )
    assert not served
    assert not cli.assistant.calls  # nothing was opened for it, either


def test_a_file_with_nobody_in_it_opens_nothing(
    cli: CommandLine, served: list[dict[str, Any]], tmp_path: Path
) -> None:
    ran = cli("ui", "--auth-file", tmp_path / "users.txt")
    assert ran.code == 1
    assert "names nobody who may sign in: add someone with" in ran.err
    assert not served


def test_a_file_that_others_can_read_is_a_warning(
    cli: CommandLine, served: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = auth_file(tmp_path, "anna")
    path.chmod(0o644)
    ran = cli("ui", "--auth-file", path)
    assert ran.code == 0
    assert ran.err == f"{path} can be read by others on this machine: chmod 600 {path}\n"
    assert served


def test_a_root_that_is_no_path_is_refused(cli: CommandLine, served: list[dict[str, Any]]) -> None:
    ran = cli("ui", "--root-path", "https://a.example/news")
    assert ran.code == 1
    assert "is no path: say --root-path /news" in ran.err
    assert not served


def test_add_user_writes_a_file_for_its_owner_and_ends(
    cli: CommandLine, served: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = tmp_path / "users.txt"
    ran = cli("ui", "--auth-file", path, "--add-user", "anna", stdin=f"{PASSWORD}\n")
    assert (ran.code, ran.out, ran.err) == (0, f"anna can sign in with {path}\n", "")
    assert load_users(path)["anna"].knows(PASSWORD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD not in path.read_text()
    assert not served


def test_add_user_says_that_a_password_was_replaced(cli: CommandLine, tmp_path: Path) -> None:
    path = auth_file(tmp_path, "anna", "bert")
    ran = cli("ui", "--auth-file", path, "--add-user", "anna", stdin="another one\r\n")
    assert ran.out == f"anna has a new password in {path}\n"
    users = load_users(path)
    assert users["anna"].knows("another one")
    assert users["bert"] == quick_user("bert")


def test_add_user_without_a_file_says_which_option_is_missing(cli: CommandLine) -> None:
    ran = cli("ui", "--add-user", "anna", stdin=f"{PASSWORD}\n")
    assert ran.code == 1
    assert "assistant ui --auth-file users.txt --add-user NAME" in ran.err


@pytest.mark.parametrize("typed", ["", "\n", "short\n"])
def test_a_password_that_is_too_short_writes_nothing(
    typed: str, cli: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "users.txt"
    ran = cli("ui", "--auth-file", path, "--add-user", "anna", stdin=typed)
    assert ran.code == 1
    assert "The password is too short" in ran.err
    assert not path.exists()


class Terminal:
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_password_is_asked_for_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from assistant.app.commands.ui import ui
    from assistant.errors import ConfigError

    path = tmp_path / "users.txt"
    monkeypatch.setattr("sys.stdin", Terminal())
    typed = iter([PASSWORD, PASSWORD, "another one", "another two"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    ui(auth_file=path, add_user="anna")
    assert load_users(path)["anna"].knows(PASSWORD)
    with pytest.raises(ConfigError, match="The two passwords differ: nothing was changed"):
        ui(auth_file=path, add_user="anna")
    assert load_users(path)["anna"].knows(PASSWORD)
