"""A quote is the body at its span, and a claim is its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding import is_verbatim

BODY = "He came.\nThe U.S. said\nno."


def test_a_claim_may_fold_white_space_and_nothing_else() -> None:
    start, end = 9, len(BODY)
    quote = BODY[start:end]
    assert is_verbatim("The U.S. said no.", quote, BODY, start, end)
    for claim in ("The U.S. said yes.", "the U.S. said no.", "The U.S. said", "", "  "):
        assert not is_verbatim(claim, quote, BODY, start, end)


def test_a_quote_from_elsewhere_is_not_exact() -> None:
    quote = BODY[9:]
    assert not is_verbatim(quote, quote, BODY, 8, len(BODY) - 1)
    assert not is_verbatim(quote, quote, BODY + " Not so.", 0, len(quote))
    assert not is_verbatim("", "", BODY, 3, 3)


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40), st.text(max_size=5))
def test_only_the_span_s_own_words_pass(body: str, start: int, end: int, other: str) -> None:
    quote = body[start:end]
    assert is_verbatim(" ".join(quote.split()), quote, body, start, end) == bool(quote.strip())
    if other.split() != quote.split():
        assert not is_verbatim(other, quote, body, start, end)
