"""Brings a store up to date with its files: one new generation, or none where nothing changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from assistant.domain import Problem, Progress, SyncReport
from assistant.errors import CorpusError
from assistant.index.builder import Builder
from assistant.index.carry import Kept, open_kept
from assistant.index.catalog import PROBLEMS, Catalog
from assistant.index.generations import Generations
from assistant.index.manifest import load_manifest
from assistant.index.plan import Plan, make_plan
from assistant.index.reading import Counts, read_files
from assistant.index.records import FileRecord
from assistant.index.roots import gone_error, gone_problem, gone_roots, heirs_problem
from assistant.index.sources import may_be_empty
from assistant.models import Embedder

OnProgress = Callable[[Progress], None]


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

    Removes only articles that came from ``paths``. A folder that was indexed and is not there any
    more is passed over where another of ``paths`` is there, and is a problem of the report for as
    long as articles of it are kept; an id of such an article goes to a file that has it now.
    Whatever ends it before the end (an error, an
    interrupt, a kill) leaves the last generation in use. With ``rebuild`` every article that the
    store keeps is indexed again, and a path that is gone, or is empty by now, is not missed.

    Raises CorpusError for a path that is not there or, with ``strict``, for any problem of a file
    below ``paths``, also one that was read before; IndexStale
    where the store was built with other rules and IndexDamaged where it cannot be read, neither of
    them with ``rebuild``; IndexLocked while another process writes; IndexProblem where the store
    cannot be written, or its disk is full.
    """
    began = time.perf_counter()
    report = on_progress or (lambda progress: None)
    generations = Generations(store)
    with generations.writer():
        base = generations.base(rebuild=rebuild)
        before = _kept(store, base) if rebuild else _known(base, embedder)
        gone = gone_roots(before.files.values(), store)
        plan = make_plan(
            before.files,
            paths,
            again={path for path, root in before.waiting if root is None or root in gone},
            gone_roots=gone,
            keep_missing=rebuild,
            may_be_empty=may_be_empty(store),
        )
        missing = [] if rebuild else [gone_error(store, root) for root in plan.missing]
        if missing and not plan.names:
            raise missing[0]
        told = partial(_report, store=store, gone=gone, today=today, began=began)
        if base is not None and not rebuild and plan.nothing:
            _strict(strict, before.problems, plan, missing)
            return told(Counts(), base)
        start = None if rebuild else base
        building = generations.begin(start)
        try:
            with closing(Builder(building, embedder, start)) as builder:
                left = _carry_over(builder, before.kept, plan, report) if before.kept else 0
                counts = read_files(builder, plan, report, gone)
                counts.removed += left
                problems = [Problem(*row) for row in builder.catalog.execute(PROBLEMS)]
                _strict(strict, problems, plan, missing)
                _not_empty(builder, counts.problems)
                builder.finish(lambda stage: report(Progress(stage, 0, None)))
            folder = generations.publish(building)
        except BaseException:
            generations.abandon(building)
            raise
        return told(counts, folder, lost=before.lost)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the store holds before the sync. ``kept`` are the articles that a rebuild carries over;
    ``lost`` says what it could not."""

    files: dict[str, FileRecord] = field(default_factory=dict)
    waiting: Sequence[tuple[str, str | None]] = ()
    problems: list[Problem] = field(default_factory=list)
    kept: Kept | None = None
    lost: tuple[Problem, ...] = ()


def _known(base: Path | None, embedder: Embedder) -> _Before:
    if base is None:
        return _Before()
    load_manifest(base).check(embedder.identity, base)
    with closing(Catalog(base)) as catalog:
        return _Before(catalog.files(), catalog.waiting(), catalog.problems())


def _kept(store: Path, base: Path | None) -> _Before:
    if base is None:
        return _Before()
    kept = open_kept(base)
    if kept is not None:
        return _Before(kept.files, kept=kept)
    lost = "The articles that the index kept cannot be read: only the files named now are in it."
    return _Before(lost=(Problem(str(store), None, lost),))


def _carry_over(builder: Builder, kept: Kept, plan: Plan, report: OnProgress) -> int:
    """Takes every article of the old catalog into an empty generation, but those of gone files;
    gives how many those are."""
    gone = set(plan.gone)
    left = 0
    for done, (article, path) in enumerate(kept.articles(), start=1):
        if path in gone:
            left += 1
        else:
            builder.add(article, path)
        report(Progress("indexing again", done, kept.count))
    for path, record in kept.files.items():
        if path not in gone:
            builder.record_file(record, ())
    return left


def _strict(
    strict: bool, known: Sequence[Problem], plan: Plan, missing: Sequence[CorpusError]
) -> None:
    names = plan.names
    problems = [
        *(Problem(error.path or "", None, str(error)) for error in missing),
        *(problem for problem in known if problem.path in names),
    ]
    if strict and problems:
        first = problems[0]
        count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
        # Which they are goes with the error: a face lists them all.
        raise CorpusError(
            f"{count} in the corpus, and --strict was asked for: nothing was changed.",
            path=first.path,
            line=first.line,
            problems=problems,
        )


def _not_empty(builder: Builder, problems: Sequence[Problem]) -> None:
    if builder.catalog.execute("SELECT count(*) FROM articles").fetchone()[0]:
        return
    if not problems:
        raise CorpusError("No article would be left in the index: nothing was changed.")
    first = problems[0]
    raise CorpusError(
        f"No file could be read as an article: nothing was changed. The first of {len(problems)} "
        f"problem(s): {first.path}: {first.message}",
        path=first.path,
        line=first.line,
        problems=problems,
    )


def _report(
    counts: Counts,
    folder: Path,
    *,
    store: Path,
    gone: Collection[str],
    today: date,
    began: float,
    lost: Sequence[Problem] = (),
) -> SyncReport:
    manifest = load_manifest(folder)
    with closing(Catalog(folder)) as catalog:
        skipped = [*lost, *catalog.problems()]
        late = [
            Problem(path, None, f"{name} is dated {day}, after tomorrow: look at its date.")
            for path, name, day in catalog.dated_after(today + timedelta(days=1))
        ]
        duplicates = catalog.copy_count()
        kept = catalog.articles_by_root()
    left = [gone_problem(store, root, kept[root]) for root in sorted(gone) if root in kept]
    replaced = [
        heirs_problem(root, heirs.other)
        for root, heirs in sorted(counts.heirs.items())
        if heirs.other > heirs.same
    ]
    return SyncReport(
        read=counts.read,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=manifest.articles - counts.added - counts.changed,
        skipped=len(skipped),
        duplicates=duplicates,
        passages=manifest.passages,
        seconds=round(time.perf_counter() - began, 3),
        problems=(*skipped, *left, *replaced, *late),
    )
