"""Errors, arguments, times and what a question's dates apply to."""

from __future__ import annotations

import contextlib
from datetime import date
from time import perf_counter

import pytest

from assistant.dates import read_dates, read_days
from assistant.dates.expressions import Direction, Kind, find_expressions
from assistant.domain import DateRange
from assistant.errors import QuestionError

A = date(2021, 11, 15)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2021-11-06", "2021-11-06", "2021-11-06"),
        ("last week", "2021-11-08", "2021-11-14"),
        ("2021-11-06..2021-11-15", "2021-11-06", "2021-11-15"),
        ("6 to 15 November", "2021-11-06", "2021-11-15"),
        ("November 2021", "2021-11-01", "2021-11-30"),
        ("the whole of 2021", "2021-01-01", "2021-12-31"),
        ("the weekend", "2021-11-13", "2021-11-14"),
        ("next week", "2021-11-22", "2021-11-28"),
        (" on 6 November. ", "2021-11-06", "2021-11-06"),
    ],
)
def test_days_stand_alone_in_an_argument(words: str, start: str, end: str) -> None:
    days = read_days(words, A)
    assert (str(days.start), str(days.end)) == (start, end)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "names no day.*2021-11-06"),
        ("Ukraine", "'Ukraine' names no day.*such as 2021-11-06"),
        ("Ukraine last week", "is more than days"),
        ("06/11/2021", "two ways: write 2021-11-06 or 2021-06-11"),
        ("6 November, last week", "more than one"),
        ("30 February", "'30 February' is not in the calendar: write"),
        ("2021-11-15..2021-11-06", r"backwards: name the earlier day first \(2021-11-06 to"),
    ],
)
def test_an_argument_that_is_no_range_says_what_can_be_written(words: str, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        read_days(words, A)


def test_forty_dates_are_told_to_be_too_many() -> None:
    listed = "; ".join(
        f"on 2021-{month:02}-{day:02}" for month in range(1, 11) for day in (3, 9, 15, 21)
    )
    with pytest.raises(
        QuestionError, match=r"more than one date or range \(.*, \.\.\.\): ask about one"
    ):
        read_dates(f"What happened {listed}?", A)


def test_more_dates_than_are_read_are_counted_however_they_are_listed() -> None:
    for joint in (", ", "; on "):
        listed = joint.join(
            f"{day} {month} 2021" for day in range(1, 22) for month in ("May", "July")
        )
        with pytest.raises(QuestionError, match=r"names 42 dates, and at most 40 are read: write"):
            read_dates(f"What happened on {listed}?", A)


def test_a_message_repeats_no_more_than_some_words() -> None:
    listed = ", ".join(f"{day} May 2021" for day in range(1, 40, 2) if day < 32)
    with pytest.raises(QuestionError, match=r"names more than one date") as told:
        read_dates(f"What happened on {listed}?", A)
    assert len(str(told.value)) < 200


def test_an_impossible_date_in_a_mention_fails_nothing() -> None:
    reading = read_dates("What did Biden say last week about the 31 June deadline?", A)
    assert reading.limit == DateRange(date(2021, 11, 8), date(2021, 11, 14), "last week")
    assert reading.mentions == ()


def test_the_narrower_of_two_dates_limits_where_one_holds_the_other() -> None:
    reading = read_dates("What did Burns do in November 2021, on 6 November?", A)
    assert reading.limit == DateRange(date(2021, 11, 6), date(2021, 11, 6), "on 6 November")


def test_a_weekday_of_an_article_may_be_its_own_day() -> None:
    (friday,) = find_expressions("Kirby said Friday that")
    day = date(2021, 11, 12)
    assert friday.days(day) == DateRange(date(2021, 11, 5), date(2021, 11, 5))
    assert friday.days(day, today=True) == DateRange(day, day)
    coming = friday.days(day, Direction.FUTURE)
    assert coming == DateRange(date(2021, 11, 19), date(2021, 11, 19))


def test_an_ambiguous_date_has_two_readings_and_no_days() -> None:
    (one,) = find_expressions("06/11/2021")
    assert one.kind is Kind.NUMERIC
    assert one.days(A) is None
    assert len(one.readings(A)) == 2


def test_a_place_after_a_misspelt_month_is_that_of_the_text_as_written() -> None:
    text = "In Novmber he went; on Wendesday, 10 Novemeber 2021, he came."
    found = [text[one.start : one.end] for one in find_expressions(text, typos=True)]
    assert found == ["Novmber", "Wendesday, 10 Novemeber 2021"]
    assert [text[one.start : one.end] for one in find_expressions(text)] == ["2021"]


QUESTION = (
    "What did the spokesman say on Friday about the 2014 annexation and the June summit, and did "
    "he mention the 550,000 people, the 2,000 troops in 2000 homes, Article 5 or the march? "
) * 3


def test_a_long_question_is_read_in_milliseconds() -> None:
    text = QUESTION[:500]
    read_dates(text, A)
    times = []
    for _ in range(100):
        began = perf_counter()
        read_dates(text, A)
        times.append(perf_counter() - began)
    assert sorted(times)[10] < 0.005


@pytest.mark.parametrize(
    "piece",
    ["last ", "from ", "6 ", "2021 ", "march ", "may ", "the last ", "6 and ", "1/", "a few ",
     "12-", "the week of ", "monday ", "early in the ", "2021-11-06 to ", "first ", "Novmber ",
     "the 6th ", "since ", "the law of ", " ", "'s "],
)  # fmt: skip
def test_reading_takes_linear_time(piece: str) -> None:
    """Sixteen times the text takes far less than 256 times as long, even on a busy machine."""

    def best(size: int) -> float:
        text = piece * (size // len(piece))
        times = []
        for _ in range(3):
            began = perf_counter()
            with contextlib.suppress(QuestionError):
                read_dates(text, A)
            times.append(perf_counter() - began)
        return min(times)

    assert best(32_000) < 100 * best(2_000) + 0.05


def test_years_of_several_events_say_which_and_two_years_of_their_own_are_refused() -> None:
    reading = read_dates("What did the inspections in 2019 and 2021 miss?", date(2023, 5, 31))
    assert reading.limit is None
    with pytest.raises(QuestionError, match="more than one date"):
        read_dates("What happened in 2019 and 2021?", date(2023, 5, 31))


def test_the_present_tense_of_a_day_without_a_year_is_to_come() -> None:
    reading = read_dates("What happens on 3 June?", date(2023, 5, 31))
    assert reading.limit is None
    assert [mention.start for mention in reading.mentions] == [date(2023, 6, 3)]


def test_a_month_that_is_a_verb_too_is_days_where_days_are_asked_for() -> None:
    days = read_days("May", date(2023, 5, 31))
    assert (days.start, days.end) == (date(2023, 5, 1), date(2023, 5, 31))
    with pytest.raises(QuestionError, match="names no day"):
        read_days("may be", date(2023, 5, 31))
