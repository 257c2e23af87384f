"""What is measured of a claim beside a source: few numbers, each with a sense of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.domain import EventSpan
from assistant.grounding.alignment import Alignment, Match, align, matches
from assistant.grounding.claim import ClaimRead
from assistant.grounding.source import Source
from assistant.grounding.tokens import Kind, Token
from assistant.grounding.turns import find_turns

Floats = npt.NDArray[np.float64]

WINDOW = 3
"""Sentences that together may say what a claim says."""
CLOSE = 8
"""Tokens within which two neighbours of the claim stand near one another in the source."""
HELD = 0.6
"""A match from which a token counts as being there."""

FEATURES = {
    "alignment": +1,
    "window": +1,
    "source": +1,
    "pairs": +1,
    "closeness": +1,
    "bigrams": +1,
    "numbers missing": -1,
    "numbers elsewhere": -1,
    "names missing": -1,
    "names elsewhere": -1,
    "dates missing": -1,
    "words missing": -1,
    "rarest missing": -1,
    "numbers instead": -1,
    "names instead": -1,
    "opposites": -1,
    "negation": -1,
    "modality": -1,
    "roles": -1,
}
"""Each feature with the sign that its weight must have: +1 where more of it supports the claim."""

COUNTED = (
    "dates missing",
    "numbers instead",
    "names instead",
    "opposites",
    "negation",
    "modality",
    "roles",
)
"""Features that are the number of their notes, 2 at the most."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``values`` by FEATURES; ``notes`` says what speaks against the claim: (feature, words)."""

    values: dict[str, float]
    notes: tuple[tuple[str, str], ...]
    alignment: Alignment
    window: tuple[int, int]
    """The best sentences, a half-open range of ``Source.spans``."""


def measure(claim: ClaimRead, source: Source) -> Measured:
    """The features of a claim that has a telling token."""
    tokens = [claim.tokens[place] for place in claim.telling]
    choices = matches(tokens, source)
    grid = _grid(choices, source)
    weights = np.array([token.weight for token in tokens])
    notes: list[tuple[str, str]] = []
    days = _dates(claim, source, notes)
    # A date that the source tells in other words is said, wherever its words stand.
    for at in days:
        grid[at, :] = np.maximum(grid[at, :], 0.9)
    total = float(weights.sum())
    windows = _windows(grid)
    sums = weights @ windows
    best = int(np.argmax(sums))
    home = windows[:, best]
    anywhere = grid.max(axis=1, initial=0.0)
    path = align(tokens, choices, source)
    earned = float(weights @ np.array(path.strengths)) + sum(
        0.9 * tokens[at].weight for at in days if path.places[at] is None
    )
    values = {
        "alignment": max(0.0, (earned - path.jumps) / total),
        "window": float(sums[best]) / total,
        "source": float(weights @ anywhere) / total,
        "pairs": _pairs(grid, weights),
        "closeness": _closeness(path, weights),
        "bigrams": _bigrams(claim, source),
        **_figures(claim, tokens, home, anywhere, days, notes),
        **_names(claim, tokens, home, anywhere, notes),
        **_lost(tokens, weights, anywhere, notes),
    }
    notes += find_turns(claim, path, source)
    for name in COUNTED:
        values[name] = float(min(2, sum(note[0] == name for note in notes)))
    window = (best, min(best + WINDOW, len(source.spans)))
    return Measured(values, tuple(notes), path, window)


def _grid(choices: Sequence[Sequence[Match]], source: Source) -> Floats:
    """How well each sentence says each token, ``(tokens, sentences)``."""
    grid = np.zeros((len(choices), max(1, len(source.spans))))
    for row, choice in zip(grid, choices, strict=True):
        for match in reversed(choice):  # the best is written last
            for place in source.places[match.key]:
                at = source.sentence[place]
                row[at] = max(row[at], match.strength)
    return grid


def _windows(grid: Floats) -> Floats:
    """The same for each run of WINDOW sentences."""
    found = grid.copy()
    for shift in range(1, WINDOW):
        if grid.shape[1] > shift:
            found[:, :-shift] = np.maximum(found[:, :-shift], grid[:, shift:])
    return found


def _pairs(grid: Floats, weights: Floats) -> float:
    """The share of neighbours, and next but one, that a sentence holds together."""
    got = total = 0.0
    for step in (1, 2):
        if len(weights) <= step:
            continue
        both = (grid[:-step] * grid[step:]).max(axis=1)
        worth = weights[:-step] * weights[step:]
        got += float(worth @ both)
        total += float(worth.sum())
    return got / total if total else 1.0


def _closeness(path: Alignment, weights: Floats) -> float:
    """The share of neighbours whose places on the path are at most CLOSE tokens apart."""
    got = total = 0.0
    for at in range(len(weights) - 1):
        worth = float(weights[at] * weights[at + 1])
        total += worth
        one, other = path.places[at], path.places[at + 1]
        if one is not None and other is not None and abs(one - other) <= CLOSE:
            got += worth
    return got / total if total else 1.0


def _bigrams(claim: ClaimRead, source: Source) -> float:
    keys = [token.key for token in claim.tokens]
    pairs = list(zip(keys, keys[1:], strict=False))
    return sum(pair in source.neighbours for pair in pairs) / len(pairs) if pairs else 1.0


def _dates(claim: ClaimRead, source: Source, notes: list[tuple[str, str]]) -> set[int]:
    """Places in ``telling`` of dates that the source tells of; notes those it does not."""
    said: set[int] = set()
    keys = source.places
    for day, places in zip(claim.dates, claim.dated, strict=True):
        words = claim.text[day.start : day.end]
        if any(_tells(event, day) for event in source.events):
            said.update(places)
        elif source.events and not all(claim.tokens[claim.telling[at]].key in keys for at in places):
            notes.append(("dates missing", f"the source tells of no {_day(day, words)}"))
    return said


def _tells(event: EventSpan, day: EventSpan) -> bool:
    """Whether what happened in ``event`` happened in ``day``."""
    return day.first <= event.first and event.last <= day.last


def _day(day: EventSpan, words: str) -> str:
    return f"{words} ({day.first})" if str(day.first) not in words else words


def _figures(
    claim: ClaimRead,
    tokens: Sequence[Token],
    home: Floats,
    anywhere: Floats,
    days: set[int],
    notes: list[tuple[str, str]],
) -> dict[str, float]:
    missing = elsewhere = 0
    for at, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER or at in days:
            continue
        words = claim.text[token.start : token.end]
        if anywhere[at] < HELD:
            missing += 1
            what = "number" if token.key[0] == "#" else "day or month"
            notes.append(("numbers missing", f"the {what} {words} is not in the source"))
        elif home[at] < HELD:
            elsewhere += 1
            notes.append(("numbers elsewhere", f"{words} stands elsewhere in the source"))
    return {"numbers missing": min(2, missing), "numbers elsewhere": min(2, elsewhere)}


def _names(
    claim: ClaimRead,
    tokens: Sequence[Token],
    home: Floats,
    anywhere: Floats,
    notes: list[tuple[str, str]],
) -> dict[str, float]:
    missing = elsewhere = 0.0
    for name in claim.named:
        places = [at for at in name if tokens[at].kind is Kind.NAME]
        if not places:
            continue
        lost = [at for at in places if anywhere[at] < HELD]
        away = [at for at in places if anywhere[at] >= HELD > home[at]]
        missing += len(lost) / len(places)
        elsewhere += len(away) / len(places)
        if lost:
            words = claim.text[tokens[lost[0]].start : tokens[lost[-1]].end]
            notes.append(("names missing", f"the name {words} is not in the source"))
        elif away:
            words = claim.text[tokens[away[0]].start : tokens[away[-1]].end]
            notes.append(("names elsewhere", f"{words} stands elsewhere in the source"))
    return {"names missing": min(2.0, missing), "names elsewhere": min(2.0, elsewhere)}


def _lost(
    tokens: Sequence[Token], weights: Floats, anywhere: Floats, notes: list[tuple[str, str]]
) -> dict[str, float]:
    lost = [
        (float(weight * (1 - there)), token.lower)
        for token, weight, there in zip(tokens, weights, anywhere, strict=True)
        if token.kind is Kind.WORD
    ]
    mass = sum(weight for weight, _ in lost)
    rarest = max((weight for weight, _ in lost), default=0.0)
    words = [f"“{word}”" for weight, word in sorted(lost, reverse=True) if weight > 0.5][:3]
    if words:
        notes.append(("words missing", f"the source has nothing like {', '.join(words)}"))
    return {"words missing": math.log1p(mass), "rarest missing": rarest}
