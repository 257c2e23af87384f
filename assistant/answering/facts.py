"""What a sentence asserts that can be compared: its names, its figures, whether it denies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.likeness import STOP_STEMS
from assistant.answering.sentences import Sentence
from assistant.text.names import names
from assistant.text.numbers import quantities
from assistant.text.words import stems

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_BEFORE_DAY = re.compile(r"^(?:on|in|since|by|until|of|from|during|before|after|last|this) ")
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|den(?:y|ies|ied)|refus(?:e|es|ed)|"
    r"reject(?:s|ed)?|fail(?:s|ed)?|unlikely)\b|n[’']t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """``names`` are the stems of its names' words, ``figures`` its quantities and days as text."""

    names: frozenset[str]
    figures: frozenset[str]
    denials: int

    @classmethod
    def of(cls, sentence: Sentence) -> Facts:
        text = sentence.text
        return cls(
            # A number beside a name ("About 9" of "About 9,000") is compared as a figure.
            names=frozenset(
                part for name in names(text) for part in stems(name.text) if not part.isdigit()
            )
            - STOP_STEMS,
            figures=frozenset(_figure(text[one.start : one.end]) for one in quantities(text)),
            denials=len(_DENIES.findall(text)),
        )


def _figure(words: str) -> str:
    """A quantity as it is compared: "Ten" is "10", and "on Friday" is "Friday"."""
    plain = " ".join(words.lower().replace(",", "").split())
    plain = _BEFORE_DAY.sub("", plain)
    return " ".join(_NUMBER_WORDS.get(word, word) for word in re.split(r"[\s-]+", plain))


def holds(source: Facts, words: frozenset[str], claim: Facts) -> bool:
    """Whether the source has every name and figure of the claim, and denies as often.

    ``words`` are the source's stems: a name may stand there as part of another one.
    """
    return (
        claim.names <= words
        and claim.figures <= source.figures
        and (claim.denials > 0) == (source.denials > 0)
    )
