"""Days in a few characters, for the notes beside what was quoted."""

from __future__ import annotations

from datetime import date

from assistant.domain import Citation, EventDate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: date) -> str:
    """ "2 Nov 2021"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_days(first: date, last: date) -> str:
    """ "2 Nov 2021", "1–7 Nov 2021", "29 Nov – 5 Dec 2021", "June 2021", "2014"."""
    if first == last:
        return short_day(first)
    if first.year == last.year:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year)
        if first.month == last.month:
            following = date.fromordinal(last.toordinal() + 1) if last < date.max else None
            if first.day == 1 and following is not None and following.day == 1:
                return f"{first:%B} {first.year}"
            return f"{first.day}–{short_day(last)}"
        return f"{first.day} {_MONTHS[first.month - 1]} – {short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def event_note(event: EventDate) -> str:
    """When the quoted words were: "Tuesday, 2 Nov 2021"; "this week, 1–7 Nov 2021"."""
    words = " ".join(event.words.split())
    days = short_days(event.start, event.end)
    planned = ", planned" if event.planned else ""
    said = str(event.start.year) in words or days.lower().startswith(words.lower())
    return f"{days}{planned}" if said else f"{words}, {days}{planned}"


def told_note(citation: Citation) -> str | None:
    """When it was and when it was reported, where the quotation's own words do not say."""
    event = citation.event
    if event is None:
        return None
    reported = f"reported {short_day(citation.published)}"
    if event.start == event.end and str(event.start.year) in event.words:
        return reported
    return f"{event_note(event)}; {reported}"
