"""Today's scores against those of a baseline, case by case: what got worse, and whether it may.

A metric fails where its mean over the paired cases falls by more than its tolerance, or where none
of the cases that it scored is scored any more. Pairs are cases of one id and one fingerprint with a
value on both sides; new, removed and changed cases are listed, and fail nothing.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCES = Path(__file__).with_name("tolerances.toml")
_ROUNDING = 1e-9

Row = Mapping[str, Any]


class GateFault(Exception):
    """The two cannot be compared."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    by: float
    because: str


@dataclass(frozen=True, slots=True)
class Fall:
    """A case that got worse."""

    case: str
    before: float
    now: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric over ``n`` paired cases; the means are None where there is no pair.

    ``lost`` are cases that had a value and have none now.
    """

    metric: str
    n: int
    before: float | None
    now: float | None
    tolerance: Tolerance
    worse: tuple[Fall, ...]
    better: int
    lost: tuple[str, ...]

    @property
    def failed(self) -> bool:
        if self.before is None or self.now is None:
            return bool(self.lost)
        return self.before - self.now > self.tolerance.by + _ROUNDING


@dataclass(frozen=True, slots=True)
class Verdict:
    metrics: tuple[Compared, ...]
    new: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def failed(self) -> tuple[Compared, ...]:
        return tuple(metric for metric in self.metrics if metric.failed)


def load_tolerances(path: Path = TOLERANCES) -> dict[str, Tolerance]:
    """The tolerance of each metric, with its reason."""
    with path.open("rb") as file:
        groups = tomllib.load(file)["tolerance"]
    return {
        metric: Tolerance(float(group["by"]), group["because"])
        for group in groups
        for metric in group["metrics"]
    }


def as_baseline(rows: Sequence[Row], embedding: str) -> dict[str, Any]:
    """What a baseline keeps: of each case its fingerprint and its values."""
    return {
        "embedding": embedding,
        "cases": {
            row["id"]: {
                "fingerprint": row["fingerprint"],
                "scores": {name: score["value"] for name, score in row["scores"].items()},
            }
            for row in sorted(rows, key=lambda row: str(row["id"]))
        },
    }


def write_baseline(baseline: Mapping[str, Any], path: Path = BASELINE) -> None:
    """One case a line, so that a change shows which cases it is about."""
    lines = ",\n".join(
        f"  {json.dumps(case)}: {json.dumps(kept)}" for case, kept in baseline["cases"].items()
    )
    text = f'{{"embedding": {json.dumps(baseline["embedding"])}, "cases": {{\n{lines}\n}}}}\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load_baseline(path: Path = BASELINE) -> dict[str, Any]:
    """The baseline; GateFault where there is none, and how to write it."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GateFault(
            f"there is no baseline at {path}: write one with `python -m evals gate --update`"
        ) from error
    return found


def compare(
    baseline: Mapping[str, Any],
    rows: Sequence[Row],
    embedding: str,
    tolerances: Mapping[str, Tolerance] | None = None,
    *,
    whole: bool = True,
) -> Verdict:
    """The Verdict; ``whole`` says that no case was left out, so that a missing one was removed.

    GateFault where the baseline was made with another embedding.
    """
    if baseline["embedding"] != embedding:
        raise GateFault(
            f"the baseline was made with the embedding {baseline['embedding']!r}, "
            f"this run with {embedding!r}: they cannot be compared"
        )
    allowed = load_tolerances() if tolerances is None else tolerances
    before: Mapping[str, Any] = baseline["cases"]
    now = {row["id"]: row for row in rows}
    paired = [
        case
        for case in sorted(before.keys() & now.keys())
        if before[case]["fingerprint"] == now[case]["fingerprint"]
    ]
    names = dict.fromkeys(name for case in paired for name in before[case]["scores"])
    return Verdict(
        metrics=tuple(
            _metric(name, paired, before, now, allowed.get(name, _UNSTATED)) for name in names
        ),
        new=tuple(sorted(now.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - now.keys())) if whole else (),
        changed=tuple(sorted((before.keys() & now.keys()) - set(paired))),
    )


_UNSTATED = Tolerance(0.0, "no tolerance is stated")


def _metric(
    name: str,
    paired: Sequence[str],
    before: Mapping[str, Any],
    now: Mapping[str, Row],
    tolerance: Tolerance,
) -> Compared:
    pairs: list[tuple[float, float]] = []
    worse, lost, better = [], [], 0
    for case in paired:
        old = before[case]["scores"].get(name)
        score = now[case]["scores"].get(name)
        value = None if score is None else score["value"]
        if old is None:
            continue
        if value is None:
            lost.append(case)
            continue
        pairs.append((old, value))
        better += value > old + _ROUNDING
        if value < old - _ROUNDING:
            worse.append(Fall(case, old, value, score["explanation"]))
    return Compared(
        metric=name,
        n=len(pairs),
        before=fmean(old for old, _ in pairs) if pairs else None,
        now=fmean(value for _, value in pairs) if pairs else None,
        tolerance=tolerance,
        worse=tuple(sorted(worse, key=lambda fall: (fall.now - fall.before, fall.case))),
        better=better,
        lost=tuple(lost),
    )


def told(verdict: Verdict) -> str:
    """The Verdict as lines for a terminal or a log: every metric, then what is worse."""
    lines = [f"{'metric':20} {'n':>4} {'before':>7} {'now':>7} {'change':>7} {'may':>6}"]
    for one in verdict.metrics:
        state = "FAILED" if one.failed else ""
        if one.before is None or one.now is None:
            lines.append(f"{one.metric:20} {one.n:4}       –       –       –      – {state}")
            continue
        lines.append(
            f"{one.metric:20} {one.n:4} {one.before:7.3f} {one.now:7.3f} "
            f"{one.now - one.before:+7.3f} {-one.tolerance.by:6.3f} {state}".rstrip()
        )
    for one in verdict.metrics:
        if not one.failed:
            continue
        lines += ["", f"{one.metric} failed: {one.tolerance.because}"]
        lines += [
            f"  {fall.case}: {fall.before:.2f} -> {fall.now:.2f}  {fall.explanation}"
            for fall in one.worse
        ]
        if one.lost:
            lines.append(f"  not scored any more: {', '.join(one.lost)}")
    passed = [one for one in verdict.metrics if not one.failed and (one.worse or one.lost)]
    if passed:
        lines += ["", "worse, within what is allowed:"]
        lines += [f"  {one.metric}: {_cases(one)}" for one in passed]
    for name, cases in (
        ("new", verdict.new),
        ("removed", verdict.removed),
        ("changed, not compared", verdict.changed),
    ):
        if cases:
            lines += ["", f"{len(cases)} {name}: {', '.join(cases)}"]
    names = ", ".join(one.metric for one in verdict.failed)
    lines += ["", f"the gate fails: {names}" if names else "the gate passes"]
    return "\n".join(lines)


def _cases(one: Compared) -> str:
    parts = [fall.case for fall in one.worse]
    parts += [f"{case} (not scored)" for case in one.lost]
    return f"{', '.join(parts)}; {one.better} better"
