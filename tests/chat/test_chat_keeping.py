"""The file of conversations: a kill loses nothing, what cannot be used is said in a sentence."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from small_corpus import open_corpus

from assistant.chat.conversations import Conversations
from assistant.chat.keeping import FILE
from assistant.chat.shown import Shown
from assistant.errors import ConversationError

ANNA = "user:anna"
DONE = Shown("Who?", stopped=True)

WRITES = """
import sys
from pathlib import Path
from assistant.chat.conversations import Conversations
from assistant.chat.shown import Shown
kept = Conversations(Path(sys.argv[1]))
sys.stdin.readline()
id = kept.begin("user:anna", "Who?")
print(id, flush=True)
for count in range(int(sys.argv[2])):
    number = kept.add("user:anna", id, Shown(f"{count}?"))
    kept.put("user:anna", id, number, Shown(f"{count}!", error="x" * 5000))
    print(number, flush=True)
"""


def writer(store: Path, turns: int) -> subprocess.Popen[str]:
    """A process that writes as soon as it gets a line, and says what it has written."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITES, str(store), str(turns)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def begin(*writers: subprocess.Popen[str]) -> None:
    for one in writers:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    conversations = Conversations(tmp_path / "store")
    yield conversations
    conversations.close()


def fill(kept: Conversations) -> str:
    id = kept.begin(ANNA, "Who?")
    kept.add(ANNA, id, DONE)
    return id


@pytest.mark.parametrize("after", [0, 1, 7, 30])
def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path, after: int) -> None:
    with writer(tmp_path, 1_000_000) as process:
        begin(process)
        assert process.stdout
        id = process.stdout.readline().strip()
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = after + len(process.stdout.readlines())
    with closing(Conversations(tmp_path)) as kept:
        turns = kept.turns(ANNA, id)
        assert [turns[number].question for number in range(said)] == [
            f"{number}!" for number in range(said)
        ]
        assert len(turns) - said in (0, 1)
        assert kept.add(ANNA, id, DONE) == len(turns)


def test_several_processes_write_one_file_also_when_none_is_there_yet(tmp_path: Path) -> None:
    store = tmp_path / "new" / "store"
    processes = [writer(store, 15) for _ in range(4)]
    begin(*processes)
    for process in processes:
        assert process.communicate()[1] == ""
    with closing(Conversations(store)) as kept:
        found = kept.listed(ANNA)
        assert [one.turns for one in found] == [15] * 4
        assert [list(kept.turns(ANNA, one.id)) for one in found] == [list(range(15))] * 4


def test_only_its_owner_on_the_machine_can_read_the_file(
    kept: Conversations, tmp_path: Path
) -> None:
    fill(kept)
    files = list((tmp_path / "store").iterdir())
    assert {path.name for path in files} == {FILE, f"{FILE}-wal", f"{FILE}-shm"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_settings_that_keep_what_was_acknowledged_are_in_force(kept: Conversations) -> None:
    fill(kept)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
        "user_version": 1,
    }
    with kept._file.reading() as rows:
        assert rows
        found = {name: rows.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_an_error_undoes_all_of_its_transaction(kept: Conversations) -> None:
    id = fill(kept)

    def half() -> None:
        with kept._file.writing() as rows:
            rows.execute("DELETE FROM conversations")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert kept.turns(ANNA, id) == {0: DONE}


# what comes in its place


def test_a_file_that_was_deleted_is_made_again(kept: Conversations, tmp_path: Path) -> None:
    fill(kept)
    shutil.rmtree(tmp_path / "store")
    assert kept.listed(ANNA) == []
    id = fill(kept)
    with closing(Conversations(tmp_path / "store")) as other:
        assert [one.id for one in other.listed(ANNA)] == [id]


def test_a_store_that_another_process_made_anew_is_read_at_once(
    kept: Conversations, tmp_path: Path
) -> None:
    fill(kept)
    shutil.rmtree(tmp_path / "store")
    with closing(Conversations(tmp_path / "store")) as other:
        id = fill(other)
        assert [one.id for one in kept.listed(ANNA)] == [id]
        assert kept.add(ANNA, id, DONE) == 1
        assert list(other.turns(ANNA, id)) == [0, 1]


def test_a_file_that_was_moved_away_leaves_nothing_of_itself(
    kept: Conversations, tmp_path: Path
) -> None:
    fill(kept)
    (tmp_path / "store" / FILE).replace(tmp_path / "away.sqlite")
    assert kept.listed(ANNA) == []
    id = fill(kept)
    assert [one.id for one in kept.listed(ANNA)] == [id]


# what cannot be used


def told(kept: Conversations) -> str:
    """What both reading and writing say, the same, in one line."""
    said = []
    for use in (lambda: kept.listed(ANNA), lambda: kept.begin(ANNA, "Who?")):
        with pytest.raises(ConversationError) as error:
            use()
        said.append(str(error.value))
    assert said[0] == said[1]
    assert "\n" not in said[0]
    return said[0]


@pytest.mark.parametrize("bad", [b"This is no database. " * 400, b"SQLite format 3\x00" * 500])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(bad)
    with closing(Conversations(tmp_path)) as kept:
        said = told(kept)
        assert f"The conversations in {path} cannot be read (file is not a database)" in said
        assert "or move it away to begin anew; the index is not touched" in said
        assert path.read_bytes() == bad
        path.unlink()
        assert kept.turns(ANNA, fill(kept)) == {0: DONE}


def test_a_page_that_was_overwritten_is_told(kept: Conversations, tmp_path: Path) -> None:
    id = fill(kept)
    for _ in range(40):
        kept.add(ANNA, id, Shown("x" * 3000))
    kept.close()
    with (tmp_path / "store" / FILE).open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 60_000)
    with pytest.raises(ConversationError, match="cannot be read"):
        kept.turns(ANNA, id)


def test_a_file_of_a_later_version_is_refused_and_left_as_it_is(
    kept: Conversations, tmp_path: Path
) -> None:
    fill(kept)
    kept.close()
    path = tmp_path / "store" / FILE
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    assert "kept by a later version of the assistant" in told(kept)
    kept.close()
    assert path.read_bytes() == before


def test_a_file_that_another_process_holds_is_told(
    kept: Conversations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = fill(kept)
    kept.close()
    monkeypatch.setattr("assistant.chat.keeping._WAIT", 0.05)
    with closing(sqlite3.connect(tmp_path / "store" / FILE, isolation_level=None)) as rows:
        rows.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConversationError, match="being written by another process"):
            kept.add(ANNA, id, DONE)
        assert kept.turns(ANNA, id) == {0: DONE}
        rows.execute("ROLLBACK")
    assert kept.add(ANNA, id, DONE) == 1


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A store with a conversation, in which nothing can be written; the ids that it has."""
    store = tmp_path / "sealed"
    store.mkdir()
    mounted = os.geteuid() == 0  # whom no mode of a folder keeps from writing
    if mounted:
        mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(store)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this machine lets root mount nothing")
    try:
        with closing(Conversations(store)) as kept:
            ids = [fill(kept)]
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(store)], check=True)
        else:
            store.chmod(0o500)
        yield store, ids
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(store)], check=True)
        else:
            store.chmod(0o700)


def test_in_a_folder_that_cannot_be_written_what_was_kept_is_still_read(
    sealed: tuple[Path, list[str]],
) -> None:
    store, ids = sealed
    with closing(Conversations(store)) as kept:
        assert [one.id for one in kept.listed(ANNA)] == ids
        assert kept.turns(ANNA, ids[0]) == {0: DONE}
        with pytest.raises(ConversationError) as error:
            kept.add(ANNA, ids[0], DONE)
        assert str(error.value) == (
            f"Conversations cannot be kept in {store / FILE} (attempt to write a readonly "
            "database): make the file and its folder writable, or choose another store with "
            "--store."
        )
        assert kept.turns(ANNA, ids[0]) == {0: DONE}


def test_where_the_store_is_a_file_nothing_is_kept_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("mine")
    with closing(Conversations(tmp_path / "store")) as kept:
        assert kept.listed(ANNA) == []
        with pytest.raises(ConversationError, match="cannot be kept in"):
            kept.begin(ANNA, "Who?")
    assert (tmp_path / "store").read_text() == "mine"


@pytest.mark.root
def test_on_a_full_disk_what_was_kept_stays(tmp_path: Path) -> None:
    store = tmp_path / "small"
    store.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(store)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets root mount nothing")
    try:
        with closing(Conversations(store)) as kept:
            id = fill(kept)

            def add_much() -> None:
                for _ in range(100):
                    kept.add(ANNA, id, Shown("x" * 20_000, stopped=True))

            with pytest.raises(ConversationError, match=r"The disk that holds .* is full"):
                add_much()
            turns = kept.turns(ANNA, id)
            assert turns[0] == DONE
            assert list(turns) == list(range(len(turns)))
    finally:
        subprocess.run(["umount", "--lazy", str(store)], check=True)


# beside the index


def test_syncs_and_rebuilds_of_the_index_leave_the_conversations(tmp_path: Path) -> None:
    with open_corpus(tmp_path) as assistant:
        id = fill(assistant.conversations)
        for turn in range(3):
            more = f'{{"id": "m{turn}", "date": "2021-11-16", "text": "Rain in Lindau, {turn}."}}\n'
            with (tmp_path / "news.jsonl").open("a") as file:
                file.write(more)
            assistant.sync([tmp_path / "news.jsonl"], rebuild=turn > 0)
        assert len(list((tmp_path / "store" / "generations").glob("0*-*[0-9a-f]"))) == 1
        assert assistant.conversations.turns(ANNA, id) == {0: DONE}
    with closing(Conversations(tmp_path / "store")) as kept:
        assert kept.turns(ANNA, id) == {0: DONE}


def test_an_index_that_is_damaged_leaves_the_conversations_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    with open_corpus(tmp_path) as assistant:
        id = fill(assistant.conversations)
        assistant.conversations.close()
        path = tmp_path / "store" / FILE
        whole = path.read_bytes()
        path.write_bytes(b"no database, this" * 300)
        assert assistant.overview().articles == 11
        assert not assistant.sync().changed
        path.write_bytes(whole)
        (tmp_path / "store" / "CURRENT").write_text("nonsense")
        assert assistant.conversations.turns(ANNA, id) == {0: DONE}


def test_an_assistant_closes_its_conversations(tmp_path: Path) -> None:
    with open_corpus(tmp_path) as assistant:
        fill(assistant.conversations)
    assert not list((tmp_path / "store").glob("*-wal"))  # the last one to close takes it along


@pytest.mark.parametrize("column", ["title", "created", "changed"])
@pytest.mark.parametrize("wrong", ["soon", "2021-11-06T10:00:00", b"\xff\xfe", 5, ""])
def test_a_line_that_a_hand_has_changed_takes_no_other_along(
    tmp_path: Path, column: str, wrong: object
) -> None:
    with closing(Conversations(tmp_path / "store")) as kept:
        ids = {kept.begin(ANNA, "Who?"), kept.begin(ANNA, "When?")}
        with closing(sqlite3.connect(tmp_path / "store" / FILE, isolation_level=None)) as rows:
            rows.execute(f"UPDATE conversations SET {column} = ? WHERE key = 1", (wrong,))
        listed = kept.listed(ANNA)
        assert {one.id for one in listed} == ids
        assert all(isinstance(one.title, str) for one in listed)
        assert all(datetime.fromisoformat(one.changed).tzinfo for one in listed)


def test_a_turn_that_is_nested_without_end_is_told_as_one_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    with closing(Conversations(tmp_path / "store")) as kept:
        id = kept.begin(ANNA, "Who?")
        kept.add(ANNA, id, DONE)
        with closing(sqlite3.connect(tmp_path / "store" / FILE, isolation_level=None)) as rows:
            rows.execute("UPDATE turns SET shown = ?", ("[" * 100_000,))
        assert "another version" in (kept.turns(ANNA, id)[0].error or "")
