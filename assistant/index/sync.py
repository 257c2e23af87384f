"""Brings a store up to date with its files: one new generation, or none where nothing changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from assistant.corpus import CORPUS_VERSION, CorpusFile, article_hash, read_articles
from assistant.domain import Article, Problem, Progress, SyncReport
from assistant.errors import CorpusError, IndexDamaged
from assistant.index.builder import Builder
from assistant.index.catalog import Catalog, FileRecord
from assistant.index.generations import Generations
from assistant.index.manifest import LAYOUT, Manifest, load_manifest
from assistant.index.plan import Plan, make_plan
from assistant.models import Embedder

OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Counts:
    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)


def sync(
    store: Path,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    today: date,
    strict: bool = False,
    rebuild: bool = False,
    on_progress: OnProgress | None = None,
) -> SyncReport:
    """Indexes what changed below ``paths`` and publishes the generation that holds it.

    Removes only articles that came from ``paths``. Whatever ends it before the end (an error, an
    interrupt, a kill) leaves the last generation in use. Raises CorpusError for a path that is not
    there or, with ``strict``, for any problem; IndexStale where the store was built with other
    rules and ``rebuild`` is not set; IndexLocked while another process writes.
    """
    began = time.perf_counter()
    report = on_progress or (lambda progress: None)
    generations = Generations(store)
    with generations.writer():
        current = generations.current()
        base = current if current is not None and current.is_dir() else None
        manifest = load_manifest(base) if base is not None and not rebuild else None
        if manifest is not None:
            manifest.check(embedder.identity, store)
        kept = _open_kept(base, rebuild)
        try:
            known = kept.files() if kept is not None else {}
            reread = manifest is not None and manifest.corpus_rules != CORPUS_VERSION
            plan = make_plan(known, paths, reread=reread)
            counts = _Counts()
            if manifest is not None and plan.nothing:
                counts.problems = kept.problems() if kept else []
                _strict(strict, counts)
                return _report(counts, generations.current(), manifest, today, began)
            building = generations.begin(None if rebuild else base)
            builder = Builder(building, embedder)
            try:
                if rebuild and kept is not None:
                    _carry_over(builder, kept, plan, report)
                _apply(builder, plan, counts, report)
                _strict(strict, counts)
                fresh = builder.finish(
                    None if rebuild else base, lambda stage: report(Progress(stage, 0, None))
                )
                if fresh.articles == 0:
                    raise CorpusError(_nothing_left(counts.problems))
            except BaseException:
                builder.close()
                generations.abandon(building)
                raise
        finally:
            if kept is not None:
                kept.close()
        folder = generations.publish(building)
        return _report(counts, folder, fresh, today, began)


def _open_kept(base: Path | None, rebuild: bool) -> Catalog | None:
    """The catalog to go on from; for a rebuild only where its tables still mean the same."""
    if base is None:
        return None
    if rebuild:
        try:
            if load_manifest(base).layout != LAYOUT:
                return None
        except IndexDamaged:
            return None
    return Catalog(base)


def _carry_over(builder: Builder, kept: Catalog, plan: Plan, report: OnProgress) -> None:
    """Takes every article of the old catalog into an empty generation, but those of gone files."""
    gone = set(plan.gone)
    files = kept.files()
    problems = kept.problems()
    entries = kept.article_files()
    for done, (name, path) in enumerate(entries):
        if path not in gone:
            article = kept.article(name)
            assert article is not None
            builder.add(article, path)
        report(Progress("indexing again", done + 1, len(entries)))
    for path, record in files.items():
        if path not in gone:
            builder.record_file(record, [p for p in problems if p.path == path])


def _apply(builder: Builder, plan: Plan, counts: _Counts, report: OnProgress) -> None:
    for path in plan.gone:
        old = _articles_of(builder, path)
        builder.remove(key for key, _ in old.values())
        builder.forget_file(path)
        counts.removed += len(old)
    # Ids of files that are read again are free before any file takes one.
    total = _expected([file for file, _ in plan.changed])
    for file, hashed in plan.changed:
        _read(
            builder, file, hashed, counts, lambda: report(Progress("indexing", counts.read, total))
        )


def _read(
    builder: Builder, file: CorpusFile, hashed: str, counts: _Counts, tick: Callable[[], None]
) -> None:
    """Reads one file: its new and changed articles in, those that it no longer has out."""
    path = str(file.path)
    old = _articles_of(builder, path)
    seen: set[str] = set()
    problems: list[Problem] = []
    conflict = False
    for found in read_articles(file):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        counts.read += 1
        holder = path if found.id in seen else _holder(builder, found, path)
        if holder is not None:
            conflict = True
            problems.append(
                Problem(
                    path,
                    None,
                    f"The id {found.id!r} stands in {path} and in {holder}: this one was skipped. "
                    "Rename one of them, or give it an id of its own.",
                )
            )
            continue
        seen.add(found.id)
        before = old.pop(found.id, None)
        if before is not None and before[1] == article_hash(found):
            counts.kept += 1
        else:
            if before is not None:
                builder.remove([before[0]])
                counts.changed += 1
            else:
                counts.added += 1
            builder.add(found, path)
        tick()
    builder.remove(key for key, _ in old.values())
    counts.removed += len(old)
    counts.problems += problems
    # With a conflict it is read again next time: the other file may be gone by then.
    record = FileRecord(path, str(file.root), "" if conflict else hashed, file.size, file.mtime_ns)
    builder.record_file(record, problems)


def _articles_of(builder: Builder, path: str) -> dict[str, tuple[int, str]]:
    """(key, hash) of a file's articles in the generation that is being built, by id."""
    rows = builder.catalog.execute("SELECT id, key, hash FROM articles WHERE file = ?", (path,))
    return {name: (key, hashed) for name, key, hashed in rows}


def _holder(builder: Builder, article: Article, path: str) -> str | None:
    """The other file that has this article's id."""
    row = builder.catalog.execute(
        "SELECT file FROM articles WHERE id = ? AND file != ?", (article.id, path)
    ).fetchone()
    return str(row[0]) if row else None


def _expected(files: Sequence[CorpusFile]) -> int | None:
    """How many articles the files will give: None where only reading them all would tell."""
    total = 0
    for file in files:
        name = file.path.name
        if name.endswith((".gz", ".json")):
            return None
        total += sum(_newlines(file.path)) if name.endswith(".jsonl") else 1
    return total


def _newlines(path: Path) -> Iterator[int]:
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            yield part.count(b"\n")


def _strict(strict: bool, counts: _Counts) -> None:
    if strict and counts.problems:
        first = counts.problems[0]
        where = f"{first.path}:{first.line}" if first.line else first.path
        raise CorpusError(
            f"{len(counts.problems)} problem(s) in the corpus, and --strict was asked for; nothing "
            f"was changed. The first: {where}: {first.message}",
            path=first.path,
            line=first.line,
            problems=counts.problems,
        )


def _nothing_left(problems: Sequence[Problem]) -> str:
    if not problems:
        return "No article would be left in the index: nothing was changed."
    first = problems[0]
    return (
        f"No file could be read as an article: nothing was changed. The first of {len(problems)} "
        f"problem(s): {first.path}: {first.message}"
    )


def _report(
    counts: _Counts, folder: Path | None, manifest: Manifest, today: date, began: float
) -> SyncReport:
    assert folder is not None
    catalog = Catalog(folder)
    try:
        problems = catalog.problems()
        late = catalog.dated_after(today + timedelta(days=1))
        problems += [
            Problem(path, None, f"{name} is dated {day}, after tomorrow: look at its date.")
            for path, name, day in late
        ]
        duplicates = catalog.copy_count()
    finally:
        catalog.close()
    return SyncReport(
        read=counts.read,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=manifest.articles - counts.added - counts.changed,
        skipped=len(problems) - len(late),
        duplicates=duplicates,
        passages=manifest.passages,
        seconds=round(time.perf_counter() - began, 3),
        problems=tuple(problems),
    )
