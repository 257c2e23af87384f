"""What a search finds, on real parts: limits of days, copies, titles and dates, exact texts."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpus import ARTICLES, FIRST, LAST

from assistant.assembly import Assistant
from assistant.domain import DateRange, Hit, SearchResult

DAYS = st.integers(-2, (LAST - FIRST).days + 2).map(lambda days: FIRST + timedelta(days=days))
QUESTIONS = st.sampled_from(
    [
        "Albatross",
        "Who is Anna Keller?",
        "cheese prices",
        "What did the port deny?",
        "no such thing",
        "5 €?",
    ]
)
ENDS = st.none() | DAYS


def ids(found: SearchResult) -> list[str]:
    return [hit.passage.article for hit in found.hits]


def hit_of(found: SearchResult, article: str) -> Hit:
    return next(hit for hit in found.hits if hit.passage.article == article)


@given(question=QUESTIONS, start=ENDS, end=ENDS, k=st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_no_hit_lies_outside_the_days(
    town: Assistant, question: str, start: date | None, end: date | None, k: int
) -> None:
    if start and end and start > end:
        start, end = end, start
    limit = DateRange(start, end)
    found = town.search(question, k=k, limit=limit)
    published = {name: date.fromisoformat(day) for name, day, _, _ in ARTICLES}
    for hit in found.hits:
        assert limit.holds(hit.published)
        assert hit.published == published[hit.passage.article]
        assert all(limit.holds(published[name]) for name in hit.also_in)
    within = sum(limit.holds(day) for day in published.values())
    folded = sum(len(hit.also_in) for hit in found.hits)
    # Passages are few enough that vectors bring every article: none in range is missing.
    assert len(found.hits) == min(k, within - _folded(limit))
    assert folded <= _folded(limit)


def _folded(limit: DateRange) -> int:
    """How many articles stand behind another of the same story within the days."""
    pairs = [(date(2021, 11, 3), date(2021, 11, 4)), (date(2021, 11, 10), date(2021, 11, 12))]
    return sum(limit.holds(one) and limit.holds(other) for one, other in pairs)


@given(question=QUESTIONS, k=st.integers(1, 20))
@settings(max_examples=20, deadline=None)
def test_ranks_count_from_1_and_scores_fall(town: Assistant, question: str, k: int) -> None:
    hits = town.search(question, k=k).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) <= k


def test_a_hit_s_text_is_the_body_at_its_span(shipped: Assistant) -> None:
    hits = shipped.search("What does Putin want from Ukraine?", k=99).hits
    assert len(hits) == shipped.overview().passages
    for hit in hits:
        passage = hit.passage
        body = shipped.article(passage.article).body
        assert body[passage.start : passage.end] == passage.text
        assert passage in shipped.passages(passage.article)


def test_near_copies_are_one_hit_that_names_the_others(town: Assistant) -> None:
    hits = town.search("ferry Albatross ran aground sandbank", k=20)
    assert not {"ferry", "ferry-courier"} <= set(ids(hits))
    top = hits.hits[0]
    assert {top.passage.article, *top.also_in} == {"ferry", "ferry-courier"}
    assert hit_of(town.search("mountain cheese", k=20), "cheese").also_in == ("cheese-again",)


def test_a_copy_outside_the_days_is_not_named_and_one_alone_is_found(town: Assistant) -> None:
    early = town.search("Albatross", limit=DateRange(None, date(2021, 11, 3)))
    assert hit_of(early, "ferry").also_in == ()
    late = town.search("Albatross", limit=DateRange(date(2021, 11, 4), None))
    assert hit_of(late, "ferry-courier").also_in == ()


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("6 November 2021", "000_8e8ff5001f552b0c"),
        ("the article of Saturday 6 November", "000_8e8ff5001f552b0c"),
        ("15 November 2021", "004_751be9ff2f0701a9"),
        ("Monday, 15 November", "004_751be9ff2f0701a9"),
    ],
)
def test_the_day_of_an_article_finds_it(shipped: Assistant, question: str, article: str) -> None:
    assert ids(shipped.search(question, k=1)) == [article]


@pytest.mark.parametrize(
    ("question", "article"), [("Zeppelin hangar", "bees"), ("the island closes", "bridge")]
)
def test_words_of_the_title_alone_find_an_article(
    town: Assistant, question: str, article: str
) -> None:
    assert ids(town.search(question, k=1)) == [article]


def test_a_search_says_by_what_a_hit_was_found(town: Assistant) -> None:
    hits = town.search("Zeppelin", k=20).hits
    assert hits[0].found_by == ("terms", "vectors")
    assert {hit.found_by for hit in hits[1:]} == {("vectors",)}


def test_days_that_share_none_find_nothing(town: Assistant) -> None:
    asked = town.search("Albatross on 2021-11-03", limit=DateRange(date(2021, 11, 5), None))
    assert asked.hits == ()


def test_a_day_in_the_question_limits_the_search(town: Assistant) -> None:
    found = town.search("What happened on 2021-11-10?", k=20)
    assert set(ids(found)) == {"inquiry", "cheese"}
    assert found.dates.limit == DateRange(date(2021, 11, 10), date(2021, 11, 10), "on 2021-11-10")


def test_a_llamaindex_engine_gets_the_same_passages(town: Assistant) -> None:
    question, limit = "What did Anna Keller say?", DateRange(date(2021, 11, 3), None)
    hits = town.search(question, k=5, limit=limit).hits
    nodes = town.retriever(k=5, limit=limit).retrieve(question)
    assert [(n.get_content(), n.score, n.node.metadata["article"]) for n in nodes] == [
        (hit.passage.text, hit.score, hit.passage.article) for hit in hits
    ]
    first = nodes[0].node.metadata
    body = town.article(first["article"]).body
    assert body[first["start"] : first["end"]] == nodes[0].get_content()
    assert first["date"] == hits[0].published.isoformat()


def test_more_hits_than_the_usual_pool_are_given_when_asked_for(
    town: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = len(town.search("Albatross", k=100).hits)
    # The package exports a function of the same name.
    monkeypatch.setattr(import_module("assistant.retrieval.search"), "POOL", 2)
    assert len(town.search("Albatross", k=100).hits) == every > 4
