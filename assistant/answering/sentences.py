"""The sentences of the best articles, read for answering."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.opened import opened
from assistant.answering.orders import gives_orders
from assistant.domain import Article, DateRange, EventSpan, Scope
from assistant.index import Index
from assistant.retrieval import ANYWHERE, Ranked
from assistant.text.sentences import Kind, Unit
from assistant.text.words import Word, stems, words

ARTICLES = 5
"""Of how many articles every sentence is read: a gold article was always among the best five."""

LATE = 2  # days after which an article is no report of what has just happened
LEAD = 4  # sentences at the front of an article, in which it says of which day it tells

_PRONOUN = re.compile(
    r"[\"“‘']?(?:And |But |Still, |However, |Meanwhile, )?"
    r"(?:he|she|they|it|his|her|their|its|him|them|this|that|these|those|both|the (?:pair|two))\b",
    re.IGNORECASE,
)
_HE_SAID = re.compile(
    r"[,”\"]\s(?:(?:he|she|they) (?:said|added|told|says|wrote|warned)|(?:said|added) (?:he|she))\b"
)
_EXPLETIVE = re.compile(
    r"\W*(?:And |But )?(?:it|this|that) (?:is|was|remains|seems|will be) (?:\w+ )?(?:not )?"
    r"(?:un)?(?:clear|difficult|hard|easy|likely|possible|true|known|important|time|too)\b"
    r"|\W*(?:And |But )?(?:this|that|these|those) (?:past |coming |last |same )?(?:spring|summer|"
    r"autumn|fall|winter|day|night|week|weekend|month|year|morning|afternoon|evening)s?\b",
    re.IGNORECASE,
)
_SPEAKER_NAMED = re.compile(
    r"[,”\"]\s(?:said|says|added|according to) (?:[A-Z][\w’'-]+\s?){2}"
    r"|[,”\"]\s(?:[A-Z][\w’'-]+\s){2}(?:said|says|told|added)\b"
)
_NEVER_ALONE = re.compile(r"\W*(?:he|she|they) (?:added|went on|continued)\b", re.IGNORECASE)


@dataclass(frozen=True)  # without slots: what is read of it once stays with it
class Sentence:
    """A unit of an article: ``body[start:end] == text``; ``index`` counts the article's units."""

    article: int  # place among the articles that were read, best first
    index: int
    start: int
    end: int
    text: str
    kind: Kind
    events: tuple[EventSpan, ...] = ()  # within it, as spans of the body

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Of its words, in order; of most articles that are read nobody asks for them."""
        return _stems(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """Its words with their spans, which only the best sentences are asked for."""
        return words(self.text)

    @property
    def length(self) -> int:
        """In words."""
        return len(self.stems)

    @property
    def leans(self) -> bool:
        """Whether it cannot be understood without the sentence before it."""
        if _EXPLETIVE.match(self.text) or _SPEAKER_NAMED.search(self.text):
            return False
        return bool(_PRONOUN.match(self.text)) or self.goes_on

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with what the one before it quotes: "..., he said", "He added"."""
        return bool(_NEVER_ALONE.match(self.text)) or bool(
            self.text[:1] in '“"‘' and _HE_SAID.search(self.text)
        )


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    # Most questions are about articles that the one before was about.
    return tuple(stems(text))


@dataclass(frozen=True, slots=True)
class Source:
    """One of the best articles: ``ranked`` is its best passage, ``units`` all that it has.

    ``told`` where it was published outside the days asked about: only what it tells of those days
    may be shown; where it is a report ``of_those_days``, so is what names no day.
    """

    ranked: Ranked
    article: Article
    units: tuple[Sentence, ...]
    title: frozenset[str]  # stems of its title and date
    told: DateRange | None = None
    of_those_days: bool = False

    @property
    def lead(self) -> list[int]:
        """The places of its first sentences."""
        return [unit.index for unit in self.units if unit.kind == "sentence"][:LEAD]

    def usable(self, unit: Sentence) -> bool:
        if gives_orders(unit.text):
            return False
        if self.told is None or (self.of_those_days and not unit.events):
            return True
        return any(self.told.covers(event.days) for event in unit.events)


def read_sources(
    index: Index,
    ranked: Sequence[Ranked],
    scope: Scope = ANYWHERE,
    most: int = ARTICLES,
    known: Collection[int] = (),
) -> list[Source]:
    """The articles of the best passages, best first, with every unit of each.

    Those of the keys ``known``, which were read before, are left out; they count as the first.
    """
    best: dict[int, Ranked] = {}
    for found in ranked:
        key = found.record.article_key
        if key not in best and key not in known and len(best) + len(known) < most:
            best[key] = found
    texts = opened(index, best)
    sources = []
    for place, (key, found) in enumerate(best.items(), start=len(known)):
        article = texts[key].article
        whole = sentences_of(article, texts[key].units, texts[key].events, place)
        told = None if scope.published_in(article.published) else scope.told
        sources.append(
            Source(
                ranked=found,
                article=article,
                units=whole,
                title=texts[key].title,
                told=told,
                of_those_days=told is not None and _reports(article, whole, told),
            )
        )
    return sources


def _reports(article: Article, whole: Sequence[Sentence], days: DateRange) -> bool:
    """Whether an article tells what has just happened on some days.

    It came out no more than LATE days after, and of its first sentences one tells of these days
    and none of later ones.
    """
    if days.end is None or not 0 < (article.published - days.end).days <= LATE:
        return False
    first = [unit for unit in whole if unit.kind == "sentence"][:LEAD]
    told = [event for unit in first for event in unit.events if not event.planned]
    return any(days.covers(event.days) for event in told) and all(
        event.last <= days.end for event in told
    )


def sentences_of(
    article: Article, units: Sequence[Unit], events: Sequence[EventSpan] = (), place: int = 0
) -> tuple[Sentence, ...]:
    """Every unit of an article in order, with the event dates within it."""
    dated = _by_unit(units, events)
    return tuple(
        _sentence(article, place, at, unit, dated.get(at, ())) for at, unit in enumerate(units)
    )


def _by_unit(
    units: Sequence[Unit], events: Sequence[EventSpan]
) -> dict[int, tuple[EventSpan, ...]]:
    """The event dates of each unit that has any, by its place; both come in order."""
    ends = [unit.end for unit in units]
    found: dict[int, list[EventSpan]] = {}
    for event in events:
        at = bisect_left(ends, event.end)
        if at < len(units) and units[at].start <= event.start:
            found.setdefault(at, []).append(event)
    return {at: tuple(spans) for at, spans in found.items()}


def _sentence(
    article: Article, place: int, at: int, unit: Unit, events: tuple[EventSpan, ...]
) -> Sentence:
    text = article.body[unit.start : unit.end]
    return Sentence(place, at, unit.start, unit.end, text, unit.kind, events)
