"""What turns a statement around: "not", "denied", "may"; and who does it to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.grounding.tokens import Kind, Token

REACH = 2
"""Telling tokens after a cue that it reaches."""
LITTLE = 0.35
LONGEST = 6
BESIDE = 3
"""Tokens between who does something and what is done."""
OBJECT = 6
"""Tokens between what is done and to whom."""

_NEGATIONS = frozenset(
    """not no never without neither nor cannot nobody none nothing hardly barely deny denied denies
    denying refuse refused refuses refusing fail failed fails unable decline declined dismiss
    dismissed reject rejected rejects untrue false unlikely impossible""".split()
)
_UNSURE = frozenset(
    """may might could if whether likely possible possibly consider considering considered allegedly
    alleged reportedly perhaps unless threaten threatened threatens proposed suspected
    rumoured""".split()
)
_PLANNED = frozenset(
    """will would shall plan plans planned planning hope hopes hoped expected intend intends
    intended due wants""".split()
)
_PASSIVE = frozenset("was were been being is are be get got".split())
_BREAKS = frozenset("and but or who which that in on at of for from after before with as".split())


def is_negation(token: Token) -> bool:
    return token.lower in _NEGATIONS or token.lower.endswith("n't")


def is_unsure(token: Token) -> bool:
    return token.lower in _UNSURE


def is_planned(token: Token) -> bool:
    return token.lower in _PLANNED


def reached(tokens: Sequence[Token], at: int, low: int, is_cue: Callable[[Token], bool]) -> bool:
    """Whether a cue stands before token ``at``, not before token ``low``, and reaches it.

    It reaches over REACH tokens, those that tell little not counted, and not over a "but".
    """
    left = REACH
    for place in range(at - 1, low - 1, -1):
        token = tokens[place]
        if is_cue(token):
            return True
        if token.lower == "but":
            return False
        left -= token.weight >= LITTLE or place == at - 1
        if left <= 0 or at - place > LONGEST:
            return False
    return False


def by_after(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "was VERB ... by" stands there: the one who does it comes after."""
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
    return (before == one) is not by_after(tokens, verb)
