"""What is suggested is answered, about the given articles, and new."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assembly import Assistant
from assistant.chat.proposals import Proposal
from assistant.chat.suggestions import DAYS, TRIES, suggested
from assistant.domain import DateRange


@pytest.mark.parametrize("corpus", ["town", "shipped"])
def test_three_questions_that_are_answered_are_suggested_for_any_article(
    corpus: str, request: pytest.FixtureRequest
) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    seen: set[str] = set()
    for entry in assistant.articles():
        suggestions = assistant.suggestions([], [entry.id])
        assert len(set(suggestions)) == 3, entry.id
        seen |= set(suggestions)
    assert [question for question in seen if assistant.ask(question).refused] == []


def test_the_first_are_about_the_given_article(town: Assistant) -> None:
    first = town.ask(town.suggestions([], ["bees"])[0])
    assert [citation.article for citation in first.citations] == ["bees"]


def test_the_same_story_goes_before_other_news(town: Assistant) -> None:
    suggestions = town.suggestions([], ["inquiry"], most=4)
    assert any("Jonas Weber" in question for question in suggestions)


def test_a_conversation_may_click_its_way_on_without_coming_round(town: Assistant) -> None:
    asked = ["What did Anna Keller say about the tax?"]
    for _ in range(6):
        answer = town.ask(asked[-1])
        assert not answer.refused
        asked.append(town.suggestions(asked, [one.article for one in answer.citations])[0])
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    "asked",
    ["Who is Ida Holm?", "and who IS ida holm", "Tell me, who is this Ida Holm exactly"],
)
def test_a_question_that_was_asked_in_other_words_is_not_suggested(
    town: Assistant, asked: str
) -> None:
    before = town.suggestions([], ["storm"], most=8)
    assert any("Ida Holm" in question for question in before)
    after = town.suggestions([asked], ["storm"], most=8)
    assert not any(question in ("Who is Ida Holm?", "What did Ida Holm say?") for question in after)


def test_what_shares_a_name_with_a_refused_question_goes_first(shipped: Assistant) -> None:
    asked = "What did Milley say about Taiwan?"
    assert shipped.ask(asked).refused
    found = [entry.id for entry in shipped.articles()]
    assert "Milley" in shipped.suggestions([asked], found)[0]


def test_what_is_suggested_is_answered_within_the_same_limit(town: Assistant) -> None:
    limit = DateRange(date(2021, 11, 2), date(2021, 11, 3))
    suggestions = town.suggestions([], ["strike"], limit=limit)
    assert len(suggestions) == 3
    for question in suggestions:
        answer = town.ask(question, limit=limit)
        assert not answer.refused
        assert all(limit.holds(citation.published) for citation in answer.citations)


def test_nothing_after_as_of_is_suggested(town: Assistant) -> None:
    day = date(2021, 11, 5)
    for question in town.suggestions([], ["strike"], as_of=day):
        cited = town.ask(question, as_of=day).citations
        assert cited
        assert all(citation.published <= day for citation in cited)


def test_articles_that_are_gone_are_passed_over(town: Assistant) -> None:
    assert len(town.suggestions([], ["no-such-article"])) == 3


def test_no_more_are_suggested_than_asked_for(town: Assistant) -> None:
    assert town.suggestions([], ["tax"], most=0) == []
    assert len(town.suggestions([], ["tax"], most=1)) == 1


def test_the_work_ends_after_so_many_tries(town: Assistant) -> None:
    tried: list[str] = []

    def never(proposal: Proposal) -> bool:
        tried.append(proposal.question)
        return False

    with town._reader.pin() as index:
        assert suggested(index, never, [], ["tax"], 3, None) == []
    assert 0 < len(tried) <= TRIES + DAYS
