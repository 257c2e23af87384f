"""What an entry of a timeline stands under: a day, or the days of an event that took several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.domain import Citation, Claim, EventDate


def event_of(claim: Claim, citations: Sequence[Citation]) -> EventDate | None:
    """The event whose first day is the entry's; None where it stands under its publication.

    ``citations`` may be those of the whole answer.
    """
    if claim.date_is != "event":
        return None
    events = [one.event for label in claim.citations for one in _labelled(citations, label)]
    return next((event for event in events if event and event.start == claim.date), None)


def days_of(claim: Claim, citations: Sequence[Citation]) -> tuple[date, date] | None:
    """The first and the last day that an entry stands under, the same where it is one day."""
    event = event_of(claim, citations)
    if event is not None:
        return event.start, event.end
    return (claim.date, claim.date) if claim.date else None


def _labelled(citations: Iterable[Citation], label: int) -> list[Citation]:
    return [one for one in citations if one.label == label]
