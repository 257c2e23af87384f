"""Which sentences make the answer: few, the one that answers first, none that repeats another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.answering.features import Scored
from assistant.answering.sentences import Sentence, Source

MOST = 4  # sentences
WORDS = 110  # of an answer; the first sentence may be longer alone
REPEATS = 0.3
"""How much likeness to a chosen sentence takes off (MMR: Carbonell and Goldstein, SIGIR 1998)."""
FAR_BELOW = 2.5
"""A sentence that scores this far below the best is left out."""
ON_POINT = 0.6
"""So is one with less than this of the best one's share of the question's words, in context."""


def choose(
    scored: Scored, scores: npt.NDArray[np.float64], sources: Sequence[Source]
) -> list[Sentence]:
    """The sentences of the answer in the order in which they are shown; at least one."""
    chosen: list[int] = []
    shown: list[Sentence] = []
    total = 0
    left = list(range(len(scores)))
    likeness = scored.vectors @ scored.vectors.T
    best = float(scores.max())
    coverage = scored.context @ scored.weights
    enough = ON_POINT * float(coverage[int(scores.argmax())])
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
        if sentence in shown or coverage[at] < enough:
            continue
        group = [*_before(sentence, sources, shown), sentence]
        size = sum(one.length for one in group)
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
    return [before] if before.kind == "sentence" and before not in shown else []
