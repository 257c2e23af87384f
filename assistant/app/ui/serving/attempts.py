"""How long somebody has to wait before the next attempt to sign in."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

FREE = {"name": 3, "address": 12}
"""Failures in a row that cost nothing: anybody mistypes, and an office has one address."""

LONGEST = 8.0
"""Seconds; longer would let a stranger keep somebody out for good."""

_FORGOTTEN = 15 * 60.0
_MOST = 10_000


class Attempts:
    """Counts failures, by name and by address: from the FREE-th on each costs 1, 2, 4, then 8 s.

    Keeps 10,000 names and addresses at most, none for longer than 15 minutes. To be used from one
    thread, as the server's event loop does.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def begin(self, name: str, address: str) -> float:
        """Seconds to wait; 0: it may be tried now, and counts as failed until ``right`` is called.

        As attempts that come at the same time would otherwise all be the first.
        """
        wait = max(self._wait(key) for key in _keys(name, address))
        if wait > 0:
            return wait
        now = self._now()
        for key in _keys(name, address):
            self._failed[key] = self._count(key) + 1, now
            self._failed.move_to_end(key)
        while len(self._failed) > _MOST:
            self._failed.popitem(last=False)
        return 0.0

    def right(self, name: str, address: str) -> None:
        """Takes back what ``begin`` counted; all of it for the name, as its owner is here."""
        by_name, by_address = _keys(name, address)
        self._failed.pop(by_name, None)
        count, last = self._failed.get(by_address, (0, 0.0))
        if count > 1:
            self._failed[by_address] = count - 1, last
        else:
            self._failed.pop(by_address, None)

    def _count(self, key: tuple[str, str]) -> int:
        count, last = self._failed.get(key, (0, 0.0))
        return count if self._now() - last < _FORGOTTEN else 0

    def _wait(self, key: tuple[str, str]) -> float:
        over = self._count(key) - FREE[key[0]]
        if over < 0:
            return 0.0
        pause = min(LONGEST, 2.0 ** min(over, 10))
        return max(0.0, self._failed[key][1] + pause - self._now())


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("name", name[:100]), ("address", address)
