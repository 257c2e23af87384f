"""Plots as inline SVG, written here: no library, no script, and they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

_ROW, _LABEL, _WIDTH, _VALUE = 26, 210, 460, 200
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A mean from 0 to 1 with its interval; ``other`` is the same mean over the held-back cases."""

    label: str
    mean: float
    low: float
    high: float
    n: int
    other: float | None = None
    title: str = ""


def as_bar(label: str, found: dict[str, Any], other: dict[str, Any] | None, title: str) -> Bar:
    held = other.get("mean") if other else None
    return Bar(label, found["mean"], found["low"], found["high"], found["n"], held, title)


def bars(rows: Sequence[Bar], name: str) -> str:
    """Horizontal bars with whiskers; a diamond stands at the held-back mean."""
    height = _ROW * len(rows) + 30
    width = _LABEL + _WIDTH + _VALUE
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(name)}" '
        f'class="plot" style="max-width:{width}px">'
    ]
    for tick in _TICKS:
        x = _x(tick)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="4" y2="{height - 22}"/>')
        parts.append(
            f'<text class="tick" x="{x}" y="{height - 6}" text-anchor="middle">{tick:g}</text>'
        )
    for place, bar in enumerate(rows):
        parts.append(_bar(bar, 4 + place * _ROW))
    return "".join([*parts, "</svg>"])


def _x(value: float) -> float:
    return round(_LABEL + _WIDTH * value, 1)


def _bar(bar: Bar, top: float) -> str:
    middle = top + _ROW / 2
    told = f"{bar.mean:.3f}  ({bar.low:.2f}–{bar.high:.2f})  n {bar.n}"
    tip = f"{bar.title or bar.label}: {told}"
    if bar.other is not None:
        tip += f"; held out {bar.other:.3f}"
    parts = [
        f"<g><title>{escape(tip)}</title>",
        f'<text class="label" x="{_LABEL - 10}" y="{middle + 4}" text-anchor="end">'
        f"{escape(bar.label)}</text>",
        f'<rect class="bar" x="{_LABEL}" y="{top + 6}" width="{_WIDTH * bar.mean:.1f}" '
        f'height="{_ROW - 12}" rx="2"/>',
        f'<line class="whisker" x1="{_x(bar.low)}" x2="{_x(bar.high)}" '
        f'y1="{middle}" y2="{middle}"/>',
    ]
    for end in (bar.low, bar.high):
        x = _x(end)
        parts.append(
            f'<line class="whisker" x1="{x}" x2="{x}" y1="{middle - 4}" y2="{middle + 4}"/>'
        )
    if bar.other is not None:
        x = _x(bar.other)
        parts.append(
            f'<path class="held" d="M{x} {middle - 5}l5 5l-5 5l-5 -5z"/>',
        )
    parts.append(
        f'<text class="value" x="{_LABEL + _WIDTH + 14}" y="{middle + 4}">{escape(told)}</text></g>'
    )
    return "".join(parts)


def reliability_plot(bins: Sequence[dict[str, Any]]) -> str:
    """Mean score against the share that holds; the area of a dot grows with its claims."""
    size, pad = 320, 46
    most = max(one["n"] for one in bins)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(pad + size * x, 1), round(10 + size * (1 - y), 1)

    width, height = size + pad + 14, size + 60
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="Reliability of the check" '
        f'class="plot" style="max-width:{width}px">'
    ]
    for tick in _TICKS:
        (x, low), (_, high) = at(tick, 0), at(tick, 1)
        (left, y), (right, _) = at(0, tick), at(1, tick)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{low}" y2="{high}"/>')
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>')
        parts.append(
            f'<text class="tick" x="{x}" y="{low + 18}" text-anchor="middle">{tick:g}</text>'
            f'<text class="tick" x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:g}</text>'
        )
    (x1, y1), (x2, y2) = at(0, 0), at(1, 1)
    parts.append(f'<line class="ideal" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
    points = [at(one["score"], one["holds"]) for one in bins]
    path = " ".join(f"{x},{y}" for x, y in points)
    parts.append(f'<polyline class="curve" points="{path}"/>')
    for (x, y), one in zip(points, bins, strict=True):
        radius = round(3 + 7 * (one["n"] / most) ** 0.5, 1)
        told = f"score {one['score']:.2f}: {one['holds']:.2f} hold, of {one['n']}"
        parts.append(f'<circle class="dot" cx="{x}" cy="{y}" r="{radius}">')
        parts.append(f"<title>{told}</title></circle>")
    bottom = height - 8
    parts.append(
        f'<text class="label" x="{pad + size / 2}" y="{bottom}" text-anchor="middle">'
        "score of the check</text>"
        f'<text class="label" transform="translate(12 {10 + size / 2}) rotate(-90)" '
        'text-anchor="middle">share that holds</text></svg>'
    )
    return "".join(parts)
