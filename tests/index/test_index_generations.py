"""Readers and the one writer: pinned questions, old generations, locks."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from index_shelf import Shelf, story

from assistant.errors import IndexDamaged, IndexLocked, IndexMissing, IndexProblem
from assistant.index.generations import Generations

HOLDS = """
import sys, time
from pathlib import Path
from assistant.index import IndexReader
from assistant.testing import HashEmbedding
reader = IndexReader(Path(sys.argv[1]), HashEmbedding().identity)
with reader.pin() as index:
    print(index.number, flush=True)
    sys.stdin.read()
reader.close()
"""
WRITES = """
import sys
from pathlib import Path
from assistant.index.generations import Generations
with Generations(Path(sys.argv[1])).writer():
    print("locked", flush=True)
    sys.stdin.read()
"""


def child(program: str, store: Path) -> subprocess.Popen[str]:
    """A process that has said its first line; it ends with its standard input."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline()
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=30)


def test_there_is_nothing_to_read_before_the_first_sync(shelf: Shelf) -> None:
    reader = shelf.reader()
    assert not reader.exists()
    with pytest.raises(IndexMissing, match="assistant index PATH"), reader.pin():
        pass
    assert not shelf.store.exists()
    shelf.fill(1)
    shelf.sync()
    assert reader.exists()
    with reader.pin() as index:
        assert index.catalog.article_ids() == ["a000"]


def test_a_pinned_question_stays_on_its_generation_and_the_next_one_sees_the_new(
    shelf: Shelf,
) -> None:
    shelf.fill(3)
    shelf.sync()
    reader = shelf.reader()
    with reader.pin() as index:
        shelf.write("new", story(50))
        shelf.sync()
        assert index.number == 1
        assert "new" not in index.catalog.article_ids()
        assert len(index.nearest(shelf.embedder.embed(["river"])[0], 99)) == index.manifest.passages
        with reader.pin() as other:
            assert other.number == 2
            assert "new" in other.catalog.article_ids()
            # Both are there as long as both are used.
            assert [name[:6] for name in shelf.generations()] == ["000001", "000002"]
            assert index.matching("item 1", 5)
    with reader.pin() as index:
        assert index.number == 2


def test_a_generation_is_removed_by_the_sync_after_its_last_reader_left(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    with shelf.open():
        shelf.write("b", story(50))
        shelf.sync()
        shelf.write("c", story(51))
        shelf.sync()
        assert [name[:6] for name in shelf.generations()] == ["000001", "000003"]
    shelf.sync()
    assert [name[:6] for name in shelf.generations()] == ["000003"]
    folder = shelf.store / "generations"
    assert [path.name for path in folder.iterdir()] == shelf.generations(), "marks are left"


def test_a_generation_that_another_process_reads_stays_until_that_is_killed(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    process = child(HOLDS, shelf.store)
    try:
        shelf.write("b", story(50))
        shelf.sync()
        assert [name[:6] for name in shelf.generations()] == ["000001", "000002"]
    finally:
        process.send_signal(signal.SIGKILL)
        end(process)
    shelf.sync()
    assert [name[:6] for name in shelf.generations()] == ["000002"]


def test_what_a_crash_left_is_swept_by_the_next_sync(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.generations()
    folder = shelf.store / "generations"
    for name in (".building-000002-0a1b2c", ".trash-000000-0a1b2c", "000000-0a1b2c.readers"):
        (folder / name).mkdir()
        (folder / name / "file").touch()
    # Renamed, but killed before CURRENT named it.
    shutil.copytree(shelf.current, folder / "000002-0a1b2c")
    shelf.sync()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_store_that_was_deleted_and_made_again_is_read_anew(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    reader = shelf.reader()
    with reader.pin() as index:
        assert index.number == 1
    shutil.rmtree(shelf.store)
    with pytest.raises(IndexMissing), reader.pin():
        pass
    shelf.write("b", story(50))
    shelf.sync()
    with reader.pin() as index:
        assert index.number == 1
        assert index.catalog.article_ids() == ["a000", "a001", "b"]
        assert len(index.nearest(shelf.embedder.embed(["river"])[0], 99)) == index.manifest.passages


def test_a_reader_that_is_closed_during_a_question_lets_it_end(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    reader = shelf.reader()
    with reader.pin() as index:
        reader.close()
        assert index.matching("item 1", 5)
    shelf.write("b", story(50))
    shelf.sync()
    assert [name[:6] for name in shelf.generations()] == ["000002"]


def test_a_second_writer_is_told_who_holds_the_lock(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.seen()
    process = child(WRITES, shelf.store)
    try:
        with pytest.raises(IndexLocked) as caught:
            shelf.sync()
        said = str(caught.value)
        assert str(shelf.store) in said
        assert f"process {process.pid} on {socket.gethostname()} since " in said
        assert re.search(r"since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", said)
        assert shelf.seen() == before
    finally:
        end(process)
    shelf.write("b", story(50))
    assert shelf.sync().added == 1


def test_the_lock_of_a_killed_writer_is_gone_with_it(shelf: Shelf) -> None:
    shelf.fill(1)
    process = child(WRITES, shelf.store)
    process.send_signal(signal.SIGKILL)
    end(process)
    assert json.loads((shelf.store / "writer.json").read_text())["pid"] == process.pid
    assert shelf.sync().added == 1
    assert not (shelf.store / "writer.json").exists()


def test_two_syncs_in_one_process_do_not_write_at_once(shelf: Shelf) -> None:
    shelf.fill(1)
    with (
        Generations(shelf.store).writer(),
        pytest.raises(IndexLocked, match=f"process {os.getpid()} on"),
    ):
        shelf.sync()


@pytest.mark.parametrize("content", ["", "\n", "nonsense", "../..", "000009-0a1b2c", "\xff\x00"])
def test_a_pointer_that_names_nothing_is_told_and_a_rebuild_mends_it(
    shelf: Shelf, content: str
) -> None:
    """Without it everything would look as if nothing had ever been indexed."""
    shelf.fill(2)
    shelf.sync()
    before = shelf.seen()
    (shelf.store / "CURRENT").write_text(content, encoding="latin-1")
    for use in (shelf.ids, shelf.sync):
        with pytest.raises(IndexDamaged, match=r"CURRENT.*--rebuild"):
            use()
    shutil.rmtree(shelf.corpus)
    shelf.sync(rebuild=True)
    assert shelf.seen()["articles"] == before["articles"]
    assert len(shelf.generations()) == 1


def test_readers_of_one_store_open_and_close_at_the_same_time(shelf: Shelf) -> None:
    """Chroma shares one system between them: without a lock, 2 s of this gave dozens of errors."""
    shelf.fill(3)
    shelf.sync()
    vector = shelf.embedder.embed(["river council"])[0]
    until = time.monotonic() + 2

    def read() -> int:
        rounds = 0
        while time.monotonic() < until:
            with shelf.open() as index:
                assert len(index.nearest(vector, 2)) == 2
            rounds += 1
        return rounds

    with ThreadPoolExecutor() as threads:
        running = [threads.submit(read) for _ in range(2)]
        assert all(future.result() > 1 for future in running)


def test_a_reader_without_a_mark_says_that_its_generation_went_and_reads_the_next(
    shelf: Shelf,
) -> None:
    shelf.fill(2)
    shelf.sync()
    # No mark can be made, as in a store that only somebody else may write.
    shelf.current.with_name(f"{shelf.current.name}.readers").write_text("")
    reader = shelf.reader()
    shelf.write("new", story(9))

    def ask() -> None:
        with reader.pin() as index:
            shelf.sync()
            (index.folder / "vectors.npy").read_bytes()

    with pytest.raises(IndexProblem, match="was replaced while it was read"):
        ask()
    with reader.pin() as index:
        assert "new" in index.catalog.article_ids()
