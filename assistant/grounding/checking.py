"""The check itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.domain import Verdict
from assistant.grounding.claim import ClaimRead, read_claim
from assistant.grounding.features import Measured, contradicted, measure
from assistant.grounding.source import Source, read_source
from assistant.grounding.weights import load_weights

VERBATIM = 0.99
"""The score of whole sentences of the source."""
JUST_BELOW = 0.01
LEAST_SHARE = 0.1
"""Of the weight of what is found: a sentence with less is no evidence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """``score`` 0 to 1, higher is better supported; ``evidence`` are half-open spans of the source.

    ``reasons`` say what speaks against the claim, the gravest first.
    """

    verdict: Literal[Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    score: float
    evidence: tuple[tuple[int, int], ...]
    reasons: tuple[str, ...]


def check(claim: str, source: str, published: date | None = None) -> Checked:
    """Whether a source says what a claim says; ``published`` is the day of the source."""
    return check_against(claim, read_source(source, published))


def check_against(claim: str, source: Source) -> Checked:
    """The same for a source that has been read.

    A claim without a word that says anything is unsupported, and so is one beside no text.
    """
    weights = load_weights()
    span = _verbatim(claim, source)
    if span is not None:
        return Checked(Verdict.SUPPORTED, VERBATIM, (span,), ())
    read = read_claim(claim, source.published)
    if not read.telling:
        return Checked(Verdict.UNSUPPORTED, 0.0, (), ("the claim says nothing",))
    if not source.tokens:
        return Checked(Verdict.UNSUPPORTED, 0.0, (), ("the source is empty",))
    measured = measure(read, source)
    score = weights.score(measured.values)
    if contradicted(measured.values):
        score = min(score, weights.threshold - JUST_BELOW)
    held = score >= weights.threshold
    reasons = weights.reasons(measured)
    if not held and not reasons:
        reasons = ("no three sentences of the source say it together",)
    return Checked(
        Verdict.SUPPORTED if held else Verdict.UNSUPPORTED,
        round(score, 4),
        _evidence(read, measured, source),
        reasons,
    )


def _evidence(claim: ClaimRead, measured: Measured, source: Source) -> tuple[tuple[int, int], ...]:
    """The sentences on the path that carry a share of what it found, in order."""
    carried: dict[int, float] = {}
    path = measured.alignment
    for at, place in enumerate(path.places):
        if place is not None:
            weight = claim.tokens[claim.telling[at]].weight * path.strengths[at]
            sentence = source.sentence[place]
            carried[sentence] = carried.get(sentence, 0.0) + weight
    total = sum(carried.values())
    kept = sorted(at for at, weight in carried.items() if weight >= LEAST_SHARE * total)
    return tuple((source.spans[at].start, source.spans[at].end) for at in kept)


_MARKS = str.maketrans("“”‘’", "\"\"''")


def _verbatim(claim: str, source: Source) -> tuple[int, int] | None:
    """The span of the whole sentences that are the claim, but for white space and quotation marks.

    Parts of sentences do not count: "he had resigned" stands in "he denied that he had resigned".
    """
    words = [re.escape(word) for word in claim.translate(_MARKS).split()]
    if not words:
        return None
    plain = source.text.translate(_MARKS)
    found = re.search(r"\s+".join(words), plain)
    if found is None:
        return None
    start, end = found.span()
    starts = {unit.start for unit in source.spans}
    ends = {unit.end for unit in source.spans}
    return (start, end) if start in starts and end in ends else None
