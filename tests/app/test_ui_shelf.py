"""The corpus under the page over a real Assistant: syncs here and elsewhere, and files added."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from ui_reading import Reading

from assistant.app.ui.desks import uploads
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.shelf import Shelf
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.assembly import Assistant, build
from assistant.resources import seeds_folder

SHIP = " date 2021-12-03 A ship with 400 sheep ran aground off Bergen."
COMET = " date 2021-12-01 A comet was seen over Oslo."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for seed in seeds_folder().iterdir():
        (folder / seed.name).write_bytes(seed.read_bytes())
    return folder


@pytest.fixture
def assistant(tmp_path: Path, corpus: Path) -> Iterator[Assistant]:
    with build(store=tmp_path / "store", corpus=(corpus,)) as made:
        made.sync()
        yield made


def added(assistant: Assistant, *files: tuple[str, str]) -> list[Update]:
    """What a desk shows while those files join the corpus."""
    desk, shelf = Desk(assistant), Shelf(assistant)
    folder = assistant.settings.store / "uploads"
    for name, text in files:
        received = uploads.incoming(folder)
        received.write_text(text)
        uploads.place(folder, name, received)
    return list(desk.sync(Session(), shelf.add([name for name, _ in files])))


def told(update: Update) -> str:
    return Reading(update.sync or "").text


def ids(assistant: Assistant) -> list[str]:
    return [one.id for one in assistant.articles()]


def test_the_page_opens_with_the_problems_of_the_last_sync(
    assistant: Assistant, corpus: Path
) -> None:
    assert Desk(assistant).opened(Session()).problems == ""
    (corpus / "undated.txt").write_text("No day is given here.")
    assistant.sync()
    assert "undated.txt" in Reading(Desk(assistant).opened(Session()).problems or "").text


def test_files_that_changed_since_are_counted_until_they_are_synced(
    assistant: Assistant, corpus: Path
) -> None:
    shelf = Shelf(assistant)
    assert shelf.changed().changed == ""
    (corpus / "comet.txt").write_text(COMET)
    assert "1 file changed" in (Shelf(assistant).changed().changed or "")
    *_, last = Desk(assistant, shelf).sync(Session())
    assert last.changed == ""


def test_an_added_file_leaves_the_other_articles_alone_and_is_answered_from(
    assistant: Assistant,
) -> None:
    before = ids(assistant)
    *_, last = added(assistant, ("ship.txt", SHIP))
    assert told(last) == "ship.txt: 1 article added."
    assert "3 articles" in Reading(last.corpus or "").text
    assert sorted(ids(assistant)) == sorted([*before, "ship"])
    assert "sheep" in assistant.ask("What ran aground off Bergen?").text


def test_what_is_wrong_with_an_added_file_is_told_beside_it(assistant: Assistant) -> None:
    *_, last = added(assistant, ("ship.txt", SHIP), ("bad.txt", "No day."))
    assert told(last).startswith("2 files: 1 article added.bad.txt has no date")


def test_added_files_are_a_part_of_every_later_sync_and_survive_a_rebuild(
    assistant: Assistant,
) -> None:
    added(assistant, ("ship.txt", SHIP))
    assistant.sync(rebuild=True)
    assert "ship" in ids(assistant)
    (assistant.settings.store / "uploads" / "ship.txt").write_text(SHIP + " It floats again.")
    assert assistant.sync().changed == 1


def test_an_added_file_that_is_deleted_leaves_with_the_next_sync_also_the_last_one(
    assistant: Assistant,
) -> None:
    before = ids(assistant)
    added(assistant, ("ship.txt", SHIP))
    (assistant.settings.store / "uploads" / "ship.txt").unlink()
    assert assistant.changed_files() == 1
    report = assistant.sync()
    assert (report.removed, report.problems) == (1, ())
    assert ids(assistant) == before


def test_files_added_to_an_empty_store_come_beside_the_corpus(tmp_path: Path, corpus: Path) -> None:
    with build(store=tmp_path / "new", corpus=(corpus,)) as fresh:
        added(fresh, ("ship.txt", SHIP))
        assert len(ids(fresh)) == 3


def test_files_are_added_though_there_is_no_corpus_yet(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with build(store=tmp_path / "new", corpus=(empty,)) as fresh:
        *_, last = added(fresh, ("ship.txt", SHIP))
        assert told(last) == "ship.txt: 1 article added."


def test_names_that_were_not_sent_add_nothing(assistant: Assistant) -> None:
    assert list(Desk(assistant).sync(Session(), Shelf(assistant).add(["../x.txt", "y.txt"]))) == []


def test_a_sync_waits_for_the_end_of_another_one(assistant: Assistant) -> None:
    lock = FileLock(assistant.settings.store / "writer.lock", thread_local=False)
    lock.acquire()
    updates = Desk(assistant).sync(Session())
    while "Waiting for another sync" not in told(next(updates)):
        pass
    threading.Timer(0.1, lock.release).start()
    *_, last = updates
    assert "nothing has changed" in told(last)


def test_a_sync_by_another_process_while_chatting_counts_from_the_next_question(
    assistant: Assistant, corpus: Path
) -> None:
    desk, session = Desk(assistant), Session()
    list(desk.ask("What was seen over Oslo?", "", "", session))
    first = session.turns[0].answer
    assert first
    assert first.refused
    (corpus / "comet.txt").write_text(COMET)
    store = str(assistant.settings.store)
    subprocess.run(
        [sys.executable, "-m", "assistant.app", "index", str(corpus), "--store", store],
        check=True,
        capture_output=True,
    )
    list(desk.ask("What was seen over Oslo?", "", "", session))
    second = session.turns[1].answer
    assert second
    assert "comet" in second.text
    fresh = desk.synced(session)
    assert "3 articles" in Reading(fresh.corpus or "").text
    assert fresh.conversation is None
