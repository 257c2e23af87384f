"""Every article of a digest shown to a model, whole, and what it noted of each, verified."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.budget import Budget, count
from assistant.answering.digest.reading import Reading
from assistant.answering.prompts import shipped_prompt
from assistant.answering.sentences import Sentence
from assistant.answering.showing import NOTES, Excerpt, block, day_notes, lines_of, show
from assistant.answering.written import Quote, Verified
from assistant.answering.written.sitting import Sitting
from assistant.domain import Dropped, Verdict
from assistant.text.sentences import units

PER_ARTICLE = 110
"""Tokens of a reply that an article gets: up to three sentences and their labels."""
PER_NOTE = 16
"""Tokens of a note that says which day is meant."""
OTHER_DAYS = "what it rests on is not about what was asked"


@dataclass(frozen=True, slots=True)
class Note:
    """A verified sentence of a model; ``place`` is that of its article among the readings."""

    place: int
    told: Verified


@dataclass(frozen=True, slots=True)
class Batch:
    """What is shown in one call: ``excerpts`` with the places of their readings."""

    places: tuple[int, ...]
    excerpts: tuple[Excerpt, ...]


def batches(sitting: Sitting, readings: Sequence[Reading], focus: str) -> Iterator[Batch]:
    """Every reading's article, whole or cut between sentences into several excerpts, in order: as
    many to a call as fit into the context, and into the room for the reply.

    Where not even a sentence fits, that is the sitting's fault, and nothing comes.
    """
    budget = sitting.budget()
    if budget is None:
        return
    fixed = sitting.fixed(shipped_prompt("digest_map"), focus=focus)
    tokens = budget.prompt - fixed
    most = max(1, budget.room // PER_ARTICLE)
    held: list[tuple[int, Excerpt]] = []
    used = 0
    for place, reading in enumerate(readings):
        for one in excerpts(reading, tokens, budget):
            cost = budget.count(lines_of(one)) + 1
            if cost > tokens:
                sitting.too_long(budget, lines_of(one), fixed)
                return
            full = len({where for where, _ in held} | {place}) > most
            if held and (full or used + cost > tokens):
                yield _batch(held)
                held, used = [], 0
            held.append((place, one))
            used += cost
    if held:
        yield _batch(held)


def take_notes(
    sitting: Sitting, batch: Batch, readings: Sequence[Reading], focus: str, *, strict: bool
) -> Generator[Dropped | None, None, list[Note]]:
    """What the model notes of a batch; None in between, and sentences that were taken out.

    ``strict`` where only some sentences of the articles are about what is asked.
    """
    prompt = shipped_prompt("digest_map")
    shown = show(batch.excerpts, beside=[focus])
    where = {readings[place].article.id: place for place in batch.places}
    notes: list[Note] = []
    for told in sitting.ask(prompt, prompt.messages(passages=block(shown), focus=focus), shown):
        if told is None:
            yield None
            continue
        found = told.sentence
        if isinstance(found, Dropped):
            yield found
            continue
        place = where[found.quotes[0].shown.article.id]
        if usable(readings[place], found, strict=strict):
            notes.append(Note(place, found))
        else:
            yield Dropped(found.text, Verdict.UNSUPPORTED, OTHER_DAYS)
    return notes


def usable(reading: Reading, found: Verified, *, strict: bool) -> bool:
    """Whether a sentence rests on one of the article that may stand in this digest, and on none
    that must not.

    Of an article of another day only what it tells of the days asked about, and with a topic only
    what is about that, is among the reading's sentences. What such an article tells of other days
    must not be told with it.
    """
    if not strict and not reading.item.told:
        return True
    quotes = [one for one in found.quotes if one.shown.article.id == reading.article.id]
    return _on(quotes, reading.sentences) and not _on(quotes, reading.elsewhere)


def _on(quotes: Sequence[Quote], sentences: Sequence[Sentence]) -> bool:
    """Whether one of the quotes has one of the sentences in it."""
    return any(
        one.start < quote.end and quote.start < one.end for quote in quotes for one in sentences
    )


def excerpts(reading: Reading, tokens: int, budget: Budget) -> list[Excerpt]:
    """The article in as few excerpts as have at most so many tokens each, in order, all of it.

    Of an article of another day only the sentences that are read for the days asked about. A
    sentence that alone is too long is an excerpt all the same.
    """
    article = reading.article
    spans = _runs(reading) if reading.item.told else [(0, len(article.body))]
    return [one for start, end in spans for one in _fitting(reading, start, end, tokens, budget)]


def _runs(reading: Reading) -> list[tuple[int, int]]:
    """The spans of its sentences, those that follow one another as one."""
    found = [(reading.sentences[0].start, reading.sentences[0].end)]
    for before, one in pairwise(reading.sentences):
        if one.index == before.index + 1:
            found[-1] = (found[-1][0], one.end)
        else:
            found.append((one.start, one.end))
    return found


def _fitting(
    reading: Reading, start: int, end: int, tokens: int, budget: Budget
) -> Iterator[Excerpt]:
    whole = _excerpt(reading, start, end)
    if budget.count(lines_of(whole)) <= tokens:
        yield whole
        return
    body = reading.article.body
    head = budget.count(lines_of(Excerpt(reading.article, start, start))) + NOTES * PER_NOTE
    first = last = start
    used = head
    for unit in units(body[start:end]):
        # With the white space before it, so that nothing is between two excerpts.
        cost = count("> " + body[last : start + unit.end], budget.model) + 1
        if last > first and used + cost > tokens:
            yield _excerpt(reading, first, last)
            first, used = last, head
        last = start + unit.end
        used += cost
    yield _excerpt(reading, first, end)


def _excerpt(reading: Reading, start: int, end: int) -> Excerpt:
    body = reading.article.body
    events = [event for one in reading.sentences for event in one.events]
    return Excerpt(reading.article, start, end, day_notes(body, events, start, end))


def _batch(held: Sequence[tuple[int, Excerpt]]) -> Batch:
    return Batch(tuple(place for place, _ in held), tuple(one for _, one in held))
