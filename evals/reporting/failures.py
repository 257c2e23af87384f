"""A failed case as HTML: question, answer beside gold, every score, and the trace."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from evals.scoring.words import holds_any

Json = dict[str, Any]


def failure(row: Json, titles: Json) -> str:
    """One ``<details>``, closed; its attributes are what the filter looks at."""
    chips = "".join(f"<span class=chip>{escape(name)}</span>" for name in row["failed"])
    if row["error"]:
        chips += "<span class=chip>error</span>"
    tags = " ".join(row["tags"])
    held = "<span class='chip held-out'>held out</span>" if row["held_out"] else ""
    return (
        f'<details class=case id="{escape(row["id"])}" data-tags="{escape(tags)}" '
        f'data-metrics="{escape(" ".join(row["failed"]))}"><summary><code>{escape(row["id"])}'
        f"</code> <span class=q>{escape(row['question'])}</span> {chips}{held}</summary>"
        f"{_asked(row)}<div class=pair><div><h4>Answer</h4>{_answer(row)}</div>"
        f"<div><h4>Gold</h4>{_gold(row)}</div></div>"
        f"<h4>Scores</h4>{_scores(row, titles)}<h4>Trace</h4>{_trace(row)}</details>"
    )


def _asked(row: Json) -> str:
    limit = row["limit"]
    parts = [f"<li>earlier: {escape(turn)}</li>" for turn in row["turns"]]
    if row["as_of"]:
        parts.append(f"<li>as of {row['as_of']}</li>")
    if limit:
        parts.append(f"<li>published {limit['start'] or ''} to {limit['end'] or ''}</li>")
    parts.append(f"<li>tags: {escape(', '.join(row['tags']))}; corpus {escape(row['corpus'])}</li>")
    return f"<ul class=asked>{''.join(parts)}</ul>"


def _answer(row: Json) -> str:
    if row["error"]:
        return f"<p class=bad>{escape(row['error'])}</p>"
    answer = row["answer"]
    if answer["kind"] == "refusal":
        nearest = f" · nearest: {', '.join(answer['nearest'])}" if answer["nearest"] else ""
        return (
            f"<p><b>refused: {escape(answer['reason'])}</b>{escape(nearest)}</p>"
            f"<p class=text>{escape(answer['text'])}</p>"
        )
    return f"<p class=text>{escape(answer['text'])}</p>"


def _gold(row: Json) -> str:
    gold = row["gold"]
    parts = []
    if gold["expect"] == "refusal":
        parts.append(f"<li><b>a refusal</b>: {escape(gold['reason'] or 'for any reason')}</li>")
    text = row["answer"]["text"] if row["answer"] else ""
    refused = not row["answer"] or row["answer"]["kind"] == "refusal"
    for key in gold["keys"]:
        held = not refused and holds_any(text, key)
        mark = "<span class=ok>✓</span>" if held else "<span class=bad>✗</span>"
        parts.append(f"<li>{mark} {escape(' / '.join(key))}</li>")
    for name in ("forbidden", "nearest"):
        if gold[name]:
            parts.append(f"<li>{name}: {escape(', '.join(gold[name]))}</li>")
    for group in gold["conflict"]:
        parts.append(f"<li>conflict: {escape(' against '.join(group))}</li>")
    for name in ("dates", "event"):
        if gold[name]:
            told = f"{gold[name]['start']} to {gold[name]['end']}"
            applies = gold[name].get("applies_to")
            parts.append(f"<li>{name}: {told}{f' ({applies})' if applies else ''}</li>")
    quoted = {one["article"] for one in gold["sentences"]}
    others = [article for article in gold["articles"] if article not in quoted]
    if others:
        parts.append(f"<li><small>also: {escape(', '.join(others))}</small></li>")
    quotes = "".join(
        f"<li><q>{escape(one['quote'])}</q> <small>{escape(one['article'])}</small></li>"
        for one in gold["sentences"]
    )
    return f"<ul class=gold>{''.join(parts)}</ul><ul class=quotes>{quotes}</ul>"


def _scores(row: Json, titles: Json) -> str:
    lines = []
    for name, score in row["scores"].items():
        value = score["value"]
        shown = "–" if value is None else f"{value:.2f}"
        kind = "none" if value is None else "ok" if value == 1 else "bad"
        told = score["unscored"] or score["explanation"]
        lines.append(
            f'<tr><th scope=row title="{escape(titles.get(name, ""))}">{escape(name)}</th>'
            f"<td class={kind}>{shown}</td><td class=why>{escape(told)}</td></tr>"
        )
    return f"<div class=wide><table class=scores>{''.join(lines)}</table></div>"


def _trace(row: Json) -> str:
    understood = row["understood"]
    if not understood:
        return ""
    dates = understood["dates"]
    limit = "no dates"
    if dates:
        limit = f"{dates['start'] or ''}..{dates['end'] or ''} ({dates['applies_to']})"
        if dates["ambiguous"]:
            limit = "ambiguous dates"
        if dates["mentions"]:
            named = ", ".join(one["words"] or "" for one in dates["mentions"])
            limit += f"; mentions {named}"
    whole = f"; made whole: {understood['rewritten']}" if understood["rewritten"] else ""
    told = f"form {understood['form']}; as of {understood['as_of']}; {limit}{whole}"
    return (
        f"<p><b>Understood</b> {escape(told)}</p>{_claims(row)}"
        f"{_hits('Found', row['found'])}"
        f"<details><summary>Articles as the search ranks them</summary>"
        f"{_hits('Ranked articles', row['ranked'])}</details>"
    )


def _claims(row: Json) -> str:
    answer = row["answer"]
    if not answer or not answer["claims"]:
        return ""
    by_label = {one["label"]: one for one in answer["citations"]}
    lines = []
    for claim in answer["claims"]:
        sources = [by_label[label] for label in claim["citations"] if label in by_label]
        where = "; ".join(
            f"[{one['label']}] {one['article']}"
            + (f" · {one['event']['start']}..{one['event']['end']}" if one["event"] else "")
            for one in sources
        )
        gold = any(one["gold"] for one in sources)
        day = f" <small>{claim['date']}</small>" if claim.get("date") else ""
        lines.append(
            f"<tr class={'is-gold' if gold else 'plain'}><td>{escape(claim['text'])}{day}</td>"
            f"<td>{escape(where)}</td><td class=num>{claim['score']:.2f}</td></tr>"
        )
    head = "<tr><th>claim</th><th>cited</th><th class=num>score</th></tr>"
    return f"<div class=wide><table class=trace>{head}{''.join(lines)}</table></div>"


def _hits(name: str, hits: Sequence[Json]) -> str:
    if not hits:
        return ""
    lines = [
        f"<tr class={'is-gold' if hit['gold'] else 'plain'}><td>{rank}</td>"
        f"<td>{escape(hit['article'])}</td><td class=num>{hit['score']:.2f}</td>"
        f"<td class=num>{escape(', '.join(hit['found_by']))}</td>"
        f"<td class=why>{escape(hit['text'])}</td></tr>"
        for rank, hit in enumerate(hits, start=1)
    ]
    head = f"<tr><th></th><th>{name}</th><th class=num>score</th><th>by</th><th>begins</th></tr>"
    return f"<div class=wide><table class=trace>{head}{''.join(lines)}</table></div>"
