"""The head of the two tabs: the calendar with the days that can be asked for, and the topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from assistant.app.ui.drawing import calendar
from assistant.app.ui.drawing.markup import days as spelled
from assistant.app.ui.drawing.markup import text
from assistant.domain import DateRange

WEEK = 7

NOTHING = '<p class="dl-note">Nothing is indexed yet: press Sync to read the articles.</p>'


def days(
    there: calendar.Days, today: date, chosen: DateRange | None = None, year: int | None = None
) -> str:
    """The calendar of a year, the fields of a range, and the days nearest to ask for.

    ``there`` are the days of the corpus with their counts; ``today`` is the last of them that
    counts as news; without a ``year`` it is that of the days that are open, or else of the newest.
    """
    if not there:
        return NOTHING
    newest = max((one for one, _ in there if one <= today), default=there[-1][0])
    known = calendar.years(there)
    first = chosen.start if chosen else None
    asked = year or (first.year if first else newest.year)
    shown = asked if asked in known else newest.year
    counts = [number for _, number in there]
    return (
        '<section class="dl-calendar" aria-label="Calendar"><div class="dl-calendar-head">'
        f"<h2>Articles a day</h2>{_years(known, shown)}</div>"
        '<div class="dl-plotted">'
        f'<div class="dl-frame">{calendar.weekdays()}'
        f'<div class="dl-strip">{calendar.plot(there, shown, chosen)}</div></div>'
        f'<div class="dl-under"><p class="dl-pointed" data-told="{calendar.told(there, shown)}">'
        f"{calendar.told(there, shown)}</p>{calendar.legend(counts)}</div></div>"
        f"{_range(chosen, newest)}</section>{_steps(there, chosen)}"
    )


def _years(known: Mapping[int, int], shown: int) -> str:
    """The years that have articles, one before, one after, or any; nothing where there is one."""
    if len(known) == 1:
        return f'<p class="dl-year">{shown}</p>'
    listed = list(known)
    at = listed.index(shown)
    options = "".join(
        f'<option value="{year}"{" selected" if year == shown else ""}>{year}</option>'
        for year in listed
    )
    return (
        '<div class="dl-year" role="group" aria-label="Year">'
        f"{_year(listed[at - 1] if at else None, '‹', 'Year before')}"
        f'<select aria-label="Year">{options}</select>'
        f"{_year(listed[at + 1] if at + 1 < len(listed) else None, '›', 'Year after')}</div>"
    )


def _year(year: int | None, sign: str, name: str) -> str:
    if year is None:
        return f'<button type="button" class="dl-step" disabled aria-label="{name}">{sign}</button>'
    return (
        f'<button type="button" class="dl-step" data-year="{year}" '
        f'aria-label="{name}: {year}">{sign}</button>'
    )


def _range(chosen: DateRange | None, newest: date) -> str:
    first, last = (chosen.start, chosen.end) if chosen else (None, None)
    week = newest - timedelta(days=WEEK - 1)
    return (
        '<form class="dl-form" aria-label="Digest">'
        f"{_field('from', 'first', first)}{_field('to', 'last', last)}"
        '<button type="submit" class="dl-apply">Sum up</button>'
        f"{_quick('Newest day', newest, newest)}{_quick('Last 7 days', week, newest)}</form>"
    )


def _quick(name: str, first: date, last: date) -> str:
    return (
        f'<button type="button" class="dl-more" data-first="{first}" data-last="{last}" '
        f'title="{spelled(first, last, named=True)}">{name}</button>'
    )


def _field(label: str, name: str, value: date | None) -> str:
    return (
        f'<label>{label} <input type="date" name="{name}" value="{value or ""}" '
        f'autocomplete="off"></label>'
    )


def _steps(there: calendar.Days, chosen: DateRange | None) -> str:
    """The day with articles before the open ones, and the one after."""
    before, after = calendar.around(there, chosen) if chosen else (None, None)
    if before is None and after is None:
        return ""
    return (
        '<nav class="dl-steps" aria-label="Days beside it">'
        f"{calendar.step_to(before, back=True) if before else '<span></span>'}"
        f"{calendar.step_to(after, back=False) if after else ''}</nav>"
    )


def topic(asked: str = "", limit: DateRange | None = None) -> str:
    """What a timeline is asked of: the fields, filled in with what is open."""
    first, last = (limit.start, limit.end) if limit else (None, None)
    return (
        '<form class="dl-form" aria-label="Timeline"><label class="dl-wide">Topic '
        f'<input type="text" name="topic" maxlength="200" value="{text(asked)}" '
        'placeholder="everything" autocomplete="off"></label>'
        f"{_field('from', 'first', first)}{_field('to', 'last', last)}"
        '<button type="submit" class="dl-apply">Show</button></form>'
    )
