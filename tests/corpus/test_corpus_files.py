"""Which files are found below a root, in which order, under which ids."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pytest

from assistant.corpus import FORMATS, CorpusFile, file_hash, find_files
from assistant.errors import CorpusError


def ids(root: Path) -> list[str]:
    return [file.id for file in find_files(root)]


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("date 2021-11-06 x")


def test_every_format_is_found_in_sorted_order_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.html", "d.json", "e.jsonl", "F.JSONL.GZ")
    assert ids(tmp_path) == ["F", "a/b/c", "a/z", "b", "d", "e"]


def test_formats_are_those_of_the_interface() -> None:
    assert {".txt", ".md", ".html", ".json", ".jsonl", ".jsonl.gz"} == FORMATS


def test_hidden_files_and_folders_and_unknown_suffixes_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, ".a.txt", ".git/b.txt", "c.pdf", "d.txt.bak", "noext", ".txt", "e.txt")
    assert ids(tmp_path) == ["e"]


def test_a_hidden_root_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, ".news/a.txt")
    assert ids(tmp_path / ".news") == ["a"]


def test_an_id_keeps_every_dot_but_the_suffix(tmp_path: Path) -> None:
    write(tmp_path, "2021/v1.2.txt")
    assert ids(tmp_path) == ["2021/v1.2"]


def test_a_loop_of_links_ends_and_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "news/a.txt", "elsewhere/b.txt")
    (tmp_path / "news/loop").symlink_to(tmp_path / "news")
    (tmp_path / "news/more").symlink_to(tmp_path / "elsewhere")
    assert ids(tmp_path / "news") == ["a", "more/b"]


def test_a_link_that_leads_nowhere_is_yielded_so_that_it_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (found,) = find_files(tmp_path)
    assert (found.id, found.size, found.mtime_ns) == ("gone", 0, 0)


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == []
    with pytest.raises(CorpusError, match="neither a folder nor a regular file"):
        list(find_files(tmp_path / "pipe.txt"))


def test_a_single_file_has_its_stem_as_id_and_itself_as_root(tmp_path: Path) -> None:
    write(tmp_path, "deep/a.txt")
    (found,) = find_files(tmp_path / "deep/a.txt")
    assert found == CorpusFile(found.path, found.path, 17, found.path.stat().st_mtime_ns)
    assert found.id == "a"


def test_a_relative_root_becomes_absolute_and_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "news/a.txt")
    (tmp_path / "link").symlink_to("news")
    monkeypatch.chdir(tmp_path)
    (found,) = find_files(Path("link/../link"))
    assert found.root == (tmp_path / "news").resolve()
    assert found.path == found.root / "a.txt"


def test_a_root_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no such file.*assistant index PATH") as caught:
        list(find_files(tmp_path / "nowhere"))
    assert caught.value.path == str(tmp_path / "nowhere")


def test_a_single_file_of_an_unknown_suffix_is_an_error_that_names_the_formats(
    tmp_path: Path,
) -> None:
    write(tmp_path, "a.pdf")
    with pytest.raises(CorpusError, match=r"\.html, \.json, \.jsonl"):
        list(find_files(tmp_path / "a.pdf"))


def test_a_folder_that_cannot_be_listed_is_an_error_and_not_an_empty_one() -> None:
    root_user = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), "shut/a.txt")
        Path(name).chmod(0o755)
        (Path(name) / "shut").chmod(0)
        try:
            if root_user:  # for whom no folder is shut
                os.seteuid(65534)
            with pytest.raises(CorpusError, match=r"shut cannot be listed \(permission denied\)"):
                list(find_files(Path(name)))
        finally:
            if root_user:
                os.seteuid(0)
            (Path(name) / "shut").chmod(0o700)


@pytest.mark.parametrize("mark", ["writer.lock", "CURRENT"])
def test_a_store_in_the_folder_is_left_out_whatever_its_name(tmp_path: Path, mark: str) -> None:
    for name in ("a.txt", "kept/generations/000001-aaaaaa/manifest.json", f"kept/{mark}"):
        write(tmp_path, name)
    write(tmp_path, "news/generations/b.txt")
    assert ids(tmp_path) == ["a", "news/generations/b"]
    assert ids(tmp_path / "kept") == []


def test_a_file_is_hashed_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n" * 100_000)
    assert file_hash(tmp_path / "a.txt") == hashlib.sha256(b"\xff\r\n" * 100_000).hexdigest()
