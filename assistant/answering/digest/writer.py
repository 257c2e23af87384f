"""Digests without a model: every article of some days read, their developments quoted."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assistant.answering.citing import cite, quoted
from assistant.answering.digest.plan import Plan, Stretch, plan
from assistant.answering.digest.points import Point, Quote, points
from assistant.answering.digest.reading import Reading, read_articles
from assistant.answering.digest.refusals import refuse_empty, refuse_topic
from assistant.answering.digest.stories import stories
from assistant.answering.digest.text import Written, digest_text
from assistant.answering.digest.topic import Topic
from assistant.answering.request import Request
from assistant.answering.timing import event_of
from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    Event,
    Finished,
    Part,
    PartOpened,
    Progress,
    Usage,
)
from assistant.index import Index
from assistant.models import Embedder, Rows

MOST = ((4, 12), (10, 8))
"""Parts of a digest at most, and how many points each of them may have on days of many articles."""
MOST_OF_MANY = 6
REMEMBERED = 200  # claims that later parts do not say again


class Digest:
    """A writer that sums up the days of a request, or what they say about its topic.

    ``local`` compares sentences, whatever the index was built with.
    """

    name = "extractive"

    def __init__(self, local: Embedder) -> None:
        self._local = local

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        clock = Clock()
        planned = plan(request, index)
        if planned is None or not planned.articles:
            yield Finished(refuse_empty(request, index, planned, clock.usage(self.name)))
            return
        topic = Topic(request.topic, index, self._local) if request.topic else None
        if topic is not None and topic.empty:
            topic, request = None, replace(request, topic=None)
        script = Script(request)
        most = most_points(len(planned.stretches))
        done = 0
        for stretch in planned.stretches:
            readings: list[Reading] = []
            read = done
            yield Progress("reading", read, planned.articles)
            for batch in read_articles(
                index, stretch.items, self._local, topic=topic, told=request.scope.told
            ):
                readings += batch
                read = min(read + len(batch), planned.articles)
                yield Progress("reading", read, planned.articles)
            done = min(done + stretch.articles, planned.articles)
            clock.read()
            found = points(stories(readings), readings, script.seen, most)
            clock.written()
            if topic is None or found:
                yield from script.write(stretch, readings, found)
        usage = clock.usage(self.name)
        if not script.claims:
            yield Finished(refuse_topic(request, index, planned, self._local, usage))
            return
        yield Progress("reading", planned.articles, planned.articles)
        yield Finished(script.answer(planned, usage))


@dataclass(slots=True)
class Script:
    """The claims and citations so far, in the order in which they are shown."""

    request: Request
    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    seen: Rows = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def write(
        self, stretch: Stretch, readings: list[Reading], found: list[Point]
    ) -> Iterator[Event]:
        """Shows the points of one stretch."""
        yield PartOpened(stretch.days, stretch.articles)
        part = Written(stretch)
        numbered: list[tuple[int, ...]] = []
        cited: set[int] = set()
        for place, point in enumerate(found):
            first = len(self.claims)
            for quote in point.quotes:
                claim, citations = self._quote(quote, readings)
                self.claims.append(claim)
                self.citations += citations
                cited.update(place for place, _ in quote.said)
                yield ClaimShown(claim, citations, point=place)
            part.points.append(self.claims[first:])
            numbered.append(tuple(range(first, len(self.claims))))
        part.left = sum(
            1 + len(reading.item.also_in) for at, reading in enumerate(readings) if at not in cited
        )
        self.written.append(part)
        self.parts.append(Part(stretch.days, stretch.articles, tuple(numbered)))
        self.remember([quote.vector for point in found for quote in point.quotes])

    def remember(self, vectors: Sequence[Rows]) -> None:
        """What was told, as vectors, for later parts not to tell again."""
        if vectors:
            before = self.seen if len(self.seen) else np.zeros((0, len(vectors[0])), np.float32)
            self.seen = np.concatenate([before, np.array(vectors)])[-REMEMBERED:]

    def _quote(self, quote: Quote, readings: list[Reading]) -> tuple[Claim, tuple[Citation, ...]]:
        citations = tuple(
            cite(
                readings[place].article,
                (sentence.start, sentence.end),
                len(self.citations) + at,
                also_in=readings[place].item.also_in,
                event=event_of(sentence, self.request.dates, ()),
            )
            for at, (place, sentence) in enumerate(quote.said, start=1)
        )
        claim = quoted(citations[0], readings[quote.said[0][0]].article.body)
        return replace(claim, citations=tuple(one.label for one in citations)), citations

    def answer(self, planned: Plan, usage: Usage) -> Answer:
        return self.request.answered(
            digest_text(planned, self.written, self.citations, self.request.topic),
            claims=tuple(self.claims),
            citations=tuple(self.citations),
            usage=usage,
            range=planned.days,
            articles_in_range=planned.articles,
            articles_read=planned.articles,
            parts=tuple(self.parts),
        )


def most_points(parts: int) -> int:
    return next((points for most, points in MOST if parts <= most), MOST_OF_MANY)


class Clock:
    """Wall time of a digest, in milliseconds: what was spent in reading and in choosing."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._spent = {"retrieval": 0.0, "generation": 0.0}

    def read(self) -> None:
        self._lap("retrieval")

    def written(self) -> None:
        self._lap("generation")

    def _lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._spent[stage] += now - self._last
        self._last = now

    def usage(self, generator: str) -> Usage:
        spent = {**self._spent, "total": time.perf_counter() - self._began}
        return Usage(
            generator=generator,
            ms={stage: round(seconds * 1000, 2) for stage, seconds in spent.items()},
        )
