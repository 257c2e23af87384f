"""Digests that a language model writes: every article noted, the notes put together, all verified.

What a digest without a model holds, this one does, too: every article of the days is read, every
claim cited, and of a part with few articles none stays unmentioned. What the model leaves out, or
writes and no article says, is told in the articles' own sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.calling import Signs
from assistant.answering.digest.draft import Draft
from assistant.answering.digest.mapping import OTHER_DAYS, Note, batches, take_notes, usable
from assistant.answering.digest.plan import Stretch, plan
from assistant.answering.digest.points import SMALL, Point, points
from assistant.answering.digest.reading import Reading, read_articles
from assistant.answering.digest.reducing import reduce
from assistant.answering.digest.refusals import refuse_empty, refuse_topic
from assistant.answering.digest.stories import Story, stories
from assistant.answering.digest.topic import Topic
from assistant.answering.digest.writer import Clock, most_points
from assistant.answering.request import Request
from assistant.answering.showing import one_line
from assistant.answering.written import Terms
from assistant.answering.written.sitting import Sitting
from assistant.domain import (
    Dropped,
    Event,
    Finished,
    Progress,
    Verdict,
)
from assistant.index import Index
from assistant.models import Embedder, LanguageModel

CLAIMS = 3
"""Sentences of a point, on days of many articles."""
NOTED = 2
"""Of an article that the model leaves out of its points, its notes of so many sentences stand."""


class WrittenDigest:
    """A writer of digests that asks a model; ``local`` compares sentences."""

    name = "llm"

    def __init__(self, model: LanguageModel, local: Embedder, terms: Terms) -> None:
        self._model = model
        self._local = local
        self._terms = terms

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        clock = Clock()
        planned = plan(request, index)
        if planned is None or not planned.articles:
            yield Finished(refuse_empty(request, index, planned, clock.usage(self.name)))
            return
        topic = Topic(request.topic, index, self._local) if request.topic else None
        if topic is not None and topic.empty:
            topic, request = None, replace(request, topic=None)
        sitting = Sitting(self._model, self._terms)
        script = Draft(request)
        most = most_points(len(planned.stretches))
        focus = _Focus.of(request.topic)
        done = 0
        for stretch in planned.stretches:
            yield Progress("reading", done, planned.articles)
            readings: list[Reading] = []
            for batch in read_articles(
                index, stretch.items, self._local, topic=topic, told=request.scope.told
            ):
                readings += batch
            clock.read()
            signs = Signs(done, stretch.articles, planned.articles)
            part = _Stretch(sitting, stretch, readings, most, focus, script)
            yield from part.notes(signs)
            if self._terms.fallback == "none" and sitting.fault and not script.claims:
                raise sitting.fault
            if topic is None or part.found:
                yield from part.tell(signs)
            clock.written()
            done = min(done + stretch.articles, planned.articles)
        usage = clock.usage(self.name)
        if not script.claims:
            answer = refuse_topic(request, index, planned, self._local, usage)
        else:
            yield Progress("reading", planned.articles, planned.articles)
            answer = script.answer(planned, usage)
        yield Finished(sitting.finished(answer, script.dropped, script.by_model, script.notices()))


@dataclass(frozen=True, slots=True)
class _Focus:
    """What a model is asked of the articles, and of the notes; ``strict`` with a topic."""

    articles: str
    notes: str
    strict: bool

    @classmethod
    def of(cls, topic: str | None) -> _Focus:
        if topic is None:
            return cls("Write the sentences about each article.", "Write the points.", False)
        about = one_line(topic)
        return cls(
            f"Write only what they say about {about}.", f"Write the points about {about}.", True
        )


class _Stretch:
    """One part of the digest: ``found`` are its points without a model."""

    def __init__(
        self,
        sitting: Sitting,
        stretch: Stretch,
        readings: Sequence[Reading],
        most: int,
        focus: _Focus,
        script: Draft,
    ) -> None:
        self._sitting = sitting
        self._stretch = stretch
        self._readings = readings
        self._focus = focus
        self._script = script
        self._stories: list[Story] = stories(readings)
        self._notes: dict[int, list[Note]] = {}
        self._small = len(readings) <= SMALL
        self.found: list[Point] = points(self._stories, readings, script.seen, most)
        self._shown = self._stories if self._small else self._stories[:most]

    def notes(self, signs: Signs) -> Iterator[Event]:
        """Has the model note every article."""
        read: set[int] = set()
        focus = self._focus
        for batch in batches(self._sitting, self._readings, focus.articles):
            share = len(read) / len(self._readings)
            taking = take_notes(
                self._sitting, batch, self._readings, focus.articles, strict=focus.strict
            )
            while True:
                try:
                    event = next(taking)
                except StopIteration as end:
                    for note in end.value:
                        self._notes.setdefault(note.place, []).append(note)
                    break
                if event is not None:
                    yield self._script.drop(event)
                yield from signs.at(share)
            if self._sitting.fault is not None:
                return
            read.update(batch.places)

    def tell(self, signs: Signs) -> Iterator[Event]:
        """The points of the model, then what it left out."""
        script, readings = self._script, self._readings
        yield script.open(self._stretch, readings)
        places = {reading.article.id: place for place, reading in enumerate(readings)}
        ordered = [story.articles for story in self._shown]
        reduced = reduce(
            self._sitting, self._stretch, readings, ordered, self._notes, self._focus.notes
        )
        before: set[int] = set()
        stories: set[int] = set()
        for one in reduced:
            if one is None:
                yield from signs.at(1.0)
                continue
            found = one.sentence
            if isinstance(found, Dropped):
                yield script.drop(found)
                continue
            about = {places[quote.shown.article.id] for quote in found.quotes}
            if not all(usable(readings[at], found, strict=self._focus.strict) for at in about):
                yield script.drop(Dropped(found.text, Verdict.UNSUPPORTED, OTHER_DAYS))
                continue
            apart = one.opens or not about & before
            if not self._small:
                # Each of its stories is a point of its own, whatever the model makes of them.
                told = {at for at, story in enumerate(self._shown) if about & set(story.articles)}
                apart = not told & before
                if told <= stories if apart else script.length >= CLAIMS:
                    script.further += 1
                    continue
                stories |= told
                about = told
            before = about if apart else before | about
            yield from script.say(found, apart=apart)
        yield from self._left_out()
        script.close(self._stretch, self.found)

    def _left_out(self) -> Iterator[Event]:
        """What the model did not put together: its notes, else the articles' own sentences."""
        script = self._script
        for story in self._shown:
            ids = [self._readings[place].article.id for place in story.articles]
            for place, name in zip(story.articles, ids, strict=True):
                # On a small day every article is told; else every story that is told at all.
                if name in script.cited or (not self._small and script.cited.intersection(ids)):
                    continue
                noted = [note.told for note in self._notes.get(place, ())]
                noted = [found for found in noted if script.fresh(found)][:NOTED]
                for at, found in enumerate(noted):
                    yield from script.say(found, apart=at == 0)
                if not noted:
                    yield from script.quote(place, self.found)
