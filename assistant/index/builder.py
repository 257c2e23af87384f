"""Builds one generation: articles in, catalog, vectors and terms out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.corpus import CORPUS_VERSION, CopyEntry, article_hash, link_copies, sketch
from assistant.domain import Article, Problem
from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.catalog import (
    FileRecord,
    as_day,
    create_catalog,
    pack_units,
    sqlite_errors,
)
from assistant.index.manifest import LAYOUT, Manifest
from assistant.index.passages import cut, rules_version, searchable
from assistant.index.terms import TermsWriter, day_number
from assistant.index.vectors import MATRIX, VectorStore
from assistant.models import Embedder
from assistant.text.sentences import units

BATCH = 1024  # passages that are embedded and added at once
_TOLERANCE = 1e-5  # between a vector and what Chroma gives back, float32


class Builder:
    """One generation in ``folder``, which holds a copy of the one before or nothing.

    Memory is bounded by a batch of passages and the vectors (4 x dimension bytes each).
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
        self._embedder = embedder
        with sqlite_errors(folder):
            self._catalog = create_catalog(folder)
        self._vectors = VectorStore(folder / "chroma")
        self._terms = TermsWriter(folder / "terms")
        self._old_rows = dict(self._catalog.execute("SELECT pid, row FROM passages"))
        self._new: list[tuple[list[int], np.ndarray]] = []
        self._waiting: list[tuple[int, int, int, Article]] = []  # pid, start, end, article

    @property
    def catalog(self) -> sqlite3.Connection:
        return self._catalog

    def add(self, article: Article, file: str) -> None:
        """Adds an article; its id must be free."""
        found = units(article.body)
        with sqlite_errors(self.folder):
            key = self._catalog.execute(
                "INSERT INTO articles (id, file, published, title, source, url, body, hash, units, "
                "sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    article.id,
                    file,
                    day_number(article.published),
                    article.title,
                    article.source,
                    article.url,
                    article.body,
                    article_hash(article),
                    pack_units(found),
                    sketch(article.body),
                ),
            ).lastrowid
            for start, end in cut(article.body, found):
                pid = self._catalog.execute(
                    'INSERT INTO passages (article, start, "end") VALUES (?, ?, ?)',
                    (key, start, end),
                ).lastrowid
                assert pid is not None
                self._waiting.append((pid, start, end, article))
        if len(self._waiting) >= BATCH:
            self._flush()

    def remove(self, keys: Iterable[int]) -> None:
        """Removes articles by key, with their passages."""
        for key in keys:
            with sqlite_errors(self.folder):
                rows = self._catalog.execute("SELECT pid FROM passages WHERE article = ?", (key,))
                pids = [row[0] for row in rows]
                self._catalog.execute("DELETE FROM passages WHERE article = ?", (key,))
                self._catalog.execute("DELETE FROM articles WHERE key = ?", (key,))
            self._vectors.remove(pids)
            self._terms.remove(pids)

    def record_file(self, record: FileRecord, problems: Iterable[Problem]) -> None:
        """Remembers a file and what was wrong in it, in place of what was known of it."""
        with sqlite_errors(self.folder):
            self._catalog.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                (record.path, record.root, record.hash, record.size, record.mtime_ns),
            )
            self._catalog.execute("DELETE FROM problems WHERE path = ?", (record.path,))
            self._catalog.executemany(
                "INSERT INTO problems VALUES (?, ?, ?)",
                [(record.path, problem.line, problem.message) for problem in problems],
            )

    def forget_file(self, path: str) -> None:
        for table in ("files", "problems"):
            self._catalog.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def finish(self, base: Path | None, on_stage: Callable[[str], None]) -> Manifest:
        """Links near-copies, orders the vectors by day, reads everything back, closes.

        ``base`` is the generation that ``folder`` began as a copy of.
        """
        self._flush()
        self._terms.commit()
        on_stage("linking copies")
        with sqlite_errors(self.folder):
            self._link()
        on_stage("checking")
        dimension = self._order(base)
        with sqlite_errors(self.folder):
            manifest = self._manifest(dimension)
            self._catalog.execute("COMMIT")
            self._catalog.close()
        self._check()
        self._vectors.close()
        manifest.save(self.folder)
        return manifest

    def close(self) -> None:
        """Lets go of everything, for a generation that is abandoned."""
        self._vectors.close()
        self._catalog.close()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        texts = [article.body[start:end] for _, start, end, article in waiting]
        full = [
            searchable(text, article.title, article.published)
            for text, (_, _, _, article) in zip(texts, waiting, strict=True)
        ]
        pids = [pid for pid, *_ in waiting]
        vectors = self._embedder.embed(full)
        self._vectors.add(pids, vectors, texts, [_metadata(*entry) for entry in waiting])
        self._terms.add(
            (pid, article.published, text)
            for (pid, _, _, article), text in zip(waiting, full, strict=True)
        )
        self._new.append((pids, vectors))

    def _link(self) -> None:
        rows = self._catalog.execute("SELECT key, published, sketch FROM articles").fetchall()
        entries = [CopyEntry(key, as_day(day), blob) for key, day, blob in rows]

        def body(key: int) -> str:
            row = self._catalog.execute(
                "SELECT body FROM articles WHERE key = ?", (key,)
            ).fetchone()
            return str(row[0])

        links = link_copies(entries, body)
        self._catalog.execute("UPDATE articles SET original = NULL WHERE original IS NOT NULL")
        self._catalog.executemany(
            "UPDATE articles SET original = ? WHERE key = ?",
            [(original, key) for key, original in links.items()],
        )

    def _order(self, base: Path | None) -> int:
        """Writes vectors.npy ordered by day and each passage's row; gives the dimension."""
        order = [
            row[0]
            for row in self._catalog.execute(
                "SELECT p.pid FROM passages p JOIN articles a ON a.key = p.article "
                "ORDER BY a.published, a.id, p.start"
            )
        ]
        old = np.load(base / MATRIX, mmap_mode="r") if base is not None else None
        dimension = old.shape[1] if old is not None else self._embedder.dimension
        matrix = np.lib.format.open_memmap(
            self.folder / MATRIX, "w+", np.float32, (len(order), dimension)
        )
        row_of = {pid: row for row, pid in enumerate(order)}
        if old is not None:
            kept = [pid for pid in order if pid in self._old_rows]
            for at in range(0, len(kept), BATCH):
                part = kept[at : at + BATCH]
                matrix[[row_of[pid] for pid in part]] = old[[self._old_rows[pid] for pid in part]]
        for pids, vectors in self._new:
            matrix[[row_of[pid] for pid in pids]] = vectors
        matrix.flush()
        self._catalog.executemany(
            "UPDATE passages SET row = ? WHERE pid = ?",
            ((row, pid) for pid, row in row_of.items()),
        )
        self._row_of = row_of
        self._matrix = matrix
        return int(dimension)

    def _check(self) -> None:
        """Every passage has its vector in Chroma, the very one that is in vectors.npy."""
        seen = 0
        for pids, vectors in self._vectors.read_back():
            seen += len(pids)
            rows = [self._row_of.get(pid, -1) for pid in pids]
            if min(rows) < 0 or not np.allclose(self._matrix[rows], vectors, atol=_TOLERANCE):
                raise IndexDamaged("Chroma gave back other vectors than it was given. Run again.")
        if seen != len(self._row_of):
            raise IndexDamaged(
                f"Chroma kept {seen} of {len(self._row_of)} vectors. Run again; if it stays, "
                "look at the disk."
            )

    def _manifest(self, dimension: int) -> Manifest:
        count = self._catalog.execute("SELECT count(*) FROM articles").fetchone()[0]
        roots = self._catalog.execute("SELECT DISTINCT root FROM files ORDER BY root")
        return Manifest(
            layout=LAYOUT,
            embedding=self._embedder.identity,
            dimension=dimension,
            passage_rules=rules_version(),
            corpus_rules=CORPUS_VERSION,
            articles=count,
            passages=len(self._row_of),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(row[0] for row in roots),
        )


def _metadata(pid: int, start: int, end: int, article: Article) -> dict[str, Any]:
    found: dict[str, Any] = {
        "article": article.id,
        "title": article.title,
        "date": day_number(article.published),
        "start": start,
        "end": end,
    }
    if article.source:
        found["source"] = article.source
    if article.url:
        found["url"] = article.url
    return found
