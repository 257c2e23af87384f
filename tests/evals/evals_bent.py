"""Ways to break the assistant on purpose: each is a regression that somebody might make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.answering import prompts
from assistant.answering.request import Request, Writer
from assistant.answering.written import writer as written_writer
from assistant.answering.written.verifying import Quote, Verified, Verifier
from assistant.assembly import Assistant
from assistant.chat import understanding
from assistant.domain import (
    Answer,
    Citation,
    Claim,
    ClaimShown,
    DateReading,
    Event,
    Finished,
    Form,
    Found,
    Verdict,
)
from assistant.index import Index
from assistant.models import open_local
from assistant.retrieval import search

Bend = Callable[[Answer], Answer]


class Bent:
    """A writer whose answers are bent before anybody sees them."""

    def __init__(self, inner: Writer, bend: Bend) -> None:
        self._inner, self._bend = inner, bend

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        for event in self._inner.write(request, index):
            yield Finished(self._bend(event.answer)) if isinstance(event, Finished) else event


def bend_answers(patch: pytest.MonkeyPatch, assistant: Assistant, bend: Bend) -> None:
    writers = assistant._writers["extractive"]
    for form, writer in list(writers.items()):
        patch.setitem(writers, form, Bent(writer, bend))


def shift_citations(answer: Answer) -> Answer:
    """Every claim refers to the citation after its own."""
    count = len(answer.citations)
    return replace(
        answer,
        claims=tuple(
            replace(claim, citations=tuple(label % count + 1 for label in claim.citations))
            for claim in answer.claims
        ),
    )


def move_spans(answer: Answer) -> Answer:
    """The quotes are right, and their spans off by one."""
    moved = (replace(one, start=one.start + 1, end=one.end + 1) for one in answer.citations)
    return replace(answer, citations=tuple(moved))


def cut_quotes(answer: Answer) -> Answer:
    """Spans, quotes and claims all begin one character late: exact, and within a word."""
    return replace(
        answer,
        claims=tuple(replace(claim, text=claim.text[1:]) for claim in answer.claims),
        citations=tuple(
            replace(one, start=one.start + 1, quote=one.quote[1:]) for one in answer.citations
        ),
    )


def search_without_terms(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Index, "matching", lambda *_, **__: [])


def ignore_dates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(understanding, "read_dates", lambda *_: DateReading())
    patch.setattr(understanding, "read_again", lambda *_: DateReading())


def forget_the_turns_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(understanding, "anchored", lambda asked, turns: asked)
    patch.setattr(understanding, "make_whole", lambda asked, *_: (asked, None))


def ignore_as_of(patch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    """ "Today" is right, and what was published later is used all the same."""
    whole = assistant._understand

    def careless(*given: Any) -> Request:
        return replace(whole(*given), days=None, bounds=None)

    patch.setattr(assistant, "_understand", careless)


def support_everything(patch: pytest.MonkeyPatch) -> None:
    from assistant import grounding

    def blind(claim: str, source: Any) -> grounding.Checked:
        return grounding.Checked(Verdict.SUPPORTED, 0.99, (), ())

    patch.setattr(grounding, "check_against", blind)


class NeverRefuses:
    """Where the inner writer refuses, this one quotes the first sentence that was found."""

    def __init__(self, inner: Writer) -> None:
        self._inner = inner

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        found: Found | None = None
        for event in self._inner.write(request, index):
            if isinstance(event, Found):
                found = event
            if isinstance(event, Finished) and event.answer.refused and found and found.hits:
                yield from _quote(request, found.hits[:1])
            else:
                yield event


class BestPassages:
    """A digest of the three passages that are nearest to the question."""

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        hits = search(index, open_local(), request.query, k=3, scope=request.scope)
        articles = len({hit.passage.article for hit in hits})
        yield from _quote(request, hits, articles_in_range=articles, articles_read=articles)


def _quote(request: Request, hits: Any, **rest: Any) -> Iterator[Event]:
    """The first 80 characters or so of each hit."""
    claims, citations = [], []
    for label, hit in enumerate(hits, start=1):
        text = hit.passage.text
        end = text.find(" ", 80) if len(text) > 80 else len(text)
        end = end if end > 0 else len(text)
        quote = text[:end].rstrip()
        start = hit.passage.start
        citations.append(
            Citation(
                label=label,
                article=hit.passage.article,
                published=hit.published,
                title=hit.title,
                start=start,
                end=start + len(quote),
                quote=quote,
                also_in=hit.also_in,
            )
        )
        claims.append(Claim(" ".join(quote.split()), (label,), Verdict.SUPPORTED, 1.0))
        yield ClaimShown(claims[-1], (citations[-1],))
    said = " ".join(f"{one.text} [{one.citations[0]}]" for one in claims)
    yield Finished(request.answered(said, claims=tuple(claims), citations=tuple(citations), **rest))


def never_refuse(patch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    writers = assistant._writers["extractive"]
    patch.setitem(writers, Form.ANSWER, NeverRefuses(writers[Form.ANSWER]))


def ask_without_rules(patch: pytest.MonkeyPatch, *rules: str) -> None:
    """The prompt of answers without those of its lines that hold one of the words."""
    whole = prompts.shipped_prompt("answer")
    kept = [line for line in whole.system.splitlines() if not any(rule in line for rule in rules)]
    bare = replace(whole, system="\n".join(kept))
    patch.setattr(written_writer, "shipped_prompt", lambda name: bare)


def verify_nothing(patch: pytest.MonkeyPatch) -> None:
    """Every sentence that a model wrote is shown, with the first words that it was shown."""

    def believe(self: Verifier, text: str, labels: Sequence[str]) -> Verified:
        shown = self._shown[next(iter(labels), self.labels[0])]
        return Verified(text, (Quote(shown, shown.start, shown.start + 80),), 1.0)

    patch.setattr(Verifier, "verify", believe)


def sum_up_the_best_passages(patch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    patch.setitem(assistant._writers["extractive"], Form.DIGEST, BestPassages())
