"""A corpus and its store in a temporary folder, and what can be seen of an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from assistant.domain import DateRange, SyncReport
from assistant.index import Index, IndexReader, sync
from assistant.models import Embedder
from assistant.testing import HashEmbedding

TODAY = date(2021, 12, 31)
FIRST = date(2021, 11, 1)
WORDS = (
    "bridge council river harvest minister strike port election budget tower glacier festival "
    "railway hospital tariff satellite orchard verdict museum ferry drought vaccine treaty quarry "
    "lantern parliament cargo tunnel reactor archive wildfire census barley lighthouse senate"
).split()


def story(seed: int, sentences: int = 25) -> str:
    """A body of its own for each seed, in paragraphs."""
    rng = Random(seed)
    parts = []
    for place in range(sentences):
        words = rng.choices(WORDS, k=rng.randrange(6, 22))
        parts.append(f"The {' '.join(words)} of item {seed} {rng.randrange(10_000)}.")
        if place % 5 == 4:
            parts.append("\n\n")
    return " ".join(parts).strip() + "\n"


@dataclass
class Shelf:
    folder: Path
    embedder: Embedder = field(default_factory=HashEmbedding)
    readers: list[IndexReader] = field(default_factory=list)

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def write(self, name: str, body: str, day: date = FIRST) -> Path:
        """A .txt article below the corpus; ``name`` without suffix."""
        path = self.corpus / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f" date {day.isoformat()} {body}", encoding="utf-8")
        return path

    def fill(self, count: int, sentences: int = 25) -> None:
        for number in range(count):
            day = FIRST + timedelta(days=number % 9)
            self.write(f"a{number:03d}", story(number, sentences), day)

    def sync(self, *paths: Path, **options: Any) -> SyncReport:
        options.setdefault("today", TODAY)
        return sync(self.store, list(paths) or [self.corpus], self.embedder, **options)

    def reader(self) -> IndexReader:
        """A reader that is closed when the test ends."""
        self.readers.append(IndexReader(self.store, self.embedder.identity))
        return self.readers[-1]

    @contextmanager
    def open(self) -> Iterator[Index]:
        reader = IndexReader(self.store, self.embedder.identity)
        try:
            with reader.pin() as index:
                yield index
        finally:
            reader.close()

    def ids(self) -> list[str]:
        with self.open() as index:
            return index.catalog.article_ids()

    def generations(self) -> list[str]:
        """What lies in the folder of generations, but for the marks of readers."""
        names = sorted(path.name for path in (self.store / "generations").iterdir())
        return [name for name in names if not name.endswith(".readers")]

    @property
    def current(self) -> Path:
        return self.store / "generations" / (self.store / "CURRENT").read_text().strip()

    def seen(self) -> dict[str, Any]:
        """All that a reader sees, but which generation it is."""
        with self.open() as index:
            return everything_seen(index, self.embedder)

    def close(self) -> None:
        for reader in self.readers:
            reader.close()


def everything_seen(
    index: Index, embedder: Embedder, questions: Sequence[str] = ("river council", "item 3 strike")
) -> dict[str, Any]:
    """All that a reader of the index can see, without what may differ between two builds: keys."""
    catalog = index.catalog
    ids = catalog.article_ids()
    total = index.manifest.passages
    by_row = {record.row: record for record in catalog.records_of_rows(range(total + 1))}
    ranges = [None, DateRange(date(2021, 11, 3), date(2021, 11, 5)), DateRange(None, FIRST)]
    found: dict[str, Any] = {
        "articles": [catalog.article(name) for name in ids],
        "passages": {name: catalog.passages(name) for name in ids},
        "entries": catalog.entries(),
        "rows": [_place(by_row[row]) for row in sorted(by_row)],
        "row numbers": sorted(by_row) == list(range(total)),
        "files": {path: record.hash for path, record in catalog.files().items()},
        "problems": catalog.problems(),
        "events": _events(index),
    }
    for question in questions:
        vector = embedder.embed([question])[0]
        for days in ranges:
            hits = {
                "vectors": index.nearest(vector, max(total, 1), days),
                "terms": index.matching(question, max(total, 1), days),
            }
            for name, pairs in hits.items():
                # Scores to five digits: sums of floats depend on their order.
                scored = [(-round(score, 5), _place(record)) for record, score in pairs]
                found[f"{name}: {question}, {days}"] = sorted(scored)
        records = [by_row[row] for row in sorted(by_row)]
        found[f"cosines: {question}"] = [
            round(score, 5) for score in index.cosines(vector, records)
        ]
    return found


def _events(index: Index) -> dict[str, Any]:
    """The event dates of every article, and where those of all days are told."""
    keys = [key for key, _ in index.catalog.within(None)]
    bodies = index.catalog.bodies(keys)
    told = index.catalog.events(keys)
    assert index.catalog.telling(DateRange(), None) == told
    telling = index.catalog.records(index.telling(DateRange()))
    return {
        "spans": {bodies[key][0].id: spans for key, spans in told.items()},
        "passages": sorted(_place(record) for record in telling),
    }


def _place(record: Any) -> tuple[Any, ...]:
    return (record.published, record.article, record.start, record.end, record.title)
