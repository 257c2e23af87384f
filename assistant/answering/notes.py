"""Days in a few characters, for the notes beside what was quoted."""

from __future__ import annotations

from assistant.dates.spelled import spell_day, spell_days
from assistant.domain import Citation, EventDate


def event_note(event: EventDate) -> str:
    """When the quoted words were: "Tuesday, 2 Nov 2021"; "this week, 1 to 7 Nov 2021"."""
    words = " ".join(event.words.split())
    days = spell_days(event.start, event.end, short=True)
    whole = spell_days(event.start, event.end)
    planned = ", planned" if event.planned else ""
    said = str(event.start.year) in words or whole.lower().startswith(words.lower())
    return f"{days}{planned}" if said else f"{words}, {days}{planned}"


def told_note(citation: Citation) -> str | None:
    """When it was and when it was reported, as far as the quotation's own words do not say."""
    event = citation.event
    reported = f"reported {spell_day(citation.published, short=True)}"
    if event is None:
        return reported
    same = event.start == event.end == citation.published
    if event.start == event.end and str(event.start.year) in event.words:
        return None if same else reported
    return event_note(event) if same else f"{event_note(event)}; {reported}"
