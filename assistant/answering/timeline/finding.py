"""The developments of a timeline: found among the articles of its days, chosen, in order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from assistant.answering.telling import Statement
from assistant.answering.timeline.choice import choose, most
from assistant.answering.timeline.folding import Compared, Development, fold
from assistant.answering.timeline.measured import measure_of, with_figures
from assistant.answering.timeline.reading import Sources, read_statements, sources_of
from assistant.answering.timeline.topic import Subject
from assistant.domain import Progress, Scope
from assistant.index import Index
from assistant.models import Embedder, WordVectors
from assistant.retrieval import Ranked, rank

TOPIC_PASSAGES = 1_000
"""Of so many passages, the best for the topic, the articles are read."""
FEW = 8
"""So many articles tell whether there would be a timeline at all."""
NAMES_READ = 60
"""So many of them tell which words of the topic are written as names."""


@dataclass(frozen=True, slots=True)
class Findings:
    """``developments`` in the order of their days; ``ms`` of the search is wall time."""

    sources: Sources
    compared: Compared
    developments: tuple[Development, ...]
    searched_ms: float

    @property
    def leads(self) -> list[Statement]:
        return [self.compared.statements[one.lead] for one in self.developments]


class Finder:
    """Finds what a timeline tells; remembers the vectors of words between questions."""

    def __init__(self, embedder: Embedder, local: Embedder) -> None:
        self._embedder = embedder
        self._local = local
        self._words = WordVectors(local)

    def find(
        self, topic: str | None, scope: Scope, index: Index
    ) -> Generator[Progress, None, Findings]:
        """The developments within the scope, and how the reading goes on while it does."""
        began = perf_counter()
        ranked: list[Ranked] | None = None
        subject: Subject | None = None
        measure = None if topic is None else measure_of(topic)
        if topic is not None:
            ranked = rank(index, self._embedder, topic, k=TOPIC_PASSAGES, scope=scope)
            subject = Subject(
                topic if measure is None else measure.of,
                index,
                _texts(index, ranked),
                self._local,
                self._words,
                None if measure is None else measure.named_in,
            )
        sources = sources_of(scope, index, ranked)
        searched = (perf_counter() - began) * 1000
        statements: list[Statement] = []
        done = 0
        yield Progress("reading", 0, sources.read)
        for read, fresh in read_statements(index, sources, scope.told, subject):
            statements += fresh
            done += read
            yield Progress("reading", done, sources.read)
        if measure is not None:
            statements = with_figures(statements, measure)
        vectors = self._local.embed([one.text for one in statements])
        compared = Compared(statements, vectors)
        developments, central = fold(compared)
        chosen = choose(
            developments,
            compared,
            central,
            most(len(sources.keys)),
            topical=topic is not None,
            measured=measure is not None
            and measure.kind != "count"
            and all(measure.stands_in(one.text) for one in statements),
        )
        chosen.sort(key=lambda one: _order(statements[one.lead]))
        return Findings(sources, compared, tuple(chosen), searched)

    def days_told(self, topic: str, scope: Scope, index: Index) -> set[date]:
        """The days of publication of what the best few articles tell of the topic.

        A timeline reads these articles and more: where there is a day here, it has entries.
        """
        ranked = rank(index, self._embedder, topic, scope=scope)
        best = list(dict.fromkeys(one.record.article_key for one in ranked))[:FEW]
        texts = _texts(index, ranked)
        subject = Subject(topic, index, texts, self._local, self._words)
        few = [one for one in ranked if one.record.article_key in best]
        told: set[date] = set()
        for _, found in read_statements(index, sources_of(scope, index, few), scope.told, subject):
            told |= {one.published for one in found}
        return told


def _texts(index: Index, ranked: Sequence[Ranked]) -> list[str]:
    best = ranked[:NAMES_READ]
    bodies = index.catalog.bodies({one.record.article_key for one in best})
    return [
        bodies[one.record.article_key][0].body[one.record.start : one.record.end] for one in best
    ]


def _order(statement: Statement) -> tuple[date, date, date, int, int]:
    event = statement.event
    last = event.last if event is not None else statement.published
    return statement.day, last, statement.published, statement.key, statement.sentence.start
