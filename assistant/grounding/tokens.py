"""A text as tokens that claim and source can be matched by, with spans into the text.

Numbers are joined and read first: sources come badly detokenised ("235, 000", "31. 8 million"), and
what counts is the value: "two hundred" is "200". A currency or per-cent mark is a word of its own.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from assistant.models import open_local
from assistant.text.numbers import value
from assistant.text.words import FUNCTION_WORDS, stem


class Kind(IntEnum):
    FUNCTION = 0
    WORD = 1
    NAME = 2
    NUMBER = 3


class Token(NamedTuple):
    """``text[start:end]``; ``key`` is the stem, or "#" and the value of a number.

    ``weight`` is how much it tells, 0 (a function word) to 1.2. ``upper`` where it starts with a
    capital, ``first`` where nothing but quotation marks stands before it in its line or sentence.
    """

    start: int
    end: int
    lower: str
    key: str
    kind: Kind
    weight: float
    upper: bool
    first: bool


NUMBER_WEIGHT = 1.0
_MOST = 1.2
_LENGTH = 20.0  # of the vector of a word that tells as much as a number

_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LARGE = "hundred|thousand|million|billion|trillion|dozen"
_TOKEN = re.compile(
    r"(?P<money>[$€£])"
    r"|(?P<percent>%|\bper cent\b)"
    r"|(?P<number>\d{1,3}(?:,\s?\d{3})++(?!\d)(?:\.\d++)?|\d++\.\s?\d++|\d++\.\s\d(?=\s(?:m|b|tr)illion)"
    rf"|\d++)(?:\s?(?P<scale>{_LARGE}|bn|mn|[mk])\b|(?P<ending>st|nd|rd|th|s)\b|(?=[^\W_])|)"
    rf"|(?P<spelled>\b(?:(?:an?\s)?(?:{_LARGE})|(?:one\s)(?:{_LARGE})|(?:{_SMALL}))"
    rf"(?:(?:[\s-]|\sand\s)(?:{_SMALL}|one|{_LARGE}))*+\b)"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)*)",
    re.IGNORECASE,
)
_SPLIT_DECIMAL = re.compile(r"\.\s\d")
_POSSESSIVE = re.compile(r"[’']s?$")
_AMERICA = frozenset({"US", "U.S.", "USA", "U.S.A.", "America", "American", "Americans"})
_MARKS = {"$": "dollar", "€": "euro", "£": "pound"}
_UNITED = {"states": "usa", "kingdom": "britain", "nations": "un"}
_SHORT = {"uk": "britain", "british": "britain", "briton": "britain", "britons": "britain"}
_OPENS = frozenset("\n.!?:;\"“‘(")
_MONTHS = {
    "Jan": "january", "Feb": "february", "Apr": "april", "Jun": "june", "Jul": "july",
    "Aug": "august", "Sep": "september", "Sept": "september", "Oct": "october",
    "Nov": "november", "Dec": "december", "Tues": "tuesday", "Thurs": "thursday",
}  # fmt: skip


def read_tokens(text: str) -> list[Token]:
    """Every word and number of the text in order; the spans are disjoint."""
    found: list[Token] = []
    ended = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        between = text[ended:start]
        first = not found or any(mark in _OPENS for mark in between)
        ended = end
        if kind == "word":
            token = _word(match[0], start, end, first, found)
            if token is not None:
                found.append(token)
        elif kind == "money":
            found.append(_plain(start, end, _MARKS[match[0]], first))
        elif kind == "percent":
            found.append(_plain(start, end, "percent", first))
        else:
            found.extend(_number(match, first))
    return found


def _plain(start: int, end: int, word: str, first: bool) -> Token:
    return Token(start, end, word, stem(word), Kind.WORD, 0.6, False, first)


def _word(word: str, start: int, end: int, first: bool, before: list[Token]) -> Token | None:
    lower, key, weight = read_word(word)
    if lower in _UNITED and before and before[-1].lower == "united":
        # Two words for one country: the first of them goes into the second.
        previous = before.pop()
        key = _UNITED[lower]
        return Token(previous.start, end, key, key, Kind.NAME, 1.0, True, previous.first)
    if not lower:
        return None
    kind = Kind.WORD if weight else Kind.FUNCTION
    return Token(start, end, lower, key, kind, weight, word[0].isupper(), first)


@lru_cache(maxsize=65536)
def read_word(word: str) -> tuple[str, str, float]:
    """In lower case without a possessive, its stem, and its weight."""
    if word in _AMERICA:
        return "usa", "usa", 1.0
    lower = _MONTHS.get(word) or word.lower().replace(".", "")
    lower = _POSSESSIVE.sub("", lower).replace("’", "'")
    lower = _SHORT.get(lower, lower)
    if len(lower) < 2 and lower not in ("a", "i"):
        return (lower, lower, 0.0) if lower in ("n", "t", "s") else ("", "", 0.0)
    if lower in FUNCTION_WORDS or lower.endswith("n't"):
        return lower, lower, 0.0
    return lower, stem(lower), min(_MOST, open_local().lengths([lower])[0] / _LENGTH)


def _number(match: re.Match[str], first: bool) -> list[Token]:
    start, end = match.span()
    if match["spelled"]:
        worth = value(match["spelled"].replace("-", " "))
        if worth is None:
            return []
        return [Token(start, end, match[0].lower(), key_of(worth), Kind.NUMBER, 1.0, False, first)]
    figure, scale = match["number"], match["scale"]
    parts = [figure]
    if _SPLIT_DECIMAL.search(figure) and not scale:
        parts = re.split(r"\.\s", figure)  # "in 2010. 5 people": two numbers
    found = []
    at = start
    for part in parts:
        plain = re.sub(r"[\s,]", "", part)
        worth = value(f"{plain} {scale or ''}")
        if worth is not None:
            at = match.string.index(part, at)
            stop = end if part is parts[-1] else at + len(part)
            found.append(
                Token(at, stop, part, key_of(worth), Kind.NUMBER, NUMBER_WEIGHT, False, first)
            )
    return found


def key_of(worth: float) -> str:
    return f"#{worth:.12g}"


def worth_of(key: str) -> float:
    return float(key[1:])
