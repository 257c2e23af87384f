"""Whether quotes are what the article says, and whole."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import Citation
from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring.score import Score, right, share, unscored


def quote_exact(case: Case, outcome: Outcome) -> Score:
    """The share of quotes that are ``body[start:end]`` of the article as it was indexed."""
    return _share_of(outcome, _is_exact, "not in the article")


def quote_whole(case: Case, outcome: Outcome) -> Score:
    """The share of quotes that neither begin nor end within a word or in white space."""
    return _share_of(outcome, _is_whole, "cut")


def labels(case: Case, outcome: Outcome) -> Score:
    """1 where citations are numbered 1 to n in the order in which claims refer to them, every claim
    refers to some, and what was streamed is what the answer holds."""
    if not outcome.citations:
        return unscored("nothing was cited")
    used = list(dict.fromkeys(label for claim in outcome.claims for label in claim.citations))
    listed = [citation.label for citation in outcome.citations]
    wanted = list(range(1, len(listed) + 1))
    if listed != wanted or used != wanted:
        return right(False, f"listed {listed}, referred to {used}")
    if any(not claim.citations for claim in outcome.claims):
        return right(False, "a claim without a citation")
    if sorted(claim.text for claim in outcome.shown) != sorted(c.text for c in outcome.claims):
        return right(False, "the claims of the stream are not those of the answer")
    missing = [label for label in listed if outcome.answer and f"[{label}]" not in outcome.text]
    return right(not missing, f"not in the text: {missing}" if missing else f"1 to {len(listed)}")


def _share_of(outcome: Outcome, holds: Callable[[Citation, Outcome], bool], fault: str) -> Score:
    if not outcome.citations:
        return unscored("nothing was cited")
    bad = [one for one in outcome.citations if not holds(one, outcome)]
    told = f"{fault}: " + " | ".join(f"[{one.label}] {one.quote}" for one in bad) if bad else ""
    whole = len(outcome.citations)
    return share(whole - len(bad), whole, told)


def _body(citation: Citation, outcome: Outcome) -> str | None:
    article = outcome.library.articles.get(citation.article)
    return article.body if article else None


def _is_exact(citation: Citation, outcome: Outcome) -> bool:
    body = _body(citation, outcome)
    return body is not None and body[citation.start : citation.end] == citation.quote


def _is_whole(citation: Citation, outcome: Outcome) -> bool:
    body = _body(citation, outcome)
    if body is None or not citation.quote or citation.quote != citation.quote.strip():
        return False
    edges = ((citation.start - 1, citation.start), (citation.end - 1, citation.end))
    return not any(
        left >= 0 and right < len(body) and body[left].isalnum() and body[right].isalnum()
        for left, right in edges
    )
