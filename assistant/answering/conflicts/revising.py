"""Figures that an article itself takes back: what it was told to be before, and what it is now.

"It holds 50 seats, not 60", "There are 12 buses. Until then it had been 15.", "we reported that 400
people had been there. That was wrong." Where two articles tell the two numbers, the newer is
no second opinion but a later state of the first, or its correction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answering.conflicts.numbers import before, spans, tokens
from assistant.answering.conflicts.terms import lengths
from assistant.answering.conflicts.unread import no_quantity
from assistant.text.numbers import value

NEAR = 1
"""Within so many sentences of the former number stands the one that holds now."""
IN_CORRECTION = 8
"""So many behind it where the article is about its having been wrong."""
OPENING = 4
"""Sentences at the front of an article, which say what it is about."""

_FORMER = re.compile(r"(?:instead of|rather than|(?<!if )not|as against|up from|down from)$")
_ANY_CUE = re.compile(
    r"\b(?:had|until|we|instead|than|not|against|from|figure|earlier|previous|previously|former|first|"
    r"original|originally|initial|initially)\b",
    re.IGNORECASE,
)
"""Quickly: without one of these words nothing is told as of before."""
_CLAUSE = re.compile(r";|—|–|, (?=and |but |while |whereas )")
_HAD_BEEN = re.compile(
    r"\b(?:until then|(?:it|there|they|that|the \w+) had (?:still |first |originally )been"
    r"|had (?:still |first |originally |earlier |previously )?(?:been (?:\d|put|told|estimated|"
    r"given|reported)|spoken of|put (?:it|the|this|its)|given (?:it|the|a figure)|estimated|"
    r"reported|assumed|reckoned|counted|(?:first )?applied for|first said|said there)"
    r"|we (?:also )?(?:reported|wrote|said|printed|gave|put)|(?:printed|gave|reported) the figure"
    r"|(?:earlier|previous|former|first|original|initial)(?:ly)? (?:figure|estimate|report|reports|"
    r"count|toll|number|tally|put|reported|announced|estimated|given)"
    r"|(?:was|were) (?:originally|initially|first|previously) (?:put|given|told|said|to))\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions|ing)|wrong(?:ly)?|mistaken(?:ly)?|mistake|erroneous(?:ly)?|"
    r"in error|an error|miscount(?:ed)?|t(?:ook|akes|aken) (?:it |them |that |this )?back|"
    r"retract(?:s|ed)?|revis(?:ed|es|ion)|we apologi[sz]e|the right (?:figure|number)|"
    r"counted twice|(?:were|was) in fact)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Revision:
    """The article of that id says that what was ``old`` is one of ``new`` now.

    ``wrong`` where it says that the old one was a mistake, not only an earlier state;
    ``near`` where the new ones stand beside it, and not only somewhere behind it.
    """

    article: str
    published: date
    old: float
    new: frozenset[float]
    wrong: bool
    near: bool


@lru_cache(maxsize=512)
def revisions(
    article: str, published: date, title: str, sentences: tuple[str, ...]
) -> tuple[Revision, ...]:
    """What an article takes back, in order; ``sentences`` are all of its own, in order."""
    opening = " ".join((title, *sentences[:OPENING]))
    corrects = bool(_WRONG.search(opening))
    found = []
    for at, text in enumerate(sentences):
        old = former(text)
        if not old:
            continue
        around = sentences[max(0, at - NEAR) : at + NEAR + 1]
        wrong = corrects or any(_WRONG.search(one) for one in around)
        beside = _beside(sentences, at, old)
        ahead = sentences[at + 1 : at + 1 + IN_CORRECTION] if corrects else ()
        far = frozenset(worth for one in ahead for worth in _worths(one)) - old - beside
        for new, near in ((beside, True), (far, False)):
            if new:
                found += [Revision(article, published, one, new, wrong, near) for one in old]
    return tuple(found)


def _beside(sentences: Sequence[str], at: int, old: frozenset[float]) -> frozenset[float]:
    """The other numbers of the sentence, else of the one before it, else of the one behind it."""
    near = [*sentences[max(0, at - NEAR) : at][::-1], *sentences[at + 1 : at + 1 + NEAR]]
    for text in (sentences[at], *near):
        if new := frozenset(_worths(text)) - old:
            return new
    return frozenset()


def _worths(text: str) -> list[float]:
    every = tokens(text)
    spoken = (
        text[every[one].start : every[other - 1].end]
        for one, other in spans(text)
        if not no_quantity(text, every, one, other)
    )
    found = [worth for worth in map(value, spoken) if worth is not None]
    return [*found, *(months for _, _, months in lengths(text))]


@lru_cache(maxsize=2048)
def former(text: str) -> frozenset[float]:
    """The numbers of a sentence that it tells as those of before."""
    found = set()
    if not _ANY_CUE.search(text):
        return frozenset()
    every = tokens(text)
    numbers = spans(text)
    if not numbers:
        return frozenset()
    cue = _HAD_BEEN.search(text)
    clause = (cue.start(), _clause_end(text, cue.end())) if cue else (0, 0)
    for first, last in numbers:
        if no_quantity(text, every, first, last):
            continue
        worth = value(text[every[first].start : every[last - 1].end])
        led, _ = before(every, first)
        inside = clause[0] <= every[first].start < clause[1]
        if worth is not None and (inside or _FORMER.search(" ".join(led))):
            found.add(worth)
    if cue:
        found |= {months for at, _, months in lengths(text) if clause[0] <= at < clause[1]}
    return frozenset(found)


def _clause_end(text: str, at: int) -> int:
    found = _CLAUSE.search(text, at)
    return found.start() if found else len(text)
