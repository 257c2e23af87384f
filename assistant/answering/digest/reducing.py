"""A model's notes on the articles of a stretch put together into points, verified once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.budget import Budget
from assistant.answering.digest.mapping import Note
from assistant.answering.digest.plan import Stretch
from assistant.answering.digest.points import ENOUGH
from assistant.answering.digest.reading import Reading
from assistant.answering.digest.text import days_in_words
from assistant.answering.prompts import shipped_prompt
from assistant.answering.showing import Excerpt, lines_of, one_line, show
from assistant.answering.written.sitting import Sitting, Told

PER_POINT = 90
"""Tokens of a reply that a point gets: two sentences and their labels."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What one call puts together: the places of readings that have notes, by their stories."""

    places: tuple[int, ...]
    stories: int


def reduce(
    sitting: Sitting,
    stretch: Stretch,
    readings: Sequence[Reading],
    stories: Sequence[Sequence[int]],
    notes: Mapping[int, Sequence[Note]],
    focus: str,
) -> Iterator[Told | None]:
    """The sentences of the points, held against the articles themselves; None in between.

    ``stories`` are places of readings, the weightiest story first. Where the notes are few, or of
    one article only, they are the points, and nothing is asked.
    """
    noted = [place for story in stories for place in story if notes.get(place)]
    if len(noted) == 1 and len(notes[noted[0]]) <= ENOUGH:
        for note in notes[noted[0]]:
            yield Told(note.told, opens=True)
        return
    budget = sitting.budget()
    if budget is None:
        return
    values = {"days": days_in_words(stretch.days), "most": "99", "focus": focus}
    tokens = budget.prompt - sitting.fixed(shipped_prompt("digest_reduce"), **values)
    costs: dict[int, int] = {}
    fitting: dict[int, Sequence[Note]] = {}
    for place in noted:
        head = budget.count(lines_of(Excerpt(readings[place].article, 0, 0), "")) + 1
        fitting[place], costs[place] = _fitting(notes[place], head, tokens, budget)
        if left := len(notes[place]) - len(fitting[place]):
            title = one_line(readings[place].article.title)
            sitting.spent.noticed(
                f"{left} of the model's notes on one article ({title}) did not fit into its "
                "context. Set a larger ASSISTANT_CONTEXT where the model has one."
            )
    most = max(1, budget.room // PER_POINT)
    for group in _groups(stories, costs, tokens, most):
        yield from _put_together(sitting, stretch, readings, group, fitting, focus)


def _fitting(
    notes: Sequence[Note], head: int, tokens: int, budget: Budget
) -> tuple[list[Note], int]:
    """The first notes that fit into so many tokens, and what they take."""
    kept: list[Note] = []
    used = head
    for note in notes:
        cost = budget.count("> " + note.told.text) + 1
        if used + cost > tokens:
            break
        kept.append(note)
        used += cost
    return kept, used


def _put_together(
    sitting: Sitting,
    stretch: Stretch,
    readings: Sequence[Reading],
    group: _Group,
    notes: Mapping[int, Sequence[Note]],
    focus: str,
) -> Iterator[Told | None]:
    prompt = shipped_prompt("digest_reduce")
    articles = [readings[place].article for place in group.places]
    texts = [_said(notes[place]) for place in group.places]
    shown = show([Excerpt(one, 0, len(one.body)) for one in articles], beside=[*texts, focus])
    passages = "\n\n".join(lines_of(one, text) for one, text in zip(shown, texts, strict=True))
    count = sum(len(notes[place]) for place in group.places)
    messages = prompt.messages(
        days=days_in_words(stretch.days),
        most=str(max(group.stories, min(ENOUGH, count))),
        passages=passages,
        focus=focus,
    )
    yield from sitting.ask(prompt, messages, shown)


def _groups(
    stories: Sequence[Sequence[int]], costs: Mapping[int, int], tokens: int, most: int
) -> Iterator[_Group]:
    """Up to ``most`` stories to a call, as many as fit into the tokens; none in two calls unless
    it alone is too long for one."""
    held: list[int] = []
    used = begun = 0
    for story in stories:
        places = [place for place in story if place in costs]
        if not places:
            continue
        if held and (begun >= most or used + sum(costs[place] for place in places) > tokens):
            yield _Group(tuple(held), begun)
            held, used, begun = [], 0, 0
        begun += 1
        for place in places:
            if held and used + costs[place] > tokens:
                yield _Group(tuple(held), begun)
                held, used, begun = [], 0, 1
            held.append(place)
            used += costs[place]
    if held:
        yield _Group(tuple(held), begun)


def _said(notes: Sequence[Note]) -> str:
    return "\n".join(note.told.text for note in notes)
