"""The head of the page as HTML: what the corpus holds, and how a sync goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.app.ui.markup import count, day, days, text
from assistant.domain import Overview, Problem, Progress, SyncReport

LISTED = 200
"""Problems of a sync that the page lists; the rest are counted."""


def corpus(
    overview: Overview | None, embedding: str | None = None, writer: str | None = None
) -> str:
    """ "2 articles, 6 Nov 2021 to 15 Nov 2021", and who writes the answers over them.

    ``overview`` None is a store in which nothing is indexed; the rest as in written_by.
    """
    if overview is None or not overview.articles:
        return '<p class="dl-corpus">No articles yet</p>'
    told = count(overview.articles, "article")
    when = f", {days(overview.first, overview.last)}" if overview.first else ""
    return (
        f'<p class="dl-corpus"><b>{told}</b>{when}</p>'
        f'<p class="dl-generator">{text(written_by(embedding, writer))}</p>'
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


def syncing(progress: Progress | None) -> str:
    """A bar with its stage; without a total, one that only shows that work goes on."""
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
    """What a sync did, and the list of what it skipped."""
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
    told = ", ".join(changes)
    done = f"<p>Synced in {report.seconds:.1f} s: {told}.</p>"
    return f'<div class="dl-synced" role="status">{done}{_problems(report.problems)}</div>'


def _problems(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    rows = "".join(
        f"<li><code>{text(one.path)}{f':{one.line}' if one.line else ''}</code> "
        f"{text(one.message)}</li>"
        for one in problems[:LISTED]
    )
    more = len(problems) - LISTED
    rest = f"<li>and {more:,} more: <code>assistant index --json</code> lists all</li>"
    return (
        f'<details class="dl-problems"><summary>{count(len(problems), "problem")}</summary>'
        f"<ul>{rows}{rest if more > 0 else ''}</ul></details>"
    )
