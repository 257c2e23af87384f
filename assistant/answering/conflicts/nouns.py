"""What a figure counts, and what happened to it: the words on either side of its number."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.conflicts.numbers import BREAKS, Token
from assistant.answering.conflicts.words import EVENTS, MEASURES, TOPICS, UNITS
from assistant.text.words import FUNCTION_WORDS

PERIODS = {
    form: period
    for period in ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade")
    for form in (period, period + "s")
}

STOP = FUNCTION_WORDS | frozenset(
    """after since during while amid including among across into onto out off near over under last
    this next said says say told according according still now also already so far about against
    because before between but via per each every today yesterday tomorrow monday tuesday wednesday
    thursday friday saturday sunday reported reportedly confirmed""".split()
)

_NO_NOUN = frozenset("times time percent points degrees pm am per".split()) | frozenset(PERIODS)

_IRREGULAR = frozenset(
    """people men women children police staff personnel cattle sheep fish aircraft troops salmon
    trout cod herring tuna shrimp deer moose elk bison poultry livestock""".split()
)

_PART = frozenset(
    """more another additional extra further other others new fewer less remaining second first
    third""".split()
)

_TOTALS = frozenset("number numbers total count tally toll".split())

_WHOLES = frozenset("them whom which the those these us you that all".split())

_INCLUDING = frozenset("including among mostly most many some".split())

_AND = frozenset("and but while whereas with as".split())


def plural(token: Token) -> bool:
    """Whether it looks like the plural of a noun that can be counted."""
    lower = token.lower
    return lower in _IRREGULAR or (
        len(lower) > 3 and lower[-1] == "s" and lower[-2] not in "sui" and lower not in _NO_NOUN
    )


def counted(every: Sequence[Token], end: int) -> tuple[str, frozenset[str], int, bool]:
    """(noun, adjectives, behind the noun, whether it is part of something) after a number."""
    at = end
    if at < len(every) and every[at].lower == "-":
        at += 2  # "a 3,000-strong force"
    if at < len(every) and every[at].lower == "of":
        at += 1
        if at < len(every) and every[at].lower in _WHOLES:
            return "", frozenset(), end, True
        if at < len(every) and every[at].lower in ("its", "his", "her", "their", "our"):
            at += 1
    adjectives: set[str] = set()
    for place in range(at, min(at + 5, len(every))):
        lower = every[place].lower
        if lower in _PART:
            return "", frozenset(), end, True
        if lower in BREAKS or lower in STOP or lower[0].isdigit():
            break
        if lower in MEASURES and lower not in UNITS and not _noun_follows(every, place):
            break
        if lower in MEASURES and _noun_follows(every, place):
            adjectives.add(lower)  # "120 dead salmon"
            continue
        if lower in UNITS or plural(every[place]):
            # "12 people dead", and "12 police officers": the last noun of the run counts.
            if lower == "police" and place + 1 < len(every) and plural(every[place + 1]):
                place += 1
            return every[place].lower, frozenset(adjectives), place + 1, False
        adjectives.add(lower)
    return "", frozenset(), end, False


def numbered(every: Sequence[Token], first: int) -> str:
    """The noun of "the number of refugees has reached", which stands before its figure."""
    for place in range(first - 1, max(0, first - 12), -1):
        lower = every[place].lower
        if lower in BREAKS:
            break
        if lower == "of" and every[place - 1].lower in _TOTALS:
            for at in range(place + 1, min(place + 5, len(every))):
                lower = every[at].lower
                if lower in MEASURES and _noun_follows(every, at):
                    continue
                if lower not in EVENTS and (lower in UNITS or plural(every[at])):
                    return lower
    return ""


def of_a_part(every: Sequence[Token], begin: int) -> bool:
    """Whether what is counted is only what something belongs to: "the roofs of two houses"."""
    if begin < 2 or every[begin - 1].lower != "of":
        return False
    noun = every[begin - 2]
    kinds = MEASURES.keys() | TOPICS.keys() | _TOTALS | _GROUPS
    return plural(noun) and noun.lower not in kinds and not noun.lower[0].isdigit()


_GROUPS = frozenset("numbers groups crowds reports claims deaths lives losses".split())


def percent_of(every: Sequence[Token], end: int) -> str:
    """The kind of noun that a percentage is "of", "" where none is said."""
    if end >= len(every) or every[end].lower != "of":
        return ""
    for token in every[end + 1 : end + 5]:
        if token.lower in BREAKS:
            break
        if token.lower in UNITS or plural(token):
            return UNITS.get(token.lower, token.lower)
    return every[end + 1].lower if end + 1 < len(every) else ""


def _noun_follows(every: Sequence[Token], place: int) -> bool:
    return place + 1 < len(every) and (every[place + 1].lower in UNITS or plural(every[place + 1]))


def measure_of(
    every: Sequence[Token],
    first: int,
    end: int,
    others: Sequence[int],
    table: dict[str, str],
) -> str:
    """What the nearest word of the table says: behind the figure up to a break, else before it."""
    stop = min((other for other in others if other >= end), default=len(every))
    if end + 1 < len(every) and every[end].lower == "," and every[end + 1].lower in _INCLUDING:
        # "12 people, including a child, were killed"
        end = next((at + 1 for at in range(end + 1, len(every)) if every[at].lower == ","), end)
        stop = min((other for other in others if other >= end), default=len(every))
    for place in range(end, min(stop, end + 7)):
        lower = every[place].lower
        if lower in BREAKS or lower in _AND:
            break
        if lower in table and not _elsewhere(every, place, table):
            return table[lower]
    begin = max((other + 1 for other in others if other < first), default=0)
    for place in range(first - 1, max(begin, first - 14) - 1, -1):
        lower = every[place].lower
        if lower in ";:—(" or (lower == "." and place < first - 1):
            break
        if lower in table and not _elsewhere(every, place, table):
            return table[lower]
    return ""


def _elsewhere(every: Sequence[Token], place: int, table: dict[str, str]) -> bool:
    """Whether the word is part of another term: "death row"; but "unemployment rate" is its own."""
    after = every[place + 1].lower if place + 1 < len(every) else ""
    if every[place].lower == "close" and after == "to":
        return True  # "close to two million"
    return after in _TERMS or (table is MEASURES and after in ("rate", "rates"))


_TERMS = frozenset("row penalty sentence sentences certificate threat threats camp".split())
