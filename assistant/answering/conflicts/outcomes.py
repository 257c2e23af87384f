"""Outcomes that contradict each other: approved and rejected, signed and did not sign.

Only what is told as a fact of the past is one: not what is planned, feared, demanded or supposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.answering.conflicts.context import Context
from assistant.answering.conflicts.numbers import BREAKS, Token, plain_words, tokens
from assistant.answering.conflicts.same import days_apart, periods_agree, share_names
from assistant.answering.conflicts.words import OUTCOMES
from assistant.text.words import STOP_WORDS, stem

OUTCOME_DAYS = 60
NEAR = 7
"""How many words on either side of a verb, up to a break, say who did it to what."""


class Near(NamedTuple):
    """A word of meaning near a verb, ``text[start:end]`` of its sentence."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """``words`` of a sentence tell that ``verb`` came about, or where ``denied`` that it did not.

    ``before`` and ``after`` are the words of meaning on either side, nearest first;
    ``object`` those behind the verb up to a preposition.
    """

    start: int
    verb: str
    denied: bool
    passive: bool
    words: str
    before: tuple[Near, ...]
    after: tuple[Near, ...]
    object: tuple[Near, ...]

    @property
    def thing(self) -> tuple[Near, ...]:
        """What it happened to: the object, or the subject of a passive or a verb without one."""
        if self.passive or self.verb in _OF_SUBJECT or not self.object:
            return self.before
        return self.object


_POLES = frozenset(word for pair in OUTCOMES for side in pair for word in side)
_OF_SUBJECT = frozenset(
    """won wins lost loses agreed agrees refused refuses declined declines confirmed confirms denied
    denies admitted admits survived survives died dies failed""".split()
)
"""Verbs whose outcome is that of who does it."""
_NOT = frozenset("not never".split())
_BE = frozenset("was were been be being is are".split())
_LEADS = _BE | _NOT | frozenset("has have had did does do yet also later finally formally".split())
_SUPPOSED = frozenset(
    """could may might would should will shall if unless whether to can must expected likely plans
    planned hopes hoped wants wanted urged called demanded vowed threatened fears feared possible
    until before ought cannot nearly almost""".split()
)
_NOTHING_DENIED = frozenset(
    """say said know known comment respond want think believe see seen have be been appear seem
    include identify mean give given immediately elaborate provide specify make clear the a only
    just so been even do""".split()
)
_SOME = frozenset("some several part parts many most few two three four five half another".split())
_PREPOSITIONS = frozenset(
    """in on at to by of for from with after before against over during amid following despite since
    until under near as when while who which that and but""".split()
)
_EMPTY = STOP_WORDS | frozenset(
    """monday tuesday wednesday thursday friday saturday sunday official officials spokesman
    yesterday today month week year day night morning reports announced confirmed""".split()
)


@lru_cache(maxsize=2048)
def outcomes(text: str) -> tuple[Outcome, ...]:
    """The outcomes of a sentence in order: verbs of the tables, and every verb that is denied."""
    plain = plain_words(text)
    if (_POLES | _NOT).isdisjoint(plain) and not any(word[-3:] == "n't" for word in plain):
        return ()
    every = tokens(text)
    found = []
    for place, token in enumerate(every):
        lower = token.lower
        read = None
        if lower in _NOT or lower.endswith("n't"):
            at = place + 1
            while at < len(every) and (every[at].lower in _LEADS or every[at].lower[-2:] == "ly"):
                at += 1
            if at < len(every) and every[at].lower not in _NOTHING_DENIED | _EMPTY - _POLES:
                read = _outcome(text, every, at, denied=True)
        elif lower in _POLES and not _denied(every, place):
            read = _outcome(text, every, place, denied=False)
        if read:
            found.append(read)
    return tuple(found)


def opposite(one: Context, mine: Outcome, other: Context, yours: Outcome) -> str | None:
    """What the two outcomes differ on, where they contradict each other about one thing."""
    if one.telling.article == other.telling.article or not against(mine, yours):
        return None
    if days_apart(one, other, OUTCOME_DAYS) or not periods_agree(one, other):
        return None
    shared = _shared(mine.thing, yours.thing)
    if not shared:
        return None
    by_subject = mine.verb in _OF_SUBJECT or yours.verb in _OF_SUBJECT or mine.denied
    both = mine.after and yours.after and not mine.passive and not yours.passive
    if (by_subject or yours.denied) and both and not _shared(mine.after, yours.after):
        return None
    around = {near.stem for near in _shared(mine.before + mine.after, yours.before + yours.after)}
    common = len(one.wide_aspects & other.wide_aspects)
    if not share_names(one, other) and (len(around) < 2 or common < 3):
        return None
    if len(around) + common < 2:
        return None
    return _span(one.telling.text, shared)


def positive(text: str, denied: Outcome) -> Outcome | None:
    """The same verb told as a fact in another sentence."""
    wanted = _stem(denied.verb)
    every = tokens(text)
    for place, token in enumerate(every):
        # A bare form is an order or a plan; a past form, or one behind "has", is a fact.
        if (
            _stem(token.lower) == wanted
            and (token.lower != denied.verb or token.lower[-2:] == "ed" or _be_before(every, place))
            and not _denied(every, place)
        ):
            return _outcome(text, every, place, denied=False)
    return None


def against(mine: Outcome, yours: Outcome) -> bool:
    """Whether one is the opposite of the other, whatever they are told of."""
    if mine.denied != yours.denied:
        return _stem(mine.verb) == _stem(yours.verb)
    if mine.denied:
        return False
    return any(
        (mine.verb in one and yours.verb in other) or (mine.verb in other and yours.verb in one)
        for one, other in OUTCOMES
    )


def _stem(word: str) -> str:
    return stem(_BASE.get(word, word))


_BASE = {"withdrew": "withdraw", "withdrawn": "withdraw", "went": "go", "broken": "break"}


def _outcome(text: str, every: Sequence[Token], place: int, *, denied: bool) -> Outcome | None:
    token = every[place]
    if not token.lower.isalpha() or (token.capital and place):
        return None
    first = place
    while first and (every[first - 1].lower in _LEADS or every[first - 1].lower[-3:] == "n't"):
        first -= 1
    lead = {one.lower for one in every[first:place]}
    clause = [one.lower for one in _side(every, first, -1, 5)]
    if lead & _SUPPOSED or "be" in lead or set(clause[:3]) & _SUPPOSED or "?" in text[-2:]:
        return None
    after = every[place + 1].lower if place + 1 < len(every) else ""
    if (not lead and after == "by") or after in _SOME:
        return None  # "the sanctions imposed by ...", "lifted some sanctions"
    behind = _side(every, place + 1, 1, NEAR)
    return Outcome(
        start=token.start,
        verb=token.lower,
        denied=denied,
        passive=bool(lead & _BE),
        words=text[every[first].start : token.end],
        before=_meaning(_side(every, first, -1, NEAR)),
        after=_meaning(behind),
        object=_meaning(behind[: _object_end(behind)]),
    )


def _side(every: Sequence[Token], place: int, step: int, most: int) -> list[Token]:
    """The tokens on one side up to a break, nearest first."""
    side: list[Token] = []
    at = place - 1 if step < 0 else place
    while 0 <= at < len(every) and len(side) < most and every[at].lower not in BREAKS:
        side.append(every[at])
        at += step
    return side


def _object_end(side: Sequence[Token]) -> int:
    return next((at for at, token in enumerate(side) if token.lower in _PREPOSITIONS), len(side))


def _meaning(side: Iterable[Token]) -> tuple[Near, ...]:
    return tuple(
        Near(stem(token.lower), token.start, token.end)
        for token in side
        if token.lower not in _EMPTY and token.lower[0].isalnum() and token.lower not in _POLES
    )


def _shared(mine: Sequence[Near], yours: Sequence[Near]) -> list[Near]:
    theirs = {near.stem for near in yours}
    return [near for near in mine if near.stem in theirs]


def _span(text: str, shared: Sequence[Near]) -> str:
    """The words from the first to the last, with an article before them: "the airport bill"."""
    start = min(near.start for near in shared)
    named = text[start : max(near.end for near in shared)]
    article = re.search(
        r"\b(?:the|an?|its|his|her|their)\s(?:\w+\s)?$", text[:start], re.IGNORECASE
    )
    named = article[0] + named if article else named
    return named[0].lower() + named[1:] if article else named


def _denied(every: Sequence[Token], place: int) -> bool:
    return any(
        token.lower in _NOT or token.lower[-3:] == "n't"
        for token in every[max(0, place - 4) : place]
    )


def _be_before(every: Sequence[Token], place: int) -> bool:
    return bool(place) and every[place - 1].lower in _LEADS
