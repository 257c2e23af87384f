"""Words of a sentence that nothing in its quotes stands for: stricter than the check by itself.

The check (assistant.grounding) says how likely people would call a claim supported, and people are
lenient: one word that the source does not have ("sank" for "ran aground") may pass. A model's
sentence that is shown under a quotation may not add to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.domain import EventSpan
from assistant.grounding.alignment import matches
from assistant.grounding.claim import read_claim
from assistant.grounding.source import Source
from assistant.grounding.tokens import Kind, Token, read_tokens

LIKE = 0.5
"""How near a word must come to one of the source, as the check's matches are counted."""
NAMED = 0.85
"""The same for a part of a name."""
TELLS = 0.3
"""Words of less weight say too little to be missed."""
CLOSE = 6
"""Words before a date in its clause that say what it is the date of."""
_PAUSE = re.compile(r"[.,;:!?–—]")
_OPEN = re.compile(r"(?:since|from|until|till|by|before|after|up to)\b", re.IGNORECASE)
_JOIN = frozenset(
    """according add added adding ahead already also although amid among apart around article
    articles aside away back became become behind being besides between both came come
    concerning describe described describing did do does doing done due else especially
    event eventually example express expressed face fact finally following further
    furthermore get go going got hence however i.e. indeed instead issue just latter like
    mean meant meanwhile mention mentioned moreover namely note noted noting now number
    one order other otherwise overall part particular particularly people person place
    point present put regard regarding relate related respectively said same say saying
    says show since situation so-called some specific specifically state stated statement
    states such tell telling then there therefore thing thus time together told too toward
    towards under upon use used using various very way well went whereas while within""".split()
)


@dataclass(frozen=True, slots=True)
class Account:
    """``missing`` are the words that say something and have nothing like them in the quotes, as
    they are written; ``rest`` is the text without those parts of names that stand around them."""

    missing: tuple[str, ...]
    rest: str


def account(text: str, source: Source, around: Source | None = None) -> Account:
    """What of the text the source accounts for.

    Numbers are left to the check, which reads them, and so are the days that the source tells of in
    whatever words: not the one that it was published on, which is the day of the telling. Where
    the source is quotes out of a text ``around`` them, that may name what they name in part: "Joe"
    and "President" of "President Joe Biden" may stand there, if "Biden" stands in the quotes.
    """
    read = read_claim(text, source.published)
    tokens = [read.tokens[place] for place in read.telling]
    dated: set[int] = set()
    undated: set[int] = set()
    for day, places in zip(read.dates, read.dated, strict=True):
        (dated if _tells_of(day, text, source) else undated).update(places)
    missing: set[int] = set()
    found: set[int] = set()
    for at, (token, choice) in enumerate(zip(tokens, matches(tokens, source), strict=True)):
        if at in undated:
            missing.add(at)
        elif max((match.strength for match in choice), default=0.0) >= LIKE:
            found.add(at)
        elif token.kind is Kind.NUMBER or at in dated or token.weight < TELLS:
            continue
        elif token.kind is not Kind.WORD or token.lower not in _JOIN:
            missing.add(at)
    rest = text
    if around is not None and missing:
        named = sorted(at for at in missing if _part_of_name(at, tokens, found, missing))
        said = matches([tokens[at] for at in named], around)
        for at, choice in reversed(list(zip(named, said, strict=True))):
            if choice and choice[0].strength >= NAMED:
                missing.remove(at)
                rest = f"{rest[: tokens[at].start]}{rest[tokens[at].end :].lstrip()}"
    words = (text[tokens[at].start : tokens[at].end] for at in sorted(missing))
    return Account(tuple(words), rest)


def _tells_of(day: EventSpan, text: str, source: Source) -> bool:
    """Whether the source has days that lie in these, or the very words, and of the same thing.

    A beginning or an end ("since 2014") says more than a day that lies in it.
    """
    words = text[day.start : day.end]
    if words in source.text:
        return True
    open_ended = _OPEN.match(words) is not None
    said = frozenset(token.key for token in read_tokens(text))
    return any(
        (one.first, one.last) == (day.first, day.last)
        if open_ended
        else day.first <= one.first and one.last <= day.last
        for one in source.events
        if _is_of(one, said, source)
    )


def _is_of(event: EventSpan, said: Collection[str], source: Source) -> bool:
    """Whether one of the words that the days follow in the source is one of these: in "stolen six
    weeks ago, was found on Thursday" the Thursday is that of what was found."""
    places = [at for at in source.tokens_in(0, event.start) if source.tokens[at].weight >= TELLS]
    behind = event.start
    seen = False
    for at in reversed(places[-CLOSE:]):
        token = source.tokens[at]
        if _PAUSE.search(source.text[token.end : behind]):
            break
        if token.kind is Kind.NUMBER or token.key in said:
            return True
        seen, behind = True, token.start
    return not seen


def _part_of_name(
    at: int, tokens: Sequence[Token], found: Collection[int], missing: Collection[int]
) -> bool:
    """Whether words with a capital lead from a token on to one that is in the quotes: "President
    Joe" to "Biden". Not back: a title that stands there is many people's."""
    if not tokens[at].upper:
        return False
    place = at + 1
    while place < len(tokens) and tokens[place].upper and _beside(tokens, place):
        if place in found:
            return True
        if place not in missing:
            break
        place += 1
    return False


def _beside(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing but a space stands between a token and the one before it."""
    return tokens[place].start - tokens[place - 1].end <= 1
