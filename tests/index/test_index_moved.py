"""Corpora that moved, or are not there: nothing is lost in silence, and one command mends it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from index_shelf import Shelf, story

from assistant.errors import CorpusError
from assistant.index import gone_roots, known_sources


def moved(shelf: Shelf) -> Path:
    return shelf.corpus.rename(shelf.folder / "moved")


def body(shelf: Shelf, article: str) -> str:
    with shelf.open() as index:
        found = index.catalog.article(article)
        assert found is not None
        return found.body


def told(shelf: Shelf, *paths: Path) -> list[str]:
    return [problem.path for problem in shelf.sync(*paths).problems]


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_corpus_that_moved_is_taken_over_where_it_is_now(shelf: Shelf, rebuild: bool) -> None:
    """With what was changed, added and deleted on the way."""
    shelf.fill(4)
    shelf.sync()
    place = moved(shelf)
    new = Shelf(shelf.folder / "x", shelf.embedder)
    new.corpus.parent.mkdir()
    place = place.rename(new.corpus)
    new.write("a001", story(101))
    new.write("b", story(102))
    (place / "a002.txt").unlink()
    report = shelf.sync(place, rebuild=rebuild)
    assert (report.added, report.changed, report.removed) == (1, 1, 1)
    assert report.problems == ()
    assert shelf.ids() == ["a000", "a001", "a003", "b"]
    assert body(shelf, "a001") == story(101)
    assert known_sources(shelf.store) == [place]
    assert told(shelf, *known_sources(shelf.store)) == []


def test_a_moved_file_of_many_articles_that_grew_is_taken_over(shelf: Shelf) -> None:
    def rows(count: int) -> str:
        return "".join(
            json.dumps({"id": f"n{n}", "date": "2021-11-02", "title": "T", "text": story(n)}) + "\n"
            for n in range(count)
        )

    (shelf.corpus / "all.jsonl").write_text(rows(3))
    shelf.sync()
    place = moved(shelf)
    (place / "all.jsonl").write_text(rows(4))
    report = shelf.sync(place)
    assert (report.added, report.unchanged, report.problems) == (1, 3, ())
    assert known_sources(shelf.store) == [place]


def test_a_sync_of_nothing_but_a_corpus_that_is_gone_says_how_to_name_its_new_place(
    shelf: Shelf,
) -> None:
    shelf.fill(2)
    shelf.sync()
    moved(shelf)
    before = shelf.seen()
    with pytest.raises(CorpusError) as caught:
        shelf.sync(*known_sources(shelf.store))
    assert caught.value.path == str(shelf.corpus)
    assert f"`assistant index PATH --store {shelf.store}`" in str(caught.value)
    assert shelf.seen() == before


@pytest.mark.parametrize("gone", ["missing", "emptied"])
def test_a_corpus_that_is_gone_keeps_its_articles_and_stops_no_other(
    shelf: Shelf, tmp_path: Path, gone: str
) -> None:
    """As a disk that is not mounted, which may leave an empty folder."""
    shelf.fill(2)
    other = Shelf(tmp_path / "other").write("b", story(50)).parent
    shelf.sync(shelf.corpus, other)
    away = moved(shelf)
    if gone == "emptied":
        shelf.corpus.mkdir()
    (other / "c.txt").write_text(f" date 2021-11-02 {story(51)}")
    sources = known_sources(shelf.store)
    assert shelf.corpus in sources
    with pytest.raises(CorpusError, match="--strict"):
        shelf.sync(*sources, strict=True)
    report = shelf.sync(*sources)
    assert (report.added, report.removed, report.skipped) == (1, 0, 0)
    assert [problem.path for problem in report.problems] == [str(shelf.corpus)]
    assert "its 2 articles stay" in report.problems[0].message
    assert shelf.ids() == ["a000", "a001", "b", "c"]
    with shelf.open() as index:
        assert gone_roots(index.catalog.files().values(), shelf.store) == {str(shelf.corpus)}
    # It is said as long as it lasts, also by a sync of the other alone.
    assert told(shelf, other) == [str(shelf.corpus)]
    if gone == "emptied":
        shelf.corpus.rmdir()
    away.rename(shelf.corpus)
    assert told(shelf, *sources) == []
    assert len(shelf.ids()) == 4


def test_an_id_of_a_corpus_that_is_gone_goes_to_another_text_and_that_is_told(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.fill(3)
    shelf.sync()
    moved(shelf)
    other = Shelf(tmp_path / "other").write("a001", story(50)).parent
    report = shelf.sync(other)
    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    assert body(shelf, "a001") == story(50)
    assert shelf.ids() == ["a000", "a001", "a002"]
    messages = [problem.message for problem in report.problems]
    assert "its 2 articles stay" in messages[0]
    assert "1 of its articles gave way" in messages[1]


def test_a_conflict_ends_when_the_corpus_that_won_it_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(2)
    other = tmp_path / "other"
    shutil.copytree(shelf.corpus, other)
    assert len(shelf.sync(shelf.corpus, other).problems) == 2
    shutil.rmtree(shelf.corpus)
    report = shelf.sync(*known_sources(shelf.store))
    assert (report.problems, report.unchanged) == ((), 2)
    assert known_sources(shelf.store) == [other]


def test_a_folder_that_cannot_be_looked_up_is_not_gone(shelf: Shelf) -> None:
    """Names that are no UTF-8 are stored with escapes."""
    odd = Path(os.fsdecode(os.fsencode(shelf.folder) + b"/caf\xe9"))
    shutil.copytree(shelf.corpus, odd)
    (odd / "a.txt").write_text(f" date 2021-11-02 {story(1)}")
    assert shelf.sync(odd).problems == ()
    other = Shelf(shelf.folder / "other").write("a", story(2)).parent
    shelf.sync(other, odd)
    assert body(shelf, "a") == story(1)
