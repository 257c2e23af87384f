"""Timelines that a language model words: which developments, and their days, are found without it.

A model's sentence stands where the report that dates the development says it; else that report's
own words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.calling import Signs
from assistant.answering.prompts import shipped_prompt
from assistant.answering.request import Request
from assistant.answering.showing import Excerpt, block, days_meant, lines_of, show
from assistant.answering.timeline.finding import Findings
from assistant.answering.timeline.writer import Entry, Timeline, quoted_entries
from assistant.answering.written import Terms, Verified
from assistant.answering.written.resting import resting_on
from assistant.answering.written.sitting import Sitting
from assistant.domain import (
    Answer,
    Citation,
    Claim,
    Dropped,
    Event,
    Scope,
    Verdict,
)
from assistant.grounding import check_against, read_source
from assistant.index import Index
from assistant.models import Embedder, LanguageModel

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
    """A development: its entry as it would be quoted, and the sentences that a model is shown of
    it, those that are cited, the one that dates it first."""

    entry: Entry
    excerpts: tuple[Excerpt, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(lines_of(one) for one in self.excerpts)


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
            cost = budget.count(one.text) + 1
            if cost > tokens:
                self._sitting.too_long(budget, one.text, budget.prompt - tokens)
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
        owners = [at for at, one in enumerate(batch) for _ in one.excerpts]
        shown = show([excerpt for one in batch for excerpt in one.excerpts], beside=[FOCUS])
        owner = {one.label: at for one, at in zip(shown, owners, strict=True)}
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
            cited = dict.fromkeys(owner[quote.shown.label] for quote in found.quotes)
            at = next((at for at in cited if _says(batch[at].entry[1][0], found.text)), None)
            if at is None:
                gone = Dropped(found.text, Verdict.UNSUPPORTED, BESIDE)
                self._dropped.append(gone)
                yield gone
            elif at >= given:
                worded.setdefault(at, found)
                while given in worded:
                    yield self._entry(batch[given], worded[given])
                    given += 1
        # What was shown stands: an error is raised before the first entry, or not at all.
        fault, shown_any = self._sitting.fault, worded or self._by_model or self._quoted
        if fault is not None and self._sitting.terms.fallback == "none" and not shown_any:
            raise fault
        for at in range(given, len(batch)):
            yield self._entry(batch[at], worded.get(at))

    def _entry(self, asked: _Asked, found: Verified | None) -> Entry:
        claim, citations = asked.entry
        if found is None:
            self._quoted += 1
            return self._numbered(claim, citations)
        self._by_model += 1
        lead, *others = citations
        cited = [lead, *(one for one in others if _says(one, found.text))]
        return self._numbered(replace(claim, text=found.text, score=found.score), cited)

    def _numbered(self, claim: Claim, citations: Sequence[Citation]) -> Entry:
        numbered = []
        for one in citations:
            self._label += 1
            numbered.append(replace(one, label=self._label))
        return replace(claim, citations=tuple(one.label for one in numbered)), numbered

    def finished(self, answer: Answer) -> Answer:
        sitting = self._sitting
        quoted = []
        if self._quoted:
            total = self._by_model + self._quoted
            quoted.append(
                f"{self._quoted} of {total} entries are quoted: the model wrote nothing for them "
                "that holds."
            )
        return sitting.finished(answer, self._dropped, self._by_model, quoted)


def _asked(found: Findings, scope: Scope, index: Index) -> Iterator[_Asked]:
    entries = list(quoted_entries(found, scope, index))
    names = {one.article for _, citations in entries for one in citations}
    articles = {name: index.catalog.article(name) for name in names}
    for entry in entries:
        # A sentence that several articles have is shown once: a model would repeat it.
        shown: dict[str, Citation] = {}
        for one in entry[1]:
            shown.setdefault(" ".join(one.quote.split()), one)
        excerpts = []
        for one in shown.values():
            article = articles[one.article]
            assert article is not None
            excerpts.append(Excerpt(article, one.start, one.end, _note(one)))
        yield _Asked(entry, tuple(excerpts))


def _note(citation: Citation) -> tuple[str, ...]:
    """Which days the words of the quotation mean."""
    event = citation.event
    return () if event is None else days_meant([(event.words, event.start, event.end)])


def _says(citation: Citation, text: str) -> bool:
    """Whether the quotation can stand under the sentence, every word of it accounted for."""
    source = read_source(citation.quote, citation.published)
    checked = check_against(text, source)
    return checked.verdict is Verdict.SUPPORTED and resting_on(text, source, checked) is not None
