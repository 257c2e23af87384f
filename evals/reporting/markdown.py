"""The summary as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BY_TAG = ("key_facts", "refusal", "mrr", "citation_precision", "evidence_recall")
_SHOWN = 30  # failed cases


def markdown(summary: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    chosen = f", {summary['selection']}" if summary["selection"] else ""
    lines = [
        f"## Evals: {summary['passed']} of {summary['cases']} cases pass "
        f"(suite {summary['suite']}{chosen})",
        "",
        "Mean and 95 % interval (bootstrap over cases); n scored, unscored beside it.",
        "",
        "| metric | all | n | unscored | held out | n |",
        "|---|---|---|---|---|---|",
    ]
    held = summary["metrics"]["held_out"]
    for name, found in summary["metrics"]["all"].items():
        other = held.get(name, {"mean": None, "n": 0})
        lines.append(
            f"| {name} | {cell(found)} | {found['n']} | {_because(found)} "
            f"| {cell(other)} | {other['n']} |"
        )
    lines += ["", "| refusals | expected | refused | precision | recall |", "|---|---|---|---|---|"]
    for name in ("all", "held_out"):
        lines.append(_refusals(name.replace("_", " "), summary["refusals"][name]))
    for name, found in summary["refusals"]["kinds"].items():
        lines.append(_refusals(name, found))
    lines += [
        "",
        f"| tag | passed | {' | '.join(BY_TAG)} |",
        "|---|---|" + "---|" * len(BY_TAG),
    ]
    for tag, found in summary["tags"].items():
        cells = [_mean(found["metrics"].get(name)) for name in BY_TAG]
        lines.append(f"| {tag} | {found['passed']} of {found['cases']} | {' | '.join(cells)} |")
    failed = [row for row in rows if not row["passed"]]
    if failed:
        lines += ["", f"<details><summary>{len(failed)} cases that fail</summary>", ""]
        lines += [
            f"- `{row['id']}` {_plain(row['question'])} ({', '.join(row['failed']) or 'error'})"
            for row in failed[:_SHOWN]
        ]
        if len(failed) > _SHOWN:
            lines.append(f"- and {len(failed) - _SHOWN} more: see the report")
        lines += ["", "</details>"]
    return "\n".join(lines) + "\n"


def cell(found: dict[str, Any] | None) -> str:
    """ "0.853 (0.81-0.90)", or a dash where nothing was measured."""
    if not found or found.get("mean") is None:
        return "–"
    return f"{found['mean']:.3f} ({found['low']:.2f}–{found['high']:.2f})"


def _mean(found: dict[str, Any] | None) -> str:
    return "–" if not found or found["mean"] is None else f"{found['mean']:.2f} ({found['n']})"


def _because(found: dict[str, Any]) -> str:
    reasons = found["unscored_because"]
    told = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
    return told or "0"


def _refusals(name: str, found: dict[str, Any]) -> str:
    precision, recall = cell(found.get("precision")), cell(found.get("recall"))
    return f"| {name} | {found['expected']} | {found['refused']} | {precision} | {recall} |"


def _plain(text: str) -> str:
    """The text without what Markdown would read."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>#|!" else one for one in text)
