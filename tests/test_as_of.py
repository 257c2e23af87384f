"""With as_of in the past nothing that was published later is used, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpus import FIRST, LAST, open_corpus

from assistant.assembly import Assistant, answer_of
from assistant.chat import Turn
from assistant.domain import Answer

QUESTIONS = [
    "What did Mayor Anna Keller say?",
    "Why did the ferry Albatross run aground?",
    "What is the latest on the bed tax?",
    "What happened on Tuesday?",
    "What happened yesterday?",
    "What was in the news last week?",
    "Sum up the last ten days",
    "Sum up the news",
    "How did the ferry accident develop?",
    "What did the council decide since 3 November?",
    "What will close on 15 January?",
    "What was published after 8 November about cheese prices?",
    "How much did cheese prices rise this week?",
]
DAYS = st.integers(-3, (LAST - FIRST).days + 2).map(lambda days: FIRST + timedelta(days=days))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_corpus(tmp_path_factory.mktemp("town")) as opened:
        yield opened


def published(assistant: Assistant) -> dict[str, date]:
    return {entry.id: entry.published for entry in assistant.articles()}


def check(answer: Answer, as_of: date, days: dict[str, date]) -> None:
    used = [day for citation in answer.citations for day in [citation.published]]
    used += [days[copy] for citation in answer.citations for copy in citation.also_in]
    used += [*answer.nearest, *(side.day for one in answer.conflicts for side in one.sides)]
    assert all(day <= as_of for day in used), answer.text
    later = [day for day in days.values() if day > as_of]
    assert not [day for day in later if day.isoformat() in answer.text and answer.refused]


@settings(max_examples=60, deadline=None)
@given(question=st.sampled_from(QUESTIONS), as_of=DAYS)
def test_no_answer_uses_what_was_published_later(
    assistant: Assistant, question: str, as_of: date
) -> None:
    days = published(assistant)
    answer = assistant.ask(question, as_of=as_of)
    check(answer, as_of, days)
    turns = [Turn(question, answer)]
    check(assistant.ask("And the day before?", history=turns, as_of=as_of), as_of, days)


@settings(max_examples=30, deadline=None)
@given(as_of=DAYS)
def test_no_digest_timeline_or_search_uses_what_was_published_later(
    assistant: Assistant, as_of: date
) -> None:
    days = published(assistant)
    for events in (
        assistant.digest("2021-11-01..2021-11-30", as_of=as_of),
        assistant.timeline(as_of=as_of),
        assistant.timeline("the bed tax", as_of=as_of),
    ):
        check(answer_of(events), as_of, days)
    for question in QUESTIONS[:4]:
        hits = assistant.search(question, as_of=as_of).hits
        assert all(hit.published <= as_of for hit in hits)
        assert all(days[copy] <= as_of for hit in hits for copy in hit.also_in)
