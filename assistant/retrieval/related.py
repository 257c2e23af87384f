"""Other words that an article may use for a word of a question, from written lists and by form."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from assistant.grounding.lexicon import alike
from assistant.text.words import stem

SAME_ROOT = 5
"""Letters that two words must begin with alike to be of one root, where little follows them."""
_TAIL = 4


@lru_cache(maxsize=8192)
def related(word: str) -> frozenset[str]:
    """The stems that share a line of ``related.txt`` or of the grounding's synonyms with a stem."""
    found: set[str] = set()
    for number in _lines_of().get(word, ()):
        found |= _lines()[number]
    for number in alike().get(word, ()):
        found |= _synonyms()[number]
    return frozenset(found - {word})


@lru_cache(maxsize=8192)
def stand_ins(word: str) -> tuple[str, ...]:
    """The words, as they are written in ``related.txt``, that share a line with a stem."""
    found = [
        other
        for number in _lines_of().get(word, ())
        for other in _written()[number]
        if stem(other) != word
    ]
    return tuple(dict.fromkeys(found))


def same_root(one: str, other: str) -> bool:
    """Whether two stems seem to be forms of one word: "inspect" and "inspection"."""
    if one[:SAME_ROOT] != other[:SAME_ROOT] or min(len(one), len(other)) < SAME_ROOT:
        return False
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    shorter, longer = sorted((len(one), len(other)))
    return common >= shorter - 1 and longer - common <= _TAIL


@cache
def _written() -> tuple[tuple[str, ...], ...]:
    text = files("assistant.retrieval").joinpath("related.txt").read_text("utf-8")
    return tuple(
        tuple(line.split())
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def _lines() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, line)) for line in _written())


@cache
def _lines_of() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(_lines()):
        for word in line:
            found[word] = (*found.get(word, ()), number)
    return found


@cache
def _synonyms() -> dict[int, frozenset[str]]:
    lines: dict[int, set[str]] = {}
    for word, numbers in alike().items():
        for number in numbers:
            lines.setdefault(number, set()).add(word)
    return {number: frozenset(words) for number, words in lines.items()}
