"""What ISO dates in a question limit it to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import iso_day, read_dates
from assistant.domain import DateReading
from assistant.errors import QuestionError

SIXTH, FIFTEENTH = date(2021, 11, 6), date(2021, 11, 15)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("question", "start", "end", "words"),
    [
        ("What happened on 2021-11-06?", SIXTH, SIXTH, "on 2021-11-06"),
        ("Who met Burns (2021-11-06)?", SIXTH, SIXTH, "2021-11-06"),
        ("2021-11-06", SIXTH, SIXTH, "2021-11-06"),
        ("2021-11-06..2021-11-15", SIXTH, FIFTEENTH, "2021-11-06..2021-11-15"),
        ("2021-11-06/2021-11-15", SIXTH, FIFTEENTH, "2021-11-06/2021-11-15"),
        ("2021-11-06–2021-11-15?", SIXTH, FIFTEENTH, "2021-11-06–2021-11-15"),
        ("2021-11-06 - 2021-11-15", SIXTH, FIFTEENTH, "2021-11-06 - 2021-11-15"),
        ("from 2021-11-06 to 2021-11-15", SIXTH, FIFTEENTH, "from 2021-11-06 to 2021-11-15"),
        (
            "Between 2021-11-06 and 2021-11-15, who",
            SIXTH,
            FIFTEENTH,
            "Between 2021-11-06 and 2021-11-15",
        ),
        ("2021-11-06 through 2021-11-06", SIXTH, SIXTH, "2021-11-06 through 2021-11-06"),
        (
            "after 2021-11-05 until 2021-11-15",
            SIXTH,
            FIFTEENTH,
            "after 2021-11-05 until 2021-11-15",
        ),
        ("What happened since 2021-11-06?", SIXTH, None, "since 2021-11-06"),
        ("What came from 2021-11-06 on?", SIXTH, None, "from 2021-11-06 on"),
        ("Who met Burns in 2021-11?", date(2021, 11, 1), date(2021, 11, 30), "in 2021-11"),
        ("What came after 2021-11-05?", SIXTH, None, "after 2021-11-05"),
        ("What came before 2021-11-16?", None, FIFTEENTH, "before 2021-11-16"),
        ("What came until 2021-11-15?", None, FIFTEENTH, "until 2021-11-15"),
        ("What came up to 2021-11-15?", None, FIFTEENTH, "up to 2021-11-15"),
        ("On 2021-11-06 on TV", SIXTH, SIXTH, "On 2021-11-06"),
    ],
)
def test_iso_dates_are_read_with_the_words_beside_them(
    question: str, start: date | None, end: date | None, words: str
) -> None:
    reading = read_dates(question, FIFTEENTH)
    assert reading.applies_to == "either"
    assert reading.limit is not None
    assert (reading.limit.start, reading.limit.end, reading.limit.words) == (start, end, words)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Who met Burns?",
        "the flight 12021-11-06",
        "the file a-2021-11-06-b",
        "case 2021-11-067",
    ],
)
def test_what_is_no_iso_date_limits_nothing(question: str) -> None:
    assert read_dates(question, FIFTEENTH) == DateReading()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("on 2021-02-29", "2021-02-29.* is not in the calendar"),
        ("on 2021-13-01", "2021-13-01.* is not in the calendar"),
        ("0000-01-01", "0000-01-01.* is not in the calendar"),
        ("2021-11-06 to 2021-11-31", "2021-11-31.* is not in the calendar"),
        ("2021-11-15..2021-11-06", r"backwards.*2021-11-06 to 2021-11-15"),
        ("2021-11-06 or 2021-11-15?", "more than one date"),
        ("2021-11-06..2021-11-15 and 2021-11-03", "more than one date"),
        ("after 9999-12-31", "leaves no day of the calendar"),
        ("before 0001-01-01", "leaves no day of the calendar"),
    ],
)
def test_dates_that_cannot_be_taken_are_told(question: str, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        read_dates(question, FIFTEENTH)


@given(st.dates(), st.dates())
def test_a_range_holds_its_ends_and_nothing_beyond(one: date, other: date) -> None:
    start, end = sorted((one, other))
    limit = read_dates(f"What happened between {start} and {end}?", date.max).limit
    assert limit is not None
    assert limit.holds(start)
    assert limit.holds(end)
    assert start == date.min or not limit.holds(start - DAY)
    assert end == date.max or not limit.holds(end + DAY)


@given(st.dates(date.min + DAY, date.max - DAY))
def test_before_and_since_part_the_calendar_in_two(day: date) -> None:
    for earlier, later in (("before", "since"), ("until", "after")):
        first = read_dates(f"{earlier} {day}", date.max).limit
        rest = read_dates(f"{later} {day}", date.max).limit
        assert first is not None
        assert rest is not None
        assert first.end is not None
        assert rest.start == first.end + DAY


@given(st.dates())
def test_a_day_that_stands_alone_is_read_as_it_is_written(day: date) -> None:
    assert iso_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "words", ["20211106", "2021-W44-6", "2021-11-6", " 2021-11-06", "²021-11-06"]
)
def test_a_day_is_written_in_one_way_only(words: str) -> None:
    with pytest.raises(ValueError, match="not a day written YYYY-MM-DD"):
        iso_day(words)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(ValueError, match="2021-02-29 is not a day of the calendar"):
        iso_day("2021-02-29")


@given(st.text(st.sampled_from("0123456789-. tosince") | st.characters(), max_size=40))
def test_any_text_is_read_or_refused_as_a_question(text: str) -> None:
    try:
        reading = read_dates(text, FIFTEENTH)
    except QuestionError:
        return
    assert reading.limit is None or not reading.limit.empty
