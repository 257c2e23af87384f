"""Why there is no digest, and what there is instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.digest.plan import Plan
from assistant.answering.digest.text import counted, days_in_words
from assistant.answering.digest.topic import Topic
from assistant.answering.refusals import refuse
from assistant.answering.request import Request
from assistant.answering.sentences import sentences_of
from assistant.dates.spelled import spell_day
from assistant.domain import Answer, DateRange, Reason, Usage
from assistant.index import Index
from assistant.models import Embedder
from assistant.text.words import search_words

TITLES = 5
_PASSAGES = 60  # that are looked at for days on which the topic comes up


def refuse_empty(request: Request, index: Index, planned: Plan | None, usage: Usage) -> Answer:
    """For days without an article: names the nearest that have some."""
    limited = request.days is not None and not request.days.open
    reason = Reason.NOT_IN_RANGE if planned or limited else Reason.NOT_IN_CORPUS
    answer = refuse(request, reason, index, (), usage)
    if planned is None:
        return answer
    return replace(answer, range=planned.days, articles_in_range=0, articles_read=0)


def refuse_topic(
    request: Request, index: Index, planned: Plan, local: Embedder, usage: Usage
) -> Answer:
    """For a topic that none of the articles is about: the nearest days that have it, else what the
    articles are about."""
    assert request.topic is not None
    elsewhere = _elsewhere(request, index, planned, local)
    reason = Reason.NOT_IN_RANGE if elsewhere else Reason.NOT_IN_CORPUS
    answer = refuse(request, reason, index, elsewhere, usage)
    days = days_in_words(planned.days)
    none = (
        "The one article" if planned.articles == 1 else f"None of the {counted(planned.articles)}"
    )
    verb = "is not" if planned.articles == 1 else "is"
    text = f"{none} of {days} {verb} about {request.topic}."
    if elsewhere:
        listed = ", ".join(f"{spell_day(day)} ({day.isoformat()})" for day in answer.nearest)
        text += f" Articles of {listed} are."
    else:
        until = DateRange(None, request.as_of)
        titles = _titles(index, planned.days.meet(request.days).meet(until))
        text += f" What there is: {titles}." if titles else ""
    return replace(
        answer,
        text=text,
        range=planned.days,
        articles_in_range=planned.articles,
        articles_read=planned.articles,
    )


def _elsewhere(request: Request, index: Index, planned: Plan, local: Embedder) -> list[date]:
    """Days outside those asked about, within the bounds, whose articles are about the topic."""
    assert request.topic is not None
    topic = Topic(request.topic, index, local)
    until = DateRange(None, request.as_of).meet(request.bounds)
    if until.empty:
        return []
    words = " ".join(search_words(request.topic))
    found = index.matching(words, _PASSAGES, until)
    keys = {record.article_key for record, _ in found if not planned.days.holds(record.published)}
    return [
        article.published
        for article, units in index.catalog.bodies(keys).values()
        if topic.relevance(sentences_of(article, units), article.title)
    ]


def _titles(index: Index, days: DateRange) -> str:
    entries = [entry for entry in index.catalog.entries() if days.holds(entry.published)]
    shown = "; ".join(f"“{entry.title}”" for entry in entries[:TITLES])
    return f"{shown} and {len(entries) - TITLES:,} more" if len(entries) > TITLES else shown
