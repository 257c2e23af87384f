"""Rows as a table of 80 columns and as JSON, with a line that says which machine it was."""

from __future__ import annotations

import json
import os
import platform
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.bench.rows import Row

_PACKAGES = (
    "dateline-assistant",
    "chromadb",
    "llama-index-core",
    "tantivy",
    "wordllama",
    "gradio",
    "typer",
    "numpy",
)
_WIDTH = 80


def machine() -> dict[str, Any]:
    """Cores that this process may use, Python, system, and the versions that were measured."""
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "versions": versions,
    }


def machine_line(found: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    return textwrap.fill(
        f"{found['cores']} cores, Python {found['python']}, {found['system']}: {versions}", _WIDTH
    )


def table(rows: Sequence[Row]) -> str:
    """One line a row, then the notes. No line is longer than 80 columns."""
    lines = [f"{'measure':34}{'ours':>11}{'reference':>11}{'ratio':>7}{'bound':>10}"]
    lines.append("-" * _WIDTH)
    notes = []
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
        state = row.state if row.state in ("ok", "over") else ""
        if row.state == "unmeasured":
            line = f"{row.measure[:33]:34}{'unmeasured':>11}"
            notes.append(f"{row.measure}: unmeasured: {row.unmeasured or 'no reference'}")
        else:
            line = (
                f"{row.measure[:33]:34}{_amount(row, row.ours):>11}"
                f"{_amount(row, row.reference):>11}{ratio:>7}{_bound(row):>10}  {state}"
            )
        lines.append(line.rstrip())
        if row.note:
            notes.append(f"{row.measure}: {row.note}")
    wrapped = (textwrap.fill(note, _WIDTH, subsequent_indent="  ") for note in notes)
    return "\n".join([*lines, "", *wrapped])


def save(rows: Sequence[Row], found: dict[str, Any], file: Path) -> None:
    """Everything as JSON: seconds and bytes, with every sample."""
    report = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": found,
        "rows": [asdict(row) | {"ratio": row.ratio, "state": row.state} for row in rows],
    }
    file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _amount(row: Row, amount: float | None) -> str:
    if amount is None:
        return ""
    if row.unit == "bytes":
        return f"{amount / 1e6:,.0f} MB"
    if amount < 0.1:
        return f"{amount * 1000:.2f} ms"
    return f"{amount * 1000:,.0f} ms" if amount < 1 else f"{amount:,.2f} s"


def _bound(row: Row) -> str:
    if row.bound is None:
        return ""
    if row.bound.of == "ratio":
        return f"<= {row.bound.most:g}"
    return f"<= {_amount(row, row.bound.most).replace('.00', '')}"
