"""Whether two sentences speak of the same thing at the same time: names, events, days, words.

Vectors have no say in it: those of two crashes, or of two countries, lie as near to each other as
those of two reports of one crash, and those are what has to be told apart.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.answering.conflicts.context import Context, Named
from assistant.answering.conflicts.figures import Figure
from assistant.answering.conflicts.words import EPISODES, EVENTS_ALIKE
from assistant.text.words import stem

EPISODE_DAYS = 45
"""Reports of one event lie no further apart than this; figures that go on, STANDING_DAYS."""

STANDING_DAYS = 200

NEAR_DAYS = 3
"""Within these days the same happening at the same place is one event, though none is named."""


def same_thing(one: Context, mine: Figure, other: Context, yours: Figure) -> bool:
    """Whether two figures of one kind count the same thing of the same event or state."""
    if (mine.rate, mine.change, mine.supposed) != (yours.rate, yours.change, yours.supposed):
        return False
    if mine.measure != yours.measure or mine.unit != yours.unit:
        return False
    episode = mine.measure in EPISODES
    if not _days_agree(one, other, episode) or not _adjectives_agree(one, mine, other, yours):
        return False
    if (mine.own or yours.own) and not _owners_agree(one, mine, other, yours):
        return False
    if _swapped(one, mine, other, yours):
        return False
    share = _names_agree(one, mine.start, other, yours.start)
    if share is None or not _events_agree(one, other):
        return False
    return _about_one(one, mine, other, share, episode)


def same_line(one: Context, mine: Figure, other: Context, yours: Figure) -> bool:
    """Whether two figures, of which an article says that the one took the place of the other, can
    be those that it means: their kind, their period, their names and words do not speak against.
    """
    if (mine.kind, mine.unit, mine.rate, mine.change) != (
        yours.kind,
        yours.unit,
        yours.rate,
        yours.change,
    ):
        return False
    if abs((one.telling.day - other.telling.day).days) > STANDING_DAYS:
        return False
    share = _names_agree(one, mine.start, other, yours.start)
    common = len(one.wide_aspects & other.wide_aspects)
    return share is not None and common >= (1 if share else 3)


def _about_one(one: Context, mine: Figure, other: Context, share: bool, episode: bool) -> bool:
    """Whether enough words are common to both."""
    event = bool(one.events & other.events)
    common = len(one.wide_aspects & other.wide_aspects)
    own = len(one.aspects & other.aspects)
    gap = abs((one.telling.day - other.telling.day).days)
    if not share:
        # Nothing is named by both: only a measure and words of its own can tell.
        return bool(mine.measure) and common >= 3 and own >= 1 and not (one.named and other.named)
    if episode:
        return event or common >= 2 or own >= 1 or gap <= NEAR_DAYS
    if mine.kind == "money":
        least = max(1, min(len(one.aspects), len(other.aspects)))
        if not mine.measure:
            return own >= 2 and own / least >= 0.5
        if mine.measure in _ONE_EACH and gap <= EPISODE_DAYS and _proper_name(one, other):
            return True
        return common >= 1 and (own / least >= 0.34 or common >= 3)
    if not mine.measure:
        # "15 species", "two games": only where the sentences hardly differ in anything else.
        least = min(len(one.aspects), len(other.aspects))
        return share_names(one, other) and own >= 2 and own / least >= 0.5
    return mine.kind == "count" or own >= 1 or common >= 1 or mine.measure in _WHOLE_PLACES


_ONE_EACH = frozenset(("damage", "fine", "bail", "ransom"))
"""Amounts of which an event or a case has one."""

_WHOLE_PLACES = frozenset(("turnout", "unemployment", "inflation", "interest rate", "growth"))


def days_apart(one: Context, other: Context, most: int) -> bool:
    """Whether they tell of different days: too far apart, or each of a day that it names."""
    gap = abs((one.telling.day - other.telling.day).days)
    return gap > most or (gap > 1 and one.fixed and other.fixed)


def _days_agree(one: Context, other: Context, episode: bool) -> bool:
    if abs((one.telling.day - other.telling.day).days) > STANDING_DAYS:
        return False
    if episode and days_apart(one, other, EPISODE_DAYS):
        return False
    return periods_agree(one, other)


def periods_agree(one: Context, other: Context) -> bool:
    """Whether the years and months that they name are the same, or none are named."""
    (mine, since), (yours, until) = one.periods, other.periods
    if since and until and not since & until:
        return False
    for begun, context in ((since, other), (until, one)):
        if begun and not (since and until):
            day = context.telling.day
            if any(year < day.year - 1 for year, _ in begun):
                return False
    if mine and yours:
        return any(
            year == his and (month == hers or not month or not hers)
            for year, month in mine
            for his, hers in yours
        )
    for named, context in ((mine, other), (yours, one)):
        day = context.telling.day
        if named and not any(
            _months(year, month or day.month) - _months(day.year, day.month) in (-1, 0, 1)
            and (bool(month) or year == day.year)
            for year, month in named
        ):
            return False
    return True


def _months(year: int, month: int) -> int:
    return 12 * year + month


def _adjectives_agree(one: Context, mine: Figure, other: Context, yours: Figure) -> bool:
    if mine.adjectives and yours.adjectives and not mine.adjectives & yours.adjectives:
        return False
    for figure, context in ((mine, other), (yours, one)):
        against = yours if figure is mine else mine
        for adjective in figure.adjectives - against.adjectives:
            if adjective in _RESTRICTS:
                return False
            place = stem(adjective)
            if place in _of_peoples() and not any(
                place in named.stems for named in context.named + context.around
            ):
                return False
    return True


def _owners_agree(one: Context, mine: Figure, other: Context, yours: Figure) -> bool:
    """Whether "its soldiers" are those of the same army: of who is named first."""
    owner = next((named for named in one.named if named.start < mine.start), None)
    against = next((named for named in other.named if named.start < yours.start), None)
    return owner is None or against is None or _one_name(owner, against)


def _swapped(one: Context, mine: Figure, other: Context, yours: Figure) -> bool:
    """Whether who does it in one is whom it is done to in the other."""
    ours, theirs = one.named, other.named
    does = [a for a in ours if a.start < mine.start]
    did = [b for b in theirs if b.start < yours.start]
    if any(_one_name(a, b) for a in does for b in did):
        return False
    return any(_one_name(a, b) for a in does for b in theirs) and any(
        _one_name(a, b) for a in ours for b in did
    )


def _names_agree(one: Context, mine: int, other: Context, yours: int) -> bool | None:
    """None where each names what the other does not; else whether they share a name."""
    share = False
    for place in (True, False):
        ours = [named for named in one.named if named.place == place]
        theirs = [named for named in other.named if named.place == place]
        wide = [named for named in other.around + other.named if named.place == place]
        back = [named for named in one.around + one.named if named.place == place]
        common = any(_one_name(a, b) for a in back for b in wide)
        share = share or common
        only = [a for a in ours if not a.speaker and not any(_one_name(a, b) for b in wide)]
        alone = [b for b in theirs if not b.speaker and not any(_one_name(a, b) for a in back)]
        if not common and only and alone:
            return None
        if any((a.start < mine) == (b.start < yours) for a in only for b in alone):
            return None
    return share


def _one_name(one: Named, other: Named) -> bool:
    return one.stems <= other.stems or other.stems <= one.stems


def share_names(one: Context, other: Context) -> bool:
    """Whether both sentences themselves have a name in common, and none that stands against it."""
    return _names_agree(one, 0, other, 0) is True and any(
        _one_name(a, b) for a in one.named for b in other.named
    )


def _proper_name(one: Context, other: Context) -> bool:
    """Whether they or their titles share a name that is no place's: a storm's, a firm's."""
    mine = [named for named in one.around + one.named if not named.place]
    yours = [named for named in other.around + other.named if not named.place]
    return any(_one_name(a, b) for a in mine for b in yours)


def _events_agree(one: Context, other: Context) -> bool:
    if not one.events or not other.events or one.events & other.events:
        return True
    return any(frozenset((a, b)) in EVENTS_ALIKE for a in one.events for b in other.events)


_RESTRICTS = frozenset(
    """young elderly older female male foreign local wounded injured armed unarmed pregnant active
    new daily serious seriously critically additional civilian suspected confirmed senior junior
    adult unvaccinated fully partially full-time part-time temporary permanent empty
    nuclear""".split()
)


@cache
def _of_peoples() -> frozenset[str]:
    """The stems that the names of peoples share with their places."""
    lines = files("assistant.text").joinpath("peoples.txt").read_text("utf-8").splitlines()
    return frozenset(stem(line.split("\t")[0].strip().lower()) for line in lines if "\t" in line)
