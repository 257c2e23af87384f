"""A question is a digest or a timeline where it asks for one, not where it only looks so."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest
from chat_turns import TODAY, answered
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.forms import Asked, read_form
from assistant.chat.held import read_again
from assistant.dates import read_dates
from assistant.domain import DateRange, DateReading, Form
from assistant.text.words import words

GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "forms.jsonl").read_text("utf-8").splitlines()
]


def form_of(question: str) -> Asked:
    return read_form(question, read_dates(question, TODAY))


def bare_words(topic: str | None) -> list[str]:
    return [word.lower for word in words(topic or "") if word.lower not in ("the", "a", "an")]


@pytest.mark.parametrize("row", GOLDEN, ids=[row["question"] for row in GOLDEN])
def test_the_golden_phrases_have_their_form_and_topic(row: dict[str, str]) -> None:
    asked = form_of(row["question"])
    assert asked.form == row["form"]
    assert bare_words(asked.topic) == bare_words(row["topic"])


def test_the_golden_set_holds_what_it_promises() -> None:
    questions = [row["question"] for row in GOLDEN]
    assert len(set(questions)) == len(questions) >= 110
    assert sum(row["form"] == Form.ANSWER for row in GOLDEN) >= 35
    assert all(row["topic"] is None for row in GOLDEN if row["form"] == Form.ANSWER)


def test_the_topic_keeps_its_capitals() -> None:
    assert form_of("please sum up the news about Nord Stream 2, thanks").topic == "Nord Stream 2"


def test_a_date_that_belongs_to_the_topic_stays_in_it() -> None:
    dates = DateReading(mentions=(DateRange(None, None, "2014"),))
    assert read_form("timeline of the 2014 occupation", dates).topic == "2014 occupation"


@pytest.mark.parametrize(
    "question", ["Sum up 06/11/2021", "What happened on 06/11/2021?", "News of 06/11/2021"]
)
def test_days_that_can_be_read_in_two_ways_are_no_topic(question: str) -> None:
    readings = (DateRange(TODAY, TODAY, "06/11/2021"), DateRange(TODAY, TODAY, "06/11/2021"))
    asked = read_form(question, DateReading(ambiguous=True, alternatives=readings))
    assert (asked.form, asked.topic) == (Form.DIGEST, None)


@pytest.mark.parametrize(
    ("question", "limit", "applies_to"),
    [
        ("Sum up 2021-11-06", "2021-11-06", "published"),
        ("What was in the news on 2021-11-06?", "2021-11-06", "published"),
        ("What was reported on 2021-11-06?", "2021-11-06", "published"),
        ("What happened on 2021-11-06?", "2021-11-06", "either"),
        ("Summarise what happened on 2021-11-06", "2021-11-06", "either"),
        ("Sum up the week", "2021-11-15", "published"),
        ("What are the main events of the week?", "2021-11-15", "published"),
        ("Sum up 20 November 2021", "2021-11-20", "published"),
        ("What happened on 20 November 2021?", "2021-11-20", "either"),
    ],
)
def test_a_digest_is_of_what_was_published_or_happened_then(
    question: str, limit: str, applies_to: str
) -> None:
    dates = answered(question, []).answer.dates
    assert dates.limit is not None
    assert str(dates.limit.start) == limit
    assert dates.applies_to == applies_to


def test_everything_is_no_range_but_all_of_them() -> None:
    answer = answered("Sum up all the articles", []).answer
    assert answer.form is Form.DIGEST
    assert answer.dates.limit is not None
    assert answer.dates.limit.open


def test_the_latest_on_a_topic_is_an_answer_and_the_latest_news_a_digest() -> None:
    assert read_form("the latest news on Belarus", DateReading(latest=True)).form is Form.ANSWER
    assert read_form("the latest news", DateReading(latest=True)).form is Form.DIGEST


def test_the_form_of_a_question_does_not_hang_on_the_dates_that_are_given_for_it() -> None:
    """The words for its days still stand in it when a face gives others, or none."""
    day = DateRange(TODAY, TODAY)
    for given_dates in (DateReading(), DateReading(limit=day, applies_to="published")):
        answer = answered("Sum up 2021-11-06", [], given=given_dates).answer
        assert answer.form is Form.DIGEST
        assert answer.dates == given_dates


_WORDS = st.sampled_from(
    "the all any most important main sum up what is was how did has have news timeline of about in "
    "to change developed over time when happened events leading key 's , summary digest please can "
    "you tell me give on for from it that Belarus Nord Stream 2 6 November 2021-11-06 ? !".split()
)


@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=400))
def test_any_text_has_a_form_and_only_an_answer_has_no_topic_of_its_own(text: str) -> None:
    asked = read_form(text, read_again(text, TODAY))
    assert asked.form is not Form.ANSWER or asked == Asked(Form.ANSWER)
    assert asked.topic is None or asked.topic.strip() == asked.topic != ""


@pytest.mark.parametrize(
    "text",
    [
        "?!" * 1000,
        "so," * 600,
        "please," * 280,
        "the " * 500,
        "a-" * 900,
        "'" * 2000,
        "how did " + "develop " * 35,
        "sum up " + "most important " * 18,
        "what happened in " * 17,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = perf_counter()
    read_form(text[:2000], DateReading())
    assert perf_counter() - began < 0.1
