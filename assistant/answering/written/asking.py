"""What a model is asked: the prompt for an answer, with the passages that fit into its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.budget import Budget, count_messages, pack
from assistant.answering.extractive import Search
from assistant.answering.prompts import Prompt
from assistant.answering.request import Request
from assistant.answering.sentences import Source
from assistant.answering.showing import Excerpt, Shown, block, day_notes, lines_of, one_line, show
from assistant.domain import Passage
from assistant.models import Message


@dataclass(frozen=True, slots=True)
class Asked:
    """``messages`` are what is sent; ``passages`` counts those of the search that are in it, and
    ``left_out`` are those that did not fit. ``tokens`` is our own count of the prompt."""

    messages: tuple[Message, ...]
    shown: tuple[Shown, ...]
    passages: int
    left_out: tuple[Passage, ...]
    tokens: int


def ask_about(request: Request, found: Search, prompt: Prompt, budget: Budget) -> Asked:
    """The messages to send for a request: passages whole, the best first.

    Raises ConfigError where not one passage fits.
    """
    question = one_line(request.question)
    as_of = request.as_of.isoformat()
    empty = prompt.messages(as_of=as_of, passages="", question=question)
    sources = {source.article.id: source for source in found.sources}
    excerpts = [
        _excerpt(sources[hit.passage.article], hit.passage.start, hit.passage.end)
        for hit in found.hits
    ]
    packed = pack(
        budget,
        count_messages(empty, budget.model),
        [(-place, lines_of(one)) for place, one in enumerate(excerpts)],
    )
    kept = _merged([excerpts[place] for place in packed.kept], sources)
    shown = show(kept, beside=[question])
    messages = prompt.messages(as_of=as_of, passages=block(shown), question=question)
    return Asked(
        messages=messages,
        shown=shown,
        passages=len(packed.kept),
        left_out=tuple(found.hits[place].passage for place in packed.left),
        # Not what was packed: passages that overlap are sent once.
        tokens=count_messages(messages, budget.model),
    )


def _merged(excerpts: Sequence[Excerpt], sources: dict[str, Source]) -> list[Excerpt]:
    """Those of one article that overlap or follow one another as one, in the place of the first."""
    merged: list[Excerpt] = []
    for one in excerpts:
        start, end = one.start, one.end
        at = len(merged)
        for place in reversed(range(len(merged))):
            other = merged[place]
            if other.article.id == one.article.id and _touch(other, start, end):
                start, end = min(start, other.start), max(end, other.end)
                at = place
                del merged[place]
        merged.insert(at, _excerpt(sources[one.article.id], start, end))
    return merged


def _touch(other: Excerpt, start: int, end: int) -> bool:
    first, last = sorted([(other.start, other.end), (start, end)])
    return not other.article.body[first[1] : last[0]].strip()


def _excerpt(source: Source, start: int, end: int) -> Excerpt:
    article = source.article
    events = [event for unit in source.units for event in unit.events]
    return Excerpt(article, start, end, day_notes(article.body, events, start, end))
