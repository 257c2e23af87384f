"""In a conversation days hold on, are replaced, and are told by those before them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from chat_turns import TODAY, answered, talk
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.chat import Turn
from assistant.chat.held import held
from assistant.chat.understanding import understand
from assistant.domain import Citation, DateRange, DateReading, EventDate, Form


def days(turn: Turn) -> tuple[str, str] | None:
    limit = turn.answer.dates.limit
    return (str(limit.start), str(limit.end)) if limit else None


def day(text: str) -> tuple[str, str]:
    return (text, text)


REPLACED = [
    ("What did Burns say on 6 November?", "and on Friday?", "What did Burns say on Friday?"),
    ("What did Burns say on 6 November?", "what about last week?", "What did Burns say last week?"),
    ("What did Burns say last week?", "and in June?", "What did Burns say in June?"),
    ("What did Burns say last week?", "June?", "What did Burns say in June?"),
    ("What did Burns say last week?", "And since Monday?", "What did Burns say since Monday?"),
    ("What did Burns say?", "I mean on 6 November", "What did Burns say on 6 November?"),
    ("Sum up 6 November", "what about 15 November?", "Sum up 15 November"),
    ("Sum up 6 November", "and on 15 November?", "Sum up 15 November"),
    ("Sum up 6 November", "and last week?", "Sum up last week"),
    ("Sum up yesterday's news about Gaza", "and today?", "Sum up today's news about Gaza"),
    ("headlines from yesterday", "and Friday?", "Headlines on Friday"),
    ("What happened on 6 November?", "And yesterday?", "What happened yesterday?"),
    ("What was in the news last week?", "and this week?", "What was in the news this week?"),
    ("What is the news?", "and last week?", "What is the news last week?"),
]


@pytest.mark.parametrize(
    ("first", "then", "whole"), REPLACED, ids=[f"{first} {then}" for first, then, _ in REPLACED]
)
def test_days_alone_take_the_place_of_those_before(first: str, then: str, whole: str) -> None:
    before, after = talk(first, then)
    alone = answered(whole, [])
    assert after.whole_question == whole
    assert after.answer.form is before.answer.form
    assert days(after) == days(alone)
    assert after.answer.dates.applies_to == alone.answer.dates.applies_to


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Sum up 6 November", "and the day before?", day("2021-11-05")),
        ("Sum up 6 November", "And the next day?", day("2021-11-07")),
        ("Sum up 6 November", "what about two days later?", day("2021-11-08")),
        ("Sum up last week", "and the week before?", ("2021-11-01", "2021-11-07")),
        ("Sum up last week", "and the previous week?", ("2021-11-01", "2021-11-07")),
        ("Sum up 6 November", "and that week?", ("2021-11-01", "2021-11-07")),
        ("What happened in November?", "and the month before?", ("2021-10-01", "2021-10-31")),
        ("What did Burns say on 6 November?", "And the day after?", day("2021-11-07")),
        ("What did Burns say on 6 November?", "What did he do the day before?", day("2021-11-05")),
        ("What did Burns say on 6 November?", "What happened that day?", day("2021-11-06")),
    ],
)
def test_days_told_by_those_before_are_spelled_out(
    first: str, then: str, expected: tuple[str, str]
) -> None:
    _, after = talk(first, then)
    assert days(after) == expected
    assert "2021" in after.whole_question


def test_the_day_before_a_digest_without_dates_is_that_before_the_day_it_was_of() -> None:
    first = answered("What is the news?", [])
    told = Turn(first.question, replace(first.answer, range=DateRange(TODAY, TODAY)))
    assert days(answered("and the day before?", [told])) == day("2021-11-14")


def test_the_day_before_yesterday_or_before_an_event_is_not_counted_from_the_last() -> None:
    assert days(talk("Sum up 6 November", "and the day before yesterday?")[1]) == day("2021-11-13")
    question = "What happened the day before the summit?"
    assert talk("Sum up 6 November", question)[1].whole_question == question


def test_days_go_on_as_they_were_read() -> None:
    """Which days, and whether what is told of them counts."""
    for first, applies_to in (
        ("What did Burns say on 6 November?", "either"),
        ("What was published about Burns on 6 November?", "published"),
    ):
        after = talk(first, "And Milley?")[1]
        assert days(after) == day("2021-11-06")
        assert after.answer.dates.applies_to == applies_to


def test_a_mention_does_not_take_the_place_of_the_days_that_hold() -> None:
    first = "What did Burns say on 6 November?"
    after = talk(first, "And what did he say about the 2014 occupation?")[1]
    assert days(after) == day("2021-11-06")
    assert [mention.start for mention in after.answer.dates.mentions] == [date(2014, 1, 1)]


def test_days_that_were_edited_or_removed_stay_so() -> None:
    first = "What did Burns say on 6 November?"
    other = DateRange(date(2021, 11, 8), date(2021, 11, 9))
    edited = answered(first, [], given=DateReading(limit=other, applies_to="either"))
    removed = answered(first, [], given=DateReading())
    assert days(answered("And Milley?", [edited])) == ("2021-11-08", "2021-11-09")
    assert days(answered("And Milley?", [removed])) is None
    # ... also along a chain, where the question itself has no days.
    third = answered("And Milley?", [edited])
    assert days(answered("And Peskov?", [edited, third])) == ("2021-11-08", "2021-11-09")


def test_days_that_a_chain_edits_hold_from_there_on() -> None:
    turns = talk("What did Burns say on 6 November?")
    other = DateRange(date(2021, 11, 8), date(2021, 11, 9))
    turns.append(answered("And Milley?", turns, given=DateReading(limit=other)))
    assert days(answered("And Peskov?", turns)) == ("2021-11-08", "2021-11-09")


@pytest.mark.parametrize(
    "question", ["When did Burns go to Moscow?", "When did Burns go to Moscow in November?"]
)
def test_that_day_is_the_one_that_the_answer_tells_about(question: str) -> None:
    first = answered(question, [])
    event = EventDate(date(2021, 11, 2), date(2021, 11, 2), "on Tuesday")
    cited = Citation(1, "a", date(2021, 11, 6), "t", 0, 1, "x", event)
    told = Turn(first.question, replace(first.answer, citations=(cited,)))
    after = answered("What else happened that day?", [told])
    assert after.whole_question == "What else happened on 2 November 2021?"
    assert (after.answer.form, days(after)) == (Form.DIGEST, day("2021-11-02"))


def test_a_date_that_belongs_to_the_topic_is_not_replaced() -> None:
    after = talk("Timeline of the 2014 occupation", "and since 2020?")[1]
    assert after.whole_question == "Timeline of the 2014 occupation since 2020"
    assert after.answer.dates.limit is not None
    assert after.answer.dates.limit.start == date(2020, 1, 1)


def test_a_day_to_come_does_not_leave_the_old_days_in_force() -> None:
    after = talk("What did Burns say on 6 November?", "and tomorrow?")[1]
    assert days(after) is None
    assert after.whole_question == "What did Burns say tomorrow?"


def test_the_latest_stays_the_latest() -> None:
    after = talk("What is the latest on Nord Stream 2?", "and on Belarus?")[1]
    assert after.whole_question == "What is the latest on Belarus?"
    assert after.answer.dates.latest


AMBIGUOUS = "What did Burns say on 06/11/2021?"
JUNE, NOVEMBER = day("2021-06-11"), day("2021-11-06")


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("in November", NOVEMBER),
        ("November", NOVEMBER),
        ("I mean 6 November", NOVEMBER),
        ("2021-11-06", NOVEMBER),
        ("the one in June", JUNE),
        ("June, please", JUNE),
        ("11 June 2021", JUNE),
        ("the earlier one", JUNE),
        ("The later one.", NOVEMBER),
        ("no, I meant 8 November", day("2021-11-08")),
    ],
)
def test_which_of_two_days_is_meant_answers_the_question_that_was_asked(
    then: str, expected: tuple[str, str]
) -> None:
    first, after = talk(AMBIGUOUS, then)
    assert first.answer.dates.ambiguous
    assert days(after) == expected
    assert after.whole_question.startswith("What did Burns say on ")
    assert after.answer.dates.applies_to == "either"
    assert days(answered("And Milley?", [first, after])) == expected


def test_the_first_one_is_the_first_that_was_offered() -> None:
    first = talk(AMBIGUOUS)[0]
    readings = first.answer.dates.alternatives
    for then, place in (("the first one", 0), ("The second", 1), ("2", 1), ("the latter", 1)):
        after = answered(then, [first])
        assert days(after) == (str(readings[place].start), str(readings[place].end))


def test_a_day_that_is_chosen_for_a_digest_is_summed_up() -> None:
    after = talk("Sum up 06/11/2021", "the one in November")[1]
    assert (after.answer.form, days(after)) == (Form.DIGEST, NOVEMBER)
    assert after.answer.dates.applies_to == "published"


def test_another_question_after_two_readings_is_asked_as_it_is() -> None:
    question = "Who is Victoria Nuland?"
    assert talk(AMBIGUOUS, question)[1].whole_question == question


def test_days_of_a_caller_are_not_held() -> None:
    request = understand(
        "What did Burns say?",
        (),
        limit=DateRange(TODAY, TODAY),
        as_of=TODAY,
        as_of_given=True,
        ceiling=True,
    )
    assert request.dates.limit is not None
    assert held([Turn(request.asked, request.answered(""))]) is None


def test_an_old_question_whose_dates_cannot_be_read_is_no_error() -> None:
    first = talk("What did Burns say?")[0]
    old = Turn("What did Burns say on 2021-02-30?", first.answer)
    assert answered("And Milley?", [old]).whole_question.startswith("What did Milley say")


_TALK = st.lists(
    st.sampled_from(
        [
            "What did Burns say on 6 November?",
            "What happened since 1 October?",
            "Sum up last week",
            "Sum up all the articles",
            "and the next day?",
            "and the week after?",
            "And Milley?",
            "what about 20 November?",
            "and yesterday?",
            "How did that develop?",
            "Sum it up",
            "What happened on 06/11/2021?",
            "the later one",
            "and in 2022?",
            "tell me more",
            "Who is Nuland?",
        ]
    ),
    min_size=1,
    max_size=5,
)


@example(["and the week after?", "Sum it up", "and the next day?"], [0] * 5, False)
@given(_TALK, st.lists(st.integers(-40, 40), min_size=5, max_size=5), st.booleans())
@settings(deadline=None)
def test_nothing_of_a_talk_reaches_beyond_as_of(
    questions: list[str], shifts: list[int], given_as_of: bool
) -> None:
    """Whatever was asked before, and as of when: what may be used ends on the day that is given."""
    turns: list[Turn] = []
    for question, shift in zip(questions, shifts, strict=False):
        as_of = TODAY + timedelta(days=shift)
        request = understand(
            question,
            turns,
            limit=None,
            as_of=as_of,
            as_of_given=given_as_of,
            ceiling=not given_as_of,
        )
        for limit in (request.days, request.bounds, request.scope.bounds):
            assert limit is not None
            assert limit.end is not None
            assert limit.end <= as_of or limit.empty
        turns.append(Turn(question, request.answered("")))
