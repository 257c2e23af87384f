"""A timeline in words: one line an entry, under the day that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from assistant.answering.refusals import spell
from assistant.domain import Citation, Claim


def timeline_text(
    claims: Sequence[Claim], citations: Sequence[Citation], read: int, articles: int
) -> str:
    """The whole text: what it covers in the first line, then the entries."""
    cited = {citation.label: citation for citation in citations}
    lines = [_heading(claims, cited, read, articles)]
    lines += [_line(claim, cited[claim.citations[0]]) for claim in claims]
    return "\n".join(lines)


def spell_days(first: date, last: date) -> str:
    """ "2 November 2021", "8–14 November 2021", "June 2021", "March to May 2021", "2014"."""
    if first == last:
        return spell(first)
    whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if first.year != last.year:
        return f"{spell(first)} to {spell(last)}"
    if whole and (first.month, last.month) == (1, 12):
        return f"{first.year}"
    if whole:
        until = "" if first.month == last.month else f" to {last:%B}"
        return f"{first:%B}{until} {first.year}"
    if first.month == last.month:
        return f"{first.day}–{spell(last)}"
    return f"{first.day} {first:%B} to {spell(last)}"


def _heading(
    claims: Sequence[Claim], cited: Mapping[int, Citation], read: int, articles: int
) -> str:
    count = "1 development" if len(claims) == 1 else f"{len(claims)} developments"
    first, last = (_days(cited[claims[at].citations[0]]) for at in (0, -1))
    span = f"{first}" if first == last else f"from {first} to {last}"
    every = "1 article" if articles == 1 else f"{articles:,} articles"
    new = (
        " What is (new) has a name or a figure that none before it has." if len(claims) > 1 else ""
    )
    return f"{count}, {span}; read {read:,} of {every}.{new}"


def _line(claim: Claim, citation: Citation) -> str:
    labels = "".join(f"[{label}]" for label in claim.citations)
    new = " (new)" if claim.new else ""
    return f"{_when(citation)}{new}: {claim.text} {labels}"


def _days(citation: Citation) -> str:
    event = citation.event
    return spell_days(event.start, event.end) if event else spell(citation.published)


def _when(citation: Citation) -> str:
    """When it was and when it was reported, or only that."""
    event = citation.event
    told = _days(citation)
    if event is None:
        return f"{told} (published)"
    notes = ["planned"] if event.planned else []
    if (event.start, event.end) != (citation.published, citation.published):
        notes.append(f"reported {spell(citation.published)}")
    return f"{told} ({', '.join(notes)})" if notes else told
