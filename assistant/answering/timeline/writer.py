"""Dated developments in the order of their days, each quoted from the report that dates it best."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Protocol

from assistant.answering.citing import cite, quoted
from assistant.answering.facts import Facts, holds
from assistant.answering.question import content_words
from assistant.answering.refusals import refuse
from assistant.answering.request import Request
from assistant.answering.telling import Statement
from assistant.answering.timeline.finding import Finder, Findings
from assistant.answering.timeline.folding import Compared, Development
from assistant.answering.timeline.marks import mark_new
from assistant.answering.timeline.text import timeline_text
from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    DateRange,
    Event,
    Finished,
    Progress,
    Reason,
    Scope,
    Usage,
)
from assistant.index import Index
from assistant.models import Embedder

SOURCES = 4
"""At most so many articles are cited for one entry."""


Entry = tuple[Claim, list[Citation]]
"""The citation that says the entry's day comes first; labels count from 1 through the timeline."""


class Telling(Protocol):
    """What puts the developments into words."""

    def entries(self, found: Findings, scope: Scope, index: Index) -> Iterator[Entry | Event]:
        """Each development as an Entry, in order; and what else a face can show, in between."""
        ...

    def finished(self, answer: Answer) -> Answer:
        """The answer, or the Refusal, with what there is to add."""
        ...


class Quoting:
    """The reports' own words."""

    def entries(self, found: Findings, scope: Scope, index: Index) -> Iterator[Entry | Event]:
        yield from quoted_entries(found, scope, index)

    def finished(self, answer: Answer) -> Answer:
        return answer


class Timeline:
    """A writer of timelines, without a model.

    ``embedder`` is the one that the index was built with, for the search; ``local`` the one that
    compares sentences. Without a topic every article of the days is read; with one, those that the
    search finds for it.
    """

    name = "extractive"

    def __init__(self, embedder: Embedder, local: Embedder) -> None:
        self._finder = Finder(embedder, local)

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        yield from self.tell(request, index, Quoting())

    def days_told(self, request: Request, index: Index) -> set[date]:
        """The days on which articles report of the request's topic, from a few of them."""
        topic = _topic(request)
        return set() if topic is None else self._finder.days_told(topic, request.scope, index)

    def tell(self, request: Request, index: Index, telling: Telling) -> Iterator[Event]:
        """A timeline whose entries are worded as ``telling`` does it."""
        began = perf_counter()
        topic = _topic(request)
        found = yield from self._finder.find(topic, request.scope, index)
        if not found.developments:
            elsewhere = yield from self._elsewhere(topic, request, index)
            reason = (
                Reason.NOT_IN_RANGE
                if elsewhere or _no_articles(found, request)
                else Reason.NOT_IN_CORPUS
            )
            usage = self._usage(found.searched_ms, began, perf_counter())
            yield Finished(telling.finished(refuse(request, reason, index, elsewhere, usage)))
            return
        claims: list[Claim] = []
        citations: list[Citation] = []
        for told in telling.entries(found, request.scope, index):
            if not isinstance(told, tuple):
                yield told
                continue
            claim, quotes = told
            claims.append(claim)
            citations += quotes
            yield ClaimShown(claim, tuple(quotes))
        sources = found.sources
        answer = request.answered(
            timeline_text(claims, citations, sources.read, sources.published),
            claims=tuple(claims),
            citations=tuple(citations),
            usage=self._usage(found.searched_ms, began, perf_counter()),
            range=_covered(request.scope, index),
            articles_in_range=sources.published,
            articles_read=sources.read,
        )
        yield Finished(telling.finished(answer))

    def _elsewhere(
        self, topic: str | None, request: Request, index: Index
    ) -> Generator[Progress, None, list[date]]:
        """The days outside those asked about whose articles tell of the topic."""
        # Limits of the caller are limits: what lies outside them is not looked at.
        if topic is None or request.days is None or request.days == request.bounds:
            return []
        found = yield from self._finder.find(topic, Scope(request.bounds), index)
        return [one.published for one in found.leads]

    def _usage(self, searched: float, began: float, end: float) -> Usage:
        total = (end - began) * 1000
        ms = {"retrieval": searched, "generation": total - searched, "total": total}
        return Usage(self.name, ms={stage: round(value, 2) for stage, value in ms.items()})


def _topic(request: Request) -> str | None:
    """What it is asked about, without the words of its days; None where nothing else is left."""
    topic = request.topic or ""
    limit = request.dates.limit
    if limit is not None and limit.words:
        topic = " ".join(topic.replace(limit.words, " ").split())
    return topic if content_words(topic) else None


def _no_articles(found: Findings, request: Request) -> bool:
    limited = request.days is not None and not request.days.open
    return limited and not found.sources.published


def quoted_entries(found: Findings, scope: Scope, index: Index) -> Iterator[Entry]:
    """Each development quoted from the report that dates it best; that one is cited first."""
    compared = found.compared
    quoted_from = [_saying(one, compared) for one in found.developments]
    keys = {one.key for several in quoted_from for one in several}
    articles = {key: article for key, (article, _) in index.catalog.bodies(keys).items()}
    also_in = _also_in(found, scope, index)
    new = mark_new([compared.marks(one.lead) for one in found.developments])
    label = 0
    for several, fresh in zip(quoted_from, new, strict=True):
        quotes = []
        for one in several:
            label += 1
            span = (one.sentence.start, one.sentence.end)
            names = also_in.get(one.story, ())
            article = articles[one.key]
            others = [name for name in names if name != article.id]
            quotes.append(cite(article, span, label, also_in=others, event=one.event))
        lead = several[0]
        claim = quoted(quotes[0], articles[lead.key].body)
        yield (
            replace(
                claim,
                citations=tuple(quote.label for quote in quotes),
                date=lead.day,
                date_is="published" if lead.event is None else "event",
                new=fresh,
            ),
            quotes,
        )


def _saying(development: Development, compared: Compared) -> list[Statement]:
    """The statement that is quoted, and those of other articles that say all that it says."""
    lead = compared.statements[development.lead]
    claim = Facts.of(lead.sentence)
    saying = {lead.story: lead}
    for at in sorted(development.members):
        one = compared.statements[at]
        if one.story in saying or len(saying) == SOURCES:
            continue
        words = frozenset(one.sentence.stems)
        if _same_days(one, lead) and holds(Facts.of(one.sentence), words, claim):
            saying[one.story] = one
    return list(saying.values())


def _same_days(one: Statement, lead: Statement) -> bool:
    """Whether it tells of the same days: "on Friday" may be another Friday a week later."""
    if lead.event is None:
        return True
    return one.event is not None and one.event.days == lead.event.days


def _also_in(found: Findings, scope: Scope, index: Index) -> dict[int, list[str]]:
    """The ids of the near-copies that may be used, by story."""
    stories: Sequence[int] = [
        found.compared.statements[at].story for one in found.developments for at in one.members
    ]
    return {
        story: [name for _, name, day in members if scope.admits(day)]
        for story, members in index.catalog.copies(set(stories)).items()
    }


def _covered(scope: Scope, index: Index) -> DateRange:
    """The days that were asked about; open ends are those of the articles."""
    asked = scope.told or scope.days or DateRange()
    days = [day for day, _ in index.catalog.days() if scope.admits(day)]
    return DateRange(asked.start or days[0], asked.end or days[-1])
