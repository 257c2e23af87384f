"""A digest as it grows from what a model writes: claims, citations, parts, what was taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.citing import cite, quoted
from assistant.answering.digest.plan import Stretch
from assistant.answering.digest.points import Point
from assistant.answering.digest.reading import Reading
from assistant.answering.digest.text import Written, counted
from assistant.answering.digest.writer import Script
from assistant.answering.timing import event_of
from assistant.answering.written import Quote, Verified
from assistant.domain import (
    Citation,
    Claim,
    ClaimShown,
    Dropped,
    EventSpan,
    Part,
    PartOpened,
    Verdict,
)

NOTHING_HOLDS = "the model wrote nothing of them that holds."


@dataclass(slots=True)
class Draft(Script):
    """A script that also takes a model's sentences.

    ``by_model`` counts them, ``by_article`` those that were quoted in their place, ``further``
    those that a part of many articles has no room for. Of the part that is open ``readings`` are
    the articles, and ``cited`` the ids of those that it cites.
    """

    dropped: list[Dropped] = field(default_factory=list)
    by_model: int = 0
    by_article: int = 0
    further: int = 0
    readings: Sequence[Reading] = ()
    cited: set[str] = field(default_factory=set)
    opened: list[list[int]] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    labels: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """How many sentences the point that is open has."""
        return len(self.opened[-1]) if self.opened else 0

    def open(self, stretch: Stretch, readings: Sequence[Reading]) -> PartOpened:
        self.cited, self.opened, self.readings = set(), [], readings
        return PartOpened(stretch.days, stretch.articles)

    def drop(self, gone: Dropped) -> Dropped:
        self.dropped.append(gone)
        return gone

    def fresh(self, found: Verified) -> bool:
        """Whether the sentence has not been shown."""
        return _key(found.text) not in self.texts

    def say(self, found: Verified, *, apart: bool) -> Iterator[ClaimShown]:
        """Shows a sentence of the model, once; ``apart`` where it begins a point."""
        if not self.fresh(found):
            return
        by_id = {reading.article.id: reading for reading in self.readings}
        cited = [self._cite(quote, by_id[quote.shown.article.id]) for quote in found.quotes]
        self.by_model += 1
        claim = Claim(found.text, (), Verdict.SUPPORTED, found.score)
        yield self._show(claim, cited, apart=apart)

    def quote(self, place: int, found: Sequence[Point]) -> Iterator[ClaimShown]:
        """Shows the sentence that a digest without a model has of an article."""
        said = [one for point in found for quote in point.quotes for one in quote.said]
        sentence = next((sentence for at, sentence in said if at == place), None)
        if sentence is None:
            return
        reading = self.readings[place]
        key = (reading.article.id, sentence.start, sentence.end)
        if key not in self.labels:
            self.labels[key] = self._numbered(
                reading, key, event_of(sentence, self.request.dates, ())
            )
        self.by_article += 1
        citation = self.labels[key]
        yield self._show(quoted(citation, reading.article.body), [citation], apart=True)

    def close(self, stretch: Stretch, found: Sequence[Point]) -> None:
        """Ends a part."""
        part = Written(stretch)
        part.points = [[self.claims[at] for at in point] for point in self.opened]
        part.left = sum(
            1 + len(reading.item.also_in)
            for reading in self.readings
            if reading.article.id not in self.cited
        )
        self.written.append(part)
        numbered = tuple(tuple(point) for point in self.opened)
        self.parts.append(Part(stretch.days, stretch.articles, numbered))
        self.remember([quote.vector for point in found for quote in point.quotes])

    def _show(self, claim: Claim, cited: Sequence[Citation], *, apart: bool) -> ClaimShown:
        cited = list(dict.fromkeys(cited))
        claim = replace(claim, citations=tuple(one.label for one in cited))
        if apart or not self.opened:
            self.opened.append([])
        self.opened[-1].append(len(self.claims))
        self.claims.append(claim)
        self.texts.add(_key(claim.text))
        self.cited.update(one.article for one in cited)
        return ClaimShown(claim, tuple(cited), point=len(self.opened) - 1)

    def _cite(self, quote: Quote, reading: Reading) -> Citation:
        key = (reading.article.id, quote.start, quote.end)
        if key not in self.labels:
            within = (
                one
                for one in reading.sentences
                if one.events and quote.start <= one.start and one.end <= quote.end
            )
            dated = next(within, None)
            event = event_of(dated, self.request.dates, ()) if dated else None
            self.labels[key] = self._numbered(reading, key, event)
        return self.labels[key]

    def _numbered(
        self, reading: Reading, key: tuple[str, int, int], event: EventSpan | None
    ) -> Citation:
        """A Citation of the span, numbered in order of appearance."""
        label = len(self.citations) + 1
        also = reading.item.also_in
        citation = cite(reading.article, key[1:], label, also_in=also, event=event)
        self.citations.append(citation)
        return citation

    def notices(self) -> list[str]:
        """What the reader should know of how it came about."""
        told = []
        if count := self.by_article:
            are = "is" if count == 1 else "are"
            told.append(f"{counted(count)} {are} quoted: {NOTHING_HOLDS}")
        if count := self.further:
            what = "1 further sentence" if count == 1 else f"{count} further sentences"
            told.append(f"{what} of the model on stories that are told already left out.")
        return told


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
