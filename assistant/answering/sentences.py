"""The sentences of the best articles, read for answering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Article
from assistant.index import Index
from assistant.retrieval import Ranked
from assistant.text.sentences import Kind, Unit
from assistant.text.words import Word, stems, words

ARTICLES = 5
"""Of how many articles every sentence is read: a gold article was always among the best five."""

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of an article: ``body[start:end] == text``; ``index`` counts the article's units."""

    article: int  # place among the articles that were read, best first
    index: int
    start: int
    end: int
    text: str
    kind: Kind
    stems: tuple[str, ...]  # of its words, in order

    @property
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


@dataclass(frozen=True, slots=True)
class Source:
    """One of the best articles: ``ranked`` is its best passage, ``units`` all that it has."""

    ranked: Ranked
    article: Article
    units: tuple[Sentence, ...]
    title: frozenset[str]  # stems of its title and date


def read_sources(index: Index, ranked: Sequence[Ranked], most: int = ARTICLES) -> list[Source]:
    """The articles of the best passages, best first, with every unit of each."""
    best: dict[int, Ranked] = {}
    for found in ranked:
        if found.record.article_key not in best and len(best) < most:
            best[found.record.article_key] = found
    bodies = index.catalog.bodies(best)
    sources = []
    for place, (key, found) in enumerate(best.items()):
        article, units = bodies[key]
        sources.append(
            Source(
                ranked=found,
                article=article,
                units=tuple(_sentence(article, place, at, unit) for at, unit in enumerate(units)),
                title=frozenset(stems(f"{article.title} {article.published:%A %d %B %Y}")),
            )
        )
    return sources


def _sentence(article: Article, place: int, at: int, unit: Unit) -> Sentence:
    text = article.body[unit.start : unit.end]
    return Sentence(place, at, unit.start, unit.end, text, unit.kind, tuple(stems(text)))
