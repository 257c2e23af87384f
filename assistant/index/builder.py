"""Builds one generation: articles in, catalog, vectors and terms out."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.corpus import CopyEntry, article_hash, link_copies, sketch
from assistant.dates.events import event_rules_version, event_spans
from assistant.domain import Article, Problem
from assistant.errors import IndexDamaged
from assistant.index.advice import rebuild_command, store_of
from assistant.index.database import create_catalog
from assistant.index.eventdates import write_events
from assistant.index.manifest import LAYOUT, Manifest, load_manifest, sizes
from assistant.index.passages import cut, rules_version
from assistant.index.pieces import Piece, stored_pieces
from assistant.index.records import FileRecord, as_day, day_number, pack_units
from assistant.index.terms import TermsWriter
from assistant.index.vectors import DayMatrix, VectorStore, write_matrix
from assistant.models import Embedder
from assistant.models.protocol import Rows
from assistant.text.sentences import units

BATCH = 1024  # passages that are embedded and added at once
_TOLERANCE = 1e-5  # between a vector and what Chroma gives back, float32


class Builder:
    """One generation in ``folder``, which holds a copy of ``base`` or nothing.

    Memory is bounded by a batch of passages and the new vectors (4 x dimension bytes each). Errors
    of SQLite and of the disk come out as they are: the writer's turn tells them.
    """

    def __init__(self, folder: Path, embedder: Embedder, base: Path | None) -> None:
        self._folder = folder
        self._base = base
        self._built = load_manifest(base) if base is not None else None
        self._embedder = embedder
        self._waiting: list[Piece] = []
        self._new: list[tuple[list[int], np.ndarray]] = []
        self._gone: list[int] = []
        self._vectors: VectorStore | None = None
        self._terms: TermsWriter | None = None
        self.catalog: sqlite3.Connection = create_catalog(folder)
        try:
            self._terms = TermsWriter(folder / "terms")
            self._vectors = VectorStore(folder / "chroma")
            self._old_rows = dict(self.catalog.execute("SELECT pid, row FROM passages"))
        except BaseException:
            self.close()
            raise

    def add(self, article: Article, file: str) -> None:
        """Adds an article; its id must be free."""
        found = units(article.body)
        key = self.catalog.execute(
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
        assert key is not None
        spans = event_spans(article.body, found, article.published)
        write_events(self.catalog, key, day_number(article.published), spans)
        for start, end in cut(article.body, found):
            pid = self.catalog.execute(
                'INSERT INTO passages (article, start, "end") VALUES (?, ?, ?)', (key, start, end)
            ).lastrowid
            assert pid is not None
            self._waiting.append(Piece(pid, start, end, article))
        if len(self._waiting) >= BATCH:
            self._flush()

    def remove(self, keys: Iterable[int]) -> None:
        """Removes articles by key, with their passages."""
        for key in keys:
            rows = self.catalog.execute("SELECT pid FROM passages WHERE article = ?", (key,))
            # Passage ids never come again (AUTOINCREMENT), so the vectors can go all at once later.
            self._gone += [row[0] for row in rows]
            self.catalog.execute("DELETE FROM events WHERE article = ?", (key,))
            self.catalog.execute("DELETE FROM passages WHERE article = ?", (key,))
            self.catalog.execute("DELETE FROM articles WHERE key = ?", (key,))

    def hand_over(self, key: int, file: str) -> None:
        """Makes an article one of another file."""
        self.catalog.execute("UPDATE articles SET file = ? WHERE key = ?", (file, key))

    def record_file(
        self, record: FileRecord, problems: Iterable[Problem], waiting: Iterable[str] = ()
    ) -> None:
        """Remembers a file, what was wrong in it, and the ids in it that another file has."""
        self.forget_file(record.path)
        self.catalog.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
            (record.path, record.root, record.hash, record.size, record.mtime_ns),
        )
        self.catalog.executemany(
            "INSERT INTO problems VALUES (?, ?, ?)",
            [(record.path, problem.line, problem.message) for problem in problems],
        )
        self.catalog.executemany(
            "INSERT OR IGNORE INTO waiting VALUES (?, ?)", [(record.path, name) for name in waiting]
        )

    def forget_file(self, path: str) -> None:
        for table in ("files", "problems", "waiting"):
            self.catalog.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def finish(self, on_stage: Callable[[str], None]) -> Manifest:
        """Links near-copies, orders the vectors by day, closes, and reads everything back."""
        assert self._vectors is not None
        assert self._terms is not None
        self._flush()
        order = self._order()
        dead = len(self._gone) + (self._built.dead if self._built is not None else 0)
        if self._gone:
            self._rewrite_terms()
        if dead > len(order):
            dead = 0
            self._rewrite_vectors()
        elif self._gone:
            self._vectors.remove(self._gone)
        self._terms.commit()
        on_stage("linking copies")
        self._link()
        on_stage("checking")
        (articles,) = self.catalog.execute("SELECT count(*) FROM articles").fetchone()
        roots = self.catalog.execute("SELECT DISTINCT root FROM files ORDER BY root").fetchall()
        self.catalog.execute("COMMIT")
        self.close()
        # Only what is read from the files again is known to be in them.
        matrix = DayMatrix(self._folder).rows
        self._check(order, matrix)
        manifest = Manifest(
            layout=LAYOUT,
            embedding=self._embedder.identity,
            dimension=matrix.shape[1],
            passage_rules=rules_version(),
            event_rules=event_rules_version(),
            articles=articles,
            passages=len(order),
            dead=dead,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(root for (root,) in roots),
            files=sizes(self._folder),
        )
        manifest.save(self._folder)
        return manifest

    def close(self) -> None:
        """Lets go of everything; for a generation that is abandoned, too."""
        if self._terms is not None:
            self._terms.close()
        if self._vectors is not None:
            self._vectors.close()
        self.catalog.close()

    def _flush(self) -> None:
        assert self._vectors is not None
        assert self._terms is not None
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        texts = [piece.searchable for piece in waiting]
        vectors = self._embedder.embed(texts)
        if self._base is not None and self._built is not None:
            self._built.check_dimension(vectors.shape[1], self._base)
        self._vectors.add(waiting, vectors)
        self._terms.add(waiting, texts)
        self._new.append(([piece.pid for piece in waiting], vectors))

    def _rewrite_terms(self) -> None:
        """Tantivy counts what was deleted in its statistics until it merges: anew, BM25 is what it
        would be in an index that never held it."""
        assert self._terms is not None
        self._terms.close()
        shutil.rmtree(self._terms.folder)
        self._terms = TermsWriter(self._terms.folder)
        for pieces in _batched(stored_pieces(self.catalog), BATCH):
            self._terms.add(pieces, [piece.searchable for piece in pieces])

    def _rewrite_vectors(self) -> None:
        """Chroma never gives up the place of a deleted vector, and steps over it in every search:
        anew, once more is dead than alive."""
        assert self._vectors is not None
        self._vectors.close()
        shutil.rmtree(self._vectors.folder)
        self._vectors = VectorStore(self._vectors.folder)
        matrix = DayMatrix(self._folder).rows
        at = 0
        for pieces in _batched(stored_pieces(self.catalog), BATCH):
            self._vectors.add(pieces, matrix[at : at + len(pieces)])
            at += len(pieces)

    def _link(self) -> None:
        rows = self.catalog.execute("SELECT key, published, sketch FROM articles ORDER BY id")
        keys: list[int] = []
        entries: list[CopyEntry] = []
        for key, day, blob in rows:
            # Of one day the first by id is the original, whenever each of them was added.
            entries.append(CopyEntry(len(keys), as_day(day), blob))
            keys.append(key)

        def body(place: int) -> str:
            sql = "SELECT body FROM articles WHERE key = ?"
            return str(self.catalog.execute(sql, (keys[place],)).fetchone()[0])

        links = link_copies(entries, body)
        self.catalog.execute("UPDATE articles SET original = NULL WHERE original IS NOT NULL")
        self.catalog.executemany(
            "UPDATE articles SET original = ? WHERE key = ?",
            [(keys[original], keys[copy]) for copy, original in links.items()],
        )

    def _order(self) -> list[int]:
        """Writes vectors.npy ordered by day, and each passage's row into the catalog; gives the
        passage ids in that order."""
        rows = self.catalog.execute(
            "SELECT p.pid, a.published FROM passages p JOIN articles a ON a.key = p.article "
            "ORDER BY a.published, a.id, p.start"
        )
        order: list[int] = []
        days: dict[int, list[int]] = {}
        for row, (pid, day) in enumerate(rows):
            order.append(pid)
            days.setdefault(day, [row, row])[1] = row + 1
        old = DayMatrix(self._base).rows if self._base is not None else None
        parts = [vectors for _, vectors in self._new]
        if old is None and not parts:
            parts = [np.empty((0, self._embedder.dimension), np.float32)]
        new = np.concatenate(parts) if parts else None
        # Where each row comes from: the old matrix, or behind it the new vectors.
        place = dict(self._old_rows)
        fresh = (pid for pids, _ in self._new for pid in pids)
        place.update(
            (pid, at) for at, pid in enumerate(fresh, start=0 if old is None else len(old))
        )
        source = np.array([place[pid] for pid in order], dtype=np.int64)
        write_matrix(self._folder, source, [part for part in (old, new) if part is not None])
        self._new = []
        self.catalog.execute("DELETE FROM days")
        self.catalog.executemany(
            "INSERT INTO days VALUES (?, ?, ?)", [(day, *span) for day, span in days.items()]
        )
        self.catalog.executemany("UPDATE passages SET row = ? WHERE pid = ?", enumerate(order))
        return order

    def _check(self, order: Sequence[int], matrix: Rows) -> None:
        """Every passage has its vector in Chroma, the very one that is in vectors.npy."""
        row_of = {pid: row for row, pid in enumerate(order)}
        seen = np.zeros(len(order), dtype=bool)
        vectors = VectorStore(self._folder / "chroma")
        advice = rebuild_command(store_of(self._folder))
        try:
            for pids, found in vectors.read_back():
                rows = [row_of.get(pid, -1) for pid in pids]
                if min(rows) < 0 or not np.allclose(matrix[rows], found, atol=_TOLERANCE):
                    raise IndexDamaged(
                        "Chroma gave back other vectors than it was given; nothing was changed. "
                        f"Run `{advice}`."
                    )
                seen[rows] = True
        finally:
            vectors.close()
        if not seen.all():
            raise IndexDamaged(
                f"Chroma kept {int(seen.sum()):,} of {len(seen):,} vectors; nothing was changed. "
                f"Run `{advice}`; if it stays, look at the disk."
            )


def _batched(pieces: Iterator[Piece], size: int) -> Iterator[list[Piece]]:
    """The pieces in lists of ``size``, the last one shorter."""
    while some := list(islice(pieces, size)):
        yield some
