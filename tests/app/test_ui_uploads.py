"""Files that a browser sends: their names, their sizes, and that none is ever written over."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.ui.desks import uploads
from assistant.app.ui.desks.uploads import Taken, kept, place, refusal, safe_name

TEXT = " date 2021-12-03 A ship with 400 sheep ran aground off Bergen."


def sent(folder: Path, name: str, text: str | bytes = TEXT) -> Taken:
    received = uploads.incoming(folder)
    received.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place(folder, name, received)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("ship.txt", "ship.txt"),
        ("Das Schiff (3).TXT", "Das Schiff (3).TXT"),
        ("../../etc/ship.txt", "ship.txt"),
        ("C:\\news\\ship.txt", "ship.txt"),
        ("/etc/passwd", "passwd"),
        (".ship.txt", "ship.txt"),
        ("..  .ship.txt", "ship.txt"),
        ("sh\x00i\np\u202e.txt", "ship.txt"),
        ("  a   ship .txt", "a ship.txt"),
        ("2021-12-03.jsonl.gz", "2021-12-03.jsonl.gz"),
        ("e\u0301t\u00e9.md", "\u00e9t\u00e9.md"),
        (".txt", "txt"),
        ("", ""),
        ("..", ""),
        ("x/", ""),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_a_file_s_name_here(raw: str, name: str) -> None:
    assert safe_name(raw) == name


@given(st.text(max_size=300), st.sampled_from(["", ".txt", ".jsonl.gz", ".HTML"]))
def test_no_name_leads_elsewhere_or_hides(stem: str, ending: str) -> None:
    name = safe_name(stem + ending)
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith(".")
    assert len(name.encode()) <= uploads.NAME_BYTES or refusal(name) is not None
    assert not any(unicodedata.category(one).startswith("C") for one in name)
    assert safe_name(name) == name


def test_the_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FOLDER_BYTES", 2 * len(TEXT))
    assert sent(tmp_path, "a.txt").state == "added"
    (tmp_path / ".incoming-other").write_text(TEXT)  # may be refused yet
    assert sent(tmp_path, "b.txt").state == "added"
    refused = sent(tmp_path, "c.txt")
    assert refused.state == "refused"
    assert refused.told.startswith("c.txt is not added: ")
    assert sent(tmp_path, "a.txt").state == "known"
    assert not (tmp_path / "c.txt").exists()


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ä" * 200 + ".jsonl.gz")
    assert name.endswith("ä.jsonl.gz")
    assert len(name.encode()) <= uploads.NAME_BYTES


@pytest.mark.parametrize("name", ["picture.png", "ship", "ship.txt.exe", ".txt", "", "x.gz"])
def test_what_no_article_is_read_from_is_refused(name: str) -> None:
    refused = refusal(name)
    assert refused
    assert "in no format that is read" in refused.told


def test_a_file_is_added_under_its_name_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert sent(tmp_path, "news/ship.txt") == Taken("ship.txt", "added")
    assert [one.name for one in tmp_path.iterdir()] == ["ship.txt"]
    assert (tmp_path / "ship.txt").read_text() == TEXT


def test_the_same_file_again_is_known(tmp_path: Path) -> None:
    sent(tmp_path, "ship.txt")
    again = sent(tmp_path, "ship.txt")
    assert again.state == "known"
    assert "there already" in again.told


def test_another_text_under_a_known_name_is_refused_without_a_path_of_the_server(
    tmp_path: Path,
) -> None:
    sent(tmp_path, "ship.txt")
    other = sent(tmp_path, "ship.txt", TEXT + " It floats.")
    assert other.state == "refused"
    assert other.told.startswith("ship.txt is there already")
    assert str(tmp_path) not in other.told
    assert "/" not in other.told
    assert (tmp_path / "ship.txt").read_text() == TEXT
    assert [one.name for one in tmp_path.iterdir()] == ["ship.txt"]


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 4 * 2**20)
    assert sent(tmp_path, "full.txt", b"x" * 4 * 2**20).state == "added"
    larger = sent(tmp_path, "over.txt", b"x" * (4 * 2**20 + 1))
    assert larger.told.startswith("over.txt is larger than 4 MB")
    assert not (tmp_path / "over.txt").exists()


def test_only_files_that_are_there_are_synced_by_name(tmp_path: Path) -> None:
    sent(tmp_path, "ship.txt")
    (tmp_path.parent / "secret.txt").write_text("not here")
    assert kept(tmp_path, ["ship.txt", "ship.txt", "../secret.txt", "gone.txt", "", "."]) == [
        "ship.txt"
    ]


def test_a_file_on_its_way_in_is_none_of_the_corpus(tmp_path: Path) -> None:
    from assistant.corpus import find_files

    uploads.incoming(tmp_path).write_text(TEXT)
    assert list(find_files(tmp_path)) == []
