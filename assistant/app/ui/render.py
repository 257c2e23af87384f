"""A conversation as HTML: pure functions of what a Session holds.

The page draws the conversation itself, in a ``gr.HTML``, and not with ``gr.Chatbot``, which was
tried (Gradio 6.31): it parses every message, and sanitises afterwards. Images and ``style`` in a
message sent their requests, forms stayed, LaTeX was typeset, with ``render_markdown=False`` too;
and the same sieve took the ``data-`` attributes from the buttons that citations need. Here a
sentence is escaped text from the start, and the only markup is what these functions write.

A button names what it does in ``data-do`` (and ``data-turn``, ``data-label``, ``data-first``);
page.js hands a click on it to the one event that the page listens to.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.ui import dates, forms, remarks, tabs
from assistant.app.ui.markup import count, shorten, text
from assistant.app.ui.view import Board, Key, Session
from assistant.chat.shown import Shown
from assistant.domain import Answer, Found, Progress, Reason

QUESTION_SHOWN = 400
"""Characters of a question that its bubble shows."""

_REFUSED = {
    Reason.NOT_IN_CORPUS: "The articles do not say",
    Reason.NOT_IN_RANGE: "Nothing in these days",
    Reason.AMBIGUOUS_DATE: "Which day is meant?",
    Reason.NOT_SUPPORTED: "No sentence held",
}


def conversation(session: Session, examples: Sequence[str] = (), *, indexed: bool = True) -> str:
    """Every turn, oldest first; without one, an invitation with the example questions."""
    if not session.turns:
        return _invitation(examples, indexed)
    turns = (
        turn(shown, n, n == session.selected, session.opened if n == session.selected else None)
        for n, shown in session.turns.items()
    )
    return f'<div class="dl-turns" role="log" aria-label="Conversation">{"".join(turns)}</div>'


def _invitation(examples: Sequence[str], indexed: bool) -> str:
    if not indexed:
        return (
            '<div class="dl-empty"><h2>Nothing is indexed yet</h2>'
            "<p>Press <b>Sync</b> to read the articles.</p></div>"
        )
    asks = "".join(
        f'<li><button type="button" class="dl-example" data-do="ask">{text(one)}</button></li>'
        for one in examples
    )
    return (
        '<div class="dl-empty"><h2>Ask the articles</h2>'
        "<p>Each sentence of an answer comes with the passage it rests on.</p>"
        + (f'<ul class="dl-examples" aria-label="Example questions">{asks}</ul>' if asks else "")
        + "</div>"
    )


def turn(shown: Shown, number: int, selected: bool = False, opened: int | None = None) -> str:
    """One question with what it has come to so far; ``opened`` is the citation shown beside it."""
    classes = "dl-turn" + (" dl-selected" if selected else "") + (" dl-busy" if shown.busy else "")
    return (
        f'<section class="{classes}" data-number="{number}">'
        f'<p class="dl-question" dir="auto">{text(shorten(shown.question, QUESTION_SHOWN))}</p>'
        f'<div class="dl-reply">{_reply(shown, number, opened)}</div></section>'
    )


def board(session: Session, key: Board) -> str:
    """The digest or the timeline of its tab, as far as it has come; nothing before the first."""
    shown = session.boards.get(key)
    if shown is None:
        return ""
    opened = session.opened if session.selected == key else None
    busy = " dl-busy" if shown.busy else ""
    drawn = _reply(shown, key, opened) + tabs.tools(key, shown)
    return f'<section class="dl-board{busy}">{drawn}</section>'


def _reply(shown: Shown, number: Key, opened: int | None) -> str:
    parts = [
        _rewritten(shown),
        dates.understood(shown, number),
        forms.body(shown, number, opened),
    ]
    if shown.answer is not None and shown.answer.refused:
        parts.append(_refusal(shown.answer, number))
    parts.append(remarks.notices(shown))
    if shown.error is not None:
        parts.append(f'<p class="dl-error" role="alert">{text(shown.error)}</p>')
        parts.append(remarks.instead(number) if shown.quotable else "")
    if shown.stopped:
        parts.append('<p class="dl-note">Stopped.</p>')
    if shown.busy:
        parts.append(f'<p class="dl-stage" role="status">{stage(shown)}</p>')
    else:
        parts += [_footing(shown, number), remarks.taken_out(shown, number)]
    return "".join(parts)


def stage(shown: Shown) -> str:
    """What is being done, in words: waiting, reading the question, searching, writing."""
    if shown.ahead:
        return f"{count(shown.ahead, 'question')} before yours…"
    verified = remarks.verified(shown)
    progress = shown.progress
    # What cannot count itself only says that work goes on: a model that is waited for.
    if progress is not None and (progress.done or progress.total is not None):
        return f"{far(progress)} {verified}".rstrip()
    if verified:
        return f"Writing… {verified}"
    if shown.found is not None:
        return f"{_found(shown.found)}. {'Writing' if shown.written else 'Choosing sentences'}…"
    return "Searching…" if shown.understood is not None else "Reading the question…"


def far(progress: Progress) -> str:
    """ "Reading 120 of 340 articles…"."""
    stage = text(progress.stage.capitalize())
    if progress.total is None:
        return f"{stage}… {count(progress.done, 'article')} so far"
    return f"{stage} {progress.done:,} of {count(progress.total, 'article')}…"


def _found(found: Found) -> str:
    passages = count(len(found.hits), "passage")
    return f"Found {passages} in {count(len(found.articles), 'article')}"


def _rewritten(shown: Shown) -> str:
    if shown.told is None or not shown.told.rewritten:
        return ""
    words = text(shorten(shown.told.rewritten, QUESTION_SHOWN))
    return f'<p class="dl-note" dir="auto">Asked as: {words}</p>'


def _refusal(answer: Answer, number: Key) -> str:
    """Why there is no answer, and the days that can be asked for instead."""
    assert answer.reason is not None
    return (
        f'<div class="dl-refusal"><h3>{_REFUSED[answer.reason]}</h3>'
        f'<p dir="auto">{text(answer.text)}</p>{dates.other_days(answer, number)}'
        f"{remarks.instead(number) if answer.reason is Reason.NOT_SUPPORTED else ''}</div>"
    )


def _footing(shown: Shown, number: Key) -> str:
    """The line under an answer: its sources, what was found, who wrote it."""
    parts = []
    if shown.citations:
        parts.append(
            f'<button type="button" class="dl-more" data-do="sources" data-turn="{number}">'
            f"{count(len(shown.citations), 'source')}</button>"
        )
    if shown.found is not None and shown.found.hits and not shown.error:
        parts.append(f"<span>{_found(shown.found)}</span>")
    usage = shown.answer.usage if shown.answer else None
    if usage is not None and usage.generator == "llm":
        model = text(shorten(usage.model or "a model", 80))
        parts.append(f"<span>Written by <bdi>{model}</bdi></span>")
    return f'<p class="dl-footing">{"".join(parts)}</p>' if parts else ""
