"""Domain objects as JSON-ready dicts: the public shapes of every ``--json``. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.domain import (
        Answer,
        Article,
        ArticleEntry,
        Citation,
        Claim,
        Conflict,
        DateRange,
        DateReading,
        Hit,
        Part,
        Passage,
        Problem,
        SearchResult,
        SyncReport,
        Usage,
    )

Json = dict[str, Any]

# The stages that every answer names; one that was not measured is null, which is not zero.
STAGES = ("retrieval", "generation", "grounding", "total")


def sync_report(report: SyncReport) -> Json:
    return {
        "articles": {
            "read": report.read,
            "added": report.added,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged,
            "skipped": report.skipped,
            "duplicates": report.duplicates,
        },
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
        "problems": problems(report.problems),
    }


def problems(found: Sequence[Problem]) -> list[Json]:
    return [
        {"path": problem.path, "line": problem.line, "message": problem.message}
        for problem in found
    ]


def search_result(result: SearchResult) -> Json:
    return {
        "question": result.question,
        "as_of": _day(result.as_of),
        "dates": date_reading(result.dates),
        "hits": [_hit(hit) for hit in result.hits],
        "ms": round(result.ms, 2),
    }


def _hit(hit: Hit) -> Json:
    return {
        "rank": hit.rank,
        "article": hit.passage.article,
        "date": _day(hit.published),
        "title": hit.title,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": round(hit.score, 4),
        "found_by": list(hit.found_by),
        "also_in": list(hit.also_in),
    }


def answer(answer: Answer) -> Json:
    told: Json = {
        "question": answer.question,
        "rewritten": answer.rewritten,
        "as_of": _day(answer.as_of),
        "dates": date_reading(answer.dates),
        "form": answer.form.value,
        "kind": "refusal" if answer.refused else "answer",
        "reason": answer.reason.value if answer.reason else None,
        "text": answer.text,
        "claims": [_claim(claim, answer.form) for claim in answer.claims],
        "citations": [_citation(citation) for citation in answer.citations],
        "dropped": [
            {"text": drop.text, "verdict": drop.verdict.value, "reason": drop.reason}
            for drop in answer.dropped
        ],
        "nearest": [_day(day) for day in answer.nearest],
        "conflicts": [_conflict(conflict) for conflict in answer.conflicts],
        "notices": list(answer.notices),
        "usage": _usage(answer.usage),
    }
    if answer.form in ("digest", "timeline"):
        told["range"] = _span(answer.range) if answer.range else None
        told["articles_in_range"] = answer.articles_in_range
        told["articles_read"] = answer.articles_read
    if answer.form == "digest":
        told["parts"] = [_part(part) for part in answer.parts]
    return told


def _claim(claim: Claim, form: str) -> Json:
    told: Json = {
        "text": claim.text,
        "citations": list(claim.citations),
        "verdict": claim.verdict.value,
        "score": round(claim.score, 4),
    }
    if form == "timeline":
        told |= {"date": _day(claim.date), "date_is": claim.date_is, "new": claim.new}
    return told


def _part(part: Part) -> Json:
    return {
        **_span(part.days),
        "articles": part.articles,
        "points": [list(point) for point in part.points],
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "about": conflict.about,
        "sides": [
            {
                "claim": side.claim,
                "words": side.words,
                "date": _day(side.day),
                "corrected": side.corrected,
            }
            for side in conflict.sides
        ],
    }


def _citation(citation: Citation) -> Json:
    event = citation.event
    return {
        "label": citation.label,
        "article": citation.article,
        "date": _day(citation.published),
        "title": citation.title,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "event": event
        and {
            "start": _day(event.start),
            "end": _day(event.end),
            "words": event.words,
            "planned": event.planned,
        },
        "also_in": list(citation.also_in),
    }


def _usage(usage: Usage) -> Json:
    measured = {stage: round(ms, 2) for stage, ms in usage.ms.items()}
    return {
        "generator": usage.generator,
        "model": usage.model,
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "host": usage.host,
        "prompts": dict(usage.prompts),
        "calls": usage.calls,
        "cost": usage.cost,
        "sent": usage.sent,
        "left_out": [
            {"article": passage.article, "start": passage.start, "end": passage.end}
            for passage in usage.left_out
        ],
        "turns_left_out": usage.turns_left_out,
        "ms": {**dict.fromkeys(STAGES), **measured},
    }


def date_reading(reading: DateReading) -> Json | None:
    """DATES; None where the question holds no date and nothing was limited."""
    read = reading.ambiguous or reading.alternatives or reading.mentions or reading.latest
    return None if reading.limit is None and not read else dates(reading)


def dates(reading: DateReading) -> Json:
    """DATES, also where there is none: then all of it is null, false and empty."""
    limit = reading.limit
    return {
        "start": _day(limit.start) if limit else None,
        "end": _day(limit.end) if limit else None,
        "read_from": limit.words if limit else None,
        "applies_to": reading.applies_to,
        "ambiguous": reading.ambiguous,
        "alternatives": [_span(other) for other in reading.alternatives],
        "mentions": [{**_span(mention), "words": mention.words} for mention in reading.mentions],
        "latest": reading.latest,
    }


def _span(days: DateRange) -> Json:
    return {"start": _day(days.start), "end": _day(days.end)}


def article_entry(entry: ArticleEntry) -> Json:
    return {
        "id": entry.id,
        "date": _day(entry.published),
        "title": entry.title,
        "source": entry.source,
        "passages": entry.passages,
        "also_in": list(entry.also_in),
    }


def article(article: Article, passages: Sequence[Passage]) -> Json:
    return {
        "id": article.id,
        "date": _day(article.published),
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "body": article.body,
        "passages": [{"start": passage.start, "end": passage.end} for passage in passages],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
