"""Short labels for what a model is shown, that nothing in the material can pass for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256

LETTERS = "bcdfghjkmnpqrtvwxz"
"""No vowel, so that no label is a word; no "l", which looks like a 1, and no "s", of plurals."""
DIGITS = "23456789"
"""Neither 0 nor 1: the examples in the prompts use those, and can never name what is shown."""
EXAMPLES = ("ex0", "ex1")
"""The labels in the prompts' examples."""
_UNITS = frozenset("bn cm ct ft gb gw hz kb kg kj km kv kw mb mg mm mw pt qt tb tn".split())


def labels(count: int, texts: Sequence[str]) -> tuple[str, ...]:
    """As many distinct labels, such as "kd7": letters and one digit, lower case.

    The same for the same texts, and in no order that a list could have. None of them occurs in any
    of the texts, in capitals or small letters, alone or within a word: a text that holds a label is
    citing somebody else's. While there are enough, no two begin with the same letters.
    """
    folded = "\n".join(folded_for_labels(text) for text in texts)
    found: list[str] = []
    for label in _candidates(folded):
        if len(found) == count:
            break
        if label not in folded:
            found.append(label)
    return tuple(found)


def folded_for_labels(text: str) -> str:
    """The text as labels are compared: compatible forms of letters made one, capitals small."""
    return unicodedata.normalize("NFKC", text).casefold()


def _candidates(seed: str) -> Iterator[str]:
    """Every label of two letters in an order drawn from the seed, then of three, and so on."""
    state = sha256(seed.encode(errors="surrogatepass")).digest()
    length = 2
    while True:
        total = len(LETTERS) ** length
        start = int.from_bytes(state[:8]) % total
        # A step without a common factor with 18 ** length goes through all of them once.
        step = (int.from_bytes(state[8:16]) % total) * 6 % total + 1
        for turn in range(len(DIGITS)):
            for place in range(total):
                at = (start + place * step) % total
                name = _name(at, length)
                if name not in _UNITS:
                    yield name + DIGITS[(state[16] + turn + at) % len(DIGITS)]
        length += 1


def _name(number: int, length: int) -> str:
    name = ""
    for _ in range(length):
        number, at = divmod(number, len(LETTERS))
        name += LETTERS[at]
    return name
