"""What other code or another embedding built is refused, and one command builds it again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from index_shelf import Shelf, story

from assistant.errors import IndexDamaged, IndexProblem, IndexStale
from assistant.index import known_sources
from assistant.models.protocol import Rows
from assistant.testing import HashEmbedding

Change = Callable[[dict[str, Any]], None]


def edit(shelf: Shelf, change: Change) -> None:
    path = shelf.current / "manifest.json"
    fields = json.loads(path.read_text())
    change(fields)
    path.write_text(json.dumps(fields))


def another_passage_rule(fields: dict[str, Any]) -> None:
    fields["passage_rules"] = "0:100/10+0"


def an_older_layout(fields: dict[str, Any]) -> None:
    """Older layouts had other fields, and other files."""
    fields.clear()
    fields.update(layout=0, model="hash-64")


def a_newer_layout(fields: dict[str, Any]) -> None:
    fields["layout"] = 99
    fields["something"] = "new"


def refused(shelf: Shelf) -> str:
    """What reading and syncing both say."""
    with pytest.raises(IndexStale) as read, shelf.open():
        pass
    with pytest.raises(IndexStale) as synced:
        shelf.sync()
    assert str(read.value) == str(synced.value)
    return str(read.value)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (another_passage_rule, "passage rules"),
        (an_older_layout, "store layout (0; now 2)"),
        (a_newer_layout, "store layout (99; now 2)"),
    ],
)
def test_a_store_built_by_other_rules_is_stale_and_a_rebuild_keeps_all_without_the_files(
    shelf: Shelf, change: Change, what: str
) -> None:
    shelf.fill(3)
    shelf.sync()
    before = shelf.seen()
    edit(shelf, change)
    message = refused(shelf)
    assert what in message
    assert str(shelf.store) in message
    assert f"`assistant index --rebuild --store {shelf.store}`" in message
    shutil.rmtree(shelf.corpus)
    report = shelf.sync(rebuild=True)
    assert (report.read, report.removed, report.unchanged) == (0, 0, 3)
    after = shelf.seen()
    del before["files"], after["files"]
    assert after == before


def test_another_embedding_is_refused_and_a_rebuild_takes_it(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    shelf.embedder = HashEmbedding(32)
    message = refused(shelf)
    assert "embedding model (hash-64; now hash-32)" in message
    shelf.sync(rebuild=True)
    with shelf.open() as index:
        assert index.manifest.dimension == 32


class Shrunk(HashEmbedding):
    """The name of one model, the vectors of another, as a server may come to answer."""

    def embed(self, texts: Any) -> Rows:
        return HashEmbedding(16).embed(texts)


def test_vectors_of_another_dimension_under_the_same_name_are_refused(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    before = shelf.generations()
    shelf.write("new", story(99))
    shelf.embedder = Shrunk(64)
    with pytest.raises(IndexStale, match=r"dimension of hash-64 \(64; now 16\).*--rebuild"):
        shelf.sync()
    assert shelf.generations() == before
    with shelf.open() as index, pytest.raises(IndexStale, match="dimension"):
        index.nearest(np.ones(16, np.float32), 3)
    shelf.sync(rebuild=True)
    with shelf.open() as index:
        assert index.manifest.dimension == 16
        assert index.nearest(np.ones(16, np.float32), 3)


def test_a_rebuild_removes_what_is_gone_from_a_folder_that_is_there(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    (shelf.corpus / "a000.txt").unlink()
    shelf.write("a001", story(77))
    report = shelf.sync(rebuild=True)
    assert (report.changed, report.removed, report.unchanged) == (1, 1, 1)
    assert shelf.ids() == ["a001", "a002"]


def test_a_rebuild_without_paths_needs_no_file_at_all(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    before = shelf.seen()
    for path in shelf.corpus.iterdir():
        path.unlink()
    shelf.sync(shelf.corpus, rebuild=True)
    assert shelf.seen()["articles"] == before["articles"]


def test_after_a_rebuild_files_are_read_again_only_when_they_change(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    shelf.sync(rebuild=True)
    before = shelf.generations()
    shelf.sync()
    assert shelf.generations() == before


def test_a_rebuild_goes_on_from_a_store_whose_manifest_is_no_json(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    before = shelf.seen()["articles"]
    (shelf.current / "manifest.json").write_text("{")
    with pytest.raises(IndexDamaged, match=r"manifest.*--rebuild"):
        shelf.sync()
    shutil.rmtree(shelf.corpus)
    shelf.sync(rebuild=True)
    assert shelf.seen()["articles"] == before


@pytest.mark.parametrize("damage", ["no database", "cut", "missing"])
def test_a_rebuild_says_when_the_kept_articles_cannot_be_read(shelf: Shelf, damage: str) -> None:
    shelf.fill(3)
    shelf.sync()
    catalog = shelf.current / "catalog.sqlite"
    if damage == "no database":
        catalog.write_bytes(b"nothing of the kind" * 1000)
    elif damage == "cut":
        catalog.write_bytes(catalog.read_bytes()[: catalog.stat().st_size // 2])
    else:
        catalog.unlink()
    with pytest.raises(IndexDamaged, match=r"catalog\.sqlite.*--rebuild"), shelf.open():
        pass
    with pytest.raises(IndexProblem, match="--rebuild"):
        shelf.sync()
    report = shelf.sync(rebuild=True)
    assert report.added == 3
    assert [problem.path for problem in report.problems] == [str(shelf.store)]
    assert shelf.sync().problems == ()


def test_the_sources_of_a_store_are_known_in_whatever_state_it_is(
    shelf: Shelf, tmp_path: Path
) -> None:
    assert known_sources(shelf.store) == []
    shelf.fill(1)
    other = Shelf(tmp_path / "other").write("b", story(5))
    shelf.sync(shelf.corpus, other)
    sources = [shelf.corpus, other]
    assert known_sources(shelf.store) == sources
    edit(shelf, another_passage_rule)
    assert known_sources(shelf.store) == sources
    catalog = shelf.current / "catalog.sqlite"
    content = catalog.read_bytes()
    catalog.write_bytes(b"")
    assert known_sources(shelf.store) == sources
    catalog.write_bytes(content)
    edit(shelf, an_older_layout)
    (shelf.store / "CURRENT").write_text("junk")
    assert known_sources(shelf.store) == sources
    shelf.sync(*sources, rebuild=True)
    assert known_sources(shelf.store) == sources


def test_the_columns_that_every_layout_keeps_are_enough_for_a_rebuild(shelf: Shelf) -> None:
    shelf.fill(3)
    shelf.sync()
    before = shelf.seen()["articles"]
    connection = sqlite3.connect(shelf.current / "catalog.sqlite")
    for table in ("passages", "problems", "waiting"):
        connection.execute(f"DROP TABLE {table}")
    for name in ("by_original", "by_file", "by_day"):
        connection.execute(f"DROP INDEX articles_{name}")
    for column in ("hash", "units", "sketch", "original"):
        connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
    for column in ("hash", "size", "mtime"):
        connection.execute(f"ALTER TABLE files DROP COLUMN {column}")
    connection.commit()
    connection.close()
    edit(shelf, an_older_layout)
    shutil.rmtree(shelf.corpus)
    shelf.sync(rebuild=True)
    assert shelf.seen()["articles"] == before
