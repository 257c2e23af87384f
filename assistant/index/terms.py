"""The words of a generation: BM25 in Tantivy, with stems of English words and a day for ranges."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import tantivy

from assistant.domain import DateRange
from assistant.errors import IndexDamaged, IndexProblem
from assistant.index.advice import rebuild_command, store_of
from assistant.index.disk import StoreUnwritable, told
from assistant.index.records import day_number

if TYPE_CHECKING:
    from assistant.index.pieces import Piece

_HEAP = 64_000_000  # bytes
_WORD = re.compile(r"[^\W_]+")
_MAX_QUERY_WORDS = 200


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("pid", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
    return builder.build()


class TermsWriter:
    """Adds and removes passages; nothing is there before ``commit``."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._schema = _schema()
        try:
            self._writer = tantivy.Index(self._schema, path=str(folder)).writer(
                _HEAP, num_threads=1
            )
        except ValueError as error:
            raise _problem(folder, error) from error

    def add(self, pieces: Sequence[Piece], texts: Sequence[str]) -> None:
        """Adds passages; ``texts`` is what is searched of each."""
        try:
            for piece, text in zip(pieces, texts, strict=True):
                entry = tantivy.Document()
                entry.add_unsigned("pid", piece.pid)
                entry.add_unsigned("day", day_number(piece.article.published))
                entry.add_text("text", text)
                self._writer.add_document(entry)
        except ValueError as error:
            raise _problem(self.folder, error) from error

    def commit(self) -> None:
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except ValueError as error:
            raise _problem(self.folder, error) from error

    def close(self) -> None:
        """Ends the writer's threads; what was not committed is gone."""
        # Dropping it joins them: there is no close() (tantivy 0.27).
        self.__dict__.pop("_writer", None)


class Terms:
    """BM25 over the passages of one generation."""

    def __init__(self, folder: Path) -> None:
        self._links: TemporaryDirectory[str] | None = None
        try:
            self._index = tantivy.Index.open(str(folder))
        except ValueError as error:
            problem = _problem(folder, error)
            if not isinstance(problem, StoreUnwritable):
                raise problem from error
            self._links = _linked(folder)
            self._index = tantivy.Index.open(self._links.name)
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema

    def close(self) -> None:
        if self._links is not None:
            self._links.cleanup()

    def matching(
        self,
        words: str,
        k: int,
        days: DateRange | None = None,
        also: Collection[int] = (),
    ) -> list[tuple[int, float]]:
        """Up to ``k`` (passage id, BM25 score), best first; words are OR-ed, never operators.

        Those published within ``days``, and those of the ids ``also``; scores do not depend on
        either.
        """
        tokens = list(dict.fromkeys(_WORD.findall(words.lower())))[:_MAX_QUERY_WORDS]
        if not tokens:
            return []
        # Lower-cased runs of letters and digits: nothing in it is query syntax.
        query = self._index.parse_query(" ".join(tokens), ["text"])
        if days is not None and not days.open:
            within = tantivy.Query.range_query(
                self._schema,
                "day",
                tantivy.FieldType.Unsigned,
                day_number(days.start) if days.start else None,
                day_number(days.end) if days.end else None,
            )
            if also:
                these = tantivy.Query.term_set_query(self._schema, "pid", list(also))
                within = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Should, within), (tantivy.Occur.Should, these)]
                )
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0)),
                ]
            )
        hits = self._searcher.search(query, limit=k, count=False).hits
        pids = self._searcher.fast_field_values("pid", [address for _, address in hits])
        return [
            (int(pid), float(score))  # type: ignore[arg-type]  # every entry has a pid
            for pid, (score, _) in zip(pids, hits, strict=True)
        ]

    def frequency(self, word: str) -> int:
        """In how many passages a word (or another form of it) stands."""
        tokens = _WORD.findall(word.lower())
        if not tokens:
            return 0
        query = self._index.parse_query(" ".join(tokens), ["text"])
        found = self._searcher.search(query, limit=1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]  # not in tantivy's stubs

    def count(self) -> int:
        return int(self._searcher.num_docs)


def _problem(folder: Path, error: ValueError) -> IndexProblem:
    text = str(error)
    store = store_of(folder.parent)
    return told(store, text) or IndexDamaged(
        f"Tantivy cannot use {folder} ({text[:200]}). Run `{rebuild_command(store)}`."
    )


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """A folder of links to the files of another one that cannot be written: Tantivy (0.27) needs a
    place for a lock file even to read."""
    links = TemporaryDirectory(prefix="assistant-terms-")
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (Path(links.name) / path.name).symlink_to(path.resolve())
    return links
