"""A text as tokens that claim and source can be matched by, with spans into the text.

Numbers are joined and read first: sources come badly detokenised ("235, 000", "31. 8 million"), and
what counts is the value: "two hundred" is "200". A currency or per-cent mark is a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_LENGTH = 16.0  # of the vector of a word that tells as much as a number

_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LARGE = "hundred|thousand|million|billion|trillion|dozen"
_TOKEN = re.compile(
    r"(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]++(?:[’'][^\W\d_]++)*+)"
    r"|(?P<number>\d{1,3}(?:,\s?\d{3})++(?!\d)(?:\.\d++)?|\d++\.\s?\d++|\d++)"
    rf"(?:\s?(?P<scale>(?i:{_LARGE}|bn|mn|m|k))\b|(?:st|nd|rd|th|s)\b|)"
    r"|(?P<mark>[$€£%])"
)
_SPELLED = re.compile(
    rf"\b(?:(?:(?:an?|one)\s)?(?:{_LARGE})|(?:{_SMALL}))"
    rf"(?:(?:[\s-]|\sand\s)(?:{_SMALL}|one|{_LARGE}))*+\b",
    re.IGNORECASE,
)
_BEGIN_NUMBER = frozenset([*_SMALL.split("|"), *_LARGE.split("|"), "a", "an", "one"])
_SPLIT_DECIMAL = re.compile(r"\.\s+")
_LARGE_NEXT = re.compile(r"\s?(?:%|per\s?cent)", re.IGNORECASE)
_INSIDE = re.compile(r"[\s,]")
_POSSESSIVE = re.compile(r"[’']s?$")
_AMERICA = frozenset({"US", "U.S.", "USA", "U.S.A.", "America", "American", "Americans"})
_MARKS = {"$": "dollar", "€": "euro", "£": "pound", "%": "percent"}
_UNITED = {"states": "usa", "kingdom": "britain", "nations": "un"}
_SHORT = {"uk": "britain", "british": "britain", "briton": "britain", "britons": "britain"}
_OPENS = re.compile('[\n.!?:;"“‘(]')
_MONTHS = {
    "Jan": "january", "Feb": "february", "Apr": "april", "Jun": "june", "Jul": "july",
    "Aug": "august", "Sep": "september", "Sept": "september", "Oct": "october",
    "Nov": "november", "Dec": "december", "Tues": "tuesday", "Thurs": "thursday",
}  # fmt: skip


def read_tokens(text: str) -> list[Token]:
    """Every word and number of the text in order; the spans are disjoint."""
    found: list[Token] = []
    ended = read = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < read:
            continue
        kind = match.lastgroup
        first = not found or (start - ended > 1 and _OPENS.search(text, ended, start) is not None)
        ended = end
        if kind == "word":
            word = match[0]
            lower, key, weight = read_word(word)
            if lower in _BEGIN_NUMBER and (spelled := _SPELLED.match(text, start)):
                worth = value(spelled[0].lower().replace("-", " "))
                if worth is not None:
                    ended = read = spelled.end()
                    found.append(_figure(start, read, spelled[0].lower(), worth, first))
                    continue
            if lower in _UNITED and found and found[-1].lower == "united":
                # Two words for one country: the first of them goes into the second.
                start, lower, weight = found.pop().start, _UNITED[lower], 1.0
                key = lower
            elif lower == "cent" and found and found[-1].lower == "per":
                start, lower, key, weight = found.pop().start, "percent", "percent", 0.6
            if lower:
                sort = Kind.WORD if weight else Kind.FUNCTION
                found.append(Token(start, end, lower, key, sort, weight, word[0].isupper(), first))
        elif kind == "mark":
            word = _MARKS[match[0]]
            found.append(Token(start, end, word, stem(word), Kind.WORD, 0.6, False, first))
        else:
            found += _numbers(match, first)
    return found


def _figure(start: int, end: int, text: str, worth: float, first: bool) -> Token:
    return Token(start, end, text, key_of(worth), Kind.NUMBER, NUMBER_WEIGHT, False, first)


@lru_cache(maxsize=65536)
def read_word(word: str) -> tuple[str, str, float]:
    """In lower case without a possessive, its stem, and its weight."""
    if word in _AMERICA:
        return "usa", "usa", 1.0
    lower = _MONTHS.get(word) or word.lower().replace(".", "")
    lower = _POSSESSIVE.sub("", lower).replace("’", "'")
    lower = _SHORT.get(lower, lower)
    if len(lower) < 2 and lower not in ("a", "i"):
        return "", "", 0.0
    if lower in FUNCTION_WORDS or lower.endswith("n't"):
        return lower, lower, 0.0
    return lower, stem(lower), min(_MOST, open_local().lengths([lower])[0] / _LENGTH)


def _numbers(match: re.Match[str], first: bool) -> Iterator[Token]:
    start, end = match.span()
    figure, scale = match["number"], match["scale"]
    parts = [figure]
    if _SPLIT_DECIMAL.search(figure) and not _LARGE_NEXT.match(match.string, end) and not scale:
        parts = _SPLIT_DECIMAL.split(figure)  # "in 2010. 5 people": two numbers
    at = start
    for part in parts:
        worth = value(f"{re.sub(_INSIDE, '', part)} {scale or ''}")
        if worth is not None:
            at = match.string.index(part, at)
            yield _figure(at, end if part is parts[-1] else at + len(part), part, worth, first)


def key_of(worth: float) -> str:
    return f"#{worth:.12g}"


def worth_of(key: str) -> float:
    return float(key[1:])
