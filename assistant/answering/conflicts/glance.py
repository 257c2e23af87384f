"""Whether a sentence can have a figure of some kind at all: quick, before its figures are read."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.conflicts.numbers import FigureKind
from assistant.answering.conflicts.words import CURRENCIES, UNITS

_PERCENT = re.compile("%|cent")
_LENGTH = re.compile("year|month")
_NUMBER = re.compile(
    r"\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand|million|billion|trillion|half"
)
"""Something of every number that ``numbers`` reads."""


def may_tell(text: str, kind: FigureKind, unit: str) -> bool:
    """False only where ``figures`` has none of that kind and unit in the sentence."""
    lower = text.lower()
    if not _NUMBER.search(lower):
        return False
    if kind == "percent":
        return _PERCENT.search(lower) is not None
    if kind == "duration":
        return _LENGTH.search(lower) is not None
    if kind == "money":
        return _of(unit, kind).search(lower) is not None
    # People are counted without a noun, too: "a toll of 12".
    return unit == "people" or _of(unit, kind).search(lower.replace("’", "'")) is not None


@lru_cache(maxsize=256)
def _of(unit: str, kind: FigureKind) -> re.Pattern[str]:
    """What a sentence with that unit has: a form of its noun or its currency's sign or word."""
    if kind == "money":
        forms = [form for form, currency in CURRENCIES.items() if currency == unit]
        # Of a sign that no table has ("A$") the unit is the sign itself.
        return re.compile("|".join(map(re.escape, forms or [unit])))
    forms = [form for form, noun in UNITS.items() if noun == unit]
    return re.compile("|".join(map(re.escape, {unit, *forms})))
