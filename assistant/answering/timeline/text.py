"""A timeline in words: one line an entry, under the day that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.dates.spelled import spell_day, spell_days
from assistant.domain import Citation, Claim

MONTH = 28  # days; what is as long is not told to the day


def timeline_text(
    claims: Sequence[Claim], citations: Sequence[Citation], read: int, articles: int
) -> str:
    """The whole text: what it covers in the first line, then the entries."""
    cited = {citation.label: citation for citation in citations}
    lines = [_heading(claims, cited, read, articles)]
    lines += [_line(claim, cited[claim.citations[0]]) for claim in claims]
    return "\n".join(lines)


def _heading(
    claims: Sequence[Claim], cited: Mapping[int, Citation], read: int, articles: int
) -> str:
    count = "1 development" if len(claims) == 1 else f"{len(claims)} developments"
    span = _span([_ends(cited[claim.citations[0]]) for claim in claims])
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
    return spell_days(*_ends(citation))


def _ends(citation: Citation) -> tuple[date, date]:
    """The first and the last day that an entry stands for."""
    event = citation.event
    return (event.start, event.end) if event else (citation.published, citation.published)


def _span(entries: Sequence[tuple[date, date]]) -> str:
    """What the entries cover: to the day, or to the month or year where an end is no day."""
    first, last = min(entries), max(entries, key=lambda ends: ends[1])
    if first == last:
        return spell_days(*first)
    begin = spell_days(*first) if _long(first) else spell_day(first[0])
    end = spell_days(*last) if _long(last) else spell_day(last[1])
    return begin if begin == end else f"from {begin} to {end}"


def _long(ends: tuple[date, date]) -> bool:
    return (ends[1] - ends[0]).days >= MONTH


def _when(citation: Citation) -> str:
    """When it was and when it was reported, or only that."""
    event = citation.event
    told = _days(citation)
    if event is None:
        return f"{told} (published)"
    notes = ["planned"] if event.planned else []
    if (event.start, event.end) != (citation.published, citation.published):
        notes.append(f"reported {spell_day(citation.published)}")
    return f"{told} ({', '.join(notes)})" if notes else told
