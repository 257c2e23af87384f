"""A sync that is killed or interrupted leaves the last generation as it was; the next completes.

``INDEX_KILLS=20,10`` sets how often: at random moments of a sync, and while Chroma writes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from index_shelf import Shelf, story

from assistant.domain import Progress
from assistant.index.vectors import VectorStore

RANDOM, IN_CHROMA = (int(count) for count in os.environ.get("INDEX_KILLS", "4,3").split(","))

# Says when it begins and ends, and when Chroma begins and ends to write.
SYNCS = """
import sys
from datetime import date
from pathlib import Path
import chromadb, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from assistant.index import sync
from assistant.index.vectors import VectorStore
from assistant.testing import HashEmbedding
add = VectorStore.add
def told(*arguments):
    print("adding", flush=True)
    add(*arguments)
    print("added", flush=True)
VectorStore.add = told
print("begins", flush=True)
sys.stdin.readline()
sync(Path(sys.argv[1]), [Path(sys.argv[2])], HashEmbedding(), today=date(2021, 12, 31))
print("ends", flush=True)
"""


class Child:
    """A sync in a process of its own, ready to begin."""

    def __init__(self, shelf: Shelf) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SYNCS, str(shelf.store), str(shelf.corpus)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.wait_for("begins")

    def begin(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def wait_for(self, line: str) -> float:
        assert self.process.stdout
        assert self.process.stdout.readline() == line + "\n", self.process.communicate()[1]
        return time.perf_counter()

    def end(self, sign: signal.Signals | None = None) -> int:
        if sign is not None:
            self.process.send_signal(sign)
        self.process.communicate(timeout=60)
        return self.process.returncode


def more(shelf: Shelf, turn: int) -> None:
    """Some of each: changed, removed and new articles."""
    for number in range(10):
        shelf.write(f"a{number:03d}", story(1000 * turn + number, 60))
    (shelf.corpus / f"a{10 + turn:03d}.txt").unlink()
    shelf.write(f"new{turn}", story(5000 + turn, 60))


def whole(store: Path) -> list[str]:
    """What lies in a store; marks of readers and the lock file may stay."""
    return sorted(
        path.relative_to(store).as_posix()
        for path in [*store.iterdir(), *(store / "generations").iterdir()]
        if not path.name.endswith((".readers", ".lock"))
    )


@pytest.mark.parametrize(
    ("kills", "moment"), [(RANDOM, "at random"), (IN_CHROMA, "while Chroma writes")]
)
def test_after_a_kill_the_last_generation_answers_and_the_next_sync_completes(
    shelf: Shelf, tmp_path: Path, kills: int, moment: str
) -> None:
    rng = Random(kills)
    shelf.fill(60, sentences=60)
    shelf.sync()
    # How long a whole one takes, on a copy.
    copy = Shelf(tmp_path / "copy")
    shutil.copytree(shelf.folder / "store", copy.store)
    shutil.copytree(shelf.corpus, copy.corpus)
    more(copy, 0)
    child = Child(copy)
    child.begin()
    begun = time.perf_counter()
    adding = child.wait_for("adding")
    lasts = child.wait_for("added") - adding
    if moment == "at random":
        lasts = child.wait_for("ends") - begun
    child.end()
    killed = 0
    for turn in range(1, kills + 1):
        before, generation = shelf.seen(), shelf.current
        more(shelf, turn)
        child = Child(shelf)
        child.begin()
        if moment != "at random":
            child.wait_for("adding")
        time.sleep(rng.uniform(0, lasts))
        killed += child.end(signal.SIGKILL) == -signal.SIGKILL
        # The last moment of a sync may have published the next one.
        assert shelf.current == generation or moment == "at random"
        if shelf.current == generation:
            assert shelf.seen() == before
        shelf.sync()
        scratch = Shelf(tmp_path / f"scratch{turn}")
        scratch.sync(shelf.corpus)
        assert shelf.seen() == scratch.seen()
        assert whole(shelf.store) == ["CURRENT", "generations", f"generations/{shelf.current.name}"]
    assert killed >= kills * 0.7


def interrupt_in(target: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*arguments: Any, **options: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(target, name, interrupted)

    return patch


def interrupt_after(target: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(target, name)

        def interrupted(*arguments: Any, **options: Any) -> None:
            real(*arguments, **options)
            raise KeyboardInterrupt

        monkeypatch.setattr(target, name, interrupted)

    return patch


@pytest.mark.parametrize(
    "interrupt",
    [
        interrupt_after(shutil, "copyfile"),
        interrupt_after(VectorStore, "__init__"),
        interrupt_in(VectorStore, "add"),
        interrupt_after(VectorStore, "add"),
        interrupt_in(VectorStore, "read_back"),
        interrupt_in(os, "fsync"),
        interrupt_after(Path, "rename"),
        interrupt_in(Path, "replace"),
    ],
    ids=["copying", "opening", "adding", "added", "checking", "to disk", "renamed", "pointing"],
)
def test_an_interrupted_sync_leaves_the_store_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, interrupt: Callable[[pytest.MonkeyPatch], None]
) -> None:
    shelf.fill(4)
    shelf.sync()
    before, left = shelf.seen(), whole(shelf.store)
    shelf.write("new", story(99))
    with monkeypatch.context() as patch:
        interrupt(patch)
        with pytest.raises(KeyboardInterrupt):
            shelf.sync()
    assert whole(shelf.store) == left
    assert shelf.seen() == before
    assert shelf.sync().added == 1


@pytest.mark.parametrize("stage", ["indexing", "linking copies", "checking"])
def test_a_sync_interrupted_between_its_stages_leaves_the_store_as_it_was(
    shelf: Shelf, stage: str
) -> None:
    shelf.fill(4)
    shelf.sync()
    before, left = shelf.seen(), whole(shelf.store)
    shelf.write("new", story(99))

    def stop(progress: Progress) -> None:
        if progress.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.sync(on_progress=stop)
    assert whole(shelf.store) == left
    assert shelf.seen() == before


def test_an_interrupt_right_after_the_pointer_moved_keeps_what_was_published(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.fill(4)
    shelf.sync()
    shelf.write("new", story(99))
    with monkeypatch.context() as patch:
        interrupt_after(Path, "replace")(patch)
        with pytest.raises(KeyboardInterrupt):
            shelf.sync()
    assert "new" in shelf.ids()
    assert shelf.sync().unchanged == 5


def test_ctrl_c_leaves_the_last_generation_in_use_and_nothing_behind(shelf: Shelf) -> None:
    shelf.fill(60, sentences=60)
    shelf.sync()
    before, left = shelf.seen(), whole(shelf.store)
    more(shelf, 1)
    child = Child(shelf)
    child.begin()
    child.wait_for("adding")
    assert child.end(signal.SIGINT) != 0
    assert whole(shelf.store) == left
    assert shelf.seen() == before
    shelf.sync()
