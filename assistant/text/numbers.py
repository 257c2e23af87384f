"""Quantities in a text: money, percentages, counts with their unit noun, durations, dates.

And what a number is worth, in figures or in words (``value``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

QuantityKind = Literal["money", "percent", "date", "duration", "count", "ordinal"]

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNDER_100 = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_ONES})"
_SPELLED = (
    r"(?:half[- ](?:an?[- ])?(?:dozen|hundred|thousand|million|billion)"
    r"|(?:a few|several|a couple(?: of)?) (?:dozen|hundred|thousand|million|billion)"
    rf"|(?:{_UNDER_100}|an?) (?:hundred|thousand)(?: and)? {_UNDER_100}"
    rf"|{_UNDER_100}|an? (?:dozen|hundred|thousand|million|billion)|half"
    r"|hundreds of (?:thousands|millions)|tens of (?:thousands|millions)"
    r"|dozens|hundreds|thousands|millions|billions)"
)
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|dozen|crore|lakh|bn|mn|[kmb])\b)"
# Possessive: what has no unit after it is not tried again from every digit of a long number.
_FIGURE = r"(?<!\d)\d++(?:,\d{2,3}(?!\d))*+(?:\.\d++)?+"
_NUMBER = rf"(?:{_FIGURE}{_SCALE}?|\b{_SPELLED}\b{_SCALE}*)"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PERIOD = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
    r"fortnights?)"
)

_PATTERNS: tuple[tuple[QuantityKind, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            rf"(?:(?:US|A|C|NZ|HK)?[$€£¥₹₽]|\b(?:USD|EUR|GBP|Rs\.?|CHF)\s?)\s?{_FIGURE}{_SCALE}?"
            rf"|{_NUMBER}\s(?:U\.?S\.? )?(?:dollars?|euros?|pounds?(?! of)|cents|pence|rubles?|"
            r"roubles?|yen|yuan|rupees?|francs?|kron(?:a|or|er)|pesos?|zloty|hryvnias?|crowns|marks?|"
            r"shillings?|lira|liras|lire|dinars?|dirhams?|riyals?|rials?|baht|ringgit|forints?|leva|"
            r"levs?|shekels?|taka|tenge|rand|guilders?|naira|cedis?|birr|kwacha|reais)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "percent",
        re.compile(
            rf"{_NUMBER}\s?(?:%|per ?cent\b|percentage points?\b)|\b(?:a|one)[- ](?:third|"
            r"quarter|half|fifth)\b|\btwo[- ]thirds\b|\bthree[- ]quarters\b",
            re.IGNORECASE,
        ),
    ),
    (
        "date",
        re.compile(
            r"\b\d{4}-\d{2}-\d{2}\b"
            rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?"
            rf"|\b(?i:in|since|by|until|of|last|this|next|early|late|mid)[- ]{_MONTH}(?:\s\d{{4}})?"
            rf"|\b{_MONTH},?\s\d{{4}}\b"
            rf"|\b(?:(?i:last|this|next|on)\s)?{_WEEKDAY}s?\b"
            r"|\b(?i:this|last|next|earlier this)\s(?:week|month|year|spring|summer|autumn|fall|"
            r"winter|weekend)\b|\b(?i:yesterday|today|tomorrow)\b"
            r"|\b(?:(?i:in|since|by|until|from|of|during|before|after)\s)?"
            r"(?:1[5-9]|20)\d{2}s?\b(?!,\d)",
            # Months and weekdays are names: "may" and "march" are not.
        ),
    ),
    (
        "duration",
        re.compile(rf"{_NUMBER}(?:[- ]|\s(?:more|full|consecutive)\s){_PERIOD}\b", re.IGNORECASE),
    ),
    ("ordinal", re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth)\b")),
    ("count", re.compile(_NUMBER, re.IGNORECASE)),
)
_UNIT = re.compile(r"[\s-]((?:[^\W\d_]+[’'-]?){1,3}(?:\s[^\W\d_]+){0,2})")
_NOT_A_COUNT = re.compile(r"\b(?:one|half)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """``text[start:end]``; ``unit`` is the words that follow a count ("engineering soldiers")."""

    start: int
    end: int
    kind: QuantityKind
    unit: str


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order; where two readings overlap the more telling one stands."""
    return list(_quantities(text))


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    taken: list[Quantity] = []
    lower = folded(text)
    if not _AT_ALL.search(lower) or not (_DIGIT.search(text) or _SPELLED_AT_ALL.search(text)):
        return ()
    number = _ANY_NUMBER.search(lower) is not None
    for kind, pattern in _PATTERNS:
        if not _may_have(kind, lower, number=number):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in taken):
                continue
            unit = ""
            if kind == "count":
                if _NOT_A_COUNT.search(match[0]):
                    continue
                follows = _UNIT.match(text, end)
                unit = follows[1].lower() if follows else ""
            taken.append(Quantity(start, end, kind, unit))
    return tuple(sorted(taken, key=lambda quantity: quantity.start))


def folded(text: str) -> str:
    """The text so that what a pattern finds in it whatever its case is there in lower case, even
    of the four letters that Python takes for an i, a k and an s."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _may_have(kind: QuantityKind, lower: str, *, number: bool) -> bool:
    """False only where no quantity of that kind is in a text, ``lower`` as it is folded: to look
    for some letters is quicker than to try a pattern from every character."""
    signs = _SIGNS.get(kind)
    # A weekday is a date, and "a third" a percentage, without a number.
    return (number or kind in ("date", "percent", "ordinal")) and (
        signs is None or signs.search(lower) is not None
    )


_DIGIT = re.compile(r"\d")
_SPELLED_AT_ALL = re.compile(
    rf"\b(?:{_SPELLED}|{_WEEKDAY}|{_MONTH}|yesterday|today|tomorrow|(?:this|last|next)\s\w+)\b"
    r"|\bthird|\bquarter|first|second",
    re.IGNORECASE,
)
_ONE = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirt|fift|twenty|forty|eighty|"
    "ninety|dozen|hundred|thousand|million|billion|half"
)
_ANY_NUMBER = re.compile(rf"\d|\b(?:{_ONE})")
_AT_ALL = re.compile(
    rf"\d|first|second|\b(?:{_ONE}|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|"
    "oct|nov|dec|yesterday|to|this|last|next|third|quarter)"
)
_SIGNS: dict[QuantityKind, re.Pattern[str]] = {
    "money": re.compile(
        r"[$€£¥₹₽]|usd|eur|gbp|chf|rs\.?\s{0,2}\d|\s(?:dollar|euro|pound|cents|pence|ruble|rouble|"
        "yen|yuan|rupee|franc|kron|peso|zloty|hryvnia|crowns|mark|shilling|lira|lire|dinar|dirham|"
        "riyal|rial|baht|ringgit|forint|lev|shekel|taka|tenge|rand|guilder|naira|cedi|birr|kwacha|"
        "reais)"
    ),
    "percent": re.compile("%|per ?cent|third|quarter|half|fifth"),
    "date": re.compile(
        r"\d{4}|day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tomorrow|this|last|next)"
    ),
    "duration": re.compile(
        r"[-\s](?:second|minute|hour|day|night|week|month|year|decade|centur|fortnight)"
    ),
    "ordinal": re.compile(r"first|second|third|fourth|fifth|\d(?:st|nd|rd|th)"),
}
"""What a text has in which a pattern finds a quantity of that kind, beside its number."""

_WORTH = {
    word: number
    for numbers in (
        zip(_ONES.split("|"), range(1, 20), strict=True),
        zip(_TENS.split("|"), range(20, 100, 10), strict=True),
    )
    for word, number in numbers
} | {"a": 1, "an": 1, "half": 0.5, "few": 3, "several": 4, "couple": 2}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "bn": 1e9,
}
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def value(number: str) -> float | None:
    """What a number is worth: "1.2 million", "half a million", "two hundred and fifty", "£5bn".

    Words for an open number stand for the least that they mean: "dozens" is 24, "tens of
    thousands" 20,000. None where a word in it is none of a number.
    """
    total, group, seen = 0.0, 0.0, False
    for token in _TOKEN.findall(number.lower()):
        if token[0].isdigit():
            group, seen = float(token.replace(",", "")), True
        elif token in _WORTH:
            worth = _WORTH[token]
            # "half a million": the article after it adds nothing.
            if not (token in ("a", "an") and group):
                group, seen = (worth if token == "few" else group + worth), True
        elif token in _SCALES or token[:-1] in _SCALES:
            scale = _SCALES.get(token) or _SCALES[token[:-1]]
            many = token not in _SCALES and not seen
            seen, group = True, (group or 1.0) * (2 * scale if many else scale)
            if scale >= 1e3:
                total, group = total + group, 0.0
        elif token == "tens":
            group, seen = 20.0, True
        elif token not in ("and", "of"):
            return None
    return total + group if seen else None
