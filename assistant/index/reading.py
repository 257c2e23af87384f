"""Files into the generation that is being built: new and changed articles in, others out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus import article_hash, read_articles
from assistant.domain import Problem, Progress
from assistant.index.builder import Builder
from assistant.index.catalog import WAITING
from assistant.index.plan import Plan, Source, shown
from assistant.index.records import FileRecord


@dataclass(slots=True)
class _Heirs:
    """How many articles of a root that is gone went over to files that have their ids."""

    same: int = 0
    other: int = 0  # with another content


@dataclass(slots=True)
class Counts:
    """What became of the articles that were read."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)
    heirs: dict[str, _Heirs] = field(default_factory=dict)


def read_files(
    builder: Builder,
    plan: Plan,
    report: Callable[[Progress], None],
    gone_roots: Collection[str] = (),
) -> Counts:
    """Brings the files of the plan into the builder. An id goes to the first file that has it, and
    away from a file whose root is gone.

    A root whose articles went over mostly unchanged has moved: what it has left is removed.
    """
    counts = Counts(heirs={root: _Heirs() for root in gone_roots})
    for path in plan.gone:
        old = _articles_of(builder, path)
        builder.remove(key for key, _ in old.values())
        builder.forget_file(path)
        counts.removed += len(old)
    total = _expected(plan.changed)

    def tick() -> None:
        report(Progress("indexing", counts.read, total))

    problems: dict[str, list[Problem]] = {}
    for source in plan.changed:
        problems[source.name] = _read(builder, source, counts, tick)
    # A file may have given an id up after another one was refused it.
    sources = {source.name: source for source in plan.changed} | plan.unchanged
    free = [name for (name,) in builder.catalog.execute(WAITING)]
    for name in sorted(free):
        if name in sources:
            again = Counts(heirs=counts.heirs)
            problems[name] = _read(builder, sources[name], again, lambda: None)
            counts.added += again.added
            counts.changed += again.changed
    counts.problems = [problem for found in problems.values() for problem in found]
    for root, heirs in counts.heirs.items():
        if heirs.same or heirs.other:
            counts.removed += _settle(builder, root, heirs)
    return counts


def _settle(builder: Builder, root: str, heirs: _Heirs) -> int:
    """Forgets a root that has moved, and gives how many articles it had left; one that keeps
    articles stays."""
    files = builder.catalog.execute("SELECT path FROM files WHERE root = ?", (root,)).fetchall()
    left = [key for (path,) in files for key, _ in _articles_of(builder, path).values()]
    if left and heirs.same < heirs.other + len(left):
        return 0
    builder.remove(left)
    for (path,) in files:
        builder.forget_file(path)
    return len(left)


def _read(
    builder: Builder, source: Source, counts: Counts, tick: Callable[[], None]
) -> list[Problem]:
    old = _articles_of(builder, source.name)
    seen: set[str] = set()
    problems: list[Problem] = []
    waiting: list[str] = []
    for found in read_articles(source.file):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        counts.read += 1
        tick()
        holder = source.name if found.id in seen else None
        if holder is None and (other := _holder(builder, found.id, source.name)) is not None:
            holder, root, key, hashed = other
            if root in counts.heirs:
                builder.hand_over(key, source.name)
                old[found.id] = (key, hashed)
                holder = None
                if hashed == article_hash(found):
                    counts.heirs[root].same += 1
                else:
                    counts.heirs[root].other += 1
        if holder is not None:
            if holder != source.name:
                waiting.append(found.id)
            problems.append(_conflict(found.id, source.name, holder))
            continue
        seen.add(found.id)
        before = old.pop(found.id, None)
        if before is not None and before[1] == article_hash(found):
            continue
        if before is not None:
            builder.remove([before[0]])
            counts.changed += 1
        else:
            counts.added += 1
        builder.add(found, source.name)
    builder.remove(key for key, _ in old.values())
    counts.removed += len(old)
    file = source.file
    record = FileRecord(source.name, shown(file.root), source.hash, file.size, file.mtime_ns)
    builder.record_file(record, problems, waiting)
    return problems


def _conflict(article: str, path: str, holder: str) -> Problem:
    where = "twice in this file" if path == holder else f"in {path} and in {holder}"
    return Problem(
        path,
        None,
        f"The id {article!r} stands {where}: this one was skipped. Rename one of them, or give it "
        "an id of its own.",
    )


def _articles_of(builder: Builder, path: str) -> dict[str, tuple[int, str]]:
    """(key, hash) of a file's articles in the generation that is being built, by id."""
    rows = builder.catalog.execute("SELECT id, key, hash FROM articles WHERE file = ?", (path,))
    return {name: (key, hashed) for name, key, hashed in rows}


def _holder(builder: Builder, article: str, path: str) -> tuple[str, str, int, str] | None:
    """The other file that has this id, its root, and the key and hash of the article there."""
    sql = (
        "SELECT a.file, f.root, a.key, a.hash FROM articles a JOIN files f ON f.path = a.file "
        "WHERE a.id = ? AND a.file != ?"
    )
    row: tuple[str, str, int, str] | None = builder.catalog.execute(sql, (article, path)).fetchone()
    return row


def _expected(sources: Sequence[Source]) -> int | None:
    """How many articles the files will give: None where only reading them all would tell."""
    total = 0
    for source in sources:
        name = source.name.lower()
        if name.endswith((".gz", ".json")):
            return None
        total += sum(_newlines(source.file.path)) if name.endswith(".jsonl") else 1
    return total


def _newlines(path: Path) -> Iterator[int]:
    try:
        with path.open("rb") as stream:
            while part := stream.read(1 << 20):
                yield part.count(b"\n")
    except OSError:
        return  # reading it will say why
