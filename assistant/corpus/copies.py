"""Which articles are copies of which: exact duplicates, and syndicated near-copies.

Both are kept in the corpus; a link lets them be shown as one. Sketches find the candidates, whole
bodies decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.corpus.shingles import shingles, sketch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.corpus.shingles import Hashes

    Codes = NDArray[np.int64]

__all__ = ["CopyEntry", "link_copies", "sketch"]

SHARED_HASHES = 16  # of two sketches
SHARED_SHARE = 0.4  # of the smaller sketch, where that is less
BOILERPLATE = 50  # a hash in more sketches than this says nothing
CONTAINMENT = 0.8  # of the shorter one's shingles in the longer one's
LENGTH_RATIO = 2.5
DAYS_APART = 7
_PAIRS_AT_ONCE = 2_000_000

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|double)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """An article as copies are looked for. ``key`` is any number that names it; ``sketch`` is
    what ``sketch(body)`` gave."""

    key: int
    published: date
    sketch: bytes


def link_copies(entries: Sequence[CopyEntry], body: Callable[[int], str]) -> dict[int, int]:
    """The key of each copy and the key of its original; articles that are no copies are left out.

    The original is the one published first, of one day the one with the smallest key. A copy is
    similar to its original itself, and an original is never a copy: stars, no chains. Of an exact
    duplicate (but for white space) this holds at any distance in time; near-copies are told by
    ``_is_copy``. ``body(key)`` is called only for candidates.

    A text of which more than 50 different versions exist is boilerplate here: only its exact
    duplicates are linked.
    """
    ordered = sorted(entries, key=lambda entry: (entry.published, entry.key))
    links = _duplicates(ordered, body)
    rest = [entry for entry in ordered if entry.key not in links]
    near = _near_copies(rest, body)
    # A duplicate of a copy is that same text: it goes where the copy goes.
    return {copy: near.get(first, first) for copy, first in links.items()} | near


def _duplicates(ordered: Sequence[CopyEntry], body: Callable[[int], str]) -> dict[int, int]:
    groups: dict[bytes, list[int]] = defaultdict(list)
    for entry in ordered:
        groups[entry.sketch].append(entry.key)
    links: dict[int, int] = {}
    for keys in groups.values():
        if len(keys) == 1:
            continue
        firsts: dict[str, int] = {}
        for key in keys:
            first = firsts.setdefault(" ".join(body(key).split()), key)
            if first != key:
                links[key] = first
    return links


def _near_copies(ordered: Sequence[CopyEntry], body: Callable[[int], str]) -> dict[int, int]:
    earlier: dict[int, list[int]] = defaultdict(list)
    for first, second in _candidates(ordered):
        earlier[second].append(first)

    @lru_cache(maxsize=256)
    def features(place: int) -> _Features:
        return _Features.of(body(ordered[place].key))

    links: dict[int, int] = {}
    for place in sorted(earlier):
        entry = ordered[place]
        for first in sorted(earlier[place]):
            original = ordered[first]
            near = (entry.published - original.published).days <= DAYS_APART
            if not near or original.key in links:
                continue
            if _is_copy(features(first), features(place)):
                links[entry.key] = original.key
                break
    return links


@dataclass(frozen=True, slots=True)
class _Features:
    words: int
    shingles: Hashes
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Features:
        found = {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)}
        found.update(word.lower() for word in _NUMBER_WORD.findall(text))
        return cls(len(text.split()), shingles(text), frozenset(found))


def _is_copy(one: _Features, other: _Features) -> bool:
    """Whether the shorter text stands in the longer one, with every number it names.

    A running story whose figures were updated shares most of its text too, and is news.
    """
    import numpy as np

    shorter, longer = sorted((one, other), key=lambda text: text.words)
    if not len(shorter.shingles) or longer.words > LENGTH_RATIO * shorter.words:
        return False
    if not shorter.numbers <= longer.numbers:
        return False
    shared = np.intersect1d(shorter.shingles, longer.shingles, assume_unique=True)
    return len(shared) >= CONTAINMENT * len(shorter.shingles)


def _candidates(ordered: Sequence[CopyEntry]) -> Iterator[tuple[int, int]]:
    """Pairs of places, the smaller first, whose sketches share enough hashes.

    Two texts of which one holds 0.8 of the other, at 2.5 times its length, share 41 of 128
    hashes on the average: 16 lose none but by a rare accident.
    """
    import numpy as np

    if len(ordered) < 2:
        return
    sizes = np.array([len(entry.sketch) // 8 for entry in ordered], dtype=np.int64)
    hashes = np.frombuffer(b"".join(entry.sketch for entry in ordered), dtype="<u8")
    places = np.repeat(np.arange(len(ordered), dtype=np.int64), sizes)
    order = np.argsort(hashes)
    hashes, places = hashes[order], places[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else order
    lengths = np.diff(np.r_[starts, len(hashes)])
    telling = (lengths > 1) & (lengths <= BOILERPLATE)
    codes, counts = _counted(_pairs(places, starts[telling], lengths[telling], len(ordered)))
    first, second = codes // len(ordered), codes % len(ordered)
    smaller = np.minimum(sizes[first], sizes[second])
    kept = counts >= np.minimum(SHARED_HASHES, np.ceil(SHARED_SHARE * smaller))
    yield from zip(first[kept].tolist(), second[kept].tolist(), strict=True)


def _pairs(places: Codes, starts: Codes, lengths: Codes, total: int) -> Iterator[Codes]:
    """Every pair of places within a group, as ``smaller * total + larger``, by size of group."""
    import numpy as np

    for size in np.unique(lengths).tolist():
        at = starts[lengths == size]
        for near in range(size - 1):
            for far in range(near + 1, size):
                one, other = places[at + near], places[at + far]
                yield np.minimum(one, other) * total + np.maximum(one, other)


def _counted(parts: Iterable[Codes]) -> tuple[Codes, Codes]:
    """The distinct codes and how often each came, int64 (n,) both; memory stays bounded."""
    import numpy as np

    codes = np.empty(0, dtype=np.int64)
    counts = np.empty(0, dtype=np.int64)
    held: list[Codes] = []
    waiting = 0

    def merged() -> tuple[Codes, Codes]:
        every = np.concatenate([codes, *held])
        weights = np.concatenate([counts, *(np.ones(len(part), dtype=np.int64) for part in held)])
        distinct, where = np.unique(every, return_inverse=True)
        return distinct, np.bincount(where, weights, len(distinct)).astype(np.int64)

    for part in parts:
        held.append(part)
        waiting += len(part)
        if waiting > _PAIRS_AT_ONCE:
            codes, counts = merged()
            held.clear()
            waiting = 0
    return merged()
