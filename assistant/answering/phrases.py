"""Which sentences hold the question's own phrases: "to Moscow", "from the council"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.answering.sentences import Sentence
from assistant.text.words import stem

SAME_PHRASE = 1.0
"""What is added to a sentence's score for each. "To Moscow" and "in Moscow" are different answers
to a question about going there, which the words alone do not tell apart."""
_PHRASE = re.compile(
    r"\b(to|from|into|against|towards?|with|by|for|under|behind)\s"
    r"(?:(?:the|a|an|his|her|its|their|our)\s)?([^\W\d_][^\W_]+)",
    re.IGNORECASE,
)


def same_phrases(sentences: Sequence[Sentence], question: str) -> npt.NDArray[np.float64]:
    """What to add to each sentence's score, float64 ``(n,)``."""
    asked = _phrases(question)
    if not asked:
        return np.zeros(len(sentences))
    return np.array([SAME_PHRASE * len(asked & _phrases(one.text)) for one in sentences])


def _phrases(text: str) -> set[tuple[str, str]]:
    return {(found[1].lower(), stem(found[2].lower())) for found in _PHRASE.finditer(text)}
