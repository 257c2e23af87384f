"""How far a sentence offers the kind of thing that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.retrieval.asked import Asked, Kind
from assistant.text.words import stem

_SPELT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|"
    r"millions?|billions?|dozens?|half)"
)
_FIGURE = rf"(?:\d[\d.,]*\d|\d|\b{_SPELT}\b)"
_COUNT = re.compile(rf"{_FIGURE}((?:[\s-][^\W\d_][\w’'-]*){{0,3}})", re.IGNORECASE)
_PERCENT = re.compile(
    rf"{_FIGURE}\s?(?:%|per ?cent\b)|\b(?:a|one|two|three)[- ](?:third|quarter|half|fifth)s?\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"[$€£¥₹]\s?\d|{_FIGURE}\s(?:\w+\s)?(?:dollars?|euros?|pounds?|cents|pence|rubles?|roubles?|"
    r"yen|yuan|rupees?|francs?|kron(?:a|or|er)|pesos?|zloty|crowns|marks?|lira|dinars?|shekels?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf",\s\d{{1,3}}(?:,|\.|$)|\bage[ds]?\s(?:of\s)?{_FIGURE}|{_FIGURE}[\s-]years?[\s-]old|"
    rf"\b(?:who is|of|turn(?:ed|s)) (?:\d\d?|{_SPELT})(?=[\s,.;]|$)(?!\s(?:the|per|million))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?:{_FIGURE}|\ban?\b)[\s-](?:\w+\s)?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|"
    r"decades?|metres?|meters?|kilomet(?:re|er)s?|miles?|feet)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\b(?:1[5-9]|20)\d\d\b|"
    r"\b(?i:yesterday|today|tomorrow|tonight|overnight|this (?:morning|afternoon|evening|week)|"
    r"last (?:night|week|month|year)|next (?:week|month|year|spring|summer|autumn|winter))\b"
)
_CLOCK = re.compile(r"\b(?:at|past|to) (?:\d|[a-z]+ (?:o.clock|past|to)|noon|midnight)")
_NAME = re.compile(r"(?<=[\w,;:] )[\"“‘']?([A-Z][\w’'-]+(?:\s(?:[A-Z][\w’'-]+|of(?= [A-Z])))*)")
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to|in order to|as a result|so that|the reason|stem(?:s|med) from|"
    r"caused? by|led to|thanks to|blam(?:ed|ing)|attributed to|on the grounds|for fear|given that|"
    r"doubts?|fault)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:after|since|as|for|by|following|despite|if|would|had)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«”»]")
_SAYS = re.compile(
    r"\b(?:said|says|told|added|warned|argued|claimed|announced|insisted|wrote|explained|called|"
    r"denied|stated|demanded|promised|asked|thinks?|believes?)\b"
)


def offer(text: str, asked: Asked) -> float:
    """0 to 1: 1 where the sentence has just such a thing, less where what it has may be one.

    A name that the question has is not what it asks for. 0 for kind "other".
    """
    if asked.kind == "count":
        return max((_counted(unit, asked) for unit in _units(text)), default=0.0)
    if asked.kind == "name":
        return max((_unknown(name, asked) for name in _names(text)), default=0.0)
    return _plain(text, asked.kind)


@lru_cache(maxsize=8192)
def _plain(text: str, kind: Kind) -> float:
    steps = _STEPS.get(kind, ())
    return next((strength for strength, finds in steps if finds(text)), 0.0)


@lru_cache(maxsize=8192)
def _units(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems of the words after each figure."""
    return tuple(
        tuple(stem(word.lower()) for word in match[1].replace("-", " ").split())
        for match in _COUNT.finditer(text)
    )


@lru_cache(maxsize=8192)
def _names(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems of each name; what stands first is capitalised as every first word is."""
    return tuple(
        tuple(stem(word.lower().removesuffix("’s").removesuffix("'s")) for word in name.split())
        for name in _NAME.findall(text)
    )


def _counted(unit: tuple[str, ...], asked: Asked) -> float:
    if asked.counted is None:
        return 0.7
    return 1.0 if asked.counted in unit else 0.45


def _unknown(name: tuple[str, ...], asked: Asked) -> float:
    if all(part in asked.terms for part in name):
        return 0.0
    return 1.0 if len(name) > 1 else 0.6


_STEPS: dict[Kind, tuple[tuple[float, Callable[[str], object]], ...]] = {
    "percent": ((1.0, _PERCENT.search), (0.4, _COUNT.search)),
    "money": ((1.0, _MONEY.search), (0.4, _COUNT.search)),
    "age": ((1.0, _AGE.search), (0.2, _COUNT.search)),
    "span": ((1.0, _SPAN.search), (0.35, _COUNT.search)),
    "day": ((1.0, _DAY.search), (0.8, _CLOCK.search)),
    "reason": ((1.0, _BECAUSE.search), (0.35, _MAYBE.search)),
    "speech": ((1.0, _QUOTED.search), (0.7, _SAYS.search)),
}
