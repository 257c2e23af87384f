"""The few sentences of a source that a claim rests on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations

from assistant.answering.written.accounting import TELLS, account
from assistant.answering.written.order import turned_round
from assistant.domain import Verdict
from assistant.grounding import Checked, Source, check_against, read_source
from assistant.grounding.claim import DATE_WORDS, read_claim
from assistant.grounding.tokens import Kind

QUOTED = 3
"""Sentences that a claim may rest on, and within how many of the source they stand."""
TRIED = 5
"""Sentences of the evidence that are tried."""
WHOLE = 0.99
"""The score of a claim that is sentences of the source, word for word."""

_PRONOUNS = frozenset(
    "he she it they his her hers its their him them this that these those".split()
)
_TITLES = frozenset(
    """president prime minister secretary defence defense foreign interior gov governor senator
    mayor general chief director spokesman spokeswoman official officials former mr mrs ms
    dr""".split()
)

Span = tuple[int, int]


def resting_on(
    text: str, source: Source, checked: Checked
) -> tuple[tuple[Span, ...], float] | None:
    """The fewest sentences among the evidence that support the claim by themselves, and how well.

    Every word of it that says something has its like in them. None where more than QUOTED would be
    needed, or such as stand far apart: a reader must be able to see that they say it.
    """
    spans = checked.evidence
    if len(spans) == 1 and checked.score >= WHOLE:
        return spans, checked.score
    for size in range(1, min(QUOTED, len(spans)) + 1):
        best: tuple[tuple[Span, ...], float] | None = None
        for chosen in combinations(spans[:TRIED], size):
            if not near(source, chosen) and not _introduced(text, source, chosen):
                continue
            if not _tied(source, chosen):
                continue
            few = only(source, chosen)
            told = account(text, few, source)
            if told.missing:
                continue
            if turned_round(text, few.text):
                continue
            again = check_against(told.rest, few)
            if again.verdict is Verdict.SUPPORTED and (best is None or again.score > best[1]):
                best = (chosen, again.score)
        if best is not None:
            return best
    return None


def only(source: Source, spans: Sequence[Span]) -> Source:
    """These sentences of a source, each a paragraph."""
    return read_source("\n\n".join(source.text[a:b] for a, b in spans), source.published)


def near(source: Source, spans: Sequence[Span]) -> bool:
    """Whether they lie within QUOTED sentences of the source: what is put together from all over
    a text is not what it says."""
    starts = [unit.start for unit in source.spans]
    return bisect_left(starts, spans[-1][0]) - bisect_left(starts, spans[0][0]) < QUOTED


def _tied(source: Source, spans: Sequence[Span]) -> bool:
    """Whether each sentence after the first goes on about something of those before it: a word or
    a name that tells, or a pronoun. What merely stands together is about two things."""
    before: set[str] = set()
    for place, (start, end) in enumerate(spans):
        tokens = [source.tokens[at] for at in source.tokens_in(start, end)]
        telling = {
            token.key
            for token in tokens
            if token.weight >= TELLS
            and token.kind is not Kind.NUMBER
            and token.lower not in DATE_WORDS
            and token.lower not in _TITLES
        }
        leans = any(token.lower in _PRONOUNS for token in tokens)
        if place and not leans and not telling & before:
            return False
        before |= telling
    return True


def _introduced(text: str, source: Source, spans: Sequence[Span]) -> bool:
    """Whether the first of them only says the name of what the others go on about.

    "Police were called because of a crack in the Kestrel Dam. ... The crack is 23 metres long": but
    for names all of the claim is in the others, and a word of it is in both.
    """
    first, rest = spans[:1], spans[1:]
    if not rest or not near(source, rest):
        return False
    others, named = only(source, rest), only(source, first)
    if not all(word[0].isupper() for word in account(text, others, source).missing):
        return False
    return any(
        token.kind is Kind.WORD
        and token.weight >= TELLS
        and token.key in others.places
        and token.key in named.places
        for token in read_claim(text).tokens
    )
