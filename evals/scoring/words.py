"""Words compared as a reader compares them: case, accents, quotation marks and digit groups aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
# 5,900 and 5 900 (with a thin or no-break space) are 5900; "in 2021, 300 people" is left alone.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?![\d])")


def normal(text: str) -> str:
    """The text in lower case, without accents and digit groups, white space folded."""
    plain = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text).translate(_MARKS)
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())


def holds(text: str, words: str) -> bool:
    """Whether the words stand in the text as words: "46" is not in "1946" or "46.5", "Marten" not
    in "Martens"."""
    wanted = re.escape(normal(words))
    before = r"(?<![\w])(?<!\d[.,])" if normal(words)[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\w)(?![.,]\d)" if normal(words)[-1:].isdigit() else r"(?!\w)"
    first, last = normal(words)[:1], normal(words)[-1:]
    return bool(
        re.search(
            f"{before if first.isalnum() else ''}{wanted}{after if last.isalnum() else ''}",
            normal(text),
        )
    )


def holds_any(text: str, alternatives: Iterable[str]) -> bool:
    return any(holds(text, words) for words in alternatives)
