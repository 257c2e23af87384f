"""What turns a statement around: "not", "denied", "may"; and who does it to whom."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.tokens import Kind, Token

REACH = 3
"""Tokens after a cue that it reaches."""
BESIDE = 3
"""Tokens between who does something and what is done."""
OBJECT = 6
"""Tokens between what is done and to whom."""

_NEGATIONS = frozenset(
    """not no never without neither nor cannot nobody none nothing hardly barely deny denied denies
    denying refuse refused refuses refusing fail failed fails unable decline declined dismiss
    dismissed reject rejected rejects untrue false unlikely impossible""".split()
)
_MODALS = frozenset(
    """will would could may might should shall if whether plan plans planned planning hope hopes
    hoped expected likely possible possibly consider considering considered allegedly alleged
    reportedly perhaps unless intend intends propose proposed threaten threatened threatens
    to-be""".split()
)
_PASSIVE = frozenset("was were been being is are be get got".split())
_BREAKS = frozenset("and but or who which that in on at of for from after before with as".split())


def is_negation(token: Token) -> bool:
    return token.lower in _NEGATIONS or token.lower.endswith("n't")


def is_modal(token: Token) -> bool:
    return token.lower in _MODALS


def negated(tokens: Sequence[Token], at: int, low: int = 0) -> bool:
    """Whether a negation stands just before token ``at``, not before token ``low``."""
    return any(is_negation(token) for token in tokens[max(low, at - REACH) : at])


def hedged(tokens: Sequence[Token], at: int, low: int = 0) -> bool:
    """The same for words that make it no fact yet: "will", "may", "plans to"."""
    return any(is_modal(token) for token in tokens[max(low, at - REACH) : at])


def _by_after(tokens: Sequence[Token], verb: int) -> bool:
    before = tokens[max(0, verb - 3) : verb]
    after = tokens[verb + 1 : verb + 4]
    return any(token.lower in _PASSIVE for token in before) and any(
        token.lower == "by" for token in after
    )


def doer_first(tokens: Sequence[Token], one: str, verb: int, other: str) -> bool | None:
    """Whether ``one`` does what token ``verb`` says to ``other``; None where neither does.

    Read from the order of the three, close together, and turned around by "was ... by".
    """
    before = None
    for token in reversed(tokens[max(0, verb - BESIDE) : verb]):
        if token.key in (one, other):
            before = token.key
            break
        if token.lower in _BREAKS or token.kind is Kind.NUMBER:
            break
    after = next(
        (t.key for t in tokens[verb + 1 : verb + 1 + OBJECT] if t.key in (one, other)), None
    )
    if before is None or after is None or before == after:
        return None
    return (before == one) is not _by_after(tokens, verb)
