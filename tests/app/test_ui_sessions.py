"""Sessions: they outlive the server, and end with time, user and password."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from ui_users import auth_file, quick_user

from assistant.app.ui.serving.sessions import FILE, SECONDS, Sessions
from assistant.app.ui.serving.users import Users, add_user
from assistant.errors import IndexProblem


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(auth_file(tmp_path, "anna", "bert"))


@pytest.fixture
def sessions(tmp_path: Path, users: Users) -> Iterator[Sessions]:
    made = Sessions(tmp_path / "store", users)
    yield made
    made.close()


def begun(sessions: Sessions, name: str = "anna") -> str:
    return sessions.begin(quick_user(name))


def name_of(sessions: Sessions, token: str | None) -> str | None:
    user = sessions.user(token)
    return user.name if user else None


def test_each_session_is_its_own_user_s(sessions: Sessions) -> None:
    anna, bert = begun(sessions), begun(sessions, "bert")
    assert (name_of(sessions, anna), name_of(sessions, bert)) == ("anna", "bert")


@pytest.mark.parametrize("token", [None, "", "guess", "\udcff"])
def test_a_token_that_was_not_given_out_is_nobody(token: str | None, sessions: Sessions) -> None:
    begun(sessions)
    assert sessions.user(token) is None


def test_a_session_outlives_the_server(tmp_path: Path, users: Users) -> None:
    first = Sessions(tmp_path / "store", users)
    token = begun(first)
    first.close()
    second = Sessions(tmp_path / "store", users)
    assert name_of(second, token) == "anna"
    second.close()


def test_the_store_keeps_no_token_and_its_file_is_its_owner_s_alone(
    sessions: Sessions, tmp_path: Path
) -> None:
    token = begun(sessions)
    for path in (tmp_path / "store").iterdir():
        assert token.encode() not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_session_ends_after_thirty_days(tmp_path: Path, users: Users) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path / "store", users, clock)
    token = begun(sessions)
    clock.now += SECONDS - 1
    assert name_of(sessions, token) == "anna"
    clock.now += 2
    assert sessions.user(token) is None
    sessions.close()


def test_signing_out_ends_that_session_alone(sessions: Sessions) -> None:
    one, other = begun(sessions), begun(sessions)
    sessions.end(one)
    sessions.end(None)
    assert (name_of(sessions, one), name_of(sessions, other)) == (None, "anna")


def test_a_new_password_ends_the_user_s_sessions_and_no_other(
    sessions: Sessions, users: Users
) -> None:
    anna, bert = begun(sessions), begun(sessions, "bert")
    add_user(users.path, quick_user("anna", "another one"))
    assert (name_of(sessions, anna), name_of(sessions, bert)) == (None, "bert")


def test_a_removed_user_s_sessions_do_not_count(sessions: Sessions, users: Users) -> None:
    token = begun(sessions)
    users.path.write_text(quick_user("bert").line)
    assert sessions.user(token) is None


def test_the_oldest_of_very_many_sessions_ends(tmp_path: Path, users: Users) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path / "store", users, clock)
    tokens = []
    for _ in range(102):
        clock.now += 1
        tokens.append(begun(sessions))
    assert [name_of(sessions, token) for token in tokens[:3]] == [None, None, "anna"]
    sessions.close()


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, users: Users) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexProblem, match=r"sessions\.sqlite cannot be used .*remove it"):
        Sessions(tmp_path / "store", users)
