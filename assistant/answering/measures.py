"""What a question measures ("how old", "how deep"), and the figures that can be such a measure."""

from __future__ import annotations

import re
from typing import Literal

Measure = Literal["age", "length", "speed", "weight", "times", "heat", "area", "height"]

_ASKED: tuple[tuple[Measure, str], ...] = (
    (
        "age",
        r"\bhow old\b|\b(?:what|which) age\b|\bat what age\b|"
        r"\b(?:when|in (?:what|which) year) (?:was|were) [^?]{2,50} born\b",
    ),
    ("speed", r"\bhow fast\b|\b(?:what|which) speed\b"),
    ("weight", r"\bhow heavy\b|\b(?:what|how much) (?:do|does|did) [^?]{2,60} weigh\b|\b(?:what|which) weight\b"),
    ("times", r"\bhow often\b|\bhow many times\b"),
    ("heat", r"\bhow (?:hot|cold|warm)\b|\bwhat temperature\b"),
    ("area", r"\bhow (?:big|large)\b"),
    ("length", r"\bhow (?:far|deep|tall|wide|thick|broad)\b|\bhow long (?:is|was|are|were) "),
    ("height", r"\bhow high\b"),
)  # fmt: skip
_ASKS = tuple((measure, re.compile(pattern, re.IGNORECASE)) for measure, pattern in _ASKED)
_SPELLED = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|ten|eleven|twelve|"
    r"\w{3,5}teen|one|two|three|four|five|six|seven|eight|nine)"
)
_NUMBER = rf"(?:\d{{1,3}}|{_SPELLED})"
_AGE = re.compile(
    rf",\s(?P<bare>\d{{1,3}})(?=[,.;:)]|\s(?:and|is|has)\b)|\baged?\s(?:of\s)?{_NUMBER}\b|"
    rf"\b{_NUMBER}[- ]years?[- ]old\b|\b(?:turn(?:s|ed)|(?:is|was|aged))\s{_NUMBER}\b(?=[,.;)]|\s(?:in|on|and|when)\b)|"
    rf"\b(?:man|woman|boy|girl|child|driver|worker|person|\w+(?:er|or|ist|ant|man|woman))\sof\s{_NUMBER}\b|"
    r"\bborn\b|\(\d{1,3}\)",
    re.IGNORECASE,
)
_LENGTH = (
    r"(?:centi|milli|kilo)?met(?:re|er)s?\b|[ck]?ms?\b|miles?\b|yards?\b|feet\b|foot\b|inch(?:es)?\b|"
    r"(?:full )?pages?\b|stor(?:ey|ies|eys)\b|fathoms?\b"
)
_UNITS: dict[Measure, re.Pattern[str]] = {
    "length": re.compile(_LENGTH, re.IGNORECASE),
    "speed": re.compile(rf"(?:{_LENGTH})\s(?:an?|per)\b|k(?:m/h|ph)|mph|knots?\b", re.IGNORECASE),
    "weight": re.compile(r"(?:kilo)?gram(?:me)?s?\b|kilos?\b|kgs?\b|tonn?es?\b|tons?\b|pounds?\b|lbs?\b|ounces?\b|stone\b", re.IGNORECASE),
    "times": re.compile(r"times\b|(?:an?|per|every) \w+|occasions\b", re.IGNORECASE),
    "heat": re.compile(r"degrees?\b|°|celsius\b|fahrenheit\b", re.IGNORECASE),
    # Mountains are high, and so are fines and losses.
    "height": re.compile(rf"{_LENGTH}|(?:thousand |million |billion )*(?:per ?cent\b|%|[^\W\d_]+s\b)", re.IGNORECASE),
    "area": re.compile(rf"(?:square|cubic|by|hectares?|acres?|seats?|{_LENGTH})", re.IGNORECASE),
}  # fmt: skip


def measure_of(question: str) -> Measure | None:
    """What the question measures; None where it asks for no such thing."""
    return next((measure for measure, asks in _ASKS if asks.search(question)), None)


def ages(text: str) -> list[tuple[int, int]]:
    """The spans that tell an age: "Jane Roe, 61,", "aged 34", "a woman of 67", "was born"."""
    return [found.span() for found in _AGE.finditer(text)]


def measures(unit: str, measure: Measure) -> bool:
    """Whether the words after a number are a unit of the measure."""
    pattern = _UNITS.get(measure)
    return pattern is not None and bool(pattern.match(unit.strip()))
