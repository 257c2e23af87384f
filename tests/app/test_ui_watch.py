"""Files that change are indexed once they have come to rest, and the next answer knows them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.app.ui.serving.watch import Watch, watching
from assistant.assembly import Assistant, build
from assistant.errors import IndexLocked
from assistant.index.generations import Generations

QUESTION = "How many cracks did Ada Brandt count?"


def write(folder: Path, name: str, body: str, day: str = "2021-11-06") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(f"date {day}\n{name.title()}\n\n{body}\n")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, "ferry", "The ferry to Bregenz was late again on Friday, the harbour said.")
    return folder


@pytest.fixture
def assistant(tmp_path: Path, corpus: Path) -> Iterator[Assistant]:
    with build(store=tmp_path / "store", corpus=(corpus,)) as made:
        made.sync()
        yield made


def ids(assistant: Assistant) -> set[str]:
    return {entry.id for entry in assistant.articles()}


def test_a_new_article_answers_the_next_question(
    assistant: Assistant, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watch = Watch(assistant)
    watch.look()
    assert assistant.ask(QUESTION).refused
    write(corpus, "bridge", "Ada Brandt counted 59 cracks in the bridge on Friday.")
    watch.look()
    watch.look()
    answer = assistant.ask(QUESTION)
    assert "59 cracks" in " ".join(claim.text for claim in answer.claims)
    assert capsys.readouterr().err == "watch: synced: 1 added, 0 changed, 0 removed\n"


def test_a_file_that_still_grows_is_left_alone(assistant: Assistant, corpus: Path) -> None:
    watch = Watch(assistant)
    for words in range(1, 4):
        write(corpus, "bridge", "Ada Brandt counted 59 cracks. " * words)
        watch.look()
        assert ids(assistant) == {"ferry"}
    watch.look()
    assert ids(assistant) == {"ferry", "bridge"}


def test_nothing_is_written_while_nothing_changes(assistant: Assistant) -> None:
    watch, before = Watch(assistant), assistant.overview().generation
    for _ in range(3):
        watch.look()
    assert assistant.overview().generation == before


def test_a_removed_file_is_a_change_as_well(assistant: Assistant, corpus: Path) -> None:
    write(corpus, "bridge", "Ada Brandt counted 59 cracks.")
    assistant.sync()
    (corpus / "ferry.txt").unlink()
    watch = Watch(assistant)
    watch.look()
    watch.look()
    assert ids(assistant) == {"bridge"}


def test_what_is_wrong_with_a_file_is_one_line(
    assistant: Assistant, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "broken.json").write_text('{"title": \x1b[31m')
    watch = Watch(assistant)
    for _ in range(4):
        watch.look()
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("watch: synced: 0 added, 0 changed, 0 removed; 1 problem, first ")
    assert "broken.json" in told
    assert "\x1b" not in told


def test_while_another_process_writes_it_waits(assistant: Assistant, corpus: Path) -> None:
    write(corpus, "bridge", "Ada Brandt counted 59 cracks.")
    watch = Watch(assistant)
    watch.look()
    with Generations(assistant.settings.store).writer(), pytest.raises(IndexLocked):
        watch.look()
    watch.look()
    assert "bridge" in ids(assistant)


@pytest.mark.skipif(os.name == "nt", reason="needs permissions")
def test_a_sync_that_fails_is_told_once_and_tried_again_when_files_change(
    assistant: Assistant,
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (corpus / "ferry.txt").write_text("\x00")  # nothing is left that is an article
    tried: list[int] = []
    sync = assistant.sync
    monkeypatch.setattr(assistant, "sync", lambda: (tried.append(1), sync())[1])
    watch = Watch(assistant)
    for _ in range(4):
        watch.look()
    assert len(tried) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "the changed files could not be indexed: " in told
    write(corpus, "ferry", "The ferry was on time.")
    watch.look()
    watch.look()
    assert ids(assistant) == {"ferry"}


def held(true: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether it comes true in that time."""
    tick = threading.Event()
    return any(true() or tick.wait(0.05) for _ in range(int(seconds / 0.05)))


def test_it_watches_until_the_server_ends(
    assistant: Assistant, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.app.ui.serving.watch.SECONDS", 0.05)
    monkeypatch.setattr(Watch.__init__, "__defaults__", (0.05,))
    with watching(assistant, wanted=True):
        write(corpus, "bridge", "Ada Brandt counted 59 cracks.")
        assert held(lambda: "bridge" in ids(assistant))
    assert held(lambda: not [one for one in threading.enumerate() if one.name == "watch"])


def test_unasked_nobody_watches(assistant: Assistant) -> None:
    with watching(assistant, wanted=False):
        assert not [one for one in threading.enumerate() if one.name == "watch"]
