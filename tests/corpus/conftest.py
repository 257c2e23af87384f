"""Reading one file's content, as every test of a format does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.corpus import find_files, read_articles
from assistant.domain import Article, Problem

Read = Callable[..., list[Article | Problem]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read(content, name)``: what a file of that content and name is read as."""

    def reading(content: bytes | str, name: str = "a.txt") -> list[Article | Problem]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (file,) = find_files(path)
        return list(read_articles(file))

    return reading


@pytest.fixture
def article(read: Read) -> Callable[..., Article]:
    """As ``read``, for a file that is one good article."""

    def reading(content: bytes | str, name: str = "a.txt") -> Article:
        (found,) = read(content, name)
        assert isinstance(found, Article), found
        return found

    return reading


@pytest.fixture
def problem(read: Read) -> Callable[..., Problem]:
    """As ``read``, for a file that is nothing but one problem."""

    def reading(content: bytes | str, name: str = "a.txt") -> Problem:
        (found,) = read(content, name)
        assert isinstance(found, Problem), found
        return found

    return reading
