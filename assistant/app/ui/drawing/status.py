"""The corpus as HTML: what it holds, who writes over it, and how a sync goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath

from assistant.app.ui.desks.uploads import AT_ONCE, FILE_BYTES
from assistant.app.ui.drawing.markup import count, day, days, shorten, text
from assistant.corpus import FORMATS
from assistant.domain import Overview, Problem, Progress, SyncReport

LISTED = 200
"""Problems of a sync that the page lists; the rest are counted."""


def corpus(overview: Overview | None, synced: datetime | None = None) -> str:
    """ "2 articles, 6 Nov 2021 to 15 Nov 2021" and when they were synced, or what to press.

    ``overview`` None is a store in which nothing is indexed; ``synced`` is a sync after the one
    that it tells of, which changed nothing. The numbers of generation and articles go along for
    corpus.js, which looks for syncs elsewhere and writes the time as "3 minutes ago".
    """
    if overview is None or not overview.articles:
        return (
            '<p class="dl-corpus" data-generation="0" data-articles="0">No articles yet: press '
            "<b>Sync</b> to read them.</p>"
        )
    told = count(overview.articles, "article")
    when = f'<span class="dl-when">{days(overview.first, overview.last)}</span>'
    return (
        f'<p class="dl-corpus" data-generation="{overview.generation}" '
        f'data-articles="{overview.articles}"><b>{told}</b>{when if overview.first else ""}</p>'
        f"{_ago(overview.synced_at, synced)}"
    )


def _ago(told: str, later: datetime | None) -> str:
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return ""
    moment = max(moment, later) if later else moment
    exact = moment.astimezone(UTC)
    return (
        f'<p class="dl-ago">Synced <time datetime="{exact.isoformat(timespec="seconds")}">'
        f"{day(exact.date())}, {exact:%H:%M} UTC</time></p>"
    )


def changed(number: int) -> str:
    """ "2 files changed since the last sync"."""
    if not number:
        return ""
    return f'<p class="dl-changed">{count(number, "file")} changed since the last sync</p>'


def writer(embedding: str | None = None, told: str | None = None, *, quotes: bool = False) -> str:
    """Who writes the answers, and room for what writer.js says while the model's server is down.

    As in written_by; ``quotes`` where answers are quotations meanwhile.
    """
    meanwhile = "Answers are quotations meanwhile." if quotes else ""
    return (
        f'<p class="dl-generator">{text(written_by(embedding, told))}</p>'
        f'<p class="dl-down" role="status" data-meanwhile="{meanwhile}"></p>'
    )


def written_by(embedding: str | None, writer: str | None = None) -> str:
    """Who writes the answers, and what leaves this process for it.

    ``embedding`` is the model that questions are sent to, None where it runs in this process;
    ``writer`` says which model writes and where passages go, None where answers are quotations.
    """
    if writer is not None:
        return (
            f"{writer}, questions also to the embedding model {embedding}" if embedding else writer
        )
    if embedding is None:
        return "extractive: nothing leaves this machine"
    return f"extractive; questions are sent to the embedding model {embedding}"


def today(value: date, *, given: bool) -> str:
    """The day that an empty "as of" stands for; ``given`` where a setting says it."""
    why = "as the settings say" if given else "the newest article’s day"
    return f'<p>else {day(value)}<span class="dl-unseen">, {why}</span></p>'


def notice(sentence: str | None) -> str:
    """One sentence in the page, or nothing."""
    return f'<p class="dl-error" role="alert">{text(sentence)}</p>' if sentence else ""


def syncing(progress: Progress | None, *, waits: bool = False) -> str:
    """A bar with its stage; without a total, one that only shows that work goes on.

    ``waits`` while another sync has to end first.
    """
    if waits:
        return _bar("Waiting for another sync to end…", "")
    if progress is None:
        return _bar("Looking for changed articles…", "")
    if progress.total is None:
        told = f", {progress.done:,} so far" if progress.done else ""
        return _bar(f"{text(progress.stage.capitalize())}{told}…", "")
    share = f' value="{progress.done}" max="{max(progress.total, 1)}"'
    told = f"{text(progress.stage.capitalize())}: {progress.done:,} of {progress.total:,}"
    return _bar(told, share)


def _bar(told: str, share: str) -> str:
    return (
        f'<div class="dl-sync" role="status"><progress aria-label="Sync"{share}></progress>'
        f"<span>{told}</span></div>"
    )


def synced(report: SyncReport) -> str:
    """What a sync did."""
    return _done(f"Synced in {report.seconds:.1f} s: {_changes(report)}.")


def added(names: Sequence[str], report: SyncReport, problems: Sequence[Problem]) -> str:
    """What came of files that were sent, and what is wrong with them: their names alone are told,
    as it was who looks at this that sent them."""
    what = text(shorten(names[0], 60)) if len(names) == 1 else count(len(names), "file")
    told = [
        f"{count(number, 'article')} {word}"
        for number, word in ((report.added, "added"), (report.changed, "changed"))
        if number
    ] or ["no article added"]
    named = [replace(one, path=PurePath(one.path).name) for one in problems]
    listed = f"<ul>{_rows(named)}</ul>" if problems else ""
    return _done(f"<bdi>{what}</bdi>: {', '.join(told)}.", listed)


def _done(told: str, more: str = "") -> str:
    return f'<div class="dl-synced" role="status"><p>{told}</p>{more}</div>'


def synced_elsewhere(before: int, now: int) -> str:
    """That the corpus was synced while the page was open; both are counts of articles."""
    more = now - before
    told = f"{count(abs(more), 'article')} {'more' if more > 0 else 'fewer'}"
    return _done(f"The corpus was synced: {told if more else 'as many articles as before'}.")


def _changes(report: SyncReport) -> str:
    changes = [
        f"{number:,} {word}"
        for number, word in (
            (report.added, "added"),
            (report.changed, "changed"),
            (report.removed, "removed"),
        )
        if number
    ] or ["nothing has changed"]
    if report.skipped:
        changes.append(f"{report.skipped:,} skipped")
    return ", ".join(changes)


def problems(found: Sequence[Problem]) -> str:
    """The problems of a sync, folded and counted; nothing where there are none."""
    if not found:
        return ""
    return (
        f'<details class="dl-problems" data-keep="problems"><summary>{count(len(found), "problem")}'
        f"</summary><ul>{_rows(found)}</ul></details>"
    )


def _rows(found: Sequence[Problem]) -> str:
    rows = "".join(
        f"<li><code>{text(one.path)}{f':{one.line}' if one.line else ''}</code> "
        f"{text(one.message)}</li>"
        for one in found[:LISTED]
    )
    more = len(found) - LISTED
    rest = f"<li>and {more:,} more: <code>assistant index --json</code> lists all</li>"
    return rows + (rest if more > 0 else "")


def drop_zone() -> str:
    """Where files are added: a native field; files.js also takes what is dropped elsewhere."""
    kinds = ",".join(sorted(FORMATS | {".gz"}))
    return (
        f'<label class="dl-drop" data-most="{AT_ONCE}" data-bytes="{FILE_BYTES}">'
        f'<input type="file" multiple accept="{kinds}">'
        "<span><b>Add articles</b>: drop files here, or choose them</span></label>"
        '<p class="dl-sending" role="status"></p><ul class="dl-refused" role="alert"></ul>'
    )
