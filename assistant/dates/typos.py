"""Misspelt months and weekdays, put right where the words beside them say that a date was meant.

A word counts as misspelt at one edit from a name (insertion, deletion, substitution, or two letters
changed over: optimal string alignment), at two from a name of eight letters beside a number. The
first letter must be right, or changed over with the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(r"(?<![\w’'-])[a-z]{4,11}(?![\w’'-])", re.IGNORECASE)
_MONTHS = (
    "january february march april june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEAR = "yesterday tomorrow".split()
_RIGHT = frozenset([*_MONTHS, *_DAYS, *_NEAR])
# One edit from a name, and words or names of their own.
_OWN = frozenset(
    """augusta augusts augustus augustin frida sunda sundry sundae sunday's monde munday marsh match
    larch parch starch marcia marcha marche marchs july jules jury juno jule juan jane tune dune
    rune prune januaries apriil avril aprils februaries novella sunny money friend friary friable
    saturdays sundays mondays tuesdays wednesdays thursdays fridays octopus member remember number
    ember timber today yesterdays tomorrows march marched marches marching""".split()
)
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])[0-3]?[0-9](?:st|nd|rd|th)?(?:\sof)?\s$")
_NUMBER_AFTER = re.compile(
    r",?\s(?:the\s)?(?:[0-3]?[0-9](?:st|nd|rd|th)?|[12][0-9]{3})\b(?![.,][0-9])"
)
_MONTH_LEADS = re.compile(
    r"\b(?:in|since|during|until|till|last|next|early|late|mid|before|after|by|week\sof|month\sof"
    r"|end\sof|(?:beginning|start|middle|half)\sof)[\s-]$",
    re.IGNORECASE,
)
_DAY_LEADS = re.compile(r"\b(?:on|last|since|next|this|until|till|past)\s$", re.IGNORECASE)


def mended(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with its misspelt names put right (itself, where it has none), and where a place of
    it lies in the text as it was."""
    edits: list[tuple[int, int, str]] = []
    for token in _TOKEN.finditer(text):
        right = _right(text, token)
        if right is not None:
            edits.append((token.start(), token.end(), right))
    if not edits:
        return text, lambda place: place
    parts, at = [], 0
    for start, end, right in edits:
        parts += [text[at:start], right]
        at = end
    parts.append(text[at:])

    def place(there: int) -> int:
        moved = 0
        for start, end, right in edits:
            if there < end + moved + len(right) - (end - start):
                # Inside the mended word both ends are those of the word as it was written.
                return min(there - moved, end) if there - moved > start else there - moved
            moved += len(right) - (end - start)
        return there - moved

    return "".join(parts), place


def _right(text: str, token: re.Match[str]) -> str | None:
    """The name that a word was meant to be, with its capital; None where it is none."""
    word = token[0].lower()
    if word in _RIGHT or word in _OWN or word[0] not in "jfmasondwty":
        return None
    numbered = (
        _NUMBER_BEFORE.search(text, max(0, token.start() - 8), token.start()) is not None
        or _NUMBER_AFTER.match(text, token.end()) is not None
    )
    before = max(0, token.start() - 14)
    for name in _candidates(word):
        edits = _distance(word, name, 2)
        ends_so = sorted(word[-3:]) == sorted("day")
        if name in _MONTHS:
            led = _MONTH_LEADS.search(text, before, token.start()) is not None
            short = len(name) < 6
            near = edits <= 1 or (edits == 2 and numbered and len(name) >= 8 and len(word) >= 7)
            backed = numbered if short else numbered or led
        elif name in _NEAR:
            near, backed = edits <= 1, True
        else:
            near = (edits <= 1 and ends_so) or word in ("wensday", "wendsday", "wenesday")
            led = _DAY_LEADS.search(text, before, token.start()) is not None
            backed = led or numbered
        if near and backed:
            return name.capitalize()
    return None


def _candidates(word: str) -> list[str]:
    found = []
    for name in (*_MONTHS, *_DAYS, *_NEAR):
        if abs(len(name) - len(word)) > 2:
            continue
        if word[0] == name[0] or (word[1] == name[0] and word[0] == name[1]):
            found.append(name)
    return sorted(found, key=lambda name: _distance(word, name, 3))


def _distance(word: str, name: str, most: int) -> int:
    """Edits from one to the other; ``most`` + 1 where there are more."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, name, score_cutoff=most)
