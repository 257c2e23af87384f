"""What is measured of a claim beside a source: few numbers, each with a sense of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.domain import EventSpan
from assistant.grounding.alignment import Alignment, Match, align, matches
from assistant.grounding.claim import ClaimRead
from assistant.grounding.source import Source
from assistant.grounding.tokens import Kind, Token
from assistant.grounding.turns import Note, find_turns
from assistant.grounding.wording import nearby, pieces, repeated

Floats = npt.NDArray[np.float64]

WINDOW = 3
"""Sentences that together may say what a claim says."""
CLOSE = 8
"""Tokens within which two neighbours of the claim stand near one another in the source."""
BESIDE = 3
"""Telling tokens on either side of a number or a name, one of which should stand near it."""
SAID = 0.9
"""How well a date is matched by other words for the same day."""
HELD = 0.6
"""A match from which a token counts as being there."""

FEATURES = {
    "alignment": +1,
    "window": +1,
    "source": +1,
    "pairs": +1,
    "closeness": +1,
    "bigrams": +1,
    "nearby": +1,
    "pieces": -1,
    "repeated": -1,
    "numbers missing": -1,
    "numbers apart": -1,
    "names missing": -1,
    "names apart": -1,
    "dates missing": -1,
    "numbers instead": -1,
    "names instead": -1,
    "opposites": -1,
    "negation": -1,
    "unsure": -1,
    "planned": -1,
    "roles": -1,
}
"""Each feature with the sign that its weight must have: +1 where more of it supports the claim."""

TURNS = ("numbers instead", "names instead", "opposites", "negation", "unsure", "planned", "roles")
"""Where the source says otherwise: the number of notes, 2 at the most."""
LITERAL = ("numbers instead", "names instead", "planned")
"""Those that are multiplied by the bigrams: the more a claim follows the source word for word, the
more such a difference tells."""


GRAVE = 0.4
"""From here on a turn alone makes a claim unsupported: it follows the source, and differs."""


def contradicted(values: Mapping[str, float]) -> bool:
    """Whether a claim is unsupported whatever its score: a number that the source lacks, or words
    of the source with something turned."""
    return values["numbers missing"] >= 1 or any(values[name] >= GRAVE for name in TURNS)


@dataclass(frozen=True, slots=True)
class Measured:
    """``values`` by FEATURES; ``notes`` says what speaks against the claim: (feature, words)."""

    values: dict[str, float]
    notes: tuple[Note, ...]
    alignment: Alignment
    window: tuple[int, int]
    """The best sentences, a half-open range of ``Source.spans``."""


def measure(claim: ClaimRead, source: Source) -> Measured:
    """The features of a claim that has a telling token."""
    tokens = [claim.tokens[place] for place in claim.telling]
    choices = matches(tokens, source)
    spots = [[spot for one in choice for spot in source.places[one.key]] for choice in choices]
    grid = _grid(choices, source)
    weights = np.array([token.weight for token in tokens])
    notes: list[Note] = []
    days = _dates(claim, source, notes)
    for at, there in days.items():
        spots[at] = there
        for spot in there:
            grid[at, source.sentence[spot]] = max(grid[at, source.sentence[spot]], SAID)
    total = float(weights.sum())
    windows = _windows(grid)
    sums = weights @ windows
    best = int(np.argmax(sums))
    anywhere = grid.max(axis=1, initial=0.0)
    path = align(tokens, choices, source)
    earned = float(weights @ np.array(path.strengths)) + sum(
        SAID * tokens[at].weight for at in days if path.places[at] is None
    )
    heard = nearby(tokens, path, source)
    for at in days:
        heard[at] = max(heard[at], SAID)
    values = {
        "alignment": max(0.0, (earned - path.jumps) / total),
        "window": float(sums[best]) / total,
        "source": float(weights @ anywhere) / total,
        "pairs": _pairs(grid, weights),
        "closeness": _closeness(path, weights),
        "bigrams": _bigrams(claim, source),
        "nearby": float(weights @ heard) / total,
        "pieces": pieces(claim, source),
        "repeated": repeated(claim),
        **_figures(claim, tokens, spots, anywhere, days, notes),
        **_names(claim, tokens, spots, anywhere, notes),
    }
    # Another path that may not leave the best sentence: what stands there in the place of a word
    # is not seen where the word was found elsewhere.
    inner = align(tokens, choices, source, _held(source, int(np.argmax(weights @ grid))))
    notes += find_turns(claim, inner, source, days.keys())
    notes += _unheard(tokens, weights, anywhere)
    values["dates missing"] = _count(notes, "dates missing")
    for name in TURNS:
        values[name] = _count(notes, name) * (values["bigrams"] if name in LITERAL else 1.0)
    window = (best, min(best + WINDOW, len(source.spans)))
    return Measured(values, tuple(notes), path, window)


def _held(source: Source, best: int) -> tuple[int, int]:
    """The half-open range of the tokens of a sentence."""
    return bisect_left(source.sentence, best), bisect_left(source.sentence, best + 1)


def _count(notes: Sequence[Note], feature: str) -> float:
    return float(min(2, sum(note[0] == feature for note in notes)))


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
    pairs = list(pairwise(keys))
    return sum(pair in source.neighbours for pair in pairs) / len(pairs) if pairs else 1.0


def _dates(claim: ClaimRead, source: Source, notes: list[Note]) -> dict[int, list[int]]:
    """Where in the source the days are told that the claim's dates mean, in whatever words.

    From places in ``telling`` to places of tokens. Notes the dates that the source tells nothing
    of: a day that lies in what it tells of may be right, and so may the day of the source itself.
    """
    said: dict[int, list[int]] = {}
    for day, places in zip(claim.dates, claim.dated, strict=True):
        telling = [event for event in source.events if _within(event, day)]
        if telling:
            there = [spot for event in telling for spot in source.tokens_in(event.start, event.end)]
            said.update((at, there) for at in places if there)
            continue
        words = claim.text[day.start : day.end]
        known = source.published is None or _within(day, day, source.published)
        known = known or words in source.text
        if not known and not any(_within(day, event) for event in source.events):
            told = f" ({day.first})" if day.first == day.last else ""
            notes.append(("dates missing", f"the source tells nothing of {words}{told}"))
    return said


def _within(one: EventSpan, other: EventSpan, day: date | None = None) -> bool:
    """Whether the days of ``one`` lie in those of ``other``; or whether ``day`` does."""
    first, last = (day, day) if day else (one.first, one.last)
    return other.first <= first and last <= other.last


def _figures(
    claim: ClaimRead,
    tokens: Sequence[Token],
    spots: Sequence[Sequence[int]],
    anywhere: Floats,
    days: Mapping[int, Sequence[int]],
    notes: list[Note],
) -> dict[str, float]:
    missing = apart = 0
    for places in claim.dated:
        if places and places[0] in days and (beside := _apart(places, tokens, spots)):
            apart += 1
            words = claim.text[tokens[places[0]].start : tokens[places[-1]].end]
            notes.append(("numbers apart", f"the source tells of {words}, but not with {beside}"))
    for at, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER or at in days:
            continue
        words = claim.text[token.start : token.end]
        if anywhere[at] < HELD:
            missing += 1
            what = "number" if token.key[0] == "#" else "day or month"
            notes.append(("numbers missing", f"the {what} {words} is not in the source"))
        elif beside := _apart((at,), tokens, spots):
            apart += 1
            notes.append(("numbers apart", f"the source has {words}, but not with {beside}"))
    return {"numbers missing": min(2, missing), "numbers apart": min(2, apart)}


def _names(
    claim: ClaimRead,
    tokens: Sequence[Token],
    spots: Sequence[Sequence[int]],
    anywhere: Floats,
    notes: list[Note],
) -> dict[str, float]:
    missing = 0.0
    apart = 0
    for name in claim.named:
        places = [at for at in name if tokens[at].kind is Kind.NAME]
        if not places:
            continue
        lost = [at for at in places if anywhere[at] < HELD]
        missing += len(lost) / len(places)
        if lost:
            words = claim.text[tokens[lost[0]].start : tokens[lost[-1]].end]
            notes.append(("names missing", f"the name {words} is not in the source"))
        if beside := _apart(name, tokens, spots):
            apart += 1
            words = claim.text[tokens[places[0]].start : tokens[places[-1]].end]
            notes.append(("names apart", f"the source has {words}, but not with {beside}"))
    return {"names missing": min(2.0, missing), "names apart": min(2, apart)}


def _apart(
    group: Sequence[int], tokens: Sequence[Token], spots: Sequence[Sequence[int]]
) -> str | None:
    """The words beside a number or a name in the claim, where none is near it in the source.

    None where one is, or where the source has nothing of it.
    """
    own = sorted(spot for at in group for spot in spots[at])
    around = [
        at
        for at in range(max(0, group[0] - BESIDE), min(len(tokens), group[-1] + 1 + BESIDE))
        if at not in group
    ]
    if not own or not around:
        return None
    for at in around:
        for spot in spots[at]:
            near = bisect_left(own, spot - CLOSE)
            if near < len(own) and own[near] <= spot + CLOSE:
                return None
    nearest = [at for at in (group[0] - 1, group[-1] + 1) if at in around]
    return " or ".join(f"“{tokens[at].lower}”" for at in nearest)


def _unheard(tokens: Sequence[Token], weights: Floats, anywhere: Floats) -> Iterator[Note]:
    """The words that nothing in the source is like, the most telling three."""
    lost = [
        (float(weight * (1 - there)), token.lower)
        for token, weight, there in zip(tokens, weights, anywhere, strict=True)
        if token.kind is Kind.WORD
    ]
    words = [f"“{word}”" for weight, word in sorted(lost, reverse=True) if weight > 0.5][:3]
    if words:
        yield "source", f"the source has nothing like {', '.join(words)}"
