"""What a sync has to do: files that are new, changed or gone, by the hash of their bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.corpus import CorpusFile, file_hash, find_files
from assistant.errors import CorpusError
from assistant.index.catalog import FileRecord


@dataclass(slots=True)
class Plan:
    """``changed`` are files to read, with their hash; ``gone`` paths of the catalog to forget."""

    changed: list[tuple[CorpusFile, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not self.changed and not self.gone


def make_plan(known: Mapping[str, FileRecord], paths: Sequence[Path], *, reread: bool) -> Plan:
    """Compares what is below ``paths`` with what is known; ``reread`` takes every file as changed.

    Only files below ``paths`` can be gone. A path inside a folder that was indexed before is a part
    of it: its articles keep the ids that they have from there. CorpusError for a path that is not
    there or holds nothing that could be an article, so that an unmounted disk empties no index.
    """
    plan = Plan()
    seen: set[str] = set()
    for path in dict.fromkeys(path.expanduser().resolve() for path in paths):
        root = _root(path, known)
        any_file = False
        for file in find_files(path):
            any_file = True
            name = str(file.path)
            if name in seen:
                continue
            seen.add(name)
            file = replace(file, root=root)
            hashed = _hash(file.path)
            record = known.get(name)
            same = record is not None and record.hash == hashed and record.root == str(root)
            if same and hashed and not reread:
                plan.unchanged.append(name)
            else:
                plan.changed.append((file, hashed))
        if not any_file:
            raise CorpusError(
                f"{path} holds no articles (files ending in .txt, .md, .html, .json, .jsonl or "
                ".jsonl.gz). Nothing was changed.",
                path=str(path),
            )
        plan.gone += [name for name in known if _below(name, path) and name not in seen]
    plan.gone = list(dict.fromkeys(name for name in plan.gone if name not in seen))
    return plan


def count_changes(known: Mapping[str, FileRecord], paths: Sequence[Path]) -> int:
    """How many files below ``paths`` are new, gone, or hold other bytes than when they were read.

    A file of the same size and time is taken as unchanged here; a sync looks at its bytes.
    """
    changes = 0
    for path in paths:
        path = path.resolve()
        seen = set()
        for file in find_files(path):
            name = str(file.path)
            seen.add(name)
            record = known.get(name)
            if record is None:
                changes += 1
            elif (record.size, record.mtime_ns) != (file.size, file.mtime_ns):
                changes += record.hash != _hash(file.path)
        changes += sum(1 for name in known if _below(name, path) and name not in seen)
    return changes


def _hash(path: Path) -> str:
    """The hash of a file, '' where it cannot be read: the reading will say why."""
    try:
        return file_hash(path)
    except OSError:
        return ""


def _root(path: Path, known: Mapping[str, FileRecord]) -> Path:
    """The folder that ``path`` was indexed as a part of, else itself."""
    roots = {record.root for record in known.values()}
    holding = [root for root in roots if root != str(path) and _below(str(path), Path(root))]
    return Path(min(holding, key=len)) if holding else path


def _below(name: str, path: Path) -> bool:
    return name == str(path) or Path(name).is_relative_to(path)
