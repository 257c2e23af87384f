"""What a timeline reads: the articles of its days, and which of their sentences may be entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answering.sentences import Sentence, sentences_of
from assistant.answering.standing import standing
from assistant.answering.telling import Statement, spoken, when, within_quotation, worth
from assistant.answering.timeline.topic import OF_ARTICLE, Subject
from assistant.domain import Article, DateRange, EventSpan, Scope
from assistant.index import Index
from assistant.retrieval import Ranked
from assistant.text.sentences import Unit

AT_ONCE = 100  # articles
STATEMENTS = 6_000
"""About so many are compared: with more articles each has fewer, but FEWEST."""
FEWEST, MOST = 3, 60  # of one article
ROUGHLY, CLOSELY = 4, 2
"""Without a topic, ROUGHLY times as many sentences as may be taken are weighed, and CLOSELY times
as many are read closely, which costs the most."""
DATED = 12
"""So many sentences further up a sentence would be as promising as one that tells a day."""
LEAST = 0.35
"""Sentences that stand alone less well than that are left out."""
BACKGROUND = 60  # days before publication
_BACKGROUND_COSTS = 0.6
_MUST_MATTER = 0.9
"""How relevant a sentence must be that is only taken because it matter to the topic."""


@dataclass(frozen=True, slots=True)
class Sources:
    """``keys`` of the texts to read, oldest first (of near-copies the earliest), and their stories.

    ``prints`` says how many articles have each text, and ``published`` how many there are in all;
    ``told`` are the keys that are read only for what they tell of the days asked about.
    """

    keys: tuple[int, ...]
    stories: dict[int, int]
    prints: dict[int, int]
    published: int
    told: frozenset[int] = frozenset()

    @property
    def read(self) -> int:
        """How many articles are read, near-copies among them."""
        return sum(self.prints.values())


def sources_of(scope: Scope, index: Index, ranked: Sequence[Ranked] | None) -> Sources:
    """The articles within the scope; where a search was made for a topic, those that it found."""
    dated = index.catalog.within(scope.days)
    published = {key for key, _ in dated}
    telling: set[int] = set()
    if scope.told is not None:
        telling = set(index.catalog.telling(scope.told, scope.bounds)) - published
    usable = dated
    if telling:
        usable = [
            (key, story)
            for key, story in index.catalog.within(scope.bounds)
            if key in published or key in telling
        ]
    found = None if ranked is None else {one.record.story for one in ranked}
    first: dict[int, int] = {}
    prints: Counter[int] = Counter()
    for key, story in usable:
        if found is not None and story not in found:
            continue
        prints[story] += 1
        # An article of the days asked about goes before one that only tells of them.
        if story not in first or (first[story] in telling and key in published):
            first[story] = key
    stories = {key: story for story, key in first.items()}
    keys = tuple(key for key, _ in usable if key in stories)
    counts = {key: prints[stories[key]] for key in keys}
    return Sources(keys, stories, counts, len(usable), frozenset(telling))


def read_statements(
    index: Index, sources: Sources, told: DateRange | None, subject: Subject | None
) -> Iterator[tuple[int, list[Statement]]]:
    """How many articles were read and their statements, in batches of up to AT_ONCE, in order."""
    most = min(MOST, max(FEWEST, STATEMENTS // max(1, len(sources.keys))))
    left = iter(sources.keys)
    while batch := list(islice(left, AT_ONCE)):
        bodies, events = index.catalog.bodies(batch), index.catalog.events(batch)
        found: list[Statement] = []
        for key in batch:
            article, units = bodies[key]
            spans = events.get(key, [])
            places = _places(article, units, spans)
            kept = None if subject is not None else _likely(places, ROUGHLY * most)
            whole = sentences_of(
                article, units if kept is None else [units[one.unit] for one in kept], spans
            )
            relevance = subject.relevance(whole, article.title) if subject is not None else None
            drafts = _drafts(
                article,
                [(whole[one.unit], one) for one in places]
                if kept is None
                else list(zip(whole, kept, strict=True)),
                relevance,
                told,
                published=key not in sources.told,
            )
            found += _closely(
                key,
                sources.stories[key],
                article,
                drafts,
                most,
                matter=subject is not None,
            )
        yield sum(sources.prints[key] for key in batch), found


def _closely(
    key: int,
    story: int,
    article: Article,
    drafts: Sequence[_Draft],
    most: int,
    *,
    matter: bool,
) -> list[Statement]:
    """Those of the likeliest that stand alone.

    Where they ``matter`` to a topic, also those that tell a day and lack only a speaker's name.
    """
    found: list[Statement] = []
    for draft in sorted(drafts, key=lambda draft: -draft.worth)[: CLOSELY * most]:
        stands = standing(draft.sentence)
        if stands < LEAST and not (matter and _dated_whole(draft)):
            continue
        value = draft.worth - (1 - stands)
        found.append(
            Statement(
                key, story, article.published, draft.sentence, draft.event, value, draft.relevance
            )
        )
        if len(found) == most:
            break
    return found


def _dated_whole(draft: _Draft) -> bool:
    text = draft.sentence.text
    return (
        draft.event is not None
        and draft.relevance >= _MUST_MATTER
        and not draft.sentence.leans
        and text[:1].isupper()
        and text.endswith((".", "!", ".”", "!”"))
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: which unit it is, and which sentence of its article, from 0."""

    unit: int
    place: int
    quoted: bool  # begins within a quotation
    background: bool  # goes on, in its paragraph, with what was long ago
    dated: bool


def _places(article: Article, units: Sequence[Unit], spans: Sequence[EventSpan]) -> list[_Place]:
    """The places of the sentences, in order."""
    found: list[_Place] = []
    quoted = within_quotation(article.body, units)
    background = False
    end = at = 0
    for number, unit in enumerate(units):
        if "\n" in article.body[end : unit.start]:
            background = False
        end = unit.end
        ages = []
        while at < len(spans) and spans[at].start < unit.end:
            ages.append((article.published - spans[at].last).days)
            at += 1
        if unit.kind != "sentence":
            continue
        if ages:
            background = min(ages) > BACKGROUND
        found.append(_Place(number, len(found), quoted[number], background, bool(ages)))
    return found


def _likely(places: Sequence[_Place], most: int) -> list[_Place]:
    """The most promising by where they stand alone, in order."""
    order = sorted(
        (one for one in places if not one.quoted), key=lambda one: one.place - DATED * one.dated
    )
    return sorted(order[:most], key=lambda one: one.unit)


def _long_ago(article: Article, event: EventSpan | None) -> bool:
    return event is not None and (article.published - event.last).days > BACKGROUND


@dataclass(frozen=True, slots=True)
class _Draft:
    sentence: Sentence
    event: EventSpan | None
    worth: float
    relevance: float


def _drafts(
    article: Article,
    placed: Sequence[tuple[Sentence, _Place]],
    relevance: dict[int, float] | None,
    told: DateRange | None,
    *,
    published: bool,
) -> list[_Draft]:
    """The sentences that may be used, whether or not they stand alone."""
    found = []
    for sentence, where in placed:
        about = 1.0 if relevance is None else relevance.get(sentence.index, 0.0)
        if not about or where.quoted:
            continue
        said = spoken(sentence.text)
        if said and (relevance is None or about < _MUST_MATTER):
            continue
        event = when(sentence)
        if relevance is not None and about <= OF_ARTICLE and _long_ago(article, event):
            continue  # its article is about the topic, and this is of another story
        fits = (
            told is None
            or (event is not None and told.covers(event.days))
            or (event is None and published)
        )
        if not fits:
            continue
        value = worth(sentence.text, where.place, event, said=said)
        if where.background and event is None:
            value -= _BACKGROUND_COSTS
        found.append(_Draft(sentence, event, value, about))
    return found
