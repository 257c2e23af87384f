"""Refusals that help: what was searched, why there is no answer, where there may be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answering.question import content_words
from assistant.answering.request import Request
from assistant.dates.spelled import spell_day
from assistant.domain import Answer, DateRange, Reason, Usage
from assistant.index import Index

NEAREST = 3  # dates
TITLES = 5  # of a day's articles


def refuse(
    request: Request, reason: Reason, index: Index, elsewhere: Sequence[date], usage: Usage
) -> Answer:
    """A Refusal; ``elsewhere`` are days outside the range whose articles do answer."""
    days = [
        day
        for day, _ in index.catalog.days()
        if request.bounds is None or request.bounds.holds(day)
    ]
    nearest: tuple[date, ...] = ()
    if reason is Reason.NOT_IN_RANGE:
        nearest = _nearest(elsewhere or days, request.days)
    if reason is Reason.NOT_IN_CORPUS and not content_words(request.query):
        text = _nothing_asked(request.days, index)
    elif reason is Reason.NOT_IN_RANGE and request.bounds and request.days and request.days.empty:
        text = _outside(request.bounds, nearest, told=request.scope.told is not None)
    else:
        text = _text(
            reason,
            request.days,
            days,
            nearest,
            answered=bool(elsewhere),
            told=request.scope.told is not None,
        )
    return request.answered(text, reason, nearest=nearest, usage=usage)


def refuse_ambiguous(request: Request, index: Index) -> Answer:
    """Asks which day is meant, and says of each reading how many articles were published then."""
    published = {
        day: count
        for day, count in index.catalog.days()
        if request.bounds is None or request.bounds.holds(day)
    }
    told = []
    for reading in request.dates.alternatives:
        found = sum(count for day, count in published.items() if reading.holds(day))
        articles = "1 article" if found == 1 else f"{found:,} articles" if found else "no articles"
        told.append(f"{spell_range(reading).removeprefix('on ')} ({articles})")
    words = next((days.words for days in request.dates.alternatives if days.words), None)
    read = f"“{words}”" if words else "The date"
    text = f"{read} can be read as {' or as '.join(told)}. Say which is meant."
    return request.answered(text, Reason.AMBIGUOUS_DATE)


def spell_range(days: DateRange) -> str:
    """A range in words: "on 6 November 2021", "from ... to ...", "since ...", "until ..."."""
    if days.start and days.end:
        if days.start == days.end:
            return f"on {spell_day(days.start)}"
        return f"from {spell_day(days.start)} to {spell_day(days.end)}"
    if days.start:
        return f"since {spell_day(days.start)}"
    return f"until {spell_day(days.end)}" if days.end else "on any day"


def _text(
    reason: Reason,
    days: DateRange | None,
    corpus: Sequence[date],
    nearest: Sequence[date],
    *,
    answered: bool,
    told: bool,
) -> str:
    if reason is Reason.NOT_IN_RANGE and days is not None:
        asked = "in those days" if days.empty else spell_range(days)
        listed = _listed(nearest)
        if answered and told:
            return (
                f"Nothing published {asked}, or telling of {_then(days)}, answers this. "
                f"Articles of {listed} answer it for other days."
            )
        if answered:
            return f"No article published {asked} answers this. Articles of {listed} do."
        none = f"There are no articles published {asked}"
        if told and days.start and days.end and not days.empty:
            none += f", and none tells of {_then(days)}"
        return f"{none}. The nearest are of {listed}." if listed else f"{none}."
    if not corpus:
        return "The articles do not answer this: none was published in the days that are searched."
    span = spell_range(DateRange(corpus[0], corpus[-1]))
    count = "the one day" if len(corpus) == 1 else f"{len(corpus)} days"
    limited = ""
    if days is not None and not days.open:
        limited = f" published {spell_range(days)}"
        limited += f", or telling of {_then(days)}," if told else ""
    return (
        f"The articles{limited} do not answer this. The corpus has articles of {count}, {span}: "
        "ask about what they report, or in other words."
    )


def _outside(bounds: DateRange, nearest: Sequence[date], *, told: bool) -> str:
    """For days of which --from, --to or as_of leave none."""
    usable = f"the articles published {spell_range(bounds)}, which may be used"
    text = f"Of {usable}, none is of the days asked for{' or tells of them' if told else ''}."
    return f"{text} The nearest are of {_listed(nearest)}." if nearest else text


def _listed(days: Sequence[date]) -> str:
    return ", ".join(f"{spell_day(day)} ({day.isoformat()})" for day in days)


def _then(days: DateRange) -> str:
    return "that day" if days.start and days.start == days.end else "those days"


def _nothing_asked(days: DateRange | None, index: Index) -> str:
    """For a question without a word to look for: what there is to ask about."""
    if days is None or days.open:
        return "The question names nothing to look for: ask about a person, a place or an event."
    entries = [entry for entry in index.catalog.entries() if days.holds(entry.published)]
    if not entries:
        return f"There are no articles published {spell_range(days)}."
    titles = "; ".join(f"“{entry.title}”" for entry in entries[:TITLES])
    more = f" and {len(entries) - TITLES} more" if len(entries) > TITLES else ""
    return (
        f"The question names nothing to look for. Published {spell_range(days)}: {titles}{more}. "
        "Ask about one of them."
    )


def _nearest(days: Sequence[date], asked: DateRange | None) -> tuple[date, ...]:
    """The days that lie nearest to the range that was asked for, in order of the calendar."""
    if asked is None:
        return tuple(sorted(set(days))[:NEAREST])

    def distance(day: date) -> int:
        if asked.start and day < asked.start:
            return (asked.start - day).days
        if asked.end and day > asked.end:
            return (day - asked.end).days
        return 0

    return tuple(sorted(sorted(set(days), key=distance)[:NEAREST]))
