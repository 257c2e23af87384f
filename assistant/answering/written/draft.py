"""An answer as it grows: sentences shown, citations numbered, what was taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.citing import cite
from assistant.answering.extractive import Search
from assistant.answering.request import Request
from assistant.answering.sentences import Sentence as Unit
from assistant.answering.timing import event_of
from assistant.answering.written.verifying import Quote, Verified
from assistant.domain import Citation, Claim, ClaimShown, Dropped, EventSpan, Verdict

REPEATS = 3
"""Sentences that a model may write again; then it is taken to go round in circles."""


class Draft:
    """What a model's reply has come to. Labels count from 1 in order of appearance, one for each
    span; a sentence that was written before is not taken in again."""

    def __init__(self, request: Request, found: Search, near: Sequence[str]) -> None:
        self.claims: list[Claim] = []
        self.dropped: list[Dropped] = []
        self.absent = False
        self.repeated = 0
        self.moved = 0
        self.unused = 0
        self._request = request
        self._near = near
        self._also = {hit.passage.article: hit.also_in for hit in found.hits}
        self._units: Mapping[str, Sequence[Unit]] = {
            source.article.id: source.units for source in found.sources
        }
        self._sources = {source.article.id: source for source in found.sources}
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._seen: set[str] = set()

    @property
    def question(self) -> str:
        return self._request.question

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def again(self, text: str) -> bool:
        """Whether the sentence came before; it is remembered."""
        key = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
        if key in self._seen:
            self.repeated += 1
            return True
        self._seen.add(key)
        return False

    def take(self, found: Verified | Dropped) -> ClaimShown | Dropped:
        """The sentence as it is shown, or as it was taken out."""
        if isinstance(found, Verified) and not self._all_usable(found.quotes):
            reason = "what it rests on tells of other days than those asked about"
            found = Dropped(found.text, Verdict.UNSUPPORTED, reason)
        if isinstance(found, Dropped):
            self.dropped.append(found)
            return found
        self.moved += found.elsewhere
        self.unused += 0 if found.elsewhere else len(found.unused)
        cited = [self._cite(quote) for quote in found.quotes]
        labels = tuple(dict.fromkeys(citation.label for citation in cited))
        claim = Claim(found.text, labels, Verdict.SUPPORTED, found.score)
        self.claims.append(claim)
        return ClaimShown(claim, tuple(dict.fromkeys(cited)))

    def text(self) -> str:
        """The sentences with their markers, and how many were taken out."""
        said = " ".join(
            f"{claim.text} {''.join(f'[{label}]' for label in claim.citations)}"
            for claim in self.claims
        )
        return "\n".join(part for part in (said, self.taken_out()) if part)

    def taken_out(self) -> str:
        """A sentence that says how many were taken out; empty where none was."""
        count = len(self.dropped)
        if not count:
            return ""
        said = (
            "1 sentence of the model was" if count == 1 else f"{count} sentences of the model were"
        )
        return f"{said} taken out as not supported."

    def notices(self) -> list[str]:
        """What a reader should know of how the sentences came to be cited."""
        told = []
        if self.moved:
            count = "1 sentence is" if self.moved == 1 else f"{self.moved} sentences are"
            told.append(
                f"{count} cited from where it is said: the model named no source, or another."
            )
        if self.unused:
            count = "1 citation" if self.unused == 1 else f"{self.unused} citations"
            told.append(f"{count} of the model left out: the source named does not say it.")
        if self.absent and self.claims:
            told.append("The model adds that the articles do not answer all of the question.")
        return told

    def _cite(self, quote: Quote) -> Citation:
        article = quote.shown.article
        key = (article.id, quote.start, quote.end)
        if key not in self._citations:
            self._citations[key] = cite(
                article,
                (quote.start, quote.end),
                len(self._citations) + 1,
                also_in=self._also.get(article.id, ()),
                event=self._event(quote),
            )
        return self._citations[key]

    def _event(self, quote: Quote) -> EventSpan | None:
        dated = (unit for unit in self._within(quote) if unit.events)
        first = next(dated, None)
        return event_of(first, self._request.dates, self._near) if first else None

    def _all_usable(self, quotes: Sequence[Quote]) -> bool:
        """Whether some of it tells of the days asked about, and none of other days alone."""
        for quote in quotes:
            source = self._sources.get(quote.shown.article.id)
            dated = [unit for unit in self._within(quote) if unit.events]
            if source is not None and not all(map(source.usable, dated)):
                return False
        return any(map(self._usable, quotes))

    def _usable(self, quote: Quote) -> bool:
        """Whether it may be used for the days asked about (see ``sentences.Source``)."""
        source = self._sources.get(quote.shown.article.id)
        return source is None or any(map(source.usable, self._within(quote)))

    def _within(self, quote: Quote) -> list[Unit]:
        units = self._units.get(quote.shown.article.id, ())
        return [unit for unit in units if unit.start < quote.end and quote.start < unit.end]
