"""What one measurement came to: a Row, with its samples, its bound and its verdict.

Times are seconds and memory is bytes everywhere; only the table turns them into ms and MB.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import Literal

Unit = Literal["s", "bytes"]
State = Literal["ok", "over", "no bound", "unmeasured"]


class Unmeasured(Exception):
    """A measurement could not be made; the message says why. It is a row's reason, not a zero."""


@dataclass(frozen=True, slots=True)
class Bound:
    """At most so much. ``of`` says of what: our own number, or its ratio to the reference."""

    most: float
    of: Literal["ours", "ratio"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``ours`` and ``reference`` are in ``unit``; None is not there.

    Where ours could not be measured, ``unmeasured`` says why.

    ``ours_samples`` and ``reference_samples`` are what they were taken from, in the order in which
    they were measured. ``note`` says what the reference is, and counts worth knowing.
    """

    group: str
    measure: str
    unit: Unit = "s"
    ours: float | None = None
    reference: float | None = None
    bound: Bound | None = None
    ours_samples: tuple[float, ...] = ()
    reference_samples: tuple[float, ...] = ()
    note: str = ""
    counts: dict[str, float] = field(default_factory=dict)
    unmeasured: str | None = None

    @property
    def ratio(self) -> float | None:
        if self.ours is None or not self.reference:
            return None
        return self.ours / self.reference

    @property
    def state(self) -> State:
        if self.unmeasured is not None:
            return "unmeasured"
        if self.bound is None:
            return "no bound"
        judged = self.ours if self.bound.of == "ours" else self.ratio
        if judged is None:
            return "unmeasured"
        return "ok" if judged <= self.bound.most else "over"


def percentile(samples: list[float], share: float) -> float:
    """The least sample that at least ``share`` (0 to 1) of them do not exceed (nearest rank)."""
    if not samples:
        raise Unmeasured("there are no samples")
    ordered = sorted(samples)
    rank = max(1, -(-round(share * len(ordered) * 1e6) // 1_000_000))
    return ordered[rank - 1]


def median_row(
    group: str,
    measure: str,
    ours: list[float],
    reference: list[float],
    bound: Bound | None = None,
    note: str = "",
    counts: dict[str, float] | None = None,
) -> Row:
    """A Row of medians; ``reference`` may be empty."""
    if not ours:
        raise Unmeasured("there are no samples")
    return Row(
        group,
        measure,
        ours=median(ours),
        reference=median(reference) if reference else None,
        bound=bound,
        ours_samples=tuple(ours),
        reference_samples=tuple(reference),
        note=note,
        counts=counts or {},
    )
