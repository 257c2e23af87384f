"""An answer's sentences with what other articles say otherwise, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.conflicts import Found, Telling, find_conflicts, spell
from assistant.answering.features import Scored
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.answering.timing import told_day
from assistant.domain import Conflict, Side


@dataclass(frozen=True, slots=True)
class Compared:
    """Sentences in the order in which they are shown; ``text`` tells of each conflict in words."""

    sentences: tuple[Sentence, ...]
    conflicts: tuple[Conflict, ...] = ()
    text: tuple[str, ...] = ()


def compare(
    chosen: Sequence[Sentence], scored: Scored, sources: Sequence[Source], asked: Profile
) -> Compared:
    """The chosen sentences, and beside each what another of the scored ones contradicts."""
    rest = [one for one in scored.sentences if one not in chosen]
    found = find_conflicts(
        [_telling(one, sources) for one in chosen], [_telling(one, sources) for one in rest], asked
    )
    if not found:
        return Compared(tuple(chosen))
    sides = [
        [chosen[side.place] if side.shown else rest[side.place] for side in one.sides]
        for one in found
    ]
    order = list(chosen)
    for group in sides:
        order = _together(order, group)
    place = {sentence: at for at, sentence in enumerate(order)}
    return Compared(
        tuple(order),
        tuple(
            _conflict(one, [place[sentence] for sentence in group])
            for one, group in zip(found, sides, strict=True)
        ),
        tuple(spell(one) for one in found),
    )


def _together(order: Sequence[Sentence], group: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the group, in its own order, where the first of it stood."""
    at = min(order.index(one) for one in group if one in order)
    before = [one for one in order[:at] if one not in group]
    return [*before, *group, *(one for one in order[at:] if one not in group)]


def _conflict(found: Found, places: Sequence[int]) -> Conflict:
    return Conflict(
        found.about,
        tuple(
            Side(place, side.words, side.day)
            for place, side in zip(places, found.sides, strict=True)
        ),
    )


def _telling(sentence: Sentence, sources: Sequence[Source]) -> Telling:
    source = sources[sentence.article]
    before = source.units[sentence.index - 1].text if sentence.index else ""
    return Telling(
        article=source.article.id,
        published=source.article.published,
        title=source.article.title,
        text=sentence.text,
        start=sentence.start,
        day=told_day(sentence, source.article.published),
        before=before,
    )
