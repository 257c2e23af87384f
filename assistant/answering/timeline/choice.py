"""Which developments make a timeline: those that weigh most, spread over its days."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.likeness import Floats
from assistant.answering.telling import Statement
from assistant.answering.timeline.folding import Compared, Development
from assistant.answering.timeline.topic import OF_ARTICLE

FEW, MANY = 18, 40  # entries
ARTICLES_AN_ENTRY = 40
"""Every so many articles bring one entry more."""
CROWDED = 0.35
"""What each entry of the same day takes off the next, and half of it each of the same article."""
REPEATS, ALIKE = 1.0, 0.55
"""What likeness above ALIKE to a chosen entry takes off.

Maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998."""
BACKGROUND, LONG_AGO = 1.6, 60
"""What lay more than LONG_AGO days back weighs no more than BACKGROUND for all that repeat it."""
LITTLE = 3  # entries, where no statement tells that much
LEAST = 0.6
"""What a statement must tell (Statement.worth) where no other article tells it, unless it is itself
about the topic that was asked: then 0 is enough."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a development weigh: how many articles tell it (by the logarithm to base 2), how
    central it is among the statements around it, how much its sentence tells, and to the topic."""

    told: float = 1.0
    central: float = 0.5
    worth: float = 0.6
    relevance: float = 1.5


def most(articles: int) -> int:
    """How many entries a timeline of so many articles may have."""
    return min(MANY, FEW + articles // ARTICLES_AN_ENTRY)


def choose(
    developments: Sequence[Development],
    compared: Compared,
    central: Floats,
    limit: int,
    *,
    topical: bool,
    measured: bool = False,
) -> list[Development]:
    """Up to ``limit`` developments by weight; what repeats a chosen one is folded into it.

    Of ``measured`` ones all tell enough: they have the figure that is asked after.
    """
    weighed = [
        (_weight(one, compared, central), one)
        for one in developments
        if measured
        or compared.statements[one.lead].worth >= _least(one, compared, topical=topical)
        or len(_stories(one, compared)) > 1
    ]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].lead))
    if weighed:
        return _spread(weighed, compared, limit)
    # Where nothing tells much, the little there is tells more than a refusal.
    best = sorted(developments, key=lambda one: -compared.statements[one.lead].worth)
    return best[:LITTLE]


def _least(development: Development, compared: Compared, *, topical: bool) -> float:
    """What it must tell to be an entry where no other article tells it."""
    named = max(compared.statements[at].relevance for at in development.members) > OF_ARTICLE
    return 0.0 if topical and named else LEAST


def _stories(development: Development, compared: Compared) -> set[int]:
    return {compared.statements[at].story for at in development.members}


def _weight(development: Development, compared: Compared, central: Floats) -> float:
    weights = Weights()
    statements = compared.statements
    lead = statements[development.lead]
    told = math.log2(1 + len(_stories(development, compared)))
    if _old(lead):
        told = min(told, BACKGROUND)
    rank = min(3.0, max(float(central[at]) for at in development.members)) / 3
    return (
        weights.told * told
        + weights.central * rank
        + weights.worth * lead.worth
        + weights.relevance * max(statements[at].relevance for at in development.members)
    )


def _old(statement: Statement) -> bool:
    """Whether it told of something long ago when it was published."""
    event = statement.event
    return event is not None and (statement.published - event.last).days > LONG_AGO


def _spread(
    weighed: Sequence[tuple[float, Development]], compared: Compared, limit: int
) -> list[Development]:
    statements = compared.statements
    chosen: list[Development] = []
    days: Counter[date] = Counter()
    articles: Counter[int] = Counter()
    distinct = len({statements[one.lead].day for _, one in weighed})
    # On few days there is nothing to spread over.
    crowded = CROWDED * min(1.0, distinct / limit)
    repeated: dict[int, float] = {}
    left = list(weighed[: 12 * limit])
    while left and len(chosen) < limit:

        def now(pair: tuple[float, Development]) -> float:
            weight, one = pair
            lead = statements[one.lead]
            return (
                weight
                - crowded * days[lead.day]
                - crowded / 2 * articles[lead.key]
                - REPEATS * max(0.0, repeated.get(one.lead, 0.0) - ALIKE)
            )

        best = max(left, key=now)
        left.remove(best)
        development = best[1]
        again = next(
            (at for at, one in enumerate(chosen) if compared.same(development.lead, one.lead)), None
        )
        if again is not None:
            chosen[again] = Development(
                chosen[again].lead, chosen[again].members + development.members
            )
            continue
        chosen.append(development)
        lead = statements[development.lead]
        days[lead.day] += 1
        articles[lead.key] += 1
        for _, one in left:
            repeated[one.lead] = max(
                repeated.get(one.lead, 0.0), compared.cosine(development.lead, one.lead)
            )
    return chosen
