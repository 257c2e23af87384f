"""What a sync adds, changes, removes and leaves alone."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from index_shelf import FIRST, Shelf, story

from assistant.domain import Progress
from assistant.errors import CorpusError
from assistant.index.plan import count_changes


def counts(report: object) -> tuple[int, ...]:
    names = ("read", "added", "changed", "removed", "unchanged", "skipped")
    return tuple(getattr(report, name) for name in names)


def row(name: str, body: str, day: str = "2021-11-02") -> str:
    return json.dumps({"id": name, "date": day, "title": name, "text": body})


def changes(shelf: Shelf, *roots: Path) -> int:
    with shelf.open() as index:
        return count_changes(index.catalog.files(), roots or [shelf.corpus])


def test_new_changed_removed_and_unchanged_articles_are_told_apart_by_their_content(
    shelf: Shelf,
) -> None:
    shelf.fill(4)
    assert counts(shelf.sync()) == (4, 4, 0, 0, 0, 0)
    shelf.write("a001", story(101))
    (shelf.corpus / "a002.txt").unlink()
    shelf.write("b", story(102))
    assert changes(shelf) == 3
    assert counts(shelf.sync()) == (2, 1, 1, 1, 2, 0)
    assert shelf.ids() == ["a000", "a001", "a003", "b"]
    with shelf.open() as index:
        article = index.catalog.article("a001")
        assert article is not None
        assert article.body == story(101)
    assert changes(shelf) == 0


def test_a_file_with_a_new_time_and_the_same_bytes_is_unchanged(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.generations()
    os.utime(shelf.corpus / "a000.txt", (1, 1))
    assert changes(shelf) == 0
    assert counts(shelf.sync()) == (0, 0, 0, 0, 2, 0)
    assert shelf.generations() == before


def test_a_file_whose_bytes_changed_but_not_its_article_keeps_its_passages(shelf: Shelf) -> None:
    shelf.corpus.joinpath("all.jsonl").write_text(row("x", story(1)) + "\n")
    shelf.sync()
    with shelf.open() as index:
        before = index.catalog.records_of_rows(range(99))
    shelf.corpus.joinpath("all.jsonl").write_text(row("x", story(1)) + "\n\n")
    assert counts(shelf.sync()) == (1, 0, 0, 0, 1, 0)
    with shelf.open() as index:
        assert index.catalog.records_of_rows(range(99)) == before


def test_syncing_one_folder_removes_nothing_of_another(shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(2)
    other = Shelf(tmp_path / "other")
    other.write("b", story(50))
    shelf.sync(shelf.corpus, other.corpus)
    (shelf.corpus / "a000.txt").unlink()
    (other.corpus / "b.txt").unlink()
    other.write("c", story(51))
    assert counts(shelf.sync(shelf.corpus)) == (0, 0, 0, 1, 2, 0)
    assert shelf.ids() == ["a001", "b"]
    with shelf.open() as index:
        assert index.overview().sources == (str(shelf.corpus), str(other.corpus))
    shelf.sync(other.corpus)
    assert shelf.ids() == ["a001", "c"]


def test_a_path_inside_an_indexed_folder_keeps_the_ids_it_has_from_there(shelf: Shelf) -> None:
    shelf.write("in/x", story(1))
    shelf.write("out", story(2))
    shelf.sync()
    shelf.write("in/x", story(3))
    shelf.write("in/y", story(4))
    shelf.write("out", story(5))
    assert counts(shelf.sync(shelf.corpus / "in")) == (2, 1, 1, 0, 1, 0)
    assert shelf.ids() == ["in/x", "in/y", "out"]
    assert counts(shelf.sync(shelf.corpus / "in" / "x.txt")) == (0, 0, 0, 0, 3, 0)
    (shelf.corpus / "in" / "x.txt").unlink()
    assert counts(shelf.sync(shelf.corpus / "in")) == (0, 0, 0, 1, 2, 0)
    with shelf.open() as index:
        assert index.overview().sources == (str(shelf.corpus),)


def test_a_folder_around_an_indexed_one_takes_its_articles_over(shelf: Shelf) -> None:
    shelf.write("in/a", story(1))
    shelf.write("in/b", story(2))
    shelf.sync(shelf.corpus / "in")
    # The outer "a" is read before the inner one has given that id up.
    shelf.write("a", story(3))
    report = shelf.sync()
    assert report.problems == ()
    assert shelf.ids() == ["a", "in/a", "in/b"]
    with shelf.open() as index:
        outer = index.catalog.article("a")
        assert outer is not None
        assert outer.body == story(3)
        assert index.overview().sources == (str(shelf.corpus),)
    assert counts(shelf.sync()) == (0, 0, 0, 0, 3, 0)


def test_a_single_file_is_a_source_of_its_own(shelf: Shelf) -> None:
    path = shelf.write("alone", story(1))
    shelf.write("beside", story(2))
    assert counts(shelf.sync(path)) == (1, 1, 0, 0, 0, 0)
    assert shelf.ids() == ["alone"]
    path.unlink()
    with pytest.raises(CorpusError, match="not there any more"):
        shelf.sync(path)
    assert shelf.ids() == ["alone"]


def test_a_link_to_a_file_keeps_its_own_name(shelf: Shelf, tmp_path: Path) -> None:
    target = shelf.write("target", story(1))
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    shelf.sync(link)
    assert shelf.ids() == ["link"]


def test_of_two_files_with_one_id_the_first_is_kept_and_both_are_named(
    shelf: Shelf, tmp_path: Path
) -> None:
    one = shelf.write("same", story(1))
    two = Shelf(tmp_path / "other").write("same", story(2))
    report = shelf.sync(shelf.corpus, two.parent)
    assert counts(report) == (2, 1, 0, 0, 0, 1)
    assert [problem.path for problem in report.problems] == [str(two)]
    assert str(one) in report.problems[0].message
    assert str(two) in report.problems[0].message
    assert "'same'" in report.problems[0].message


def test_a_conflict_that_stays_makes_no_new_generation(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("same", story(1))
    other = Shelf(tmp_path / "other").write("same", story(2)).parent
    shelf.sync(shelf.corpus, other)
    before = shelf.generations()
    assert counts(shelf.sync(shelf.corpus, other)) == (0, 0, 0, 0, 1, 1)
    assert shelf.generations() == before


@pytest.mark.parametrize("order", ["winner first", "loser first", "winner, then loser"])
def test_when_the_winner_of_a_conflict_goes_the_loser_comes_in(
    shelf: Shelf, tmp_path: Path, order: str
) -> None:
    winner = shelf.write("same", story(1))
    shelf.write("other", story(3))
    other = Shelf(tmp_path / "other").write("same", story(2)).parent
    shelf.sync(shelf.corpus, other)
    winner.unlink()
    if order == "winner first":
        shelf.sync(shelf.corpus, other)
    elif order == "loser first":
        shelf.sync(other, shelf.corpus)
    else:
        shelf.sync(shelf.corpus)
        assert shelf.ids() == ["other"]
        shelf.sync(other)
    assert shelf.ids() == ["other", "same"]
    with shelf.open() as index:
        article = index.catalog.article("same")
        assert article is not None
        assert article.body == story(2)
        assert index.catalog.problems() == []


def test_two_files_can_swap_their_ids(shelf: Shelf) -> None:
    one, two = shelf.corpus / "1.jsonl", shelf.corpus / "2.jsonl"
    one.write_text(row("x", story(1)))
    two.write_text(row("y", story(2)))
    shelf.sync()
    one.write_text(row("y", story(1)))
    two.write_text(row("x", story(2)))
    report = shelf.sync()
    assert report.problems == ()
    with shelf.open() as index:
        assert index.catalog.article("x").body == story(2)  # type: ignore[union-attr]
        assert index.catalog.article("y").body == story(1)  # type: ignore[union-attr]


def test_an_id_that_stands_twice_in_one_file_is_taken_once(shelf: Shelf) -> None:
    shelf.corpus.joinpath("a.jsonl").write_text(row("x", story(1)) + "\n" + row("x", story(2)))
    report = shelf.sync()
    assert counts(report) == (2, 1, 0, 0, 0, 1)
    assert "twice" in report.problems[0].message
    before = shelf.generations()
    shelf.sync()
    assert shelf.generations() == before


def test_a_bad_line_is_reported_with_its_number_and_the_others_are_indexed(shelf: Shelf) -> None:
    lines = [row("x", story(1)), "{no json", row("y", story(2)), row("z", "text", "someday")]
    path = shelf.corpus / "all.jsonl"
    path.write_text("\n".join(lines) + "\n")
    report = shelf.sync()
    assert counts(report) == (2, 2, 0, 0, 0, 2)
    assert [(problem.path, problem.line) for problem in report.problems] == [
        (str(path), 2),
        (str(path), 4),
    ]
    # What was wrong is still told when nothing changes, and no longer when it is mended.
    assert shelf.sync().problems == report.problems
    path.write_text("\n".join([lines[0], lines[2]]))
    assert shelf.sync().problems == ()


def test_strict_changes_nothing_where_anything_is_wrong(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.generations(), shelf.seen()
    shelf.write("c", story(3))
    (shelf.corpus / "bad.jsonl").write_text("{no json")
    with pytest.raises(CorpusError, match=r"^1 problem in .* nothing was changed") as caught:
        shelf.sync(strict=True)
    assert (caught.value.path, caught.value.line) == (str(shelf.corpus / "bad.jsonl"), 1)
    assert len(caught.value.problems) == 1
    assert (shelf.generations(), shelf.seen()) == before
    # Nor is it forgotten when nothing has changed since.
    shelf.sync()
    with pytest.raises(CorpusError, match="--strict"):
        shelf.sync(strict=True)


def test_strict_fails_for_a_bad_file_below_its_paths_whenever_it_was_read(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.fill(2)
    (shelf.corpus / "bad.jsonl").write_text("{no json")
    other = Shelf(tmp_path / "other").write("b", story(50)).parent
    shelf.sync(shelf.corpus, other)
    shelf.write("new", story(3))
    with pytest.raises(CorpusError, match="--strict") as caught:
        shelf.sync(strict=True)
    assert [problem.path for problem in caught.value.problems] == [str(shelf.corpus / "bad.jsonl")]
    # What is wrong elsewhere is told, and is not what was asked for.
    assert len(shelf.sync(other, strict=True).problems) == 1


@pytest.mark.parametrize("gone", ["missing", "emptied", "nothing readable"])
def test_a_path_without_articles_empties_no_index(shelf: Shelf, gone: str) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.seen()
    for path in shelf.corpus.iterdir():
        path.unlink()
    if gone == "missing":
        shelf.corpus.rmdir()
    elif gone == "nothing readable":
        (shelf.corpus / "a.txt").write_text("no date in here")
    with pytest.raises(CorpusError) as caught:
        shelf.sync()
    assert str(shelf.corpus) in str(caught.value)
    assert shelf.seen() == before


def test_a_first_sync_that_fails_leaves_no_index(shelf: Shelf) -> None:
    (shelf.corpus / "a.txt").write_text("no date in here")
    with pytest.raises(CorpusError, match=r"nothing was changed.*a\.txt"):
        shelf.sync()
    assert shelf.generations() == []
    assert not shelf.reader().exists()


def test_a_broken_link_and_a_name_that_is_no_utf8_are_reported_and_skipped(shelf: Shelf) -> None:
    shelf.fill(1)
    (shelf.corpus / "link.jsonl").symlink_to(shelf.corpus / "nowhere")
    Path(os.fsdecode(os.fsencode(shelf.corpus) + b"/caf\xe9.txt")).write_text(" date 2021-11-02 b")
    report = shelf.sync()
    assert counts(report) == (1, 1, 0, 0, 0, 2)
    assert {Path(problem.path).name for problem in report.problems} == {
        "link.jsonl",
        "caf\\xe9.txt",
    }
    before = shelf.generations()
    assert counts(shelf.sync()) == (0, 0, 0, 0, 1, 2)
    assert shelf.generations() == before


def test_a_file_that_becomes_readable_is_read(shelf: Shelf) -> None:
    shelf.fill(1)
    target = shelf.folder / "later.txt"
    (shelf.corpus / "link.txt").symlink_to(target)
    shelf.sync()
    target.write_text(f" date 2021-11-02 {story(7)}")
    assert counts(shelf.sync()) == (1, 1, 0, 0, 1, 0)


def test_another_version_of_the_reading_reads_every_file_again(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.fill(2)
    other = Shelf(tmp_path / "other").write("b", story(9)).parent
    shelf.sync(shelf.corpus, other)
    monkeypatch.setattr("assistant.index.plan.CORPUS_VERSION", "next")
    # Also those of a source that is synced only later.
    assert counts(shelf.sync(shelf.corpus)) == (2, 0, 0, 0, 3, 0)
    assert counts(shelf.sync(other)) == (1, 0, 0, 0, 3, 0)
    assert counts(shelf.sync(other)) == (0, 0, 0, 0, 3, 0)


def test_an_article_dated_after_tomorrow_is_reported_and_indexed(shelf: Shelf) -> None:
    shelf.write("now", story(1))
    shelf.write("later", story(2), date(2022, 1, 3))
    report = shelf.sync()
    assert counts(report) == (2, 2, 0, 0, 0, 0)
    assert [problem.path for problem in report.problems] == [str(shelf.corpus / "later.txt")]
    with shelf.open() as index:
        assert index.catalog.newest(date(2022, 1, 1)) == FIRST


def test_progress_counts_articles_up_to_the_total_and_names_the_stages(shelf: Shelf) -> None:
    shelf.fill(3)
    (shelf.corpus / "more.jsonl").write_text(row("x", story(8)) + "\n" + row("y", story(9)) + "\n")
    told: list[Progress] = []
    shelf.sync(on_progress=told.append)
    assert [step for step in told if step.stage == "indexing"] == [
        Progress("indexing", done, 5) for done in range(1, 6)
    ]
    assert [step.stage for step in told[5:]] == ["linking copies", "checking"]
    with gzip.open(shelf.corpus / "z.jsonl.gz", "wt") as stream:
        stream.write(row("z", story(10)))
    told.clear()
    shelf.sync(on_progress=told.append)
    assert told[0] == Progress("indexing", 1, None)


UNCHANGED = """
import sys
from datetime import date
from pathlib import Path
from assistant.index import sync
from assistant.testing import HashEmbedding
report = sync(Path(sys.argv[1]), [Path(sys.argv[2])], HashEmbedding(), today=date(2021, 12, 31))
assert report.unchanged == 2, report
print(*[name for name in ("chromadb", "llama_index", "wordllama") if name in sys.modules])
"""


def test_where_nothing_changed_nothing_is_built_and_chromadb_is_not_imported(shelf: Shelf) -> None:
    shelf.fill(2)
    shelf.sync()
    before = shelf.generations()
    ran = subprocess.run(
        [sys.executable, "-c", UNCHANGED, str(shelf.store), str(shelf.corpus)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "\n"
    assert shelf.generations() == before
