"""Times of day in a sentence: "at half past three", "7.50 a.m.", "shortly before noon"."""

from __future__ import annotations

import re

_HOUR = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|"
    r"(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?)"
)
_MARK = r"(?:\s?(?:a\.?m\b\.?|p\.?m\b\.?|o[’']clock\b|hours\b))"
_TIME = re.compile(
    rf"\b(?:half|(?:a )?quarter|[\w-]+ minutes?|five|ten|twenty) (?:past|to|before|after) {_HOUR}\b"
    rf"|\b{_HOUR}{_MARK}"
    rf"|\b(?:at|by|until|from|shortly (?:before|after)) {_HOUR}"
    # "At one bidder" is no time.
    r"(?=[.,;:!?)”\"]+(?:\s|$)|$|\s(?:in|on|this|that|yesterday|today|tomorrow|tonight|and|when|sharp)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:what|which) (?:time|hour)\b|\bhow (?:early|late)\b", re.IGNORECASE)


def times(text: str) -> list[tuple[int, int]]:
    """The spans that tell a time of day."""
    return [found.span() for found in _TIME.finditer(text)]


def asks_time(question: str) -> bool:
    """Whether the question asks for a time of day, and not only "when"."""
    return _ASKED.search(question) is not None
