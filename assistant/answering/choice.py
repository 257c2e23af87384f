"""Which sentences make the answer: few, the one that answers first, none that repeats another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.answering.announced import announced, told_before
from assistant.answering.features import FEATURES, Scored
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source

MOST = 4  # sentences
WORDS = 110  # of an answer; the first sentence may be longer alone
REPEATS = 0.3
"""How much likeness to a chosen sentence takes off (MMR: Carbonell and Goldstein, SIGIR 1998)."""
_TYPED = frozenset(
    {"person", "place", "organisation", "count", "money", "percent", "date", "duration"}
)
ANSWERED = 0.8
CLOSE = 0.3
"""Once a sentence has ANSWERED of the question's words, others must be CLOSE to as close as it."""
FAR_BELOW = 4.0
"""A sentence that scores this far below the best is left out."""
ON_POINT = 0.45
"""So is one with less than this of the best one's share of the question's words, in context."""


def choose(
    scored: Scored,
    scores: npt.NDArray[np.float64],
    sources: Sequence[Source],
    asked: Profile,
) -> list[Sentence]:
    """The sentences of the answer in the order in which they are shown; at least one."""
    chosen: list[int] = []
    shown: list[Sentence] = []
    total = 0
    left = list(range(len(scores)))
    likeness = scored.vectors @ scored.vectors.T
    best = float(scores.max())
    coverage = scored.context @ scored.weights
    top = int(scores.argmax())
    enough = ON_POINT * float(coverage[top])
    beside = _beside_the_point(scored, top, asked)
    while left and len(shown) < MOST:
        # Likeness of 0.35 is what any two sentences of one subject have.
        values = [
            scores[at]
            - REPEATS
            * 4
            * max((max(0.0, likeness[at, other] - 0.35) for other in chosen), default=0.0)
            for at in left
        ]
        at = left.pop(int(np.argmax(values)))
        if chosen and (max(values) < best - FAR_BELOW or _repeats(scored, at, chosen)):
            break
        sentence = scored.sentences[at]
        if sentence in shown or coverage[at] < enough or (chosen and beside[at]):
            continue
        group = [*_before(sentence, sources, shown), sentence]
        if asked.type == "statement":
            group += _going_on(sentence, sources, shown)
            if not sentence.leans:
                group = [*told_before(sentence, sources, shown), *group]
        if not shown:
            group += announced(sentence, sources, asked, group)
        size = sum(one.length for one in group)
        while not shown and len(group) > 1 and size > WORDS:
            size -= group.pop().length
        if shown and (total + size > WORDS or len(shown) + len(group) > MOST):
            if len(group) > 1 and sentence.leans:
                continue  # without the one before it cannot be understood
            if total + sentence.length > WORDS:
                continue
            group, size = [sentence], sentence.length
        chosen.append(at)
        shown += group
        total += size
    return shown


def _beside_the_point(scored: Scored, top: int, asked: Profile) -> npt.NDArray[np.bool_]:
    """Which sentences add nothing once the best one answers.

    Where it has the question's words and a thing of the type that is asked, those whose own such
    thing stands far from the question's words.
    """
    coverage = float((scored.context @ scored.weights)[top])
    if asked.type not in _TYPED or coverage < ANSWERED:
        return np.zeros(len(scored.sentences), dtype=bool)
    closeness = scored.features[:, FEATURES.index("closeness")]
    beside: npt.NDArray[np.bool_] = closeness < CLOSE * closeness[top]
    return beside


def _going_on(
    sentence: Sentence, sources: Sequence[Source], shown: Sequence[Sentence]
) -> list[Sentence]:
    """The sentence after it, where that goes on with the same speaker's words."""
    units = sources[sentence.article].units
    after = units[sentence.index + 1] if sentence.index + 1 < len(units) else None
    if after is None or after.kind != "sentence" or after in shown or not after.goes_on:
        return []
    if not sources[sentence.article].usable(after):
        return []
    return [after]


def _repeats(scored: Scored, at: int, chosen: Sequence[int]) -> bool:
    stems = set(scored.sentences[at].stems)
    return any(
        len(stems & other) >= 0.8 * min(len(stems), len(other))
        for other in (set(scored.sentences[one].stems) for one in chosen)
    )


def _before(
    sentence: Sentence, sources: Sequence[Source], shown: Sequence[Sentence]
) -> list[Sentence]:
    """The sentence that one that leans on it follows, unless it is shown already."""
    if not sentence.leans or sentence.index == 0:
        return []
    before = sources[sentence.article].units[sentence.index - 1]
    usable = before.kind == "sentence" and sources[sentence.article].usable(before)
    return [before] if usable and before not in shown else []
