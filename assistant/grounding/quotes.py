"""Exactness of quotes."""

from __future__ import annotations


def is_verbatim(claim: str, quote: str, body: str, start: int, end: int) -> bool:
    """Whether ``quote`` is the body at ``[start, end)``, exactly, and the claim is its words.

    A claim may fold white space (a line break inside a sentence) and nothing else.
    """
    return body[start:end] == quote and claim.split() == quote.split() and bool(claim.strip())
