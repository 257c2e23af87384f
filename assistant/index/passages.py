"""An article's body cut into passages: runs of whole sentences that overlap by whole sentences.

Sizes are in words (runs of non-space; in scripts without spaces, six characters count as one).
``python -m evals retrieval`` measures them: see docs/design.md for the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.text.sentences import Unit, cutter_version

TARGET_WORDS = 170
"""A passage is closed with the sentence that brings it to this."""
OVERLAP_WORDS = 40
"""A passage begins with about this much of the end of the one before."""
PASSAGES_VERSION = f"1:{TARGET_WORDS}/{OVERLAP_WORDS}"

_CHARACTERS_A_WORD = 6


def rules_version() -> str:
    """The version of everything that decides what the passages of an unchanged body are."""
    return f"{PASSAGES_VERSION}+{cutter_version()}"


def cut(body: str, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Spans of the passages in order; together they hold every unit of the body."""
    sizes = [_words(body[unit.start : unit.end]) for unit in units]
    spans: list[tuple[int, int]] = []
    first = done = 0  # units before `done` stand in a passage already
    while first < len(units):
        last, size = first, sizes[first]
        while last + 1 < len(units) and size < TARGET_WORDS:
            last += 1
            size += sizes[last]
        # A heading belongs to what it heads; more than two in a row are a list.
        before = last
        while last + 1 < len(units) and before > max(first, done) and _heads(units[before]):
            before -= 1
        if last - before <= 2:
            last = before
        rest = sum(sizes[last + 1 :]) if len(units) - last < TARGET_WORDS else TARGET_WORDS
        if 0 < rest < TARGET_WORDS // 5:
            last = len(units) - 1
        spans.append((units[first].start, units[last].end))
        if last + 1 >= len(units):
            break
        done = last + 1
        first = _overlap(sizes, first, last)
    return spans


def _heads(unit: Unit) -> bool:
    return unit.kind == "heading"


def _overlap(sizes: Sequence[int], first: int, last: int) -> int:
    """Where the next passage begins: whole sentences of up to OVERLAP_WORDS, always further on."""
    begin, size = last + 1, 0
    while begin - 1 > first and size + sizes[begin - 1] <= OVERLAP_WORDS:
        begin -= 1
        size += sizes[begin]
    return begin


def _words(text: str) -> int:
    return max(len(text.split()), len(text) // (4 * _CHARACTERS_A_WORD))


def searchable(text: str, title: str, published: date) -> str:
    """The text as it is embedded and searched: after its full date and title, so that both count.

    Only the index sees this; a Passage's own text stays exact.
    """
    day = f"{published:%A}, {published.day} {published:%B %Y} ({published.isoformat()})"
    return f"{day}. {title}. {text}"
