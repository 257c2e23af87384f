"""An index that grew by many syncs is the one that a single sync would have built."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from index_shelf import FIRST, Shelf, story


def change(shelf: Shelf, rng: Random, fresh: int) -> None:
    """A few adds, changes and removals; some of the new articles are copies of others."""
    there = sorted(shelf.corpus.glob("*.txt"))
    for path in rng.sample(there, min(len(there) - 1, rng.randrange(3))):
        path.unlink()
    there = sorted(shelf.corpus.glob("*.txt"))
    for path in rng.sample(there, min(len(there), rng.randrange(3))):
        path.write_text(f" date {FIRST} {story(rng.randrange(10_000), rng.randrange(1, 40))}")
    for number in range(rng.randrange(4)):
        day = FIRST + timedelta(days=rng.randrange(6))
        body = story(rng.randrange(10_000), rng.randrange(1, 40))
        if rng.random() < 0.5:
            original = rng.choice(there).read_text()[len(" date 2021-11-01 ") :]
            body = rng.choice([original, original + " It was reported again later that day."])
        # Names in no order, so that keys and ids are ordered differently.
        shelf.write(f"{rng.randrange(1000):03d}-{fresh}-{number}", body, day)


@pytest.mark.parametrize("seed", range(5))
def test_syncs_of_random_changes_end_in_the_index_that_is_built_from_scratch(
    shelf: Shelf, tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)
    shelf.fill(6)
    shelf.sync()
    scratch = Shelf(tmp_path / "scratch")
    for fresh in range(4):
        change(shelf, rng, fresh)
        shelf.sync()
        scratch.folder = tmp_path / f"scratch{fresh}"
        scratch.sync(shelf.corpus)
        grown, built = shelf.seen(), scratch.seen()
        assert grown.keys() == built.keys()
        for name in grown:
            assert grown[name] == built[name], name
        assert grown["row numbers"]


def test_a_rebuild_gives_the_same_index(shelf: Shelf) -> None:
    rng = Random(17)
    shelf.fill(6)
    shelf.sync()
    for fresh in range(3):
        change(shelf, rng, fresh)
        shelf.sync()
    before = shelf.seen()
    shelf.sync(rebuild=True)
    assert shelf.seen() == before


def test_many_generations_do_not_let_the_store_grow(shelf: Shelf) -> None:
    """What is removed leaves no trace that adds up."""
    shelf.fill(40)
    shelf.sync()

    def size() -> int:
        return sum(path.stat().st_size for path in shelf.current.rglob("*") if path.is_file())

    first = size()
    for turn in range(1, 13):
        for number in range(20):
            shelf.write(f"a{number:03d}", story(1000 * turn + number), FIRST)
        shelf.sync()
    assert size() < 1.5 * first
