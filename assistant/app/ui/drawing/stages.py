"""How far an answer is: its stages while it is written, and the quiet line that keeps them.

The list that is drawn grows with every Event and is not read aloud: what a screen reader says is
one short line for each stage, not for each sentence that was verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.app.ui.desks.view import Key
from assistant.app.ui.drawing import remarks
from assistant.app.ui.drawing.markup import count, days, shorten, text
from assistant.chat.shown import Shown
from assistant.domain import Form, Found, Progress


def far(progress: Progress) -> str:
    """ "Reading 120 of 340 articles…"."""
    name = text(progress.stage.capitalize())
    if progress.total is None:
        return f"{name}… {count(progress.done, 'article')} so far"
    return f"{name} {progress.done:,} of {count(progress.total, 'article')}…"


def found(what: Found) -> str:
    """ "Found 12 passages in 7 articles"."""
    passages = count(len(what.hits), "passage")
    return f"Found {passages} in {count(len(what.articles), 'article')}"


def _writing(shown: Shown) -> str:
    return "Writing" if shown.written else "Choosing sentences"


def growing(shown: Shown) -> str:
    """The stages that are done, and the one that goes on; empty once the answer has ended."""
    if not shown.busy:
        return ""
    done = "".join(f"<span>{one}</span>" for one in _done(shown))
    return (
        f'<p class="dl-stage" aria-live="off">{done}<span class="dl-now">{stage(shown)}</span></p>'
    )


def _done(shown: Shown) -> Iterator[str]:
    if shown.understood is not None:
        limit = shown.dates.limit
        known = limit is not None and not limit.open and not limit.empty
        told = f": {days(limit.start, limit.end, named=True)}" if limit and known else ""
        yield f"Understood{told}"
    if shown.found is not None:
        yield found(shown.found)


def stage(shown: Shown) -> str:
    """What is being done, in words: waiting, reading the question, searching, writing."""
    if shown.ahead:
        return f"{count(shown.ahead, 'question')} before yours…"
    verified = remarks.verified(shown)
    progress = shown.progress
    # What cannot count itself only says that work goes on: a model that is waited for.
    if progress is not None and (progress.done or progress.total is not None):
        return " · ".join(filter(None, (far(progress), verified)))
    if verified:
        return f"Writing… {verified}"
    if shown.found is not None:
        return f"{_writing(shown)}…"
    return "Searching…" if shown.understood is not None else "Reading the question…"


def spoken(shown: Shown) -> str:
    """The stage for a screen reader; an element of it stays in its place to the answer's end."""
    return f'<p class="dl-unseen" role="status">{_spoken(shown)}</p>'


def _spoken(shown: Shown) -> str:
    if shown.stopped:
        return "Stopped"
    if shown.answer is not None:
        if shown.answer.refused:
            return "No answer was found"
        sources = count(len(shown.citations), "source")
        return f"Answered: {count(len(shown.claims), 'sentence')}, {sources}"
    if shown.error is not None:  # which is an alert of its own
        return ""
    if shown.claims or shown.dropped or shown.progress:
        return "Writing" if shown.form is Form.ANSWER else "Reading the articles"
    return "Searching" if shown.understood is not None else "Reading the question"


def footing(shown: Shown, number: Key) -> str:
    """The line under an answer: its sources, how it came about, who wrote it."""
    parts = []
    if shown.citations:
        parts.append(
            f'<button type="button" class="dl-more" data-do="sources" data-turn="{number}">'
            f"{count(len(shown.citations), 'source')}</button>"
        )
    parts += [f"<span>{one}</span>" for one in _kept(shown)]
    return f'<p class="dl-footing">{"".join(parts)}</p>' if parts else ""


def _kept(shown: Shown) -> Iterator[str]:
    if shown.found is not None and shown.found.hits and not shown.error:
        yield found(shown.found)
    verified = remarks.verified(shown)
    if verified and not shown.error:
        yield verified
    usage = shown.answer.usage if shown.answer else None
    if usage is None:
        return
    if usage.generator == "llm":
        yield f"Written by <bdi>{text(shorten(usage.model or 'a model', 80))}</bdi>"
    if "total" in usage.ms:
        yield spent(usage.ms["total"])


def spent(ms: float) -> str:
    """ "58 ms", "2.4 s", "74 s"."""
    if ms < 1_000:
        return f"{max(1, round(ms))} ms"
    return f"{ms / 1000:.1f} s" if ms < 10_000 else f"{ms / 1000:.0f} s"
