"""Answers without a model: one to four sentences of the articles, verbatim, each cited."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.choice import choose
from assistant.answering.citing import cite, quoted
from assistant.answering.differing import compare
from assistant.answering.evidence import names_unheard_of, weigh
from assistant.answering.features import Scored, score_sentences
from assistant.answering.matching import Floats
from assistant.answering.notes import told_note
from assistant.answering.phrases import same_phrases
from assistant.answering.question import Profile, content_words, profile
from assistant.answering.refusals import refuse
from assistant.answering.request import Request
from assistant.answering.sentences import Sentence, Source, read_sources
from assistant.answering.timing import agreement, event_of, newest_first, recency, tense
from assistant.answering.weights import load_weights
from assistant.answering.widening import widened
from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    Conflict,
    DateRange,
    DateReading,
    Event,
    Finished,
    Found,
    Hit,
    Reason,
    Scope,
    Usage,
)
from assistant.index import Index
from assistant.models import Embedder, WordVectors
from assistant.retrieval import ANYWHERE, Ranked, as_hit, rank
from assistant.text.words import search_form

UNDATED = DateReading()
_FIGURES = frozenset({"count", "money", "percent", "duration"})
HITS = 12
"""How many passages are shown as found."""

SENTENCES = 12_000
"""Of how many the vectors are remembered, 15 MB: a follow-up, and every question that is tried for
a suggestion, is read for in the articles of the one before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found for a question, and whether it answers.

    ``differences`` tell of the conflicts in words; ``timed`` where it asks when something was, and
    then ``near`` are the stems of its words.
    """

    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]
    answered: bool
    conflicts: tuple[Conflict, ...] = ()
    differences: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """``hits`` are passages of the articles in ``sources``, best first."""

    hits: tuple[Hit, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What is weighed for a question: nothing of it depends on the learned weights.

    ``bonus`` is what is added to each sentence's score for days, phrases and newness, ``fits`` the
    part of it that is for days.
    """

    asked: Profile
    sources: Sequence[Source]
    scored: Scored
    bonus: Floats
    fits: Floats
    words: WordVectors


class Extractive:
    """A writer that quotes.

    ``embedder`` is the one that the index was built with, for the search; ``local`` the one that
    compares sentences.
    """

    name = "extractive"

    def __init__(self, embedder: Embedder, local: Embedder) -> None:
        self._embedder = embedder
        self._words = WordVectors(local)
        self._texts = WordVectors(local, SENTENCES)

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        began = time.perf_counter()
        ranked = self._rank(request.query, index, request.scope)
        if request.dates.latest:
            ranked = newest_first(ranked)
        retrieved = time.perf_counter()
        # The texts of the best articles are read once, for the hits and for the answer.
        sources = read_sources(index, ranked, request.scope)
        bodies = {source.ranked.record.article_key: source.article.body for source in sources}
        shown = [found for found in ranked if found.record.article_key in bodies][:HITS]
        yield Found(
            tuple(
                as_hit(found, bodies[found.record.article_key], place)
                for place, found in enumerate(shown, start=1)
            )
        )
        reading = self._read(request.query, index, ranked, sources, request.dates, request.scope)
        generated = time.perf_counter()
        claims: list[Claim] = []
        citations: list[Citation] = []
        if reading.answered:
            for sentence in reading.sentences:
                source = reading.sources[sentence.article]
                citation = cite(
                    source.article,
                    (sentence.start, sentence.end),
                    len(citations) + 1,
                    also_in=source.ranked.also_in,
                    event=event_of(sentence, request.dates, reading.near),
                )
                claim = quoted(citation, source.article.body)
                claims.append(claim)
                citations.append(citation)
                yield ClaimShown(claim, (citation,))
        checked = time.perf_counter()
        usage = Usage(
            generator=self.name,
            ms={
                "retrieval": _ms(began, retrieved),
                "generation": _ms(retrieved, generated),
                "grounding": _ms(generated, checked),
                "total": _ms(began, checked),
            },
        )
        if claims:
            timed = reading.timed or request.dates.latest
            text = _text(claims, citations, request.scope.told, timed=timed)
            yield Finished(
                request.answered(
                    "\n".join([text, *reading.differences]),
                    claims=tuple(claims),
                    citations=tuple(citations),
                    conflicts=reading.conflicts,
                    usage=usage,
                )
            )
            return
        yield Finished(self._refuse(request, index, usage))

    def find(self, request: Request, index: Index) -> Search:
        """What is found for a request, as ``write`` finds it: for who writes of the same."""
        ranked = self._rank(request.query, index, request.scope)
        if request.dates.latest:
            ranked = newest_first(ranked)
        sources = read_sources(index, ranked, request.scope)
        bodies = {source.ranked.record.article_key: source.article.body for source in sources}
        shown = [found for found in ranked if found.record.article_key in bodies][:HITS]
        hits = (
            as_hit(found, bodies[found.record.article_key], place)
            for place, found in enumerate(shown, start=1)
        )
        return Search(tuple(hits), tuple(sources))

    def refusal(self, request: Request, index: Index, usage: Usage) -> Answer:
        """The Refusal of a question that nothing found answers: NOT_IN_CORPUS or NOT_IN_RANGE."""
        return self._refuse(request, index, usage)

    def answers(self, question: str, index: Index, days: DateRange | None = None) -> bool:
        """Whether the corpus answers a question, without the answer."""
        ranked = self._rank(question, index, Scope(days))
        sources = read_sources(index, ranked)
        return self._chosen(question, index, ranked, sources, UNDATED)[1].answered

    def quotes(self, request: Request, index: Index) -> list[str]:
        """The sentences that ``write`` would quote at least, in order; none where it would
        refuse. Nothing that says otherwise is looked for, which takes longer than all the rest."""
        ranked = self._rank(request.query, index, request.scope)
        if request.dates.latest:
            ranked = newest_first(ranked)
        sources = read_sources(index, ranked, request.scope)
        reading = self._chosen(request.query, index, ranked, sources, request.dates)[1]
        return [sentence.text for sentence in reading.sentences] if reading.answered else []

    def _refuse(self, request: Request, index: Index, usage: Usage) -> Answer:
        """NOT_IN_RANGE where the answer lies on other days than the question's, and names them."""
        elsewhere = []
        # Limits of the caller are limits: what lies outside them is not looked at.
        if request.days is not None and request.days != request.bounds:
            ranked = self._rank(request.query, index, Scope(request.bounds))
            reading = self._read(request.query, index, ranked, read_sources(index, ranked))
            if reading.answered:
                elsewhere = [
                    reading.sources[one.article].article.published for one in reading.sentences
                ]
        reason = (
            Reason.NOT_IN_RANGE
            if elsewhere or _no_articles(request, index)
            else Reason.NOT_IN_CORPUS
        )
        return refuse(request, reason, index, elsewhere, usage)

    def _rank(self, question: str, index: Index, scope: Scope) -> list[Ranked]:
        return rank(index, self._embedder, question, scope=scope, fusion="reread")

    def material(self, request: Request, index: Index) -> Material | None:
        """What is weighed for a request; None where there is nothing to weigh."""
        ranked = self._rank(request.query, index, request.scope)
        if request.dates.latest:
            ranked = newest_first(ranked)
        sources = read_sources(index, ranked, request.scope)
        return self._weighed(request.query, index, ranked, sources, request.dates)

    def _weighed(
        self,
        question: str,
        index: Index,
        ranked: Sequence[Ranked],
        sources: Sequence[Source],
        dates: DateReading,
    ) -> Material | None:
        asked = analysed(question, index)
        if not sources or not asked.terms:
            return None
        if asked.type in _FIGURES:
            # What was counted by the day after is no figure of the day.
            sources = [replace(source, of_those_days=False) for source in sources]
        passages: dict[int, list[tuple[int, int, float]]] = {}
        place = {source.ranked.record.article_key: at for at, source in enumerate(sources)}
        for found in ranked:
            at = place.get(found.record.article_key)
            if at is not None:
                span = (found.record.start, found.record.end, found.score)
                passages.setdefault(at, []).append(span)
        scored = score_sentences(sources, asked, self._texts, self._words, passages)
        if scored is None:
            return None
        fits = agreement(scored.sentences, sources, dates)
        bonus = fits + tense(scored.sentences, question)
        bonus = bonus + same_phrases(scored.sentences, question)
        if dates.latest:
            bonus = bonus + recency(scored.sentences, sources)
        return Material(asked, sources, scored, bonus, fits, self._words)

    def _read(
        self,
        question: str,
        index: Index,
        ranked: Sequence[Ranked],
        sources: Sequence[Source],
        dates: DateReading = UNDATED,
        scope: Scope = ANYWHERE,
    ) -> Reading:
        found, reading = self._chosen(question, index, ranked, sources, dates)
        if found is None or not reading.answered:
            return reading

        def more(texts: Sequence[str]) -> Sequence[Source]:
            wide = widened(ranked, texts, index)
            known = {source.ranked.record.article_key for source in sources}
            return read_sources(index, wide, scope, len(wide), known)

        asked = found.asked
        compared = compare(reading.sentences, found.scored, found.sources, asked, more)
        return Reading(
            sources=compared.sources,
            sentences=compared.sentences,
            conflicts=compared.conflicts,
            differences=compared.text,
            near=tuple(term.stem for term in asked.terms) if asked.type == "date" else (),
            timed=asked.type == "date",
            answered=True,
        )

    def _chosen(
        self,
        question: str,
        index: Index,
        ranked: Sequence[Ranked],
        sources: Sequence[Source],
        dates: DateReading,
    ) -> tuple[Material | None, Reading]:
        """What was weighed, and the sentences that would be quoted of it."""
        found = self._weighed(question, index, ranked, sources, dates)
        if found is None:
            return None, Reading(tuple(sources), (), answered=False)
        asked, scored, sources = found.asked, found.scored, found.sources
        weights = load_weights()
        scores = weights.scores(scored) + found.bonus
        evidence = weigh(scored, scores, asked, self._words, sources)
        chosen = choose(scored, scores, sources, asked)
        if dates.latest:
            chosen.sort(key=lambda one: sources[one.article].article.published, reverse=True)
        answered = (
            evidence.names > 0
            and not names_unheard_of(scored, asked)
            and weights.probability(evidence, agrees=bool(found.fits.max() > 0))
            >= weights.threshold
        )
        return found, Reading(tuple(sources), tuple(chosen), answered=answered)


def analysed(question: str, index: Index) -> Profile:
    """The question's profile, its words weighted by how rare they are in the index."""
    forms = [search_form(word.lower) for word in content_words(question)]
    frequencies = [index.frequency(form) for form in forms]
    return profile(
        question,
        [index.idf(frequency) for frequency in frequencies],
        [frequency > 0 for frequency in frequencies],
    )


def _text(
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    asked: DateRange | None,
    *,
    timed: bool,
) -> str:
    """The sentences with their markers; with when it was where the question is about that, and
    where it asks what was on some days."""
    said = []
    for claim, citation in zip(claims, citations, strict=True):
        note = told_note(citation) if timed else asked and _told_then(citation, asked)
        said.append(f"{claim.text} [{citation.label}]{f' ({note})' if note else ''}")
    return " ".join(said)


def _told_then(citation: Citation, asked: DateRange) -> str | None:
    """The note for a sentence that tells of the days asked about, or was reported after them."""
    event = citation.event
    if event is not None and asked.covers(DateRange(event.start, event.end)):
        return told_note(citation)
    return None if asked.holds(citation.published) else told_note(replace(citation, event=None))


def _no_articles(request: Request, index: Index) -> bool:
    """Whether the days asked for hold no article at all, and none tells of them."""
    scope = request.scope
    if request.days is None or request.days.open:
        return False
    if request.days.empty:
        return True
    if scope.told is not None and index.telling(scope.told, scope.bounds):
        return False
    return not any(request.days.holds(day) for day, _ in index.catalog.days())


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
