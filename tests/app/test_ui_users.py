"""The auth file: what stands in it, what is refused, and what a change of it does."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from ui_users import PASSWORD, auth_file, quick_user

from assistant.app.ui.serving import users as module
from assistant.app.ui.serving.users import Users, add_user, load_users, new_user, readable_by_others
from assistant.errors import ConfigError


def test_a_line_holds_scrypt_with_its_costs_and_never_the_password(tmp_path: Path) -> None:
    path = tmp_path / "users.txt"
    user = new_user("anna", PASSWORD)
    assert add_user(path, user) is False
    name, kept = path.read_text().strip().split(":")
    kind, n, r, p, salt, made = kept.split("$")
    assert (name, kind, int(n), int(r), int(p)) == ("anna", "scrypt", 2**15, 8, 1)
    assert (len(salt), len(made)) == (22, 43)  # 16 and 32 bytes
    assert PASSWORD not in kept
    assert load_users(path) == {"anna": user}
    assert user.knows(PASSWORD)
    assert not user.knows(PASSWORD + " ")


def test_the_same_password_twice_is_two_lines_that_tell_nothing_of_each_other() -> None:
    one, other = new_user("anna", PASSWORD), new_user("bert", PASSWORD)
    assert one.hash != other.hash


def test_a_password_is_the_same_however_its_accents_were_typed() -> None:
    assert new_user("anna", "Käsekuchen1").knows("Ka\u0308sekuchen1")


def test_the_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = auth_file(tmp_path, "anna")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not readable_by_others(path)
    path.chmod(0o640)
    assert readable_by_others(path)


def test_a_user_who_is_there_gets_the_new_password_and_the_rest_stays(tmp_path: Path) -> None:
    path = auth_file(tmp_path, "anna", "bert")
    path.write_text("# the desk\n\n" + path.read_text())
    bert = path.read_text().splitlines()[-1]
    assert add_user(path, quick_user("anna", "another one")) is True
    lines = path.read_text().splitlines()
    assert lines[:2] == ["# the desk", ""]
    assert lines[3:] == [bert]
    assert load_users(path)["anna"].knows("another one")


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = auth_file(tmp_path, "anna")
    before = path.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match=r"cannot be written .no space left on device.*--auth-fi"):
        add_user(path, quick_user("bert"))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["users.txt"]


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = auth_file(tmp_path / "real", "anna")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    add_user(link, quick_user("bert"))
    assert link.is_symlink()
    assert set(load_users(path)) == {"anna", "bert"}


GOOD = quick_user("anna").line


@pytest.mark.parametrize(
    "bad",
    [
        "bert",
        "bert:secret",
        GOOD.replace("anna", "").replace(":", "x:x:"),
        GOOD.replace("anna", "a b"),
        GOOD.replace("scrypt", "bcrypt"),
        GOOD.replace("$2$", "$3$"),
        GOOD.replace("$2$", "$1048576$"),  # 1 GB for an attempt
        GOOD.replace("$2$8$", "$2$-8$"),
        GOOD[:-1],
        GOOD + "$x",
        GOOD.replace("anna", "bert")[:-2] + "é=",
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "users.txt"
    path.write_text(f"# who\n{GOOD}\n{bad}\n")
    with pytest.raises(ConfigError, match=r"users\.txt, line 3: .*--add-user"):
        load_users(path)
    with pytest.raises(ConfigError, match="line 3"):
        add_user(path, quick_user("cleo"))


def test_a_name_that_stands_there_twice_is_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "users.txt"
    path.write_text(f"{GOOD}\n{GOOD}\n")
    with pytest.raises(ConfigError, match="line 2: that name is there already"):
        load_users(path)


@pytest.mark.parametrize("whole", [None, "", "# nobody yet\n"])
def test_a_file_with_nobody_in_it_says_how_to_add_someone(
    whole: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "users.txt"
    if whole is not None:
        path.write_text(whole)
    with pytest.raises(ConfigError, match=r"names nobody.*--add-user NAME"):
        load_users(path)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"anna:\x80"])
def test_a_file_that_is_no_text_is_one_sentence(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "users.txt"
    path.write_bytes(raw)
    with pytest.raises(ConfigError, match=r"cannot be read .it is no UTF-8 text"):
        load_users(path)


@pytest.mark.parametrize("name", ["", "  ", "a:b", "a b", "-a", "x" * 65, "a\n", "../a", "<b>"])
def test_a_name_that_could_be_misread_is_refused(name: str) -> None:
    if name == "a\n":  # white space around a name is nobody's wish
        assert new_user(name, PASSWORD).name == "a"
        return
    with pytest.raises(ConfigError, match="is no name"):
        new_user(name, PASSWORD)


@pytest.mark.parametrize(("password", "told"), [("x" * 9, "short"), ("x" * 1001, "long")])
def test_a_password_has_its_bounds(password: str, told: str) -> None:
    with pytest.raises(ConfigError, match=f"too {told}.*take"):
        new_user("anna", password)


def test_only_the_right_password_of_a_known_name_is_a_user(tmp_path: Path) -> None:
    users = Users(auth_file(tmp_path, "anna", "bert"))
    assert users.checked(" anna ", PASSWORD) == quick_user("anna")
    assert users.checked("anna", PASSWORD.upper()) is None
    assert users.checked("cleo", PASSWORD) is None
    assert users.checked("", "") is None


def test_an_unknown_name_costs_what_a_wrong_password_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = Users(auth_file(tmp_path, "anna"))
    costs: list[dict[str, Any]] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, **how: Any) -> bytes:
        costs.append({**how, "salt": len(how["salt"])})
        return scrypt(password, **how)

    monkeypatch.setattr(module.hashlib, "scrypt", counted)
    users.checked("anna", "not the one")
    users.checked("nobody", "not the one")
    known, unknown = costs
    assert known == unknown


def test_a_user_who_is_taken_out_of_the_file_is_out_at_once(tmp_path: Path) -> None:
    path = auth_file(tmp_path, "anna", "bert")
    users = Users(path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[1])
    assert users.get("anna") is None
    assert users.get("bert") is not None


def test_while_the_file_cannot_be_read_nobody_is_in_and_that_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = auth_file(tmp_path, "anna")
    users, good = Users(path), path.read_text()
    path.write_text("nonsense\n")
    assert users.get("anna") is None
    assert users.get("anna") is None
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "nobody can sign in: " in told
    assert "line 1" in told
    path.write_text(good)
    assert users.get("anna") is not None
