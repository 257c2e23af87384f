"""Where a source says the words of a claim: the best path of its tokens through the source.

Every token of the claim may stand at a place of the source that says it (the same word, a synonym,
a word that is near by vector) or at none. A path earns the weight of what it matches, times how
well, and pays for its jumps; the best one is found by dynamic programming (Viterbi 1967). It is
the evidence to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import ratio

from assistant.grounding.lexicon import alike, opposites
from assistant.grounding.source import LEAST_MEANING, Source, vectors
from assistant.grounding.tokens import Kind, Token, worth_of

SYNONYM = 0.85
NEAR = 0.5  # cosine of two words that may stand for one another
NEAR_KIN = 0.3  # the same, where they begin alike ("negotiator", "negotiations")
KIN = 5  # letters
JUMP = 0.35
"""What the longest jump costs, in the weight of one number."""
FAR = 60
"""Tokens from which a jump costs no more."""
PLACES = 40
"""Places of one word that are tried at the most, spread evenly."""

Floats = npt.NDArray[np.float64]
_COST: Floats = JUMP * np.minimum(1.0, np.log1p(np.arange(FAR + 1)) / np.log1p(FAR))


@dataclass(frozen=True, slots=True)
class Match:
    """A key of the source that says a token of the claim, and how well, 0 to 1."""

    key: str
    strength: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """``places[i]`` is the place in the source of the claim's i-th telling token, or None.

    ``strengths[i]`` is how well the word there says it; ``jumps`` is what the path paid.
    """

    places: tuple[int | None, ...]
    strengths: tuple[float, ...]
    jumps: float


def matches(tokens: Sequence[Token], source: Source) -> list[list[Match]]:
    """For each token the keys of the source that say it, the best first."""
    found = [_listed(token, source) for token in tokens]
    vague = [
        place
        for place, token in enumerate(tokens)
        if not found[place] and token.kind is Kind.WORD and token.weight >= LEAST_MEANING
    ]
    if vague:
        keys, rows = source.words
        likeness = vectors([tokens[place].lower for place in vague]) @ rows.T
        for place, row in zip(vague, likeness, strict=True):
            found[place] = _near(tokens[place], keys, row)
    return found


def _listed(token: Token, source: Source) -> list[Match]:
    found = [Match(token.key, 1.0)] if token.key in source.places else []
    if token.kind is Kind.WORD:
        denied = opposites(token.key)
        keys = {key for line in alike().get(token.key, ()) for key in source.lines.get(line, ())}
        keys -= denied | {token.key}
        found += [Match(key, SYNONYM) for key in sorted(keys)]
    elif token.key[0] == "#" and not found:
        found = _rounded(token, source)
    if not found and token.kind is Kind.NAME:
        found = _spelled(token, source)
    return found


def _spelled(token: Token, source: Source) -> list[Match]:
    """Words that a name may be, spelled or inflected otherwise: "Patterson", "Nazism"."""
    key = token.key
    if len(key) < KIN:
        return []
    found = []
    for other in source.capitals:
        if other[0] == key[0] and other[:3] == key[:3]:
            likeness = ratio(key, other)
            if likeness >= 85:
                found.append(Match(other, likeness / 100 - 0.1))
    return sorted(found, key=lambda match: (-match.strength, match.key))[:2]


def _rounded(token: Token, source: Source) -> list[Match]:
    """Numbers that the token's is a rounding of: "1.2 million" of 1,234,000."""
    worth = worth_of(token.key)
    digits = len(token.key.lstrip("#").replace(".", "").rstrip("0"))
    if worth < 20 or digits > 3:
        return []
    found = []
    for key in source.places:
        if key[0] == "#" and (other := worth_of(key)) != worth and other > 0:
            # A year is never a rounding of another.
            years = 1000 < worth < 2100 and 1000 < other < 2100
            if not years and float(f"{other:.{max(1, digits) - 1}e}") == worth:
                found.append(Match(key, SYNONYM))
    return found


def _near(token: Token, keys: Sequence[str], row: npt.NDArray[np.float32]) -> list[Match]:
    found = []
    denied = opposites(token.key)
    for place in np.flatnonzero(row >= NEAR_KIN).tolist():
        key, cosine = keys[place], float(row[place])
        kin = key[:KIN] == token.key[:KIN] and len(key) >= KIN
        if key not in denied and (kin or cosine >= NEAR):
            found.append(Match(key, min(SYNONYM, cosine + 0.3 if kin else cosine)))
    return sorted(found, key=lambda match: (-match.strength, match.key))[:4]


def align(
    tokens: Sequence[Token],
    choices: Sequence[Sequence[Match]],
    source: Source,
    within: tuple[int, int] | None = None,
) -> Alignment:
    """The best path of the tokens; ``choices`` are their matches.

    ``within`` is a half-open range of the source's tokens that it may not leave.
    """
    states = np.zeros(0, dtype=np.int64)  # the last place of each path that is still open
    earned = np.zeros(0)
    nothing = 0.0  # what the path that has no place yet has earned
    steps: list[tuple[Floats, npt.NDArray[np.int64], int]] = []
    for token, choice in zip(tokens, choices, strict=True):
        where: list[int] = []
        gains: list[float] = []
        for match in choice:
            places = source.places[match.key]
            if within:
                places = [place for place in places if within[0] <= place < within[1]]
            if len(places) > PLACES:
                places = places[:: -(-len(places) // PLACES)]
            where += places
            gains += [token.weight * match.strength] * len(places)
        steps.append((np.array(gains), np.array(where, dtype=np.int64), len(states)))
        if not where:
            continue
        fresh = np.array(where, dtype=np.int64)
        gain = np.array(gains)
        if len(states):
            leap = np.minimum(FAR, np.abs(fresh[:, None] - states[None, :] - 1))
            reached = (earned[None, :] - _COST[leap]).max(axis=1)
            gain = gain + np.maximum(reached, nothing)
        states = np.concatenate([states, fresh])
        earned = np.concatenate([earned, gain])
    return _walk_back(tokens, steps, states, earned)


def _walk_back(
    tokens: Sequence[Token],
    steps: Sequence[tuple[Floats, npt.NDArray[np.int64], int]],
    states: npt.NDArray[np.int64],
    earned: Floats,
) -> Alignment:
    found: list[int | None] = [None] * len(tokens)
    strengths = [0.0] * len(tokens)
    jumps = 0.0
    best = int(np.argmax(earned)) if len(earned) else -1
    for step in range(len(tokens) - 1, -1, -1):
        gains, _, before = steps[step]
        if best < before or best >= before + len(gains):
            continue
        place = int(states[best])
        found[step] = place
        strengths[step] = float(gains[best - before]) / (tokens[step].weight or 1.0)
        if before == 0:
            break
        leap = np.minimum(FAR, np.abs(place - states[:before] - 1))
        reached = earned[:before] - _COST[leap]
        best = int(np.argmax(reached))
        if reached[best] <= 0:
            break
        jumps += float(_COST[leap[best]])
    return Alignment(tuple(found), tuple(strengths), jumps)
