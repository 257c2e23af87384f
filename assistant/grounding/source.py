"""A source made ready for many claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from assistant.dates.events import event_spans
from assistant.domain import EventSpan
from assistant.grounding.lexicon import alike
from assistant.grounding.tokens import Kind, Token, read_tokens
from assistant.models import Rows, WordVectors, open_local
from assistant.text.sentences import Unit, units


@dataclass(frozen=True)
class Source:
    """A text with its day. ``sentence[i]`` is the place in ``spans`` of the unit of token i."""

    text: str
    published: date | None
    spans: tuple[Unit, ...] = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)
    sentence: tuple[int, ...] = field(repr=False)
    places: dict[str, list[int]] = field(repr=False)
    """The places in ``tokens`` of each key."""

    @cached_property
    def lines(self) -> dict[int, set[str]]:
        """The keys that stand in each line of the list of synonyms."""
        known = alike()
        found: dict[int, set[str]] = {}
        for key in self.places:
            for line in known.get(key, ()):
                found.setdefault(line, set()).add(key)
        return found

    @cached_property
    def neighbours(self) -> set[tuple[str, str]]:
        """Every two words that follow one another in a sentence, by their keys."""
        keys = [token.key for token in self.tokens]
        return set(pairwise(keys))

    @cached_property
    def capitals(self) -> list[str]:
        """The keys of words that are written with a capital, in order."""
        return list(dict.fromkeys(token.key for token in self.tokens if token.upper))

    @cached_property
    def words(self) -> tuple[list[str], Rows]:
        """The keys of words that carry meaning, no names, and their unit vectors."""
        forms: dict[str, str] = {}
        for token in self.tokens:
            named = token.upper and not token.first
            if token.kind is Kind.WORD and token.weight >= LEAST_MEANING and not named:
                forms.setdefault(token.key, token.lower)
        return list(forms), vectors(list(forms.values()))

    @cached_property
    def columns(self) -> list[int]:
        """For each token the row of ``words`` that it is, or -1."""
        rows = {key: row for row, key in enumerate(self.words[0])}
        return [rows.get(token.key, -1) for token in self.tokens]

    @cached_property
    def events(self) -> list[EventSpan]:
        """The days that it tells of; none where its own day is not known."""
        if self.published is None:
            return []
        return event_spans(self.text, self.spans, self.published)

    def sentence_tokens(self, place: int) -> tuple[int, int]:
        """The half-open range of the tokens that share a unit with token ``place``."""
        at = self.sentence[place]
        return bisect_left(self.sentence, at), bisect_right(self.sentence, at)

    def tokens_in(self, start: int, end: int) -> list[int]:
        """The places of the tokens that begin in ``text[start:end]``."""
        first = bisect_left(self._starts, start)
        return list(range(first, bisect_left(self._starts, end)))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]


LEAST_MEANING = 0.3


def read_source(source: str, published: date | None = None) -> Source:
    """A source, read once; 2 to 3 ms for 600 words."""
    spans = tuple(units(source))
    tokens = tuple(read_tokens(source))
    sentence = []
    at = 0
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        while at + 1 < len(spans) and spans[at + 1].start <= token.start:
            at += 1
        sentence.append(at)
        places.setdefault(token.key, []).append(place)
    return Source(source, published, spans, tokens, tuple(sentence), places)


def vectors(words: Sequence[str]) -> Rows:
    """Unit rows, float32 ``(n, 256)``, each word embedded once."""
    if not words:
        return np.zeros((0, 256), dtype=np.float32)
    return _word_vectors().embed(words)


@cache
def _word_vectors() -> WordVectors:
    return WordVectors(open_local())
