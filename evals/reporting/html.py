"""One self-contained HTML file: plots, tables by tag, and every failure with its trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals.reporting.failures import failure
from evals.reporting.svg import as_bar, bars, reliability_plot

Json = dict[str, Any]
BY_TAG = (
    "key_facts",
    "refusal",
    "mrr",
    "recall@5",
    "citation_precision",
    "evidence_precision",
    "evidence_recall",
    "date_reading",
    "event_date",
)
_STYLE = Path(__file__).with_name("style.css")
_SCRIPT = Path(__file__).with_name("filter.js")


def html(summary: Json, rows: Sequence[Json]) -> str:
    """The whole page. Everything that comes from articles or questions is escaped."""
    failed = [row for row in rows if not row["passed"]]
    chosen = f", {summary['selection']}" if summary["selection"] else ""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">",
        f"<title>Evals: {summary['passed']} of {summary['cases']} pass</title>",
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>",
        "<header><h1>Dateline evals</h1>",
        f"<p class=lead>Suite <b>{escape(summary['suite'])}</b>{escape(chosen)} · "
        f"{summary['cases']} cases, {summary['held_out']} of them held back from tuning · "
        f"embedding {escape(summary['embedding'])}</p>",
        _tiles(summary),
        "</header>",
        "<section><h2>By metric</h2>",
        "<p class=note>Mean over cases with its 95 % interval (bootstrap over cases). "
        '<svg class="key" viewBox="0 0 12 12"><path class="held" d="M6 1l5 5l-5 5l-5 -5z"/></svg> '
        "marks the cases held back from tuning.</p>",
        _metric_bars(summary),
        _unscored(summary),
        "</section>",
        _refusals(summary),
        "<section><h2>By tag</h2>",
        _tag_bars(summary),
        _tag_table(summary),
        "</section>",
        _check(summary),
        _sweeps(summary),
        _corpora(summary),
        f"<section id=failures><h2>Failures <small>{len(failed)} of {len(rows)}</small></h2>",
        _filter(failed) if failed else "<p class=note>None.</p>",
        *(failure(row, summary["titles"]) for row in failed),
        "</section></main>",
        f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script></body></html>\n",
    ]
    return "".join(parts)


def table(head: Sequence[str], lines: Iterable[Sequence[str]], name: str = "") -> str:
    """A table of cells that are HTML already; the first column is a heading."""
    top = "".join(f"<th scope=col>{cell}</th>" for cell in head)
    body = "".join(
        f"<tr><th scope=row>{line[0]}</th>{''.join(_cell(cell) for cell in line[1:])}</tr>"
        for line in lines
    )
    return f'<div class=wide><table class="{name}"><tr>{top}</tr>{body}</table></div>'


def _cell(content: str) -> str:
    return content if content.startswith("<td") else f"<td>{content}</td>"


def _tiles(summary: Json) -> str:
    held, found = summary["metrics"]["held_out"], summary["metrics"]["all"]
    refused = summary["refusals"]["held_out"]
    tiles = [
        (
            "cases pass",
            f"{summary['passed']}<small> / {summary['cases']}</small>",
            f"{summary['held_out_passed']} / {summary['held_out']}",
        ),
        *(
            (title, _number(found.get(name)), _number(held.get(name)))
            for name, title in (
                ("key_facts", "key-fact recall"),
                ("mrr", "MRR"),
                ("citation_precision", "citation precision"),
            )
        ),
        *(
            (f"refusal {name}", _number(summary["refusals"]["all"][name]), _number(refused[name]))
            for name in ("precision", "recall")
        ),
    ]
    return "<div class=tiles>{}</div>".format(
        "".join(
            f"<div class=tile><span>{title}</span><b>{value}</b>"
            f"<i>{f'held out {other}' if other else '&nbsp;'}</i></div>"
            for title, value, other in tiles
        )
    )


def _number(found: Json | None) -> str:
    return "–" if not found or found["mean"] is None else f"{found['mean']:.3f}"


def _metric_bars(summary: Json) -> str:
    held = summary["metrics"]["held_out"]
    rows = [
        as_bar(name, found, held.get(name), summary["titles"][name])
        for name, found in summary["metrics"]["all"].items()
        if found["mean"] is not None
    ]
    return bars(rows, "Every metric") if rows else ""


def _unscored(summary: Json) -> str:
    lines = [
        [escape(name), str(found["unscored"]), escape(_because(found)), str(found["n"])]
        for name, found in summary["metrics"]["all"].items()
        if found["unscored"]
    ]
    if not lines:
        return ""
    return "<h3>Not scored</h3>" + table(["metric", "cases", "because", "scored"], lines)


def _because(found: Json) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in found["unscored_because"].items())


def _refusals(summary: Json) -> str:
    found = summary["refusals"]
    named = [("all", found["all"]), ("held out", found["held_out"]), *found["kinds"].items()]
    lines = [
        [
            escape(name),
            str(one["expected"]),
            str(one["refused"]),
            _with_interval(one.get("precision")),
            _with_interval(one.get("recall")),
        ]
        for name, one in named
    ]
    head = ["", "expected", "refused", "precision", "recall"]
    return f"<section><h2>Refusals</h2>{table(head, lines)}</section>"


def _with_interval(found: Json | None) -> str:
    if not found:
        return "<td class=none>–</td>"
    return f"{found['mean']:.3f} <small>{found['low']:.2f}–{found['high']:.2f}</small>"


def _tag_bars(summary: Json) -> str:
    rows = [
        as_bar(tag, one["metrics"]["key_facts"], None, f"key-fact recall, {tag}")
        for tag, one in summary["tags"].items()
        if one["metrics"].get("key_facts", {"mean": None})["mean"] is not None
    ]
    rows.sort(key=lambda bar: (bar.mean, bar.label))
    return f"<p class=note>Key-fact recall.</p>{bars(rows, 'Key facts by tag')}" if rows else ""


def _tag_table(summary: Json) -> str:
    lines = []
    for tag, one in summary["tags"].items():
        share = one["passed"] / one["cases"]
        cells = [_heat(share, f"{one['passed']} / {one['cases']}")]
        for name in BY_TAG:
            found = one["metrics"].get(name)
            if not found or found["mean"] is None:
                cells.append("<td class=none>–</td>")
            else:
                cells.append(
                    _heat(found["mean"], f"{found['mean']:.2f} <small>{found['n']}</small>")
                )
        lines.append([escape(tag), *cells])
    return table(["tag", "pass", *map(escape, BY_TAG)], lines, "heat")


def _heat(value: float, content: str) -> str:
    # The worse, the stronger the colour: the eye should go where the work is.
    return f'<td style="--worse:{(1 - value) * 100:.0f}%">{content}</td>'


def _check(summary: Json) -> str:
    bins = summary.get("reliability")
    if not bins:
        return ""
    lines = [
        [
            f"{one['low']:.1f}–{one['high']:.1f}",
            f"{one['score']:.3f}",
            f"{one['holds']:.3f}",
            str(one["n"]),
        ]
        for one in bins
    ]
    return (
        "<section><h2>Is the check's score to be trusted?</h2><p class=note>Gold sentences, and the"
        " same with one number or name changed, against their article.</p><div class=pair>"
        + reliability_plot(bins)
        + table(["score", "mean", "share that holds", "n"], lines)
        + "</div></section>"
    )


def _sweeps(summary: Json) -> str:
    sweeps: Json | None = summary.get("retrieval")
    if not sweeps:
        return ""
    names = list(next(iter(sweeps.values())))
    lines = [
        [escape(fusion), *(_with_interval(found[name]) for name in names)]
        for fusion, found in sweeps.items()
    ]
    return f"<section><h2>Ways to search</h2>{table(['', *names], lines)}</section>"


def _corpora(summary: Json) -> str:
    lines = [
        [escape(name), "<br>".join(map(escape, one["unread"]))]
        for name, one in summary["corpora"].items()
        if one["unread"]
    ]
    if not lines:
        return ""
    return f"<section><h2>Files that were not read</h2>{table(['corpus', 'file'], lines)}</section>"


def _filter(failed: Sequence[Json]) -> str:
    tags = sorted({tag for row in failed for tag in row["tags"]})
    metrics = sorted({name for row in failed for name in row["failed"]})
    return (
        "<form class=filter>"
        f"{_select('tag', tags)}{_select('metric', metrics)}"
        '<input type=search placeholder="words" aria-label="words"><output></output></form>'
    )


def _select(name: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return f'<select aria-label="{name}"><option value="">any {name}</option>{options}</select>'
