"""What a sentence speaks of: its names, its events, the days and periods that it tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from assistant.answering.conflicts.words import CURRENCIES, EVENTS, MEASURES, TOPICS, UNITS
from assistant.text.names import names
from assistant.text.words import is_content, words


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence, ``start`` its place in the body, of an article.

    ``day`` is the day it tells of, else that of publication; ``before`` the sentence before it.
    """

    article: str
    published: date
    title: str
    text: str
    start: int
    day: date
    before: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Stems of a name at ``start`` of its sentence; a ``speaker`` only says what others did."""

    stems: frozenset[str]
    place: bool
    start: int
    speaker: bool


class Context:
    """What a Telling speaks of, each part read when it is first asked for."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    @cached_property
    def named(self) -> tuple[Named, ...]:
        return _named(self.telling.text)

    @cached_property
    def around(self) -> tuple[Named, ...]:
        """Names of the title and of the sentence before."""
        return _named(self.telling.title) + _named(self.telling.before)

    @cached_property
    def aspects(self) -> frozenset[str]:
        """Stems of what carries meaning, without names, kinds of figures and common words."""
        return _aspects(self.telling.text) - self._of_names(self.named)

    @cached_property
    def wide_aspects(self) -> frozenset[str]:
        wide = _aspects(self.telling.title) | _aspects(self.telling.before)
        return (self.aspects | wide) - self._of_names(self.named + self.around)

    @cached_property
    def events(self) -> frozenset[str]:
        own = _events(self.telling.text)
        return own or _events(self.telling.title) | _events(self.telling.before)

    @cached_property
    def periods(self) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
        return _periods(self.telling.text, self.telling.published)

    @cached_property
    def fixed(self) -> bool:
        """Whether it names the day that it tells of, and no total up to that day."""
        text = self.telling.text
        return bool(_DAY.search(_SAID_ON.sub(" ", text))) and not _TOTAL.search(text)

    @staticmethod
    def _of_names(named: tuple[Named, ...]) -> frozenset[str]:
        return frozenset(part for one in named for part in one.stems)


@lru_cache(maxsize=2048)
def _named(text: str) -> tuple[Named, ...]:
    found = []
    for name in names(text):
        lower = name.text.lower().replace(".", "")
        lower = _ALIASES.get(re.sub(r"^the ", "", lower), lower)
        stems = frozenset(word.stem for word in words(lower) if word.lower not in _NO_NAME)
        alone = name.start == 0 and name.kind == "other" and " " not in name.text
        if not any(part.isalpha() for part in stems) or (
            alone and (lower in UNITS or lower.endswith("s"))
        ):
            continue
        speaker = bool(_SAYS.match(text, name.end)) or bool(_TOLD_BY.search(text[: name.start]))
        found.append(Named(stems, name.kind in ("place", "people"), name.start, speaker))
    return tuple(found)


@lru_cache(maxsize=2048)
def _aspects(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words(text)
        if is_content(word) and not word.lower[0].isdigit() and word.lower not in _COMMON
    )


@lru_cache(maxsize=2048)
def _events(text: str) -> frozenset[str]:
    return frozenset(
        EVENTS[lower] for lower in re.findall(r"[a-z]+", text.lower()) if lower in EVENTS
    )


def _periods(
    text: str, published: date
) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    """(years and months that it tells of, those that it counts from), month 0 for a whole year."""
    told: set[tuple[int, int]] = set()
    since: set[tuple[int, int]] = set()
    for match in _PERIOD.finditer(text):
        year, month = published.year, 0
        if match["month"]:
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            year = int(match["of"]) if match["of"] else year - (month > published.month)
        elif match["year"]:
            year = int(match["year"])
        elif match["unit"].lower() == "year":
            year -= match["which"].lower() in ("last", "previous")
        else:
            month = published.month - (match["which"].lower() in ("last", "previous"))
            year, month = (year, month) if month else (year - 1, 12)
        (since if match["since"] else told).add((year, month))
    return frozenset(told), frozenset(since)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_PERIOD = re.compile(
    r"(?:\b(?P<since>[Ss]ince)\s(?:\w+\s){0,4}?)?(?:"
    r"(?<!\d\s)\b(?P<month>January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b(?!\s\d{1,2}\b)(?:\s(?P<of>(?:19|20)\d\d))?"
    r"|\b(?P<which>[Ll]ast|[Tt]his|[Pp]revious)\s(?P<unit>year|month)\b"
    r"|(?<![\d,.$£€]\b)\b(?P<year>(?:19|20)\d\d)\b(?![,.]\d|\s(?:people|soldiers|troops)))"
)

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}|[Yy]esterday|[Tt]oday|\d{{1,2}} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]*|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]* \d{1,2})\b"
)

_SPEECH = (
    r"(?:said|says|say|saying|told|announced|reported|confirmed|added|estimated|put|counted|warned|"
    r"according)"
)

_SAID_ON = re.compile(
    rf"\b{_SPEECH}\b(?:\s\w+){{0,3}}?\s(?:on\s)?(?:{_WEEKDAY}|yesterday|today)\b"
    rf"|\bOn {_WEEKDAY},?\s(?:[\w.’']+\s){{0,5}}{_SPEECH}\b"
)

_TOTAL = re.compile(
    r"\b(?:toll|total|so far|since|now|risen|rose to|reached|climbed to|have been|has been|"
    r"(?:stands|stood) at)\b",
    re.IGNORECASE,
)

_SAYS = re.compile(
    r"(?:[’']s)?(?:,[^,]{1,60},)?(?:\s[a-z]+){0,3}\s"
    r"(?:said|says|reported|reports|told|announced|estimates|estimated|confirmed|put|warned)\b"
    r"(?!\s(?:[\w,.]+\s){0,4}(?:it|he|she|they|its|their)\b)"
)

_TOLD_BY = re.compile(
    r"(?:\baccording to|[,”\"]\s?(?:said|says)|\btold|\bby) (?:the |a |an )?(?:\w+ ){0,2}$"
)

_ALIASES = {
    "united states": "usa",
    "us": "usa",
    "america": "usa",
    "united kingdom": "britain",
    "uk": "britain",
    "great britain": "britain",
    "kiev": "kyiv",
    "un": "united nations",
    "eu": "european union",
}

_NO_NAME = frozenset("new north south east west northern southern eastern western the of".split())

_COMMON = (
    frozenset(UNITS)
    | frozenset(MEASURES)
    | frozenset(TOPICS)
    | frozenset(CURRENCIES)
    | frozenset(EVENTS)
    | frozenset(
        """official officials authority authorities government minister ministry spokesman police
        spokeswoman agency number numbers total figure figures count counts estimate estimated
        year years month months week weeks day days hour hours monday tuesday wednesday thursday
        friday saturday sunday hundred thousand million billion dozen dozens hundreds thousands
        millions two three four five six seven eight nine ten eleven twelve percent per cent country
        city rose risen rise reached reach reaches increased increase fell fall dropped grown large
        small least approximately roughly nearly late early latest updated previous previously local
        state national public group member members january february march april june july august
        september october november december morning evening night dollars euros pounds announced
        confirmed added including people another new first final""".split()
    )
)
