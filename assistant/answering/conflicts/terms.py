"""Lengths of time that can be held against each other: how long a sentence or a ban is.

Other lengths of time are not compared: each is of something that only a parser would find.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.text.numbers import value

_NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|(?:twenty|thirty|forty|fifty)(?:-[a-z]+)?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|an?|half an?)"
)
_TERM = re.compile(
    rf"\b(?P<n>{_NUMBER})(?P<half> and a half)?[ -](?P<unit>years?|months?)\b(?![ -]old)"
    rf"(?: and (?:(?P<n2>{_NUMBER}) (?P<unit2>months?)|(?P<half2>a half))\b)?"
    r"(?! (?:ago|earlier|later|before|after|since))",
    re.IGNORECASE,
)
_PERIODS = re.compile("years?|months?", re.IGNORECASE)
_KINDS = (
    (
        "prison sentence",
        re.compile(
            r"\b(?:prison|jail|jailed|imprisonment|imprisoned|behind bars|custody|sentenced?|"
            r"prison term)\b",
            re.IGNORECASE,
        ),
    ),
    ("ban", re.compile(r"\b(?:banned|ban|disqualified|suspended from)\b", re.IGNORECASE)),
)
_NOT_YET = re.compile(
    r"\b(?:sought|seeks?|seeking|ask(?:s|ed|ing)? for|demand(?:s|ed|ing)?|wanted|fac(?:es|ed|ing)|"
    r"could|may|might|would|up to|maximum|minimum|at most|if|unless|recommended|probation|served|"
    r"serving|remaining|suspended sentence|deny|denied|not|instead of|reduced|threat\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:after|in|within|for the (?:past|last)|another|first|last|of the)\s+$", re.I
)
REACH = 60
"""Characters on either side within which the word for what it is of stands."""


class Term(NamedTuple):
    """``text[start:end]`` says that a ``measure`` lasts so many ``months``."""

    start: int
    end: int
    months: float
    measure: str


@lru_cache(maxsize=2048)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of a sentence in order; none where it tells what was asked for or might be."""
    found = []
    for start, end, months in lengths(text):
        near = text[max(0, start - REACH) : end + REACH]
        measure = next((kind for kind, words in _KINDS if words.search(near)), "")
        if measure and not _PAST.search(text[:start]) and not _NOT_YET.search(near):
            found.append(Term(start, end, months, measure))
    return tuple(found)


def lengths(text: str) -> list[tuple[int, int, float]]:
    """(start, end, months) of every length of time in years and months, in order."""
    if not _PERIODS.search(text):
        return []
    found = []
    for match in _TERM.finditer(text):
        months = _months(match)
        if months is not None:
            found.append((*match.span(), months))
    return found


def _months(match: re.Match[str]) -> float | None:
    worth = _worth(match["n"])
    if worth is None:
        return None
    scale = 12 if match["unit"].lower().startswith("year") else 1
    months = scale * (worth + (0.5 if match["half"] or match["half2"] else 0))
    if match["n2"]:
        more = _worth(match["n2"])
        return None if more is None else months + more
    return months


def _worth(words: str) -> float | None:
    return 1.0 if words.lower() in ("a", "an") else value(words)
