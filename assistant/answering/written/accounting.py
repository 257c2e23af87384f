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
from assistant.grounding.tokens import Kind, Token

LIKE = 0.5
"""How near a word must come to one of the source, as the check's matches are counted."""
NAMED = 0.85
"""The same for a part of a name."""
TELLS = 0.3
"""Words of less weight say too little to be missed."""
_OPEN = re.compile(r"(?:since|from|until|till|by|before|after|up to)\b", re.IGNORECASE)
_JOIN = frozenset(
    """according add added adding after ahead already also although amid among
    announce announced announcing apart around article articles aside away back
    became become behind being besides between both bring brought call called came
    come concerning describe described describing did do does doing done due during
    else especially event eventually example expect express expressed face fact
    finally following further furthermore get give given go going got happen
    happened hence however i.e. include included includes including indeed instead
    involve involved involving issue just latter like made make making mean meant
    meanwhile mention mentioned moreover namely note noted noting now number occur
    occurred one only order other otherwise overall part particular particularly
    people person place point present put recent recently regard regarding relate
    related report reported reporting respectively said same say saying says several
    show since situation so-called some specific specifically state stated statement
    states such take taken tell telling then there therefore thing thus time
    together told too took toward towards under upon use used using various very way
    well went whereas while within""".split()
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
    whatever words, or was published on. Where the source is quotes out of a
    text ``around`` them, that may name what they name in part: "Joe" and "President" of "President
    Joe Biden" may stand there, if "Biden" stands in the quotes.
    """
    read = read_claim(text, source.published)
    tokens = [read.tokens[place] for place in read.telling]
    dated = {
        at
        for day, places in zip(read.dates, read.dated, strict=True)
        if _tells_of(day, text, source)
        for at in places
    }
    missing: set[int] = set()
    found: set[int] = set()
    for at, (token, choice) in enumerate(zip(tokens, matches(tokens, source), strict=True)):
        if max((match.strength for match in choice), default=0.0) >= LIKE:
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
    """Whether the source has days that lie in these, or the very words. A beginning or an end
    ("since 2014") says more than a day that lies in it."""
    words = text[day.start : day.end]
    if words in source.text:
        return True
    if day.first == day.last == source.published:
        return True
    if _OPEN.match(words):
        return any((one.first, one.last) == (day.first, day.last) for one in source.events)
    return any(day.first <= one.first and one.last <= day.last for one in source.events)


def _part_of_name(
    at: int, tokens: Sequence[Token], found: Collection[int], missing: Collection[int]
) -> bool:
    """Whether words with a capital lead from a token to one beside it that is in the quotes."""
    if not tokens[at].upper:
        return False
    for step in (1, -1):
        place = at + step
        while 0 <= place < len(tokens) and tokens[place].upper and _beside(tokens, place, step):
            if place in found:
                return True
            if place not in missing:
                break
            place += step
    return False


def _beside(tokens: Sequence[Token], place: int, step: int) -> bool:
    """Whether nothing but a space stands between a token and the one before it on the way."""
    other = tokens[place - step]
    first, last = sorted([tokens[place], other], key=lambda token: token.start)
    return last.start - first.end <= 1
