"""Ids, paths and hashes of what is read."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from assistant.corpus import CORPUS_VERSION, article_hash, find_files, read_articles
from assistant.domain import Article, Problem

ARTICLE = Article("a", date(2021, 11, 6), "Title", "Body “x”", None, "https://example.org")
HASH = "4913f935da32f5bf54253083cfa8d0c8b7c4c87c5019d0de1d0821cd9c21162d"


def test_an_article_in_a_folder_is_named_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "2021/11").mkdir(parents=True)
    (tmp_path / "2021/11/a b.txt").write_text("date 2021-11-06 Text.")
    (file,) = find_files(tmp_path)
    (found,) = read_articles(file)
    assert isinstance(found, Article)
    assert found.id == "2021/11/a b"


def test_a_file_name_that_is_not_utf_8_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("date 2021-11-06 Text.")
    (found,) = read_articles(next(find_files(tmp_path)))
    assert isinstance(found, Problem)
    assert "file name that is not UTF-8" in found.message
    assert found.path.endswith("caf\\xe9.txt")
    assert found.path.encode()


def test_the_hash_is_the_same_in_every_process_and_version() -> None:
    assert article_hash(ARTICLE) == HASH


def test_the_hash_changes_with_every_field() -> None:
    changed = [
        dataclasses.replace(ARTICLE, **{field.name: value})
        for field, value in zip(
            dataclasses.fields(Article),
            ("b", date(2021, 11, 7), "Title ", "Body", "", None),
            strict=True,
        )
    ]
    # One field running into the next is no other article's hash either.
    changed.append(dataclasses.replace(ARTICLE, title="TitleBody", body=" “x”"))
    assert len({article_hash(article) for article in [ARTICLE, *changed]}) == 8


def test_the_version_is_a_text() -> None:
    assert CORPUS_VERSION


def test_importing_the_stage_loads_no_heavy_package() -> None:
    code = (
        "import sys, assistant.corpus; print({'numpy', 'resiliparse', 'sentencex', 'yaml'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
