"""Turns of a conversation as they would have been answered, without an index."""

from __future__ import annotations

from datetime import date

from assistant.chat import Turn
from assistant.chat.held import read_again
from assistant.chat.understanding import understand
from assistant.domain import Answer, Claim, DateReading, Form, Part, Reason, Verdict

TODAY = date(2021, 11, 15)


def turn(question: str, *claims: str, rewritten: str | None = None) -> Turn:
    """A question and what it was answered; a refusal without claims."""
    answer = Answer(
        question=question,
        rewritten=rewritten,
        as_of=TODAY,
        dates=read_again(rewritten or question, TODAY),
        form=Form.ANSWER,
        reason=None if claims else Reason.NOT_IN_CORPUS,
        text="",
        claims=_supported(claims),
    )
    return Turn(question, answer)


def talk(*questions: str, claims: tuple[str, ...] = ("x",)) -> list[Turn]:
    """Each question understood in the light of those before it, and answered with ``claims``.

    As the assistant does it: with no caller's limits, on TODAY; one point a claim.
    """
    turns: list[Turn] = []
    for question in questions:
        turns.append(answered(question, turns, claims))
    return turns


def answered(
    question: str,
    turns: list[Turn],
    claims: tuple[str, ...] = ("x",),
    given: DateReading | None = None,
) -> Turn:
    request = understand(
        question,
        turns,
        limit=None,
        as_of=TODAY,
        as_of_given=False,
        ceiling=False,
        given=given,
    )
    ambiguous = request.dates.ambiguous
    points = tuple((place,) for place in range(len(claims)))
    digest = request.form is Form.DIGEST and request.dates.limit is not None
    parts = (Part(request.dates.limit, 1, points),) if digest and request.dates.limit else ()
    answer = request.answered(
        "",
        Reason.AMBIGUOUS_DATE if ambiguous else None,
        claims=() if ambiguous else _supported(claims),
        parts=() if ambiguous else parts,
    )
    return Turn(question, answer)


def _supported(claims: tuple[str, ...]) -> tuple[Claim, ...]:
    return tuple(Claim(claim, (1,), Verdict.SUPPORTED, 1.0) for claim in claims)


__all__ = ["TODAY", "answered", "talk", "turn"]
