"""A summary as the sentences that it is judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evals.grounding.pairs import Pair

_ENDS = re.compile(r"(?<=[.!?])(?=[\"'”’)]*\s)|\n")
_SHORT = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|gen|gov|sen|rep|lt|col|sgt|no|vs|jr|sr|inc|(?:[a-z]\.)*[a-z])\.$",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[\"'”’)]+(?=\s|$)")
LEAST = 3
"""Words of a sentence; what has fewer belongs to the one before."""


def sentences_of(summary: str) -> list[str]:
    """The sentences of a summary, also in lower case or with a space before each full stop.

    The splitter of the assistant takes no boundary before a small letter, rightly so for news.
    """
    parts = re.split(r"(?<=\s\.)\s", summary) if " . " in summary else _ENDS.split(summary)
    found: list[str] = []
    begun = ""
    for part in parts:
        closing = _CLOSES.match(part)
        if closing and found and not begun:
            found[-1] += closing[0]
            part = part[closing.end() :]
        begun += part
        if _SHORT.search(begun):
            continue
        if len(re.findall(r"\w+", begun)) < LEAST and found:
            found[-1] += " " + begun.strip()
        elif begun.strip():
            found.append(begun.strip())
        begun = ""
    return [*found, begun.strip()] if begun.strip() else found


def split(pairs: Sequence[Pair]) -> list[Pair]:
    """The same with a pair for each sentence of the claims that people judged."""
    return [replace(pair, claim=claim) for pair in pairs for claim in sentences_of(pair.claim)]
