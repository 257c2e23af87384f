"""The figures of some sentences, laid out so that each finds those that stand against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from assistant.answering.conflicts.context import Context, Telling
from assistant.answering.conflicts.figures import Figure, figures
from assistant.answering.conflicts.glance import may_tell
from assistant.answering.conflicts.numbers import FigureKind
from assistant.answering.conflicts.revising import Revision
from assistant.answering.conflicts.same import same_line, same_thing

EXACT = 1e-9


class Standing(NamedTuple):
    """A figure of the sentence at that ``place``."""

    place: int
    figure: Figure

    @property
    def spot(self) -> tuple[int, int]:
        return self.place, self.figure.at


class Board:
    """Figures by what they count, of the ``kinds`` (and units) that are looked for; ``revised`` is
    what articles take back."""

    def __init__(
        self,
        contexts: Sequence[Context],
        revised: Sequence[Revision],
        kinds: Collection[tuple[FigureKind, str]],
    ) -> None:
        self.contexts = contexts
        self._revised = revised
        self._by_key: dict[tuple[str, str, str, str], list[Standing]] = defaultdict(list)
        self._by_unit: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for place, context in enumerate(contexts):
            text = context.telling.text
            # To read the figures of all that nobody looks for takes longer than all the rest.
            if not any(may_tell(text, *kind) for kind in kinds):
                continue
            for figure in figures(text):
                standing = Standing(place, figure)
                self._by_key[_key(figure)].append(standing)
                self._by_unit[figure.kind, figure.unit].append(standing)

    def telling(self, one: Standing) -> Telling:
        return self.contexts[one.place].telling

    def rivals(self, mine: Standing) -> list[Standing]:
        """Figures of other articles that differ from mine on the same thing, in order; and where
        one of them, or one that agrees with mine, was taken back, what took its place."""
        found = [
            one
            for one in self._by_key[_key(mine.figure)]
            if self._elsewhere(mine, one)
            and differ(mine.figure, one.figure)
            and self._same(mine, one)
        ]
        if not self._revised:
            return found
        found += [
            one for one in self._of_unit(mine) if self.replaced(mine, one) and one not in found
        ]
        for known in [*self.alike(mine), *found]:
            if self._elsewhere(mine, known):
                for one in self._of_unit(known):
                    if self._elsewhere(mine, one) and self.replaced(known, one):
                        found += [side for side in (one, known) if side not in found]
        return found

    def alike(self, mine: Standing) -> list[Standing]:
        """Figures that agree with mine on the same thing."""
        return [
            one
            for one in self._by_key[_key(mine.figure)]
            if not differ(mine.figure, one.figure) and self._same(mine, one)
        ]

    def same_value(self, mine: Standing) -> list[Standing]:
        """Figures that agree with mine on the same thing, or say the same of what may be it."""
        return self.alike(mine) + [
            one
            for one in self._of_unit(mine)
            if _is(one.figure.worth, mine.figure.worth) and self._line(mine, one)
        ]

    def revised(self, one: Standing, among: Sequence[Standing]) -> bool:
        return any(self.replaced(one, other) for other in among)

    def replaced(
        self, one: Standing, other: Standing
    ) -> Literal["wrong", "earlier", "later"] | None:
        """What an article says of the first of two figures: that it was a mistake in the place of
        which the second stands, or an earlier state of it, or the later one."""
        if not self._revised or not self._elsewhere(one, other):
            return None
        mine, yours = one.figure.worth, other.figure.worth
        for revision in self._revised:
            for old, new, older in ((mine, yours, True), (yours, mine, False)):
                if (
                    _is(revision.old, old)
                    and any(_is(worth, new) for worth in revision.new)
                    and self._in_time(*((one, other) if older else (other, one)), revision)
                    and self._line(one, other)
                ):
                    return ("wrong" if revision.wrong else "earlier") if older else "later"
        return None

    def _in_time(self, old: Standing, new: Standing, revision: Revision) -> bool:
        """Whether the old one was told before it was taken back, and the new one is not older."""
        before = self.telling(old)
        return (
            before.article != revision.article
            # Of several numbers further on, the one that others tell, too.
            and (revision.near or self.telling(new).article != revision.article)
            and before.published <= revision.published
            and before.published <= self.telling(new).published
        )

    def _of_unit(self, mine: Standing) -> list[Standing]:
        return self._by_unit[mine.figure.kind, mine.figure.unit]

    def _elsewhere(self, mine: Standing, one: Standing) -> bool:
        return self.telling(mine).article != self.telling(one).article

    def _line(self, mine: Standing, one: Standing) -> bool:
        return same_line(
            self.contexts[mine.place], mine.figure, self.contexts[one.place], one.figure
        )

    def _same(self, mine: Standing, one: Standing) -> bool:
        return same_thing(
            self.contexts[mine.place], mine.figure, self.contexts[one.place], one.figure
        )


def differ(one: Figure, other: Figure) -> bool:
    """Whether no number fits both."""
    return one.high < other.low or other.high < one.low


def _key(figure: Figure) -> tuple[str, str, str, str]:
    return figure.kind, figure.unit, figure.measure, figure.rate


def _is(one: float, other: float) -> bool:
    return abs(one - other) <= EXACT * max(abs(one), abs(other))
