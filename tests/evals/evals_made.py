"""A made case with its outcome, for tests of single scorers: two articles, one of them copied."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.domain import (
    Answer,
    Article,
    Citation,
    Claim,
    DateReading,
    EventDate,
    Form,
    Hit,
    Passage,
    Reason,
    Understood,
    Verdict,
)
from evals.cases import Case, Gold
from evals.library import Library
from evals.outcome import Outcome

TUESDAY, FRIDAY = date(2023, 3, 7), date(2023, 3, 10)
BODY = "The bridge closed on Monday. Engineer Ada Brandt counted 5,900 cracks. Nobody was hurt."
OTHER = "A fair was held. Cheese cost 12 marks a kilo."
ARTICLES = {
    "bridge": Article("bridge", TUESDAY, "Bridge closed", BODY),
    "bridge-copy": Article("bridge-copy", TUESDAY, "Closed bridge", "By wire. " + BODY),
    "fair": Article("fair", FRIDAY, "A fair", OTHER),
}
LIBRARY = Library(
    ARTICLES,
    {
        "bridge": frozenset({"bridge-copy"}),
        "bridge-copy": frozenset({"bridge"}),
        "fair": frozenset(),
    },
)
CRACKS = "Engineer Ada Brandt counted 5,900 cracks."
CLOSED = "The bridge closed on Monday."


def case(**changed: Any) -> Case:
    given: dict[str, Any] = {
        "id": "made-01",
        "corpus": "made",
        "question": "How many cracks has the bridge?",
        "articles": ("bridge",),
        "sentences": (Gold("bridge", CRACKS),),
        "keys": (("5900",),),
    }
    return Case(**{**given, **changed})


def citation(label: int, article: str, quote: str, **changed: Any) -> Citation:
    found = ARTICLES[article]
    start = found.body.index(quote)
    given: dict[str, Any] = {
        "label": label,
        "article": article,
        "published": found.published,
        "title": found.title,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }
    return Citation(**{**given, **changed})


def claim(text: str, *labels: int, day: date | None = None) -> Claim:
    return Claim(text, labels, Verdict.SUPPORTED, 1.0, date=day)


def hit(article: str, rank: int, *also_in: str) -> Hit:
    found = ARTICLES[article]
    passage = Passage(article, 0, len(found.body), found.body)
    return Hit(passage, found.published, found.title, 1.0 / rank, rank, ("terms",), also_in)


def outcome(
    *cited: tuple[Claim, Citation],
    reason: Reason | None = None,
    form: Form = Form.ANSWER,
    dates: DateReading | None = None,
    ranked: tuple[Hit, ...] = (),
    **rest: Any,
) -> Outcome:
    """An answer of claims, each with its citation; with none, or a reason, a refusal."""
    dates = dates or DateReading()
    claims = tuple(one for one, _ in cited)
    text = " ".join(f"{one.text} [{source.label}]" for one, source in cited) or "Nothing is known."
    answer = Answer(
        question="How many cracks has the bridge?",
        rewritten=None,
        as_of=FRIDAY,
        dates=dates,
        form=form,
        reason=reason if reason or cited else Reason.NOT_IN_CORPUS,
        text=text,
        claims=claims,
        citations=tuple(source for _, source in cited),
        **rest,
    )
    understood = Understood(answer.question, None, FRIDAY, dates, form)
    return Outcome(LIBRARY, answer, understood, ranked=ranked, shown=claims)


def right() -> tuple[Claim, Citation]:
    return claim(CRACKS, 1), citation(1, "bridge", CRACKS)


def on(day: date) -> EventDate:
    return EventDate(day, day, "on Monday")
