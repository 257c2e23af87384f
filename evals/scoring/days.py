"""What the question's dates were read as, the days that citations tell of, and what leaked."""

from __future__ import annotations

from datetime import date

from assistant.domain import Citation, DateRange, Reason
from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.citations import is_gold
from evals.scoring.score import Score, right, share, unscored


def date_reading(case: Case, outcome: Outcome) -> Score:
    """1 where the dates are read as expected, and both readings are offered of an ambiguous one.

    ``as_of``, ``from`` and ``to`` narrow what is expected as they narrow what is searched.
    """
    if outcome.understood is None:
        return unscored("the question was not understood")
    dates = outcome.understood.dates
    if case.reason is Reason.AMBIGUOUS_DATE:
        return right(dates.ambiguous, "ambiguous" if dates.ambiguous else _words(dates.limit))
    assert case.dates is not None
    wanted = DateRange(case.dates.start, case.dates.end)
    choices = [wanted, wanted.meet(case.bounds)]
    same = any(_same(dates.limit, one) for one in choices)
    applies = case.dates.applies_to in (None, dates.applies_to)
    came = f"{_words(dates.limit)} ({dates.applies_to})"
    return right(same and applies, f"wanted {_words(wanted)} ({case.dates.applies_to}): {came}")


def date_silence(case: Case, outcome: Outcome) -> Score:
    """1 where a question that names no days is not limited to some."""
    if outcome.understood is None:
        return unscored("the question was not understood")
    limit = outcome.understood.dates.limit
    silent = limit is None or limit.open or _same(limit, case.bounds)
    return right(silent, f"limited to {_words(limit)}" if not silent else "")


def event_date(case: Case, outcome: Outcome) -> Score:
    """1 where a gold citation, or the timeline's claim with it, stands for the day of the event."""
    assert case.event is not None
    came: list[DateRange] = []
    for citation in outcome.citations:
        if is_gold(citation, case, outcome.library):
            came.append(told_days(citation))
    for claim in outcome.claims:
        cited = outcome.cited(claim)
        if claim.date and any(is_gold(one, case, outcome.library) for one in cited):
            came.append(DateRange(claim.date, claim.date))
    told = ", ".join(dict.fromkeys(map(_words, came))) or "no gold sentence is cited"
    return right(
        any(_same(days, case.event) for days in came), f"wanted {_words(case.event)}: {told}"
    )


def told_days(citation: Citation) -> DateRange:
    """The days that a quote tells of: those that its words name, else its day of publication."""
    if citation.event is None:
        return DateRange(citation.published, citation.published)
    return DateRange(citation.event.start, citation.event.end)


def no_leak(case: Case, outcome: Outcome) -> Score:
    """The share of all hits, citations and named days that lie within what the case allows.

    That is ``as_of``, ``from`` and ``to``; and the question's own days where they limit publication
    (a refusal may name other days).
    """
    bounds = case.bounds or DateRange()
    inner = bounds
    if case.dates is not None and case.dates.applies_to == "published":
        inner = bounds.meet(DateRange(case.dates.start, case.dates.end))
    outside = [
        f"hit {hit.passage.article}"
        for hit in (*outcome.found, *outcome.ranked)
        if not bounds.holds(hit.published)
    ]
    outside += [
        f"[{one.label}] {one.article}"
        for one in outcome.citations
        if not inner.holds(one.published)
    ]
    named: tuple[date, ...] = outcome.answer.nearest if outcome.answer else ()
    outside += [f"day {day}" for day in named if not bounds.holds(day)]
    whole = len(outcome.found) + len(outcome.ranked) + len(outcome.citations) + len(named)
    if not whole:
        return unscored("nothing was found, cited or named")
    return share(whole - len(outside), whole, f"outside: {', '.join(outside)}" if outside else "")


def _same(one: DateRange | None, other: DateRange | None) -> bool:
    ends = [(days.start, days.end) if days else (None, None) for days in (one, other)]
    return ends[0] == ends[1]


def _words(days: DateRange | None) -> str:
    if days is None or days.open:
        return "no limit"
    if days.start == days.end:
        return str(days.start)
    return f"{days.start or ''}..{days.end or ''}"
