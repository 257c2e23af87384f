"""An answer's sentences with what other articles say otherwise, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.conflicts import (
    Found,
    Revision,
    Telling,
    asked_for,
    figures,
    find_conflicts,
    may_tell,
    revisions,
    spell,
)
from assistant.answering.features import Scored
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.answering.timing import told_day
from assistant.domain import Conflict, Side

WIDELY = frozenset(("count", "money", "percent", "duration", "other"))
"""Types of answers ("other": none is known) for which a figure may be what is asked for."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Sentences in the order in which they are shown, of these ``sources``; ``text`` tells of each
    conflict in words."""

    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...] = ()
    text: tuple[str, ...] = ()


def compare(
    chosen: Sequence[Sentence],
    scored: Scored,
    sources: Sequence[Source],
    asked: Profile,
    more: Callable[[Sequence[str]], Sequence[Source]],
) -> Compared:
    """The chosen sentences, and beside each what another of the scored ones contradicts.

    Where a chosen one has a figure that is asked for, and the question is WIDELY one for a figure,
    those of its kind are read in further articles, too, which ``more`` gives for its words:
    others than ``sources``, to be put behind them.
    """
    rest = [one for one in scored.sentences if one not in chosen]
    counted = [
        (one, figure) for one in chosen for figure in figures(one.text) if asked_for(figure, asked)
    ]
    revised: list[Revision] = []
    if counted and asked.type in WIDELY:
        kinds = {(figure.kind, figure.unit) for _, figure in counted}
        texts = [f"{sources[one.article].article.title} {one.text}" for one, _ in counted]
        sources = [*sources, *more(list(dict.fromkeys(texts)))]
        known = {(one.article, one.index) for one in (*chosen, *rest)}
        rest += [
            unit
            for source in sources
            for unit in source.units
            if unit.kind == "sentence"
            and (unit.article, unit.index) not in known
            and any(may_tell(unit.text, *kind) for kind in kinds)
            and any((figure.kind, figure.unit) in kinds for figure in figures(unit.text))
            and source.usable(unit)
        ]
        revised = [one for source in sources for one in _revised(source)]
    found = find_conflicts(
        [_telling(one, sources) for one in chosen],
        [_telling(one, sources) for one in rest],
        asked,
        revised,
    )
    if not found:
        return Compared(tuple(chosen), tuple(sources))
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
        tuple(sources),
        tuple(
            _conflict(one, [place[sentence] for sentence in group])
            for one, group in zip(found, sides, strict=True)
        ),
        tuple(spell(one) for one in found),
    )


def _revised(source: Source) -> tuple[Revision, ...]:
    article = source.article
    units = tuple(unit.text for unit in source.units if unit.kind == "sentence")
    return revisions(article.id, article.published, article.title, units)


def _together(order: Sequence[Sentence], group: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the group, in its own order, where the first of it stood."""
    at = min(order.index(one) for one in group if one in order)
    before = [one for one in order[:at] if one not in group]
    return [*before, *group, *(one for one in order[at:] if one not in group)]


def _conflict(found: Found, places: Sequence[int]) -> Conflict:
    return Conflict(
        found.about,
        tuple(
            Side(place, side.words, side.day, side.corrected)
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
