"""The articles of a stretch, read whole; of each the sentences that could stand in a digest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from assistant.answering.digest.plan import Item
from assistant.answering.digest.topic import Topic
from assistant.answering.likeness import STOP_STEMS, unit_rows
from assistant.answering.sentences import Sentence, sentences_of
from assistant.answering.standing import news_value, standing
from assistant.domain import Article, DateRange
from assistant.index import Index
from assistant.models import Embedder, Rows
from assistant.text.names import names
from assistant.text.words import stems

AT_ONCE = 50  # articles
SENTENCES = 2_000
"""About so many are compared in one stretch: with more articles each has fewer, but FEWEST."""
FEWEST = 12
SPARE = 6
"""So many more are read closely: some cannot stand alone."""
LEAD = 6  # sentences from the front that say what an article is about
_LAST_RESORT = 0.05
_OTHER_DAYS = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its candidate sentences, in the order of the text.

    ``worth`` is how well each may stand in a digest, ``early`` what its place in the article is
    worth, both float64 ``(n,)``, 0 to about 1; ``vectors`` are unit rows. ``words`` counts what the
    article is about, ``names`` the words of the names in its title and first sentences, ``gist`` is
    a unit vector of the same. ``length`` counts all its sentences. ``elsewhere`` are those of an
    article of another day that tell of other days than it is read for.
    """

    item: Item
    article: Article
    sentences: tuple[Sentence, ...]
    worth: npt.NDArray[np.float64]
    early: npt.NDArray[np.float64]
    vectors: Rows
    words: Counter[str]
    names: Counter[str]
    gist: Rows
    length: int
    elsewhere: tuple[Sentence, ...] = ()
    beside: bool = False
    """Whether it tells of other days only, where what happened on some days is asked."""


def read_articles(
    index: Index,
    items: Sequence[Item],
    local: Embedder,
    *,
    topic: Topic | None = None,
    told: DateRange | None = None,
) -> Iterator[list[Reading]]:
    """The items in batches, in order; without those that say nothing about the topic."""
    most = max(FEWEST, SENTENCES // max(1, len(items)))
    left = iter(items)
    while batch := list(islice(left, AT_ONCE)):
        keys = [item.key for item in batch]
        bodies, events = index.catalog.bodies(keys), index.catalog.events(keys)
        found = []
        for item in batch:
            article, units = bodies[item.key]
            whole = sentences_of(article, units, events.get(item.key, item.told))
            reading = _read(item, article, whole, local, most, topic, told)
            if reading is not None:
                found.append(reading)
        yield found


def _read(
    item: Item,
    article: Article,
    whole: Sequence[Sentence],
    local: Embedder,
    most: int,
    topic: Topic | None,
    told: DateRange | None,
) -> Reading | None:
    plain = [one for one in whole if one.kind == "sentence"] or list(whole)
    usable = [one for one in plain if _tells(one, item)] or plain[:1]
    relevance: dict[int, float] = {}
    if topic is not None:
        relevance = topic.relevance(whole, article.title)
        usable = [one for one in usable if relevance.get(one.index, 0.0) > 0]
    if not usable:
        return None
    title = frozenset(stems(article.title)) - STOP_STEMS
    place = {one.index: at for at, one in enumerate(plain)}
    salience = {one.index: _early(place[one.index]) + _share(title, one) for one in usable}
    # Reading a sentence closely costs the most: with many articles only the likely ones are.
    likely = sorted(usable, key=lambda one: -salience[one.index])[: most + SPARE]
    closely = [
        (one, standing(one, lead=lead) * news_value(one, article.published, lead=lead))
        for one, lead in ((one, place[one.index] == 0) for one in likely)
    ]
    kept = [(one, worth) for one, worth in closely if worth > 0] or [(likely[0], _LAST_RESORT)]
    kept = sorted(kept, key=lambda pair: -pair[1] * _early(place[pair[0].index]))[:most]
    kept.sort(key=lambda pair: pair[0].index)
    worth = np.array([value * relevance.get(one.index, 1.0) for one, value in kept])
    elsewhere = np.array([_on_other_days(one, told) for one, _ in kept])
    sentences = tuple(one for one, _ in kept)
    vectors = local.embed([article.title, *(one.text for one in sentences)])
    # Of an article of another day only what it tells of the days asked about is compared.
    about = usable if item.told else plain
    lead = [*([] if item.told else [article.title]), *(one.text for one in about[:LEAD])]
    return Reading(
        item=item,
        article=article,
        sentences=sentences,
        worth=np.where(elsewhere, worth * _OTHER_DAYS, worth),
        early=np.array([_early(place[one.index]) for one in sentences]),
        vectors=vectors[1:],
        words=_words(lead, about),
        names=Counter(part for text in lead for name in names(text) for part in stems(name.text)),
        gist=unit_rows((not item.told) * vectors[:1] + vectors[1 : LEAD + 1].sum(0, keepdims=True))[
            0
        ],
        length=len(plain),
        elsewhere=tuple(one for one in whole if one.events and not _tells(one, item)),
        beside=bool(told is not None and not item.told and elsewhere.all()),
    )


def _tells(sentence: Sentence, item: Item) -> bool:
    """Whether it holds one of the event dates that the article is read for, if for any."""
    return not item.told or any(
        sentence.start <= span.start and span.end <= sentence.end for span in item.told
    )


def _on_other_days(sentence: Sentence, told: DateRange | None) -> bool:
    if told is None or not sentence.events:
        return False
    return all(event.days.meet(told).empty for event in sentence.events)


def _early(place: int) -> float:
    """What a sentence's place is worth, 1 for the first down to 0.35: news tells first
    what matters."""
    return 0.35 + 0.65 * math.exp(-place / 3.5)


def _share(title: frozenset[str], sentence: Sentence) -> float:
    return len(title.intersection(sentence.stems)) / len(title) if title else 0.0


def _words(lead: Sequence[str], about: Sequence[Sentence]) -> Counter[str]:
    """The words of an article, those of its lead twice."""
    words: Counter[str] = Counter()
    for sentence in about:
        words.update(sentence.stems)
    for text in lead:
        words.update(stems(text))
    for word in STOP_STEMS & words.keys():
        del words[word]
    return words
