"""A conversation as HTML: pure functions of what a Session holds.

The page draws the conversation itself, in a ``gr.HTML``, and not with ``gr.Chatbot``, which was
tried (Gradio 6.31): it parses every message, and sanitises afterwards. Images and ``style`` in a
message sent their requests, forms stayed, LaTeX was typeset, with ``render_markdown=False`` too;
and the same sieve took the ``data-`` attributes from the buttons that citations need. Here a
sentence is escaped text from the start, and the only markup is what these functions write.

Which answer's sources stand beside them is not written here: the panel says it (sources.py), and
page.js marks it. So opening a source draws no answer anew, and a turn is written once.

A button names what it does in ``data-do`` (and ``data-turn``, ``data-label``, ``data-first``);
page.js hands a click on it to the one event that the page listens to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.app.ui.desks.view import UNTOUCHED, Board, Fate, Key, Session, Written
from assistant.app.ui.drawing import dates, forms, remarks, stages, tabs, tools
from assistant.app.ui.drawing.markup import shorten, text
from assistant.app.ui.drawing.quotes import quotes
from assistant.app.ui.drawing.refusal import refusal
from assistant.chat.shown import Shown

if TYPE_CHECKING:
    from assistant.chat.feedback import Vote

NONE: Mapping[str, str] = {}

QUESTION_SHOWN = 400
"""Characters of a question that its bubble shows."""

_ELSEWHERE = '<p class="dl-note dl-elsewhere" role="status">Being answered in another tab…</p>'

APART = "\f"
"""Stands before each turn: of a conversation only the turns that changed are sent to the browser,
and :func:`text` writes no form feed of its own."""


def conversation(session: Session, examples: Sequence[str] = (), *, indexed: bool = True) -> str:
    """Every turn, oldest first; without one, an invitation with the example questions."""
    if not session.turns:
        return _invitation(examples, indexed)
    newest = next(reversed(session.turns))
    turns = "".join(APART + _turn(session, number, number == newest) for number in session.turns)
    here = text(str(session.selected)) if session.selected is not None else ""
    # Which one it is, for the scripts: another one's turns have the same numbers.
    named = text(session.conversation or "")
    return (
        f'<div class="dl-turns" role="log" aria-label="Conversation" data-selected="{here}" '
        f'data-conversation="{named}">'
        f"{turns}{APART}</div>"
    )


def _turn(session: Session, number: int, newest: bool) -> str:
    """As it was written before, where all that it is written from is still the same."""
    shown, vote = session.turns[number], session.votes.get(number)
    asks = session.suggested.get(number, ()) if newest else ()
    fates = session.fates.get(number, UNTOUCHED)
    outlets = {one.article: session.outlets.get(one.article, "") for one in shown.citations}
    elsewhere = number in session.elsewhere
    kept = session.written.get(number)
    # A Shown by its identity: comparing two of them reads all their words.
    if kept and kept.shown is shown and kept.beside == (vote, asks, fates, outlets, elsewhere):
        return kept.html
    html = turn(
        shown,
        number,
        vote=vote,
        suggested=asks,
        outlets=outlets,
        fates=fates,
        elsewhere=elsewhere,
    )
    beside = vote, asks, dict(fates), outlets, elsewhere
    session.written[number] = Written(shown, beside, html)
    return html


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


def turn(
    shown: Shown,
    number: int,
    *,
    vote: Vote | None = None,
    suggested: Sequence[str] = (),
    outlets: Mapping[str, str] = NONE,
    fates: Mapping[int, Fate] = UNTOUCHED,
    elsewhere: bool = False,
) -> str:
    """One question with what it has come to so far; ``elsewhere`` if another tab waits for it."""
    classes = "dl-turn" + (" dl-busy" if shown.busy else "")
    refused = shown.answer is not None and shown.answer.refused
    asks = tools.next_questions(suggested, "These can be answered" if refused else "Ask next")
    return (
        f'<section class="{classes}" data-number="{number}">'
        f'<h2 class="dl-question" dir="auto">{text(shorten(shown.question, QUESTION_SHOWN))}</h2>'
        f"{tools.rewriting(shown, number)}"
        f'<div class="dl-reply">{_reply(shown, number, outlets, fates, elsewhere)}'
        f"{_ELSEWHERE if elsewhere else tools.tools(shown, number, vote)}{asks}</div></section>"
    )


def board(session: Session, key: Board) -> str:
    """The digest or the timeline of its tab, as far as it has come; nothing before the first."""
    shown = session.boards.get(key)
    if shown is None:
        return ""
    busy = " dl-busy" if shown.busy else ""
    drawn = _reply(shown, key, session.outlets) + tabs.tools(key, shown)
    return f'<section class="dl-board{busy}">{drawn}</section>'


def _reply(
    shown: Shown,
    number: Key,
    outlets: Mapping[str, str],
    fates: Mapping[int, Fate] = UNTOUCHED,
    elsewhere: bool = False,
) -> str:
    parts = [
        stages.spoken(replace(shown, stopped=shown.stopped and not elsewhere)),
        _rewritten(shown),
        dates.understood(shown, number),
        forms.body(shown, number, fates),
        quotes(shown, number, outlets, fates),
    ]
    if shown.answer is not None and shown.answer.refused:
        parts.append(refusal(shown, number))
    parts += [remarks.since(fates, len(shown.citations)), remarks.notices(shown)]
    if shown.error is not None:
        parts.append(f'<p class="dl-error" role="alert">{text(shown.error)}</p>')
        parts.append(remarks.instead(number) if shown.quotable else "")
    if shown.stopped and not elsewhere:
        parts.append('<p class="dl-note">Stopped.</p>')
    if shown.busy:
        parts.append(stages.growing(shown))
    else:
        parts += [stages.footing(shown, number), remarks.taken_out(shown, number)]
    return "".join(parts)


def _rewritten(shown: Shown) -> str:
    if shown.told is None or not shown.told.rewritten:
        return ""
    words = text(shorten(shown.told.rewritten, QUESTION_SHOWN))
    return f'<p class="dl-note" dir="auto">Asked as: {words}</p>'
