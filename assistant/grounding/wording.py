"""How a claim is worded beside its source: copied in how many pieces, said twice, said nearby."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.grounding.alignment import Alignment
from assistant.grounding.claim import ClaimRead
from assistant.grounding.lexicon import opposites
from assistant.grounding.source import LEAST_MEANING, Source, vectors
from assistant.grounding.tokens import Kind, Token

Floats = npt.NDArray[np.float64]

AROUND = 6
"""Tokens to both sides of where the words before and after it stand."""

CLAUSE = 30
"""Tokens that a step back in the source counts as, on top of its length."""
PLACES = 200
"""Places of one word that are tried at the most: those that come first."""
LONGEST = 60
"""Tokens of one piece."""


def pieces(claim: ClaimRead, source: Source) -> float:
    """The number of pieces that the claim is copied in, for each of its tokens, 0 to 1.

    Taken greedily, the longest first and of these the nearest (the fragments of Grusky, Naaman and
    Artzi 2018, section 3). A function word alone is no piece. Few for what is copied whole and for
    what is not copied at all: who joins many pieces of a source often joins what does not belong
    together.
    """
    ours = [token.key for token in claim.tokens]
    theirs = [token.key for token in source.tokens]
    found = at = last = 0
    while at < len(ours):
        best = (0, 0, 0)
        for place in source.places.get(ours[at], [])[:PLACES]:
            length = 1
            most = min(LONGEST, len(ours) - at, len(theirs) - place)
            while length < most and ours[at + length] == theirs[place + length]:
                length += 1
            away = place - last if place >= last else last - place + CLAUSE
            best = max(best, (length, -away, place))
        length, _, place = best
        if length > 1 or (length and claim.tokens[at].kind is not Kind.FUNCTION):
            found += 1
            last = place + length
        at += max(1, length)
    return found / len(ours)


def repeated(claim: ClaimRead) -> float:
    """The share of the claim's neighbouring tokens that it has together before, 0 to 1."""
    pairs = list(pairwise(token.key for token in claim.tokens))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def nearby(tokens: Sequence[Token], path: Alignment, source: Source) -> Floats:
    """How well each telling token is said: by its place on the path, else by the word most like it
    around the places of the tokens before and after; 0 to 1."""
    found = np.array(path.strengths)
    vague = [
        at
        for at, token in enumerate(tokens)
        if path.places[at] is None and token.kind is Kind.WORD and token.weight >= LEAST_MEANING
    ]
    keys, rows = source.words
    if not vague or not keys:
        return found
    likeness = vectors([tokens[at].lower for at in vague]) @ rows.T
    columns = source.columns
    for at, row in zip(vague, likeness, strict=True):
        before = next((place for place in reversed(path.places[:at]) if place is not None), None)
        after = next((place for place in path.places[at + 1 :] if place is not None), None)
        denied = opposites(tokens[at].key)
        for place in (before, after):
            if place is None:
                continue
            for column in columns[max(0, place - AROUND) : place + AROUND + 1]:
                if column >= 0 and keys[column] not in denied:
                    found[at] = max(found[at], float(row[column]))
    return found
