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

from assistant.answering.conflicts.board import Board, Standing, differ
from assistant.answering.conflicts.context import Context, Telling
from assistant.answering.conflicts.figures import IN_ALL, Figure, figures
from assistant.answering.conflicts.outcomes import Outcome, against, opposite, outcomes, positive
from assistant.answering.conflicts.revising import Revision
from assistant.answering.conflicts.words import MEASURES, UNCOUNTED, UNITS
from assistant.answering.question import Profile
from assistant.text.numbers import value
from assistant.text.words import stem

__all__ = ["Found", "Telling", "Told", "find_conflicts", "spell"]

MOST_SIDES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """``words`` stand so in a sentence: in that ``place`` of ``shown``, or else of ``others``.

    ``corrected`` where an article says since that this was a mistake.
    """

    shown: bool
    place: int
    words: str
    day: date
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Sides that differ on ``about``, newest first; at least two, from different articles."""

    about: str
    sides: tuple[Told, ...]


def find_conflicts(
    shown: Sequence[Telling],
    others: Sequence[Telling],
    asked: Profile | None = None,
    revised: Sequence[Revision] = (),
) -> list[Found]:
    """What the shown sentences say otherwise than others do, or than each other, in their order.

    Where ``asked`` asks for a number, only figures of that kind and of what it counts. ``revised``
    is what articles take back: two figures of which one is told to have taken the place of the
    other differ, however their sentences are worded.
    """
    tellings = [*shown, *others]
    kinds = {
        (figure.kind, figure.unit)
        for telling in shown
        for figure in figures(telling.text)
        if asked_for(figure, asked)
    }
    board = Board([Context(telling) for telling in tellings], revised, kinds)
    found: list[Found] = []
    told: set[tuple[int, int]] = set()
    for place, telling in enumerate(shown):
        for figure in figures(telling.text):
            if (place, figure.at) in told or not asked_for(figure, asked):
                continue
            mine = Standing(place, figure)
            rivals = board.rivals(mine)
            sides = _sides(mine, rivals, board, len(shown))
            if len(sides) > 1:
                told.update(one.spot for one in rivals)
                for side in (mine, *sides):
                    told.update(one.spot for one in board.same_value(side))
                found.append(_found(mine, sides, board, len(shown)))
    return found + _opposite(board.contexts, len(shown))


def spell(found: Found) -> str:
    """A sentence: "Reports differ on people displaced: 1.2 million (9 March 2022); ...".

    "Corrected: ..." where all sides but one are said to have been mistakes.
    """
    noun = found.about.split()[0].lower()
    parts = []
    for side in found.sides:
        words = side.words
        head, _, last = words.rpartition(" ")
        # The noun is named already, unless there are words between it and its number.
        if _same(last, noun) and value(head.rpartition(" ")[2]) is not None:
            words = head
        since = ", since corrected" if side.corrected else ""
        parts.append(f"{words} ({side.day.day} {side.day:%B %Y}{since})")
    mistakes = sum(side.corrected for side in found.sides)
    head = "Corrected:" if mistakes == len(found.sides) - 1 else "Reports differ on"
    return f"{head} {found.about}: {'; '.join(parts)}."


def _same(word: str, noun: str) -> bool:
    return UNITS.get(word.lower(), word.lower()) == noun


def _sides(mine: Standing, rivals: Sequence[Standing], board: Board, shown: int) -> list[Standing]:
    """One of each different value, newest first, mine or what agrees with it among them."""

    def newest(side: Standing) -> tuple[date, date, bool]:
        telling = board.telling(side)
        return telling.day, telling.published, side.place < shown

    kept = [mine]
    # A figure that was taken back, and the one in its place, come before what only differs.
    for side in sorted(
        rivals, key=lambda one: (board.revised(one, rivals), newest(one)), reverse=True
    ):
        alone = all(board.telling(side).article != board.telling(one).article for one in kept)
        stale = board.revised(side, rivals)
        if alone and all(
            differ(side.figure, one.figure)
            or board.replaced(side, one)
            or (stale and one is mine and side.figure.worth != mine.figure.worth)
            for one in kept
        ):
            kept.append(side)
    return sorted(kept[:MOST_SIDES], key=newest, reverse=True)


def _found(mine: Standing, sides: Sequence[Standing], board: Board, shown: int) -> Found:
    days = [board.telling(side).day for side in sides]
    # Told of one day in different articles: then the days of the reports say which is newer.
    reports = len(set(days)) < len(days)
    told = []
    for side in sides:
        telling = board.telling(side)
        told.append(
            Told(
                side.place < shown,
                side.place if side.place < shown else side.place - shown,
                telling.text[side.figure.start : side.figure.end],
                telling.published if reports else telling.day,
                corrected=any(board.replaced(side, one) == "wrong" for one in sides),
            )
        )
    return Found(_about(mine.figure), tuple(told))


def _about(figure: Figure) -> str:
    if figure.kind == "count":
        return (
            figure.unit if figure.measure == IN_ALL else f"{figure.unit} {figure.measure}".strip()
        )
    if not figure.measure:
        return "the amount" if figure.kind == "money" else "the percentage"
    return figure.measure if figure.measure in UNCOUNTED else f"the {figure.measure}"


def asked_for(figure: Figure, asked: Profile | None) -> bool:
    if asked is None or asked.type not in ("count", "money", "percent", "duration"):
        return True
    if asked.type == "count" and not asked.unit:
        return True  # "How high is the damage?"
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
