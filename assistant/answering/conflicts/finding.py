"""Where articles give different figures or outcomes for the same thing.

Two figures are held against each other where they count the same (the same noun or a synonym, one
currency, a percentage of one thing), of the same measure (killed, injured, displaced ...), per the
same period, for the same places and names, at the same event, and in different articles. They
conflict where no number fits both (see ``figures``: rounding, "about", ranges). "At
least 12" and a later "15" are shown: a development is what the dates are there for.

Precision goes before recall. Not caught:

- units that would have to be converted (miles, gallons, currencies), fractions ("a third"), lengths
  of time, scores, "no one" and "all";
- a sentence with two figures of one kind ("12 killed in Kabul and 3 killed in Herat");
- a figure whose noun or verb stands in another sentence, or that has no verb or topic of the tables
  in ``words``, unless most of the words beside it agree;
- one place by names that share no word ("Kabul" and "the capital"), one event by words of two
  kinds that seldom go together ("shooting" and "fire");
- outcomes in other words than the pairs of ``words`` and a denied verb; the result of a
  match told from the other side; whatever is planned or supposed in one and a fact in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.conflicts.context import Context, Telling
from assistant.answering.conflicts.figures import IN_ALL, Figure, figures
from assistant.answering.conflicts.outcomes import Outcome, against, opposite, outcomes, positive
from assistant.answering.conflicts.same import same_thing
from assistant.answering.conflicts.words import MEASURES, UNCOUNTED, UNITS
from assistant.answering.question import Profile
from assistant.text.numbers import value
from assistant.text.words import stem

__all__ = ["Found", "Telling", "Told", "find_conflicts", "spell"]

MOST_SIDES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """``words`` stand so in a sentence: in that ``place`` of ``shown``, or else of ``others``."""

    shown: bool
    place: int
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Found:
    """Sides that differ on ``about``, newest first; at least two, from different articles."""

    about: str
    sides: tuple[Told, ...]


def find_conflicts(
    shown: Sequence[Telling], others: Sequence[Telling], asked: Profile | None = None
) -> list[Found]:
    """What the shown sentences say otherwise than others do, or than each other, in their order.

    Where ``asked`` asks for a number, only figures of that kind and of what it counts.
    """
    tellings = [*shown, *others]
    contexts = [Context(telling) for telling in tellings]
    by_key: dict[tuple[str, str, str, str], list[tuple[int, Figure]]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        for figure in figures(telling.text):
            by_key[_key(figure)].append((place, figure))
    found: list[Found] = []
    told: set[tuple[int, int]] = set()
    for place, telling in enumerate(shown):
        for figure in figures(telling.text):
            if (place, figure.at) in told or not _asked_for(figure, asked):
                continue
            rivals = [
                (other, rival)
                for other, rival in by_key[_key(figure)]
                if tellings[other].article != telling.article
                and _differ(figure, rival)
                and same_thing(contexts[place], figure, contexts[other], rival)
            ]
            sides = _sides((place, figure), rivals, tellings, len(shown))
            if len(sides) > 1:
                told.update((other, rival.at) for other, rival in rivals)
                told.update(
                    (other, alike.at)
                    for other, alike in by_key[_key(figure)]
                    if other < len(shown)
                    and not _differ(figure, alike)
                    and same_thing(contexts[place], figure, contexts[other], alike)
                )
                found.append(_found(figure, sides, tellings, len(shown)))
    return found + _opposite(contexts, len(shown))


def spell(found: Found) -> str:
    """A sentence: "Reports differ on people displaced: 1.2 million (9 March 2022); ..."."""
    noun = found.about.split()[0].lower()
    parts = []
    for side in found.sides:
        words = side.words
        head, _, last = words.rpartition(" ")
        # The noun is named already, unless there are words between it and its number.
        if _same(last, noun) and value(head.rpartition(" ")[2]) is not None:
            words = head
        parts.append(f"{words} ({side.day.day} {side.day:%B %Y})")
    return f"Reports differ on {found.about}: {'; '.join(parts)}."


def _same(word: str, noun: str) -> bool:
    return UNITS.get(word.lower(), word.lower()) == noun


def _key(figure: Figure) -> tuple[str, str, str, str]:
    return figure.kind, figure.unit, figure.measure, figure.rate


def _sides(
    mine: tuple[int, Figure],
    rivals: Sequence[tuple[int, Figure]],
    tellings: Sequence[Telling],
    shown: int,
) -> list[tuple[int, Figure]]:
    """One of each different value, newest first, mine or what agrees with it among them."""

    def newest(side: tuple[int, Figure]) -> tuple[date, date, bool]:
        telling = tellings[side[0]]
        return telling.day, telling.published, side[0] < shown

    kept = [mine]
    for side in sorted(rivals, key=newest, reverse=True):
        alone = all(tellings[side[0]].article != tellings[other].article for other, _ in kept)
        if alone and all(_differ(side[1], figure) for _, figure in kept):
            kept.append(side)
    return sorted(kept[:MOST_SIDES], key=newest, reverse=True)


def _differ(one: Figure, other: Figure) -> bool:
    return one.high < other.low or other.high < one.low


def _found(
    figure: Figure, sides: Sequence[tuple[int, Figure]], tellings: Sequence[Telling], shown: int
) -> Found:
    days = [tellings[place].day for place, _ in sides]
    # Told of one day in different articles: then the days of the reports say which is newer.
    reports = len(set(days)) < len(days)
    return Found(
        _about(figure),
        tuple(
            Told(
                place < shown,
                place if place < shown else place - shown,
                tellings[place].text[one.start : one.end],
                tellings[place].published if reports else tellings[place].day,
            )
            for place, one in sides
        ),
    )


def _about(figure: Figure) -> str:
    if figure.kind == "count":
        return (
            figure.unit if figure.measure == IN_ALL else f"{figure.unit} {figure.measure}".strip()
        )
    if not figure.measure:
        return "the amount" if figure.kind == "money" else "the percentage"
    return figure.measure if figure.measure in UNCOUNTED else f"the {figure.measure}"


def _asked_for(figure: Figure, asked: Profile | None) -> bool:
    if asked is None or asked.type not in ("count", "money", "percent"):
        return True
    if figure.kind != asked.type:
        return False
    if figure.kind != "count":
        return True
    measures = {MEASURES[term.lower] for term in asked.terms if term.lower in MEASURES}
    if measures and figure.measure and figure.measure not in measures:
        return False
    counted = {stem(figure.unit), stem(figure.noun), *map(stem, figure.unit.split())}
    return not asked.unit or bool(counted & set(asked.unit))


def _opposite(contexts: Sequence[Context], shown: int) -> list[Found]:
    """For each outcome of a shown sentence, the newest that contradicts it."""
    read = [outcomes(context.telling.text) for context in contexts]
    of_article: dict[str, list[Outcome]] = defaultdict(list)
    for context, told in zip(contexts, read, strict=True):
        of_article[context.telling.article] += told
    found: dict[tuple[Told, ...], Found] = {}
    for place in range(shown):
        newest: dict[int, tuple[int, Outcome, Outcome, str]] = {}
        for other in range(len(contexts)):
            if other == place or not (read[place] or read[other]):
                continue
            articles = {contexts[at].telling.article for at in (place, other)}
            for mine in _with_denied(read[place], read[other], contexts[place]):
                for yours in _with_denied(read[other], read[place], contexts[other]):
                    about = opposite(contexts[place], mine, contexts[other], yours)
                    known = newest.get(mine.start)
                    if about and any(_split(mine, yours, of_article[one]) for one in articles):
                        continue
                    if about and (
                        known is None or _when(contexts[known[0]]) < _when(contexts[other])
                    ):
                        newest[mine.start] = (other, mine, yours, about)
        for other, mine, yours, about in newest.values():
            pair = [(place, mine.words), (other, yours.words)]
            pair.sort(key=lambda side: _when(contexts[side[0]]), reverse=True)
            sides = tuple(_told(at, words, contexts, shown) for at, words in pair)
            found.setdefault(sides, Found(about, sides))
    return list(found.values())


def _split(mine: Outcome, yours: Outcome, told: Sequence[Outcome]) -> bool:
    """Whether one article tells both: "convicted on five counts and acquitted on three"."""
    return any(against(mine, one) for one in told) and any(against(yours, one) for one in told)


def _with_denied(
    mine: Sequence[Outcome], yours: Sequence[Outcome], context: Context
) -> list[Outcome]:
    """Mine, and what I tell as a fact of the verbs that yours deny."""
    told = (positive(context.telling.text, his) for his in yours if his.denied)
    return [*mine, *(fact for fact in told if fact)]


def _when(context: Context) -> tuple[date, date]:
    return context.telling.day, context.telling.published


def _told(place: int, words: str, contexts: Sequence[Context], shown: int) -> Told:
    at = place if place < shown else place - shown
    return Told(place < shown, at, words, contexts[place].telling.day)
