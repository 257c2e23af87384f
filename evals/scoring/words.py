"""Words compared as a reader compares them: case, accents, marks and digit groups aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from evals.scoring.numerals import in_digits

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
# 5,900 and 5 900 (with a thin or no-break space) are 5900; "in 2021, 300 people" is left alone.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?![\d])")


def normal(text: str) -> str:
    """The text in lower case, without accents, digit groups and numbers in words, white space
    folded."""
    plain = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text).translate(_MARKS)
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return in_digits(" ".join(bare.casefold().split()))


def holds(text: str, words: str) -> bool:
    """Whether the words stand in the text as words: "46" is not in "1946" or "46.5", "Marten" not
    in "Martens"."""
    return _pattern(normal(words)).search(normal(text)) is not None


@cache
def _pattern(wanted: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w)" if wanted[-1:].isalnum() else ""
    before += r"(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after += r"(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.compile(before + re.escape(wanted) + after)


def holds_any(text: str, alternatives: Iterable[str]) -> bool:
    return any(holds(text, words) for words in alternatives)
