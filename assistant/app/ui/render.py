"""A conversation as HTML: pure functions of what a Session holds.

The page draws the conversation itself, in a ``gr.HTML``, and not with ``gr.Chatbot``, which was
tried (Gradio 6.31): it parses every message, and sanitises afterwards. Images and ``style`` in a
message sent their requests, forms stayed, LaTeX was typeset, with ``render_markdown=False`` too;
and the same sieve took the ``data-`` attributes from the buttons that citations need. Here a
sentence is escaped text from the start, and the only markup is what these functions write.

A button names what it does in ``data-do`` (and ``data-turn``, ``data-label``); page.js hands
a click on it to the one event that the page listens to.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.ui.markup import count, day, days, shorten, text
from assistant.app.ui.view import Session, Shown
from assistant.domain import Answer, Citation, DateRange, DateReading, Found, Reason

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


def _reply(shown: Shown, number: int, opened: int | None) -> str:
    parts = [_rewritten(shown), _sentences(shown, number, opened)]
    if shown.answer is not None and shown.answer.refused:
        parts.append(_refusal(shown.answer))
    if shown.error is not None:
        parts.append(f'<p class="dl-error" role="alert">{text(shown.error)}</p>')
    if shown.stopped:
        parts.append('<p class="dl-note">Stopped.</p>')
    if shown.busy:
        parts.append(f'<p class="dl-stage" role="status">{stage(shown)}</p>')
    else:
        parts.append(_footing(shown, number))
    return "".join(parts)


def stage(shown: Shown) -> str:
    """What is being done, in words: reading the question, searching, writing."""
    if shown.found is not None:
        return f"{_found(shown.found)}. Choosing sentences…"
    return "Searching…" if shown.understood is not None else "Reading the question…"


def _found(found: Found) -> str:
    passages = count(len(found.hits), "passage")
    return f"Found {passages} in {count(len(found.articles), 'article')}"


def _rewritten(shown: Shown) -> str:
    told = shown.answer or shown.understood
    if told is None or not told.rewritten:
        return ""
    words = text(shorten(told.rewritten, QUESTION_SHOWN))
    return f'<p class="dl-note" dir="auto">Asked as: {words}</p>'


def _sentences(shown: Shown, number: int, opened: int | None) -> str:
    if not shown.claims:
        return ""
    said = " ".join(
        _sentence(
            claim.text, "".join(_cited(shown, number, one, opened) for one in claim.citations)
        )
        for claim in shown.claims
    )
    return f'<p class="dl-answer" dir="auto">{said}</p>'


def _sentence(words: str, chips: str) -> str:
    """The last word and the numbers after it stay on one line, unless the word is no word."""
    head, space, last = words.rpartition(" ")
    if len(last) > 30:
        return f"<span>{text(words)}{chips}</span>"
    return f'<span>{text(head + space)}<span class="dl-last">{text(last)}{chips}</span></span>'


def _cited(shown: Shown, number: int, label: int, opened: int | None) -> str:
    citation = shown.citation(label)
    # A label whose Citation has not arrived would be a button that opens nothing.
    return chip(citation, number, label == opened) if citation else f"<sup>[{label}]</sup>"


def chip(citation: Citation, number: int, opened: bool = False) -> str:
    """The number after a sentence: a button that opens the article at its quote."""
    about = text(f"Source {citation.label}: {shorten(citation.title, 100)}, ") + day(
        citation.published
    )
    current = ' aria-current="true"' if opened else ""
    return (
        f'<sup><button type="button" class="dl-chip" data-do="open" data-turn="{number}" '
        f'data-label="{citation.label}" aria-label="{about}" title="{about}"{current}>'
        f"[{citation.label}]</button></sup>"
    )


def _refusal(answer: Answer) -> str:
    """Why there is no answer; the text of a Refusal names the nearest days itself."""
    assert answer.reason is not None
    parts = [f"<h3>{_REFUSED[answer.reason]}</h3>", f'<p dir="auto">{text(answer.text)}</p>']
    if answer.dates.ambiguous and answer.dates.alternatives:
        either = " or ".join(_days(one) for one in answer.dates.alternatives)
        parts.append(f"<p>It can be read as {either}.</p>")
    return f'<div class="dl-refusal">{"".join(parts)}</div>'


def _footing(shown: Shown, number: int) -> str:
    """The line under an answer: its sources, the days that were searched, what was left out."""
    parts = []
    if shown.citations:
        parts.append(
            f'<button type="button" class="dl-more" data-do="sources" data-turn="{number}">'
            f"{count(len(shown.citations), 'source')}</button>"
        )
    if shown.found is not None and shown.found.hits and not shown.error:
        parts.append(f"<span>{_found(shown.found)}</span>")
    if shown.answer is not None:
        searched = searched_days(shown.answer.dates)
        parts += [f"<span>{searched}</span>"] if searched else []
    if shown.dropped:
        left = count(len(shown.dropped), "sentence")
        parts.append(f"<span>{left} left out: not supported by the articles</span>")
    return f'<p class="dl-footing">{"".join(parts)}</p>' if parts else ""


def searched_days(dates: DateReading) -> str:
    """ "Published 1 Nov 2021 to 7 Nov 2021 (“last week”)", or nothing where nothing was limited."""
    limit = dates.limit
    if limit is None or limit.open or limit.empty:
        return ""
    what = "Published in or telling of" if dates.applies_to == "either" else "Published"
    return f"{what} {_days(limit)}"


def _days(limit: DateRange) -> str:
    words = f" (“{text(shorten(limit.words, 60))}”)" if limit.words else ""
    return days(limit.start, limit.end) + words
