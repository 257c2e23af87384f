"""Timelines that a language model words: which developments, and their days, are found without it.

A model's sentence stands where the report that dates the development says it; else that report's
own words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.calling import Signs
from assistant.answering.citing import cite
from assistant.answering.prompts import shipped_prompt
from assistant.answering.request import Request
from assistant.answering.showing import Excerpt, Shown, block, day_notes, lines_of, show
from assistant.answering.timeline.finding import Findings
from assistant.answering.timeline.writer import Entry, Timeline, quoted_entries
from assistant.answering.written import Terms, Verified
from assistant.answering.written.sitting import Sitting
from assistant.domain import (
    Answer,
    Article,
    Citation,
    Claim,
    Dropped,
    Event,
    EventSpan,
    Scope,
    Verdict,
)
from assistant.grounding import check_against, read_source
from assistant.index import Index
from assistant.models import Embedder, LanguageModel
from assistant.text.sentences import Unit

PER_ENTRY = 60
"""Tokens of a reply that an entry gets: a sentence and its label."""
BESIDE = "the sentence that dates this entry does not say it"
FOCUS = "Write one sentence for each development."


class WrittenTimeline:
    """A writer of timelines that asks a model for the words.

    ``embedder`` and ``local`` as of Timeline.
    """

    name = "llm"

    def __init__(
        self, model: LanguageModel, embedder: Embedder, local: Embedder, terms: Terms
    ) -> None:
        self._model = model
        self._terms = terms
        self._timeline = Timeline(embedder, local)

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        yield from self._timeline.tell(request, index, _Wording(self._model, self._terms))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A development: its entry as it would be quoted, and what a model is shown of it, of which
    ``[start, end)`` of the body is the sentence that is quoted."""

    entry: Entry
    article: Article
    excerpt: Excerpt

    @property
    def lead(self) -> Citation:
        return self.entry[1][0]


class _Wording:
    """One timeline in a model's words."""

    def __init__(self, model: LanguageModel, terms: Terms) -> None:
        self._sitting = Sitting(model, terms)
        self._dropped: list[Dropped] = []
        self._by_model = self._quoted = 0
        self._label = 0

    def entries(self, found: Findings, scope: Scope, index: Index) -> Iterator[Entry | Event]:
        asked = list(_asked(found, scope, index))
        signs = Signs(found.sources.read, 0, found.sources.read)
        for batch in self._batches(asked):
            yield from self._worded(batch, signs)
            fault = self._sitting.fault
            if fault is not None and self._sitting.terms.fallback == "none" and not self._by_model:
                raise fault

    def _batches(self, asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
        """As many to a call as fit into the context and into the room for the reply, in order."""
        prompt = shipped_prompt("timeline")
        budget = self._sitting.budget()
        if budget is None:
            yield list(asked)
            return
        tokens = budget.prompt - self._sitting.fixed(prompt, focus=FOCUS)
        most = max(1, budget.room // PER_ENTRY)
        held: list[_Asked] = []
        used = 0
        for one in asked:
            cost = budget.count(lines_of(one.excerpt)) + 1
            if cost > tokens:
                self._sitting.too_long(budget, lines_of(one.excerpt), budget.prompt - tokens)
            if held and (len(held) >= most or used + cost > tokens):
                yield held
                held, used = [], 0
            held.append(one)
            used += cost
        if held:
            yield held

    def _worded(self, batch: Sequence[_Asked], signs: Signs) -> Iterator[Entry | Event]:
        """The entries of one call, each as soon as those before it are there."""
        prompt = shipped_prompt("timeline")
        shown = show([one.excerpt for one in batch], beside=[FOCUS])
        place = {one.label: at for at, one in enumerate(shown)}
        worded: dict[int, Verified] = {}
        given = 0
        messages = prompt.messages(passages=block(shown), focus=FOCUS)
        for told in self._sitting.ask(prompt, messages, shown):
            if told is None:
                yield from signs.at(1.0)
                continue
            found = told.sentence
            if isinstance(found, Dropped):
                self._dropped.append(found)
                yield found
                continue
            cited = [place[quote.shown.label] for quote in found.quotes]
            at = next((at for at in cited if _dates(found, shown[at], batch[at])), None)
            if at is None:
                gone = Dropped(found.text, Verdict.UNSUPPORTED, BESIDE)
                self._dropped.append(gone)
                yield gone
            elif at >= given:
                worded.setdefault(at, found)
                while given in worded:
                    yield self._entry(batch[given], worded[given])
                    given += 1
        for at in range(given, len(batch)):
            yield self._entry(batch[at], worded.get(at))

    def _entry(self, asked: _Asked, found: Verified | None) -> Entry:
        claim, citations = asked.entry
        if found is None:
            self._quoted += 1
            return self._numbered(claim, citations)
        self._by_model += 1
        own = [quote for quote in found.quotes if quote.shown.article.id == asked.article.id]
        # The sentence that dates the entry goes first, with what the days are read from.
        cited = [asked.lead]
        for quote in own:
            if not (asked.lead.start <= quote.start and quote.end <= asked.lead.end):
                cited.append(
                    cite(asked.article, (quote.start, quote.end), 0, also_in=asked.lead.also_in)
                )
        cited += [one for one in citations[1:] if _says(one, found.text)]
        return self._numbered(replace(claim, text=found.text, score=found.score), cited)

    def _numbered(self, claim: Claim, citations: Sequence[Citation]) -> Entry:
        numbered = []
        for one in citations:
            self._label += 1
            numbered.append(replace(one, label=self._label))
        return replace(claim, citations=tuple(one.label for one in numbered)), numbered

    def finished(self, answer: Answer) -> Answer:
        sitting = self._sitting
        quoted = None
        if self._by_model and self._quoted:
            total = self._by_model + self._quoted
            quoted = (
                f"{self._quoted} of {total} entries are quoted: the model wrote nothing for them "
                "that holds."
            )
        return sitting.finished(answer, self._dropped, self._by_model, quoted)


def _asked(found: Findings, scope: Scope, index: Index) -> Iterator[_Asked]:
    leads = found.leads
    bodies = index.catalog.bodies({one.key for one in leads})
    for entry, lead in zip(quoted_entries(found, scope, index), leads, strict=True):
        article, units = bodies[lead.key]
        start = _with_the_one_before(article.body, units, lead.sentence.index)
        events: list[EventSpan] = [lead.event] if lead.event else []
        notes = day_notes(article.body, events, start, lead.sentence.end)
        yield _Asked(entry, article, Excerpt(article, start, lead.sentence.end, notes))


def _with_the_one_before(body: str, units: Sequence[Unit], at: int) -> int:
    """Where the sentence before begins, which may name whom this one speaks of; where it begins
    itself if that stands in another paragraph."""
    start = units[at].start
    if at and units[at - 1].kind == "sentence" and "\n" not in body[units[at - 1].end : start]:
        return units[at - 1].start
    return start


def _dates(found: Verified, shown: Shown, asked: _Asked) -> bool:
    """Whether it rests on the very sentence that the entry's day is read from."""
    return any(
        quote.shown.label == shown.label
        and quote.start < asked.lead.end
        and asked.lead.start < quote.end
        for quote in found.quotes
    )


def _says(citation: Citation, text: str) -> bool:
    checked = check_against(text, read_source(citation.quote, citation.published))
    return checked.verdict is Verdict.SUPPORTED
