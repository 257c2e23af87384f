"""Quotations as Claims and Citations, exact to the character, with the days they tell of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Article, Citation, Claim, EventDate, EventSpan, Verdict
from assistant.grounding import is_verbatim


def cite(
    article: Article,
    span: tuple[int, int],
    label: int,
    *,
    also_in: Sequence[str] = (),
    event: EventSpan | None = None,
) -> Citation:
    """The Citation of ``body[start:end]``; ``event`` is one of the spans within it."""
    start, end = span
    body = article.body
    return Citation(
        label=label,
        article=article.id,
        published=article.published,
        title=article.title,
        start=start,
        end=end,
        quote=body[start:end],
        event=EventDate(event.first, event.last, body[event.start : event.end], event.planned)
        if event
        else None,
        also_in=tuple(also_in),
    )


def quoted(citation: Citation, body: str) -> Claim:
    """The Claim that is the quotation, on one line."""
    text = " ".join(citation.quote.split())
    exact = is_verbatim(text, citation.quote, body, citation.start, citation.end)
    # A quotation supports itself; one that is not exact is a fault of ours, never shown.
    if not exact:
        raise AssertionError(f"not verbatim: {citation.article} {citation.start}-{citation.end}")
    return Claim(text, (citation.label,), Verdict.SUPPORTED, 1.0)
