"""Digests and timelines of what was spoken of, and what goes on with them."""

from __future__ import annotations

import pytest
from chat_turns import answered, talk

from assistant.chat.forms import read_form
from assistant.chat.held import read_again
from assistant.domain import Form

POINTS = ("Biden sent Burns to Moscow.", "Poland sent troops to its border.", "It was all calm.")
KNOWN_BY = ("Biden, Burns and Moscow", "Poland", "It was all calm")

GOES_ON = [
    # of what was spoken of
    ("What is Nord Stream 2?", "How did that develop?", Form.TIMELINE, "Nord Stream 2"),
    ("What did Ukraine say about the pipeline?", "How did it develop?", Form.TIMELINE, "pipeline"),
    ("What did Burns do in Moscow?", "Sum it up", Form.DIGEST, "Burns and Moscow"),
    ("What is Nord Stream 2?", "summarise that, please", Form.DIGEST, "Nord Stream 2"),
    ("Sum up the news about Belarus", "how did this unfold?", Form.TIMELINE, "Belarus"),
    ("Timeline of Nord Stream 2", "Sum it up", Form.DIGEST, "Nord Stream 2"),
    ("Sum up 6 November", "sum it up", Form.DIGEST, None),
    # of another topic
    ("Sum up 6 November", "what about Belarus?", Form.DIGEST, "Belarus"),
    ("Sum up 6 November", "and Belarus?", Form.DIGEST, "Belarus"),
    ("Sum up the news about Poland", "And the migrants?", Form.DIGEST, "migrants"),
    ("headlines from yesterday", "only about Ukraine", Form.DIGEST, "Ukraine"),
    ("Timeline of Nord Stream 2", "and Belarus?", Form.TIMELINE, "Belarus"),
    ("How did the tensions develop?", "what about the sanctions?", Form.TIMELINE, "sanctions"),
]


@pytest.mark.parametrize(
    ("first", "then", "form", "topic"), GOES_ON, ids=[f"{one[0]} {one[1]}" for one in GOES_ON]
)
def test_what_goes_on_with_what_was_spoken_of_has_its_topic(
    first: str, then: str, form: Form, topic: str | None
) -> None:
    answer = talk(first, then)[1].answer
    whole = answer.rewritten or then
    asked = read_form(whole, read_again(whole, answer.as_of))
    assert (answer.form, (asked.topic or "").removeprefix("the ") or None) == (form, topic)


def test_a_digest_of_another_topic_is_of_the_same_days() -> None:
    first, after = talk("Sum up 6 November", "what about Belarus?")
    assert after.answer.dates == first.answer.dates


def test_what_happened_stays_so_for_another_topic_and_for_the_sum() -> None:
    """What is told of the days counts there, too."""
    for first, then in (
        ("What happened on 2 November?", "what about Belarus?"),
        ("What did Burns do on 2 November?", "sum it up"),
    ):
        before, after = talk(first, then)
        assert after.answer.form is Form.DIGEST
        assert after.answer.dates == before.answer.dates


def test_another_point_is_one_of_the_same_digest() -> None:
    turns = talk("Sum up 6 November", "the second point", claims=POINTS)
    assert KNOWN_BY[2] in answered("and the third one?", turns, POINTS).whole_question


def test_a_timeline_of_what_was_told_of_a_day_is_not_held_to_it() -> None:
    after = talk("What did Burns do in Moscow on 6 November?", "How did that develop?")[1]
    assert after.answer.dates.limit is None


@pytest.mark.parametrize(
    ("then", "point"),
    [
        ("more about the second point", 1),
        ("Tell me more about the first story", 0),
        ("What about the third one?", 2),
        ("more on point 2, please", 1),
        ("Explain the last point in more detail", 2),
        ("#3", 2),
    ],
)
def test_a_point_of_a_digest_is_asked_about_by_its_names_or_words(then: str, point: int) -> None:
    turns = talk("Sum up 6 November", claims=POINTS)
    after = answered(then, turns, POINTS)
    assert after.answer.form is Form.ANSWER
    assert after.whole_question == f"What is reported about {KNOWN_BY[point]}?"
    assert after.answer.dates.limit == turns[0].answer.dates.limit


def test_a_point_that_a_digest_does_not_have_is_not_made_up() -> None:
    turns = talk("Sum up 6 November", claims=POINTS)
    whole = answered("the ninth point", turns).whole_question
    assert not any(point in whole for point in KNOWN_BY)


@pytest.mark.parametrize(
    "question",
    ["Who is Victoria Nuland?", "What did Burns do in Moscow?", "Timeline of the sanctions"],
)
def test_a_whole_question_after_a_digest_stays_as_it_is(question: str) -> None:
    assert talk("Sum up 6 November", question)[1].answer.rewritten is None


def test_without_a_turn_before_it_means_the_news() -> None:
    answer = talk("sum it up")[0].answer
    assert (answer.form, answer.rewritten) == (Form.DIGEST, None)
