"""The articles of an older generation, for a rebuild: without its manifest, whatever its layout."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Article
from assistant.index.database import FILE, read_only
from assistant.index.records import FileRecord, as_day


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rebuild starts from. Files have no hash: those that are there are read again."""

    path: Path
    files: dict[str, FileRecord]
    count: int

    def articles(self) -> Iterator[tuple[Article, str]]:
        """Every article and the path of its file, in the order in which they were added."""
        with closing(read_only(self.path)) as connection:
            sql = "SELECT id, published, title, body, source, url, file FROM articles ORDER BY key"
            for name, day, title, body, source, url, file in connection.execute(sql):
                yield Article(name, as_day(day), title, body, source, url), file


def open_kept(base: Path) -> Kept | None:
    """What the catalog in ``base`` holds; None where it cannot be read."""
    path = base / FILE
    try:
        with closing(read_only(path)) as connection:
            # Looked at as a whole now, so that it does not fail halfway.
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
            files = {
                name: FileRecord(name, root, "", 0, 0)
                for name, root in connection.execute("SELECT path, root FROM files")
            }
    except sqlite3.Error:
        return None
    return Kept(path, files, count)
