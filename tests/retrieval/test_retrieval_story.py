"""What belongs to the same story, and what does not though it is of the same days."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.assembly import Assistant
from assistant.domain import ArticleEntry
from assistant.errors import QuestionError


def ids(entries: Sequence[ArticleEntry]) -> list[str]:
    return [entry.id for entry in entries]


def test_a_story_has_the_near_copies_of_an_article_apart(town: Assistant) -> None:
    story = town.story("ferry")
    assert ids(story.copies) == ["ferry-courier"]
    assert ids(story.related) == ["inquiry"]


def test_near_copies_of_one_another_are_related_once(town: Assistant) -> None:
    assert ids(town.story("inquiry").related) == ["ferry"]
    assert town.story("inquiry").related[0].also_in == ("ferry-courier",)


def test_related_articles_come_in_the_order_of_their_days(town: Assistant) -> None:
    assert ids(town.story("school").related) == ["tax", "strike"]


@pytest.mark.parametrize("article", ["storm", "bees", "cheese"])
def test_other_news_of_the_town_is_not_related(town: Assistant, article: str) -> None:
    assert town.story(article).related == ()


def test_no_more_are_related_than_asked_for(town: Assistant) -> None:
    assert len(town.story("school", most=1).related) == 1
    assert town.story("school", most=0).related == ()


def test_the_two_articles_that_ship_are_one_story(shipped: Assistant) -> None:
    first, second = shipped.articles()
    assert ids(shipped.story(first.id).related) == [second.id]


def test_there_is_no_story_of_an_article_that_is_not_there(town: Assistant) -> None:
    with pytest.raises(QuestionError, match=r"'strom'.*storm"):
        town.story("strom")
