"""A claim made ready: its telling tokens, and which of them belong to one name or one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dates.events import event_spans
from assistant.domain import EventSpan
from assistant.grounding.tokens import Kind, Token, read_tokens
from assistant.text.names import names
from assistant.text.sentences import Unit

DATE_WORDS = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """``tokens`` are all of the claim; ``telling`` the places of those that say something.

    ``named`` holds, for each name, places in ``telling``; so does ``dated`` for each of ``dates``,
    the days that the claim tells of.
    """

    text: str
    tokens: tuple[Token, ...]
    telling: tuple[int, ...]
    named: tuple[tuple[int, ...], ...]
    dates: tuple[EventSpan, ...]
    dated: tuple[tuple[int, ...], ...]


def read_claim(claim: str, published: date | None = None) -> ClaimRead:
    tokens = read_tokens(claim)
    spans = [(name.start, name.end) for name in names(claim)]
    for place, token in enumerate(tokens):
        inside = any(start <= token.start < end for start, end in spans)
        if token.kind is Kind.WORD and inside and token.upper:
            tokens[place] = token._replace(kind=Kind.NAME, weight=max(1.0, token.weight))
        elif token.lower in DATE_WORDS and token.upper:
            tokens[place] = token._replace(kind=Kind.NUMBER)
    telling = [place for place, token in enumerate(tokens) if token.kind is not Kind.FUNCTION]
    dates: list[EventSpan] = []
    if published is not None:
        dates = event_spans(claim, [Unit(0, len(claim), "sentence")], published)

    def within(start: int, end: int) -> tuple[int, ...]:
        return tuple(at for at, place in enumerate(telling) if start <= tokens[place].start < end)

    named = [within(*span) for span in spans]
    return ClaimRead(
        claim,
        tuple(tokens),
        tuple(telling),
        tuple(name for name in named if name),
        tuple(dates),
        tuple(within(day.start, day.end) for day in dates),
    )
