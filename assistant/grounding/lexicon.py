"""Which words can stand for one another, and which deny one another: two small written lists."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.text.words import stem


@cache
def alike() -> dict[str, frozenset[int]]:
    """The lines of ``synonyms.txt`` that a stem stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("synonyms.txt")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(lines) for word, lines in found.items()}


@cache
def _opposed() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("antonyms.txt"):
        one, other = (frozenset(map(stem, side.split())) for side in line.split("|"))
        for word in one - other:
            found.setdefault(word, set()).update(other)
        for word in other - one:
            found.setdefault(word, set()).update(one)
    return {word: frozenset(others) for word, others in found.items()}


def opposites(word: str) -> frozenset[str]:
    """The stems that deny a stem: "rose" and "fell"."""
    return _opposed().get(word, frozenset())


def _lines(name: str) -> list[str]:
    text = files("assistant.grounding").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
