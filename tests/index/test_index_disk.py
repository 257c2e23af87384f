"""A full disk and a store that cannot be written: a clear sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from index_shelf import Shelf, story

from assistant.domain import Progress
from assistant.errors import IndexProblem
from assistant.index import builder, open_collection
from assistant.index.generations import Generations
from assistant.index.manifest import Manifest
from assistant.index.terms import TermsWriter
from assistant.index.vectors import VectorStore

FULL = r"The disk that holds .*store is full\. Free space and run again"


@pytest.fixture
def small_disk(shelf: Shelf) -> Iterator[Path]:
    """The store's folder as a file system of 16 MB."""
    shelf.store.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(shelf.store)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets root mount nothing")
    yield shelf.store
    shelf.close()
    subprocess.run(["umount", "--lazy", str(shelf.store)], check=True)


def fill(disk: Path) -> None:
    """Leaves not a block."""
    try:
        with (disk / "ballast").open("ab", buffering=0) as stream:
            for size in (65536, 4096):
                while stream.write(b"x" * size):
                    pass
    except OSError as error:
        assert error.errno == errno.ENOSPC  # noqa: PT017
    if shutil.disk_usage(disk).free:
        fill(disk)


STEPS = {
    "copy": (shutil, "copyfile"),
    "catalog": (builder, "create_catalog"),
    "opening Chroma": (VectorStore, "__init__"),
    "Chroma": (VectorStore, "add"),
    "terms": (TermsWriter, "commit"),
    "vectors.npy": (builder, "write_matrix"),
    "links": (builder, "link_copies"),
    "manifest": (Manifest, "save"),
    "publishing": (Generations, "publish"),
}


@pytest.mark.root
@pytest.mark.parametrize("step", STEPS)
def test_on_a_full_disk_a_sync_says_so_and_the_last_generation_answers(
    shelf: Shelf, small_disk: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    shelf.fill(8)
    shelf.sync()
    before, left = shelf.seen(), shelf.generations()
    # More than what SQLite and Tantivy have blocks for already.
    for number in range(40):
        shelf.write(f"new{number}", story(500 + number, 60))
    target, name = STEPS[step]
    real = getattr(target, name)

    def filled(*arguments: Any, **options: Any) -> Any:
        if not (small_disk / "ballast").exists():
            fill(small_disk)
        return real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(target, name, filled)
        with pytest.raises(IndexProblem, match=FULL):
            shelf.sync()
    assert shelf.generations() == left
    assert {path.name for path in small_disk.iterdir()} == {
        "ballast",
        "CURRENT",
        "generations",
        "writer.lock",
    }
    fill(small_disk)
    assert shelf.seen() == before
    with pytest.raises(IndexProblem, match=FULL):
        shelf.sync()
    (small_disk / "ballast").unlink()
    assert shelf.seen() == before
    assert shelf.sync().added == 40


@pytest.mark.root
def test_a_first_sync_on_a_full_disk_leaves_nothing(shelf: Shelf, small_disk: Path) -> None:
    shelf.fill(2)

    def fills(progress: Progress) -> None:
        if not (small_disk / "ballast").exists():
            fill(small_disk)

    with pytest.raises(IndexProblem, match=FULL):
        shelf.sync(on_progress=fills)
    assert shelf.generations() == []
    assert not shelf.reader().exists()
    (small_disk / "ballast").unlink()
    assert shelf.sync().added == 2


@pytest.mark.root
def test_a_read_only_store_is_searched_and_not_written(shelf: Shelf, small_disk: Path) -> None:
    shelf.fill(8)
    shelf.sync()
    before = shelf.seen()
    shelf.write("new", story(99))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert shelf.seen() == before
    refused = r"store cannot be written \(.*--store"
    with pytest.raises(IndexProblem, match=refused):
        shelf.sync()
    with pytest.raises(IndexProblem, match=refused), open_collection(shelf.store):
        pass
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert shelf.sync().added == 1


def test_a_store_that_is_a_file_is_refused(shelf: Shelf) -> None:
    shelf.fill(1)
    shelf.store.write_text("a file")
    with pytest.raises(IndexProblem, match=r"store cannot be written \(it is not a folder\)"):
        shelf.sync()


def raises(code: int) -> Callable[..., None]:
    def raising(*arguments: Any, **options: Any) -> None:
        raise OSError(code, os.strerror(code))

    return raising


@pytest.mark.parametrize(
    ("target", "name", "code"),
    [
        (shutil, "copyfile", errno.ENOSPC),
        (os, "fsync", errno.EIO),
        (Path, "write_text", errno.EROFS),
        (builder, "write_matrix", errno.EDQUOT),
    ],
)
def test_an_error_of_the_disk_at_any_step_is_told_and_leaves_the_store_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, target: Any, name: str, code: int
) -> None:
    shelf.fill(2)
    shelf.sync()
    before, left = shelf.seen(), shelf.generations()
    shelf.corpus.joinpath("new.txt").write_bytes(f" date 2021-11-02 {story(9)}".encode())
    with monkeypatch.context() as patch:
        patch.setattr(target, name, raises(code))
        with pytest.raises(IndexProblem) as caught:
            shelf.sync()
    said = str(caught.value)
    assert str(shelf.store) in said
    if code in (errno.ENOSPC, errno.EDQUOT):
        assert "is full" in said
    else:
        assert os.strerror(code) in said
    assert shelf.generations() == left
    assert shelf.seen() == before
    assert shelf.sync().added == 1


def test_an_error_that_is_not_about_the_store_is_not_told_as_one(shelf: Shelf) -> None:
    """The pipe of a progress bar may close."""
    shelf.fill(2)

    def broken(progress: Progress) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        shelf.sync(on_progress=broken)
    assert shelf.generations() == []
