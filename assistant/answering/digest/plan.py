"""What a digest has to read: every article of its days, by stretches, each text once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answering.digest.parts import days_asked, stretches
from assistant.answering.request import Request
from assistant.domain import DateRange, EventSpan
from assistant.index import Index

LONGER = 2
"""An event date of more than so many times the days of its stretch is told for itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text to quote from: of near-copies the earliest; ``also_in`` are the ids of the others.

    ``told`` are the event dates that it is read for where it was published on other days.
    """

    key: int
    also_in: tuple[str, ...] = ()
    told: tuple[EventSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """``items`` are read for these days. ``published`` articles came out on them, ``told`` others
    tell of them; near-copies count, whichever stretch they are quoted in."""

    days: DateRange
    items: tuple[Item, ...]
    published: int
    told: int

    @property
    def articles(self) -> int:
        return self.published + self.told


@dataclass(frozen=True, slots=True)
class Plan:
    """``days`` as asked, both ends set; ``published`` and ``told`` count distinct articles."""

    days: DateRange
    stretches: tuple[Stretch, ...]
    published: int
    told: int

    @property
    def articles(self) -> int:
        return self.published + self.told


def plan(request: Request, index: Index) -> Plan | None:
    """What to read, oldest first; None where no days can be told (an empty corpus)."""
    counted = index.catalog.days()
    asked = days_asked(request, [day for day, _ in counted])
    if asked is None:
        return None
    until = DateRange(None, request.as_of)
    usable = asked.meet(request.days).meet(until)
    dated = [] if usable.empty else list(_dated(index, usable, counted))
    told = _telling(request, index, until, {key for key, _, _ in dated})
    groups = _quoted_once(dated)
    spans = [span for several in told.values() for span in several]
    active = {day for _, _, day in dated} | {span.first for span in spans}
    names = _copies(index, groups, {key for key, _, _ in dated} | set(told))
    stories = _stories_told(index, told, groups)
    days = stretches(asked, sorted(active))
    longer = _longer(spans, days)
    short = {
        key: [span for span in several if span.days not in longer] for key, several in told.items()
    }
    held = [_stretch(part, dated, groups, names, short, stories) for part in days]
    for part in longer:
        whole = {key: [s for s in several if s.days == part] for key, several in told.items()}
        held.append(_stretch(part, [], groups, names, whole, stories))
    parts = sorted((part for part in held if part.articles), key=_place)
    return Plan(asked, tuple(parts), len(dated), len(told))


def _longer(spans: list[EventSpan], days: list[DateRange]) -> list[DateRange]:
    """The event dates that are much longer than the stretch they begin in ("in 2019"), in order:
    each is a stretch of its own."""
    found = []
    for span in spans:
        part = next(part for part in days if part.holds(span.first))
        assert part.start is not None
        assert part.end is not None
        if (span.last - span.first).days + 1 > LONGER * ((part.end - part.start).days + 1):
            found.append(span.days)
    return list(dict.fromkeys(found))


def _place(stretch: Stretch) -> tuple[date, int]:
    """In order of the calendar; what holds others goes before them."""
    start, end = stretch.days.start, stretch.days.end
    assert start is not None
    assert end is not None
    return start, -(end - start).days


def _dated(
    index: Index, days: DateRange, counted: list[tuple[date, int]]
) -> Iterator[tuple[int, int, date]]:
    """(key, story, day) of every article published within the days, oldest first."""
    published = (day for day, count in counted if days.holds(day) for _ in range(count))
    for (key, story), day in zip(index.catalog.within(days), published, strict=True):
        yield key, story, day


def _telling(
    request: Request, index: Index, until: DateRange, published: set[int]
) -> dict[int, list[EventSpan]]:
    """The event dates asked about of articles that were published on other days."""
    scope = request.scope
    if scope.told is None:
        return {}
    found = index.catalog.telling(scope.told, until.meet(scope.bounds))
    return {key: spans for key, spans in found.items() if key not in published}


def _quoted_once(dated: list[tuple[int, int, date]]) -> dict[int, int]:
    """The key of the earliest article of each story: the one that is quoted."""
    first: dict[int, int] = {}
    for key, story, _ in dated:
        first.setdefault(story, key)
    return first


def _stories_told(
    index: Index, told: dict[int, list[EventSpan]], groups: dict[int, int]
) -> dict[int, int]:
    """The story of each telling article; a story whose text is quoted already is not read again."""
    if not told:
        return {}
    stories = {key: story for key, story in index.catalog.within(None) if key in told}
    for key in told:
        groups.setdefault(stories[key], key)
    return stories


def _copies(index: Index, groups: dict[int, int], held: set[int]) -> dict[int, dict[int, str]]:
    """The ids of the near-copies among the articles that are read, by story and key."""
    return {
        story: {key: name for key, name, _ in members if key in held}
        for story, members in index.catalog.copies(groups).items()
    }


def _stretch(
    days: DateRange,
    dated: list[tuple[int, int, date]],
    groups: dict[int, int],
    names: dict[int, dict[int, str]],
    told: dict[int, list[EventSpan]],
    stories: dict[int, int],
) -> Stretch:
    def item(key: int, story: int, spans: tuple[EventSpan, ...] = ()) -> Item:
        others = (name for other, name in names.get(story, {}).items() if other != key)
        return Item(key, tuple(others), spans)

    here = [(key, story) for key, story, day in dated if days.holds(day)]
    items = [item(key, story) for key, story in here if groups[story] == key]
    telling = 0
    for key, spans in told.items():
        within = tuple(span for span in spans if days.holds(span.first))
        telling += bool(within)
        if within and groups[stories[key]] == key:
            items.append(item(key, stories[key], within))
    return Stretch(days, tuple(items), len(here), telling)
