"""Questions for a number, from sentences that begin with it: "How many" takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPELLED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-\w+)?)(?:\s(?:hundred|thousand|million))?"
)
_BEGINS = re.compile(
    rf"^(?:(?:some|about|around|nearly|almost|at least|more than|over|only|just|all|another)\s)?"
    rf"(?P<number>\d[\d,.]*(?:\s(?:million|billion|thousand))?|{_SPELLED})\s"
    r"(?P<what>(?:[a-z][a-z’'-]+\s){0,2}?(?P<noun>[a-z][a-z’'-]+))\s"
    r"(?P<verb>were|are|have|had|will|could|must|died|lost|took|voted|stood|left|went|came|signed|"
    r"live|lived|work|worked|fled|joined|attended|demonstrated|marched|protested|gathered|stayed|"
    r"remain|remained|got|fell|burned|collapsed)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:[^s\W]s|men|women|people|children|fish|salmon|sheep|police)$")
_CUT = re.compile(
    r"[,;:.!?()“”\"—–]|\s(?:and|but|or|which|who|while|when|after|because|since|as|according|so|"
    r"where|although|though|until|before|than|what|if|how)\b"
)
# What cannot be understood without the sentence before, or on another day.
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|here|there|then|"
    r"now|today|yesterday|tomorrow|tonight|ago|last|next|we|us|our|you|your|I|my|same|such|others?|"
    r"more|former|latter|earlier|later|already|still|yet|again|also|too|only|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\s(?!I\b)[A-Z][a-z]+")
_NO_THINGS = frozenset(
    """years months weeks days hours minutes seconds times years’ percent cent others them marks
    euros dollars pounds degrees metres meters kilometres miles litres tonnes""".split()
)
LEAST_WORDS, LEAST_NAMED = 7, 4
"""What follows "How many" has so many words, or so many and a name among them: with less nobody
knows of what it asks."""


@dataclass(frozen=True, slots=True)
class Countable:
    """A question, the words for what is counted, and the figure that answers it."""

    question: str
    what: str
    figure: str


def how_many(sentences: Sequence[str]) -> Iterator[Countable]:
    for sentence in sentences:
        found = _BEGINS.match(" ".join(sentence.split()))
        if found is None or found["noun"].lower() in _NO_THINGS:
            continue
        rest = _CUT.split(found["rest"], maxsplit=1)[0].rstrip()
        told = f"{found['what']} {found['verb']}{rest}"
        if (
            not _PLURAL.search(found["noun"])
            or len(told.split()) < (LEAST_NAMED if _NAME.search(rest) else LEAST_WORDS)
            or _LEANS.search(told)
        ):
            continue
        yield Countable(f"How many {told}?", told, found["number"])
