"""What a sync has to do: files that are new, changed or gone, by the hash of their bytes."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.corpus import CORPUS_VERSION, CorpusFile, file_hash, find_files
from assistant.errors import CorpusError
from assistant.index.records import FileRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a sync sees it: ``name`` is its path as the catalog stores it."""

    name: str
    file: CorpusFile
    hash: str


@dataclass(slots=True)
class Plan:
    """``changed`` are files to read; ``gone`` paths of the catalog to forget; ``missing`` roots
    that were passed over because they are not there."""

    changed: list[Source] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: dict[str, Source] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not self.changed and not self.gone

    @property
    def names(self) -> set[str]:
        """Every file that is there."""
        return {source.name for source in self.changed} | set(self.unchanged)


def make_plan(
    known: Mapping[str, FileRecord],
    paths: Sequence[Path],
    *,
    again: Collection[str] = (),
    gone_roots: Collection[str] = (),
    keep_missing: bool = False,
    may_be_empty: Collection[Path] = (),
) -> Plan:
    """Compares what is below ``paths`` with what is known; files in ``again`` count as changed.

    Only files below ``paths`` can be gone. A path inside a folder that was indexed before is a part
    of it: its articles keep the ids that they have from there. CorpusError for a path that is not
    there or holds nothing that could be an article, so that an unmounted disk empties no index. A
    path in ``gone_roots`` is passed over, and so is, with ``keep_missing``, any path below which
    files are known; those of ``may_be_empty`` may hold nothing.
    """
    plan = Plan()
    seen: set[str] = set()
    for path in dict.fromkeys(_place(path) for path in paths):
        if shown(path) in gone_roots:
            plan.missing.append(shown(path))
            continue
        root = _root(path, known)
        below = [name for name in known if _below(name, shown(path))]
        try:
            files = list(find_files(path))
            if not files and path not in may_be_empty:
                raise CorpusError(
                    f"{path} holds no articles (files ending in .txt, .md, .html, .json, .jsonl or "
                    ".jsonl.gz). Nothing was changed.",
                    path=str(path),
                )
        except CorpusError:
            if keep_missing and below:
                continue
            raise
        there = set()
        for file in files:
            name = shown(file.path)
            there.add(name)
            if name in seen:
                continue
            seen.add(name)
            source = Source(name, replace(file, root=root), _hash(file.path))
            record = known.get(name)
            same = record is not None and (record.hash, record.root) == (source.hash, shown(root))
            if same and name not in again:
                plan.unchanged[name] = source
            else:
                plan.changed.append(source)
        plan.gone += [name for name in below if name not in there]
    plan.gone = [name for name in dict.fromkeys(plan.gone) if name not in seen]
    return plan


def count_changes(known: Mapping[str, FileRecord], paths: Sequence[Path]) -> int:
    """How many files below ``paths`` are new, gone, or hold other bytes than when they were read.

    A file of the same size and time is taken as unchanged here; a sync looks at its bytes.
    """
    changes = 0
    seen: set[str] = set()
    gone: set[str] = set()
    for path in map(_place, paths):
        for file in find_files(path):
            name = shown(file.path)
            if name in seen:
                continue
            seen.add(name)
            record = known.get(name)
            if record is None:
                changes += 1
            elif (record.size, record.mtime_ns) != (file.size, file.mtime_ns):
                changes += record.hash != _hash(file.path)
        gone |= {name for name in known if _below(name, shown(path))}
    return changes + len(gone - seen)


def shown(path: Path) -> str:
    """The path as text that can be stored and printed, whatever bytes are in its name."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _place(path: Path) -> Path:
    """An absolute path without links, but for a file's own name, which its id is made from."""
    path = path.expanduser()
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _hash(path: Path) -> str:
    """What changes when a file must be read again; '' where it cannot be: reading says why."""
    try:
        return f"{CORPUS_VERSION}:{file_hash(path)}"
    except OSError:
        return ""


def _root(path: Path, known: Mapping[str, FileRecord]) -> Path:
    """The folder that ``path`` was indexed as a part of, else itself."""
    name = shown(path)
    roots = {record.root for record in known.values()}
    holding = [root for root in roots if root != name and _below(name, root)]
    return Path(min(holding, key=len)) if holding else path


def _below(name: str, folder: str) -> bool:
    return name == folder or name.startswith(folder.rstrip("/") + "/")
