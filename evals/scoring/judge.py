"""Who says whether quotes support a claim, and how sure: the grounding check, or plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from assistant.domain import Citation


class Judge(Protocol):
    """Whether the citations together support the claim."""

    def supports(self, claim: str, cited: Sequence[Citation]) -> bool: ...


class Check(Protocol):
    """How well a source supports a claim: whether it does, and a score from 0 to 1."""

    def __call__(
        self, claim: str, source: str, published: date | None
    ) -> tuple[bool, float, str]: ...


class VerbatimJudge:
    """Supported where the claim stands in a cited quote word for word, white space aside."""

    def supports(self, claim: str, cited: Sequence[Citation]) -> bool:
        wanted = " ".join(claim.split())
        return any(wanted in " ".join(citation.quote.split()) for citation in cited)


class CheckJudge:
    """Supported where the check finds it so, in what is cited of one day."""

    def __init__(self, check: Check) -> None:
        self._check = check

    def supports(self, claim: str, cited: Sequence[Citation]) -> bool:
        if not cited:
            return False
        quotes = "\n\n".join(citation.quote for citation in cited)
        days = {citation.published for citation in cited}
        # Relative dates are resolved against one day; quotes of different days have none.
        return self._check(claim, quotes, days.pop() if len(days) == 1 else None)[0]


def find_check() -> Check | None:
    """``assistant.grounding``'s check; None where its weights have not been learned yet."""
    from assistant import grounding

    check: Any = getattr(grounding, "check_against", None)
    if check is None or not files("assistant.grounding").joinpath("weights.json").is_file():
        return None
    # An article is read once for all the claims about it.
    read = lru_cache(maxsize=256)(grounding.read_source)

    def checked(claim: str, source: str, published: date | None) -> tuple[bool, float, str]:
        found = check(claim, read(source, published))
        return found.verdict == "supported", float(found.score), "; ".join(found.reasons)

    return checked
