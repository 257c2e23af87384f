"""The dates of a turn as HTML: what was understood, the controls to change it, days to ask for.

A button with ``data-do="again"`` asks its turn's question again with the days that it names, or
with none; page.js opens the editor, two native date fields, in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.app.ui.desks.view import Key
from assistant.app.ui.drawing.markup import day, days, shorten, text, weekday
from assistant.chat.shown import Shown
from assistant.domain import Answer, DateRange, Form

LISTED = 3
"""Mentions that are named; the rest are counted."""

_WORDS = 60
"""Characters that are shown of the words that days were read from."""


def understood(shown: Shown, number: Key) -> str:
    """What the question's dates were read as, and what else limits its answer; or nothing."""
    limit = own(shown)
    parts = []
    if isinstance(number, str):
        # Over a digest and a timeline stand fields of their own. Only what a topic's words were
        # read as is nowhere else.
        if limit is not None and number == "timeline":
            parts.append(f'<span class="dl-read"><span>{_limited(limit, shown)}</span></span>')
        limit = None
    elif limit is not None:
        parts.append(_chip(_limited(limit, shown), number))
    elif shown.within.dates is not None and shown.told is not None:
        parts.append(_chip("any day", number, removable=False))
    quiet = [*_quiet(shown)]
    parts += [f'<span class="dl-quiet">{one}</span>' for one in quiet]
    if not parts:
        return ""
    ours = len(parts) > len(quiet) and not isinstance(number, str)
    editor = _editor(shown, limit, number) if ours else ""
    return f'<div class="dl-dates">{"".join(parts)}</div>{editor}'


def own(shown: Shown) -> DateRange | None:
    """The limit that is the question's own or its asker's, as against that of the page's fields.

    What reads a question puts the fields' days and ``as_of`` into the limit, too.
    """
    limit, within = shown.dates.limit, shown.within
    if limit is None or limit.open:
        return None
    if within.dates is not None:
        return limit if within.dates.limit is not None else None
    if limit.words or limit.empty:
        return limit
    today = within.as_of or (shown.told.as_of if shown.told else None)
    fields = within.published or DateRange()
    known = [fields, *([fields.meet(DateRange(None, today))] if today else [])]
    bare = (limit.start, limit.end)
    return None if bare in [(one.start, one.end) for one in known] else limit


def _limited(limit: DateRange, shown: Shown) -> str:
    """ "Fri 12 Nov 2021 (“on Friday”) · published or told of"."""
    told = "no day in common" if limit.empty else days(limit.start, limit.end, named=True)
    told = f"<b>{told}</b>"
    words = limit.words
    if words:
        asked = " ".join(shown.question.split()).casefold()
        before = "" if " ".join(words.split()).casefold() in asked else ", as before"
        told += f" (“<bdi>{text(shorten(words, _WORDS))}</bdi>”{before})"
    either = shown.dates.applies_to == "either"
    return f"{told} · {'published or told of' if either else 'published'}"


def _chip(told: str, number: Key, *, removable: bool = True) -> str:
    remove = (
        f'<button type="button" class="dl-tool" data-do="again" data-turn="{number}" '
        'data-first="" data-last="" aria-label="Remove these days and ask again" '
        'title="Remove these days and ask again">×</button>'
    )
    return (
        f'<span class="dl-read"><span>{told}</span>'
        f'<button type="button" class="dl-tool" data-do="edit" data-turn="{number}" '
        f'aria-expanded="false" aria-controls="dl-edit-{number}" '
        'aria-label="Edit the days" title="Edit the days">Edit</button>'
        f"{remove if removable else ''}</span>"
    )


def _editor(shown: Shown, limit: DateRange | None, number: Key) -> str:
    first, last = (limit.start, limit.end) if limit and not limit.empty else (None, None)
    applies = shown.dates.applies_to or _applies(shown.form)
    return (
        f'<div class="dl-editor" id="dl-edit-{number}" role="group" hidden '
        f'aria-label="Days to ask again with" data-turn="{number}" data-applies="{applies}">'
        f"{_field('First day', first)}{_field('Last day', last)}"
        '<button type="button" class="dl-apply" data-do="apply">Ask again</button>'
        '<button type="button" class="dl-more" data-do="edit" '
        f'data-turn="{number}">Cancel</button></div>'
    )


def _field(label: str, value: date | None) -> str:
    return f'<label>{label}<input type="date" value="{value.isoformat() if value else ""}"></label>'


def _quiet(shown: Shown) -> Iterable[str]:
    dates, within = shown.dates, shown.within
    if within.published is not None:
        yield f"Published {days(within.published.start, within.published.end)}"
    for one in dates.mentions[:LISTED]:
        words = f"“<bdi>{text(shorten(one.words, _WORDS))}</bdi>”" if one.words else ""
        yield f"{words or days(one.start, one.end)}: part of the topic"
    if len(dates.mentions) > LISTED:
        yield f"and {len(dates.mentions) - LISTED} more dates"
    if dates.latest:
        yield "newest first"
    if within.as_of is not None:
        yield f"as of {day(within.as_of)}"


def other_days(answer: Answer, number: Key) -> str:
    """Buttons that ask a refused question again: both readings of a date, or the nearest days."""
    if answer.dates.ambiguous and answer.dates.alternatives:
        applies = answer.dates.applies_to or _applies(answer.form)
        return _buttons(answer.dates.alternatives, applies, number)
    nearest = [DateRange(one, one) for one in answer.nearest]
    # They are days of publication, whatever the dates that were asked for applied to.
    return _buttons(nearest, "published", number) if nearest else ""


def _applies(form: Form) -> str:
    return "published" if form is Form.DIGEST else "either"


def _buttons(ranges: Iterable[DateRange], applies: str, number: Key) -> str:
    buttons = "".join(
        f'<button type="button" class="dl-day-button" data-do="again" data-turn="{number}" '
        f'data-first="{one.start or ""}" data-last="{one.end or ""}" data-applies="{applies}">'
        f"{_button(one)}</button>"
        for one in ranges
    )
    return f'<p class="dl-other" role="group" aria-label="Ask for">Ask for {buttons}</p>'


def _button(one: DateRange) -> str:
    if one.start and one.start == one.end:
        return weekday(one.start)
    return days(one.start, one.end)
