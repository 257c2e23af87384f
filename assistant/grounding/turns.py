"""Where the source says otherwise: another number or name in the same place, the opposite word, a
denial, a plan where the claim has a fact, the two names the other way round.

Each reading is narrow: it looks only where the words beside it are the claim's own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from assistant.grounding import polarity
from assistant.grounding.alignment import Alignment
from assistant.grounding.claim import DATE_WORDS, ClaimRead
from assistant.grounding.lexicon import opposites
from assistant.grounding.source import LEAST_MEANING, Source
from assistant.grounding.tokens import Kind, Token
from assistant.text.words import STOP_WORDS

ASIDE = 2
"""Telling tokens of the claim that are tried for a neighbour that the source has."""
GAP = 6
"""Tokens between the two neighbours of a word that a place for it in the source can have."""
NEAR = 4
"""The same at the end of a claim, where it has one neighbour only."""

Note = tuple[str, str]


def find_turns(
    claim: ClaimRead, path: Alignment, source: Source, said: Container[int]
) -> Iterator[Note]:
    """(feature, words) for all of them, in the order of the claim; ``said`` are telling tokens of
    dates that the source has in other words."""
    tokens = [claim.tokens[place] for place in claim.telling]
    keys = {token.key for token in claim.tokens}
    for at, token in enumerate(tokens):
        place = path.places[at]
        low, high = slot(path, at, source)
        region = source.tokens[low:high]
        if token.kind is not Kind.WORD:
            if at not in said and (place is None or not low <= place < high):
                own = claim.telling[at]
                like = [other for other in range(low, high) if _framed(claim, own, source, other)]
                other = _instead(token, [source.tokens[one] for one in like], keys)
                if other is not None:
                    there = source.text[other.start : other.end]
                    words = claim.text[token.start : token.end]
                    kind = "names" if token.kind is Kind.NAME else "numbers"
                    yield f"{kind} instead", f"the source has {there} where the claim has {words}"
        elif token.weight >= LEAST_MEANING or token.lower in STOP_WORDS:
            denied = opposites(token.key) - keys
            other = next((one for one in region if one.key in denied), None)
            if other is not None and (place is None or path.strengths[at] < 1):
                yield "opposites", f"the claim says “{token.lower}”, the source “{other.lower}”"
    yield from _denials(claim, tokens, path, source)
    yield from _roles(claim, source)
    yield from _exchanged(claim, path, source)


def slot(path: Alignment, at: int, source: Source) -> tuple[int, int]:
    """Where token ``at`` of the claim would stand in the source, by its neighbours' places."""
    before = reversed(path.places[max(0, at - ASIDE) : at])
    after = path.places[at + 1 : at + 1 + ASIDE]
    left = next((place for place in before if place is not None), None)
    right = next((place for place in after if place is not None), None)
    if left is not None and right is not None:
        return (left + 1, right) if left < right <= left + GAP else (0, 0)
    if left is not None:
        last = min(left + NEAR, len(source.tokens) - 1)
        while source.sentence[last] != source.sentence[left]:
            last -= 1
        return left + 1, last + 1
    if right is not None:
        first = max(0, right - NEAR)
        while source.sentence[first] != source.sentence[right]:
            first += 1
        return first, right
    return 0, 0


def _instead(token: Token, region: Sequence[Token], keys: set[str]) -> Token | None:
    """What stands in the place of a number, a day or a name, where it is another one."""
    for other in region:
        if other.key in keys:
            continue
        if token.kind is Kind.NAME:
            named = other.upper and not other.first and other.kind is not Kind.FUNCTION
            if named and other.lower not in DATE_WORDS:
                return other
        elif token.key[0] == "#":
            if other.kind is Kind.NUMBER:
                return other
        elif other.lower in DATE_WORDS and other.upper:
            return other
    return None


def _framed(claim: ClaimRead, own: int, source: Source, other: int) -> bool:
    """Whether the word just before, or just after, is the same for two tokens."""
    mine, theirs = claim.tokens, source.tokens
    before = own > 0 and other > 0 and mine[own - 1].key == theirs[other - 1].key
    last = own + 1 == len(mine) or other + 1 == len(theirs)
    return before or (not last and mine[own + 1].key == theirs[other + 1].key)


def _denials(
    claim: ClaimRead, tokens: Sequence[Token], path: Alignment, source: Source
) -> Iterator[Note]:
    denies = any(map(polarity.is_negation, claim.tokens))
    unsure = any(map(polarity.is_unsure, claim.tokens))
    planned = unsure or any(map(polarity.is_planned, claim.tokens))
    for at, token in enumerate(tokens):
        place = path.places[at]
        if place is None or token.kind is not Kind.WORD or token.weight < LEAST_MEANING:
            continue
        if not _in_company(path, at):
            continue
        low, _ = source.sentence_tokens(place)
        own, there = claim.telling[at], source.tokens
        word = f"“{token.lower}”"
        if not denies and polarity.reached(there, place, low, polarity.is_negation):
            yield "negation", f"the source denies what the claim says of {word}"
        elif (
            denies
            and polarity.reached(claim.tokens, own, 0, polarity.is_negation)
            and not polarity.reached(there, place, low, polarity.is_negation)
        ):
            yield "negation", f"the claim denies what the source says of {word}"
        if not unsure and polarity.reached(there, place, low, polarity.is_unsure):
            yield "unsure", f"the source is not sure of what the claim says of {word}"
        if not planned and polarity.reached(there, place, low, polarity.is_planned):
            yield "planned", f"{word} was still to come in the source"


def _in_company(path: Alignment, at: int) -> bool:
    """Whether a neighbour in the claim stands near it in the source, too."""
    place = path.places[at]
    for other in (at - 1, at + 1):
        if 0 <= other < len(path.places):
            beside = path.places[other]
            if beside is not None and place is not None and abs(beside - place) <= NEAR:
                return True
    return False


def _roles(claim: ClaimRead, source: Source) -> Iterator[Note]:
    heads = [claim.telling[name[-1]] for name in claim.named]
    for one, other in pairwise(heads):
        first, second = claim.tokens[one], claim.tokens[other]
        if Kind.NUMBER in (first.kind, second.kind) or first.key == second.key:
            continue
        for at in range(one + 1, min(other, one + 1 + polarity.BESIDE)):
            verb = claim.tokens[at]
            if verb.kind is not Kind.WORD or verb.lower in STOP_WORDS:
                continue
            ours = polarity.doer_first(claim.tokens, first.key, at, second.key)
            if ours is None:
                continue
            theirs = set()
            for place in source.places.get(verb.key, ()):
                low, high = source.sentence_tokens(place)
                theirs.add(
                    polarity.doer_first(source.tokens[low:high], first.key, place - low, second.key)
                )
            if (not ours) in theirs and ours not in theirs:
                names = f"{claim.text[first.start : first.end]} and "
                names += claim.text[second.start : second.end]
                yield "roles", f"with “{verb.lower}” the source has {names} the other way round"
                return


def _exchanged(claim: ClaimRead, path: Alignment, source: Source) -> Iterator[Note]:
    """Two names that stand in one another's place: "A beat B", "B beat A"."""
    for one, other in pairwise(claim.named):
        first, second = path.places[one[-1]], path.places[other[-1]]
        if first is None or second is None or second > first:
            continue
        if source.sentence[first] != source.sentence[second]:
            continue
        after, there = claim.telling[one[-1]] + 1, second + 1
        if there == len(source.tokens) or claim.tokens[after].key != source.tokens[there].key:
            continue
        for at in range(one[-1] + 1, other[0]):
            place = path.places[at]
            if place is None or not second < place < first or path.strengths[at] < 1:
                continue
            ours = polarity.by_after(claim.tokens, claim.telling[at])
            if ours is polarity.by_after(source.tokens, place):
                names = [claim.tokens[claim.telling[name[-1]]] for name in (one, other)]
                both = " and ".join(claim.text[name.start : name.end] for name in names)
                yield "roles", f"the source has {both} the other way round"
                return
