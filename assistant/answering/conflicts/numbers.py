"""The numbers of a sentence: where they stand, what hedges them, and how far they may be off."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.answering.conflicts.words import CURRENCIES
from assistant.text.numbers import value

FigureKind = Literal["count", "money", "percent", "duration"]


class Token(NamedTuple):
    """``text[start:end]``, lower-cased."""

    start: int
    end: int
    lower: str
    capital: bool


_TOKEN = re.compile(
    r"\d++(?:,\d{3})*+(?:\.\d++)?+|(?:US|HK|NZ|A|C)?[$€£¥₹₽]"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*(?:\.(?:[^\W\d_]\.)+)?|[%.,;:—–()?!-]"
)

_SMALL = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety""".split()
)

_SCALE = frozenset("dozen hundred thousand million billion trillion".split())

_SHORT = frozenset("bn mn m b k".split())

_OPEN = frozenset("dozens hundreds thousands millions billions tens".split())

_SPELLED = _SMALL | _SCALE | _OPEN | {"half", "dozens"}

BREAKS = frozenset(",;:—–()?!.")

ABOUT = frozenset("about around some roughly approximately estimated circa nearly almost".split())

CHANGE = frozenset(
    """rose risen rise rises rising fell fallen fall falls falling increased increase increases
    increasing decreased dropped drop drops declined decline grew grown jumped climbed gained lost
    slipped soared plunged surged up down cut raised lowered by""".split()
)

_HEDGES: dict[str, Literal["about", "above", "below", "least", "most"]] = {
    **dict.fromkeys(sorted(ABOUT | {"an estimated", "close to"}), "about"),
    "as many as": "most",
    "as much as": "most",
    "between": "about",
    "at least": "least",
    "a total of": "least",
    "no fewer than": "least",
    "no less than": "least",
    "not less than": "least",
    **dict.fromkeys(
        ("more than", "over", "above", "upwards of", "well over", "just over"), "above"
    ),
    **dict.fromkeys(
        (
            "up to",
            "fewer than",
            "less than",
            "under",
            "below",
            "no more than",
            "not more than",
            "a maximum of",
        ),
        "below",
    ),
}


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers, currency signs and breaks of a sentence in order."""
    found = []
    for match in _TOKEN.finditer(text.replace("’", "'")):
        word = match[0]
        start = match.start()
        found.append(Token(start, start + len(word), word.lower(), word[0].isupper()))
    return tuple(found)


def plain_words(text: str) -> list[str]:
    """The words of a sentence lower-cased, cut at white space, marks and hyphens: quick."""
    return text.lower().translate(_MARKS).split()


_DIGIT = re.compile(r"\d")
_MARKS = str.maketrans(dict.fromkeys(',.;:!?()“”"-–—/', " ") | {"’": "'"})


def _number_end(every: Sequence[Token], at: int) -> int:
    """Behind the last token of the number that begins at ``at``; ``at`` where none does."""
    token = every[at]
    end = at
    if token.lower[0].isdigit():
        end = at + 1
        while end < len(every) and (
            every[end].lower in _SCALE
            or (every[end].lower in _SHORT and _joined(every, end - 1, end))
        ):
            end += 1
        return end
    if token.lower == "half" and at + 1 < len(every):
        end = at + 1
        end += every[end].lower in ("a", "an")
        return end + 1 if end < len(every) and every[end].lower in _SCALE else at
    if token.lower in ("a", "an", "several"):
        few = token.lower == "a" and at + 1 < len(every) and every[at + 1].lower == "few"
        end = at + 1 + few
        if end >= len(every) or every[end].lower not in _SCALE:
            return at
    elif token.lower in _OPEN:
        end = at + 1
        while end + 1 < len(every) and every[end].lower == "of" and every[end + 1].lower in _OPEN:
            end += 2
        return end if token.lower != "tens" or end > at + 1 else at
    elif not _spelled(token.lower):
        return at
    while end < len(every):
        lower = every[end].lower
        hundreds = end > at and every[end - 1].lower in ("hundred", "thousand")
        joins = lower == "and" and end + 1 < len(every) and _spelled(every[end + 1].lower)
        if hundreds and joins:
            end += 2
        elif lower in _SCALE or (_spelled(lower) and (end == at or hundreds)):
            end += 1
        else:
            break
    return end


def _spelled(word: str) -> bool:
    return word in _SMALL or ("-" in word and all(part in _SMALL for part in word.split("-")))


def _joined(every: Sequence[Token], one: int, other: int) -> bool:
    return every[one].end == every[other].start


def pair(
    every: Sequence[Token], first: int, last: int, after: tuple[int, int] | None
) -> Literal["range", "change", ""]:
    """Whether this number and the next are the ends of one range, or of a rise or fall."""
    if after is None:
        return ""
    between = [token.lower for token in every[last : after[0]]]
    between = [word for word in between if word not in CURRENCIES and word not in ("%", "percent")]
    before = [token.lower for token in every[max(0, first - 3) : first]]
    if between == ["to"]:
        return "change" if "from" in before and _changes(every, first) else "range"
    if between in (["-"], ["–"], ["or"]):
        return "range"
    return "range" if between == ["and"] and "between" in before else ""


def _changes(every: Sequence[Token], first: int) -> bool:
    return any(token.lower in CHANGE for token in every[:first])


def before(every: Sequence[Token], begin: int) -> tuple[list[str], list[str]]:
    """(up to three words before a figure and what hedges it, what hedges it), within its clause."""
    words: list[str] = []
    for token in reversed(every[max(0, begin - 5) : begin]):
        if token.lower in BREAKS:
            break
        words.insert(0, token.lower)
    for length in (4, 3, 2, 1):
        if " ".join(words[-length:]) in _HEDGES and len(words) >= length:
            return words[:-length][-3:], words[-length:]
    return words[-3:], []


def interval(
    known: Sequence[float], paired: str, hedge: Sequence[str], spoken: str, kind: FigureKind
) -> tuple[float, float]:
    """What the figure leaves open: rounding, "about", "more than", a range.

    A round number is taken as rounded to its last digit that is no zero, by at most 10 %; figures
    under 100 are exact; with "about" 10 % or the rounding, whichever is more. "More than 500"
    reaches to 625, "as many as 500" down to 375, "up to" and "fewer than" to 0; "at least 12" is
    12, so that a later 15 is shown as the development that it is; "dozens" has no upper end.
    """
    if paired == "range" and len(known) == 2:
        return min(known), max(known)
    worth = known[-1]
    first = spoken.split()[0]
    if first in _OPEN:
        return worth, math.inf
    meant = _HEDGES.get(" ".join(hedge), "")
    slack = _rounding(spoken, worth, kind)
    if meant == "above":
        return worth, worth * 1.25
    if meant == "below":
        return 0.0, worth
    if meant == "most":
        return 0.75 * worth, worth
    if meant == "about" or first in ("several", "half", "a"):
        slack = max(min(slack, 0.2 * worth), 0.1 * worth)
    else:
        slack = min(slack, 0.1 * worth)
    # Open at the ends: 550 is not 600 rounded.
    return worth - slack * 0.999, worth + slack * 0.999


def _rounding(spoken: str, worth: float, kind: FigureKind) -> float:
    """Half of the last place that a number is told to: 0.05 million in "1.2 million"."""
    digits = re.match(r"\d[\d,]*(\.\d+)?", spoken)
    scale = 1.0
    if digits:
        mantissa = float(digits[0].replace(",", ""))
        scale = worth / mantissa if mantissa else 1.0
        if digits[1]:
            return 0.5 * scale * 10.0 ** -(len(digits[1]) - 1)
        if kind == "percent" or (scale > 1 and mantissa < 100):
            return 0.5 * scale
        worth = mantissa
    whole = f"{worth:.0f}"
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * scale * 10.0**zeros if worth >= 100 and zeros else 0.0


def scale_of(number: str) -> float:
    """What the last word of scale in a number multiplies by, 1 without one."""
    words = [word for word in number.lower().split() if word in _SCALE]
    return (value(words[-1]) or 1.0) if words else 1.0


def spans(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a sentence stand among its tokens, half-open, in order."""
    plain = plain_words(text)
    if _SPELLED.isdisjoint(plain) and not _DIGIT.search(text):
        return []
    every = tokens(text)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(every):
        end = _number_end(every, at)
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found
