"""A case put to the assistant, the questions before it first."""

from __future__ import annotations

from time import perf_counter

from assistant.assembly import Assistant
from assistant.chat import Turn
from assistant.domain import (
    Answer,
    Claim,
    ClaimShown,
    Finished,
    Found,
    GeneratorName,
    Hit,
    Understood,
)
from assistant.errors import AssistantError
from evals.cases import Case
from evals.library import Shelf
from evals.outcome import Outcome

DEEP = 40
"""Passages that are ranked: enough for ten articles of a few passages each."""


def ask(case: Case, shelf: Shelf) -> Outcome:
    """The Outcome of a case; an AssistantError is part of it."""
    try:
        return _ask(case, shelf)
    except AssistantError as error:
        return Outcome(shelf.library, error=f"{type(error).__name__}: {error}")


def _ask(case: Case, shelf: Shelf) -> Outcome:
    assistant = shelf.assistant
    generator = _generator(case, shelf)
    history: list[Turn] = []
    for question in case.turns:
        earlier = assistant.ask(
            question,
            history=history,
            limit=case.limit,
            as_of=case.as_of,
            generator=shelf.generator,
        )
        history.append(Turn(question, earlier))
    answer: Answer | None = None
    understood: Understood | None = None
    found: tuple[Hit, ...] = ()
    shown: list[Claim] = []
    began = perf_counter()
    for event in assistant.stream(
        case.question,
        history=history,
        limit=case.limit,
        as_of=case.as_of,
        generator=generator,
    ):
        match event:
            case Understood():
                understood = event
            case Found():
                found = event.hits
            case ClaimShown():
                shown.append(event.claim)
            case Finished():
                answer = event.answer
    ms = (perf_counter() - began) * 1000
    return Outcome(
        library=shelf.library,
        answer=answer,
        understood=understood,
        found=found,
        ranked=_ranked(assistant, case, understood, found),
        shown=tuple(shown),
        written=tuple(shelf.scripted.written) if shelf.scripted and case.writes else None,
        ms=ms,
    )


def _generator(case: Case, shelf: Shelf) -> GeneratorName:
    """Who writes: the scripted model where the case has a script, else whoever the shelf says."""
    if shelf.scripted is None or not case.writes:
        return shelf.generator
    shelf.scripted.play(case)
    return "llm"


def _ranked(
    assistant: Assistant, case: Case, understood: Understood | None, found: tuple[Hit, ...]
) -> tuple[Hit, ...]:
    """The hits of a search for the whole question; the writer's own where the dates of an earlier
    turn hold, which a search does not know of."""
    if understood is None:
        return found
    whole = understood.rewritten or understood.question
    result = assistant.search(whole, k=DEEP, limit=case.limit, as_of=case.as_of)
    return result.hits if result.dates.limit == understood.dates.limit else found
