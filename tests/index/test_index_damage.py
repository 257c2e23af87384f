"""Damage is told with the command that mends it: no wrong answer in silence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from index_shelf import Shelf, story

from assistant.errors import IndexDamaged
from assistant.index import open_collection
from assistant.index.vectors import VectorStore

PARTS = [
    "vectors.npy",
    "catalog.sqlite",
    "chroma/chroma.sqlite3",
    "chroma/*/data_level0.bin",
    "chroma/*/header.bin",
    "chroma/*/length.bin",
    "terms/meta.json",
    "terms/*.idx",
]


@pytest.mark.parametrize(
    ("part", "damage"),
    [*((part, "cut") for part in PARTS), *((part, "missing") for part in PARTS[:3])],
)
def test_a_file_that_is_cut_or_missing_is_told_by_reader_and_sync(
    shelf: Shelf, part: str, damage: str
) -> None:
    """Chroma itself would end the process on most of them."""
    shelf.fill(3)
    shelf.sync()
    (path,) = shelf.current.glob(part)
    if damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.unlink()
    shelf.write("new", story(99))
    for use in (shelf.ids, shelf.sync, lambda: open_collection(shelf.store).__enter__()):
        with pytest.raises(IndexDamaged) as caught:
            use()
        assert str(path) in str(caught.value)
        assert f"`assistant index --rebuild --store {shelf.store}`" in str(caught.value)
    shelf.sync(rebuild=True)
    assert set(shelf.ids()) == {"a000", "a001", "a002", "new"}


def test_lost_chroma_files_are_told(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    shutil.rmtree(next(path for path in (shelf.current / "chroma").iterdir() if path.is_dir()))
    with pytest.raises(IndexDamaged, match="--rebuild"):
        shelf.ids()


def test_vectors_that_chroma_lost_with_its_count_are_told(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    store = VectorStore(shelf.current / "chroma")
    store.remove([1])
    store.close()
    with pytest.raises(IndexDamaged, match=r"hold \d+ passages, but Chroma has \d+.*--rebuild"):
        shelf.ids()
    # A sync would find it as well.
    shelf.write("new", story(99))
    left = shelf.generations()
    with pytest.raises(IndexDamaged, match=r"Chroma kept \d+ of \d+ vectors.*--rebuild"):
        shelf.sync()
    assert shelf.generations() == left
    shelf.sync(rebuild=True)
    assert "new" in shelf.ids()


def lose_one(pids: list[int], found: np.ndarray) -> tuple[list[int], np.ndarray]:
    return pids[1:], found[1:]


def swap_two(pids: list[int], found: np.ndarray) -> tuple[list[int], np.ndarray]:
    return [pids[1], pids[0], *pids[2:]], found


def twice_the_same(pids: list[int], found: np.ndarray) -> tuple[list[int], np.ndarray]:
    return [pids[1], *pids[1:]], np.concatenate([found[1:2], found[1:]])


def one_unknown(pids: list[int], found: np.ndarray) -> tuple[list[int], np.ndarray]:
    return [10_000, *pids[1:]], found


def one_a_little_off(pids: list[int], found: np.ndarray) -> tuple[list[int], np.ndarray]:
    changed = found.copy()
    changed[0, 0] += 0.001
    return pids, changed


@pytest.mark.parametrize(
    "fault", [lose_one, swap_two, twice_the_same, one_unknown, one_a_little_off]
)
def test_a_generation_whose_vectors_do_not_come_back_as_given_is_not_published(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, fault: Any
) -> None:
    shelf.fill(3)
    shelf.sync()
    left = shelf.generations()
    shelf.write("new", story(99))
    real = VectorStore.read_back

    def faulty(self: VectorStore) -> Iterator[tuple[list[int], np.ndarray]]:
        for pids, found in real(self):
            yield fault(pids, found)

    with monkeypatch.context() as patch:
        patch.setattr(VectorStore, "read_back", faulty)
        with pytest.raises(IndexDamaged, match="nothing was changed"):
            shelf.sync()
    assert shelf.generations() == left
    assert shelf.sync().added == 1


def test_vectors_are_read_back_from_the_files_and_not_from_memory(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma has lost vectors between what it held and what it had written."""
    shelf.fill(3)
    real = VectorStore.close

    def loses(self: VectorStore) -> None:
        real(self)
        monkeypatch.setattr(VectorStore, "close", real)
        other = VectorStore(self.folder)
        other.remove([2])
        other.close()

    monkeypatch.setattr(VectorStore, "close", loses)
    with pytest.raises(IndexDamaged, match="vectors"):
        shelf.sync()


def test_a_reader_that_met_damage_leaves_no_mark_and_works_again_after_a_rebuild(
    shelf: Shelf,
) -> None:
    shelf.fill(3)
    shelf.sync()
    reader = shelf.reader()
    path = shelf.current / "vectors.npy"
    os.truncate(path, 100)
    for _ in range(2):
        with pytest.raises(IndexDamaged), reader.pin():
            pass
    marks: list[Path] = list((shelf.store / "generations").glob("*.readers/*"))
    assert marks == []
    shelf.sync(rebuild=True)
    with reader.pin() as index:
        assert index.catalog.article_ids() == ["a000", "a001", "a002"]
    assert len(shelf.generations()) == 1
