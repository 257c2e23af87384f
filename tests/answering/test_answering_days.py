"""Answers that understand days: event dates, ranges, the latest, what is ambiguous."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assembly import Assistant, build
from assistant.domain import DateRange, DateReading, Reason

SIXTH = "000_8e8ff5001f552b0c"
FIFTEENTH = "004_751be9ff2f0701a9"


def test_when_is_answered_with_the_day_of_the_event(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("When did Burns go to Moscow?")
    event = answer.citations[0].event
    assert event is not None
    assert (event.start, event.end, event.words) == (
        date(2021, 11, 2),
        date(2021, 11, 2),
        "Tuesday",
    )
    assert "2 Nov 2021; reported 6 Nov 2021" in answer.text


def test_an_event_of_the_day_counts_though_it_was_reported_later(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("What did Britain announce on Friday?", as_of=date(2021, 11, 15))
    assert answer.dates.limit == DateRange(date(2021, 11, 12), date(2021, 11, 12), "on Friday")
    assert answer.dates.applies_to == "either"
    assert answer.citations[0].article == FIFTEENTH
    assert "10 engineering soldiers" in answer.text
    assert answer.citations[0].event is not None
    assert answer.citations[0].event.start == date(2021, 11, 12)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("What did Burns do on 2 November?", "sent Burns to Moscow"),
        ("Who telephoned Zelensky on 3 November 2021?", "Burns telephoned Zelensky"),
        ("What did Kirby say on 5 November?", "size of units"),
        ("What did Maxar do on 1 November 2021?", "Satellite images"),
    ],
)
def test_only_what_tells_of_the_day_is_shown_of_articles_of_another_day(
    over_seeds: Assistant, question: str, key: str
) -> None:
    answer = over_seeds.ask(question)
    assert key in answer.text
    for citation in answer.citations:
        assert answer.dates.limit is not None
        assert citation.event is not None
        assert answer.dates.limit.covers(DateRange(citation.event.start, citation.event.end))


@pytest.mark.parametrize(
    "question",
    [
        "Who did Biden send to Moscow on 2021-11-01?",
        "Who sent paratroopers on 3 November 2021?",
        "What did Zelensky do on 5 November 2021?",
    ],
)
def test_what_else_is_told_of_the_day_is_no_answer(over_seeds: Assistant, question: str) -> None:
    answer = over_seeds.ask(question)
    assert answer.reason in (Reason.NOT_IN_RANGE, Reason.NOT_IN_CORPUS)


def test_next_week_does_not_make_an_article_one_about_a_day_of_it(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("What did Kuleba do in Washington on 9 November 2021?")
    assert answer.refused
    assert answer.reason in (Reason.NOT_IN_RANGE, Reason.NOT_IN_CORPUS)


def test_publication_is_limited_where_reports_are_asked_for(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("What was reported about Burns on 2 November 2021?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert date(2021, 11, 6) in answer.nearest


def test_days_that_the_limits_leave_out_are_told_apart_from_days_without_articles(
    over_seeds: Assistant,
) -> None:
    late = DateRange(start=date(2021, 11, 10))
    answer = over_seeds.ask("What did the mayor do on 6 November?", limit=late)
    assert answer.reason is Reason.NOT_IN_RANGE
    assert "published since 10 November 2021, which may be used, none is of the days" in answer.text
    assert answer.nearest == (date(2021, 11, 15),)


def test_days_without_an_answer_name_the_nearest_that_have_one(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("How many soldiers did Britain send to Poland on 6 November 2021?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert answer.nearest == (date(2021, 11, 15),)


def test_a_date_that_can_be_read_twice_is_asked_back_with_both_readings(
    over_seeds: Assistant,
) -> None:
    answer = over_seeds.ask("What did Burns do on 06/11/2021?")
    assert answer.reason is Reason.AMBIGUOUS_DATE
    assert {days.start for days in answer.dates.alternatives} == {
        date(2021, 11, 6),
        date(2021, 6, 11),
    }
    assert "6 November 2021 (1 article)" in answer.text
    assert "11 June 2021 (no articles)" in answer.text


def test_a_reading_that_is_given_takes_the_place_of_the_words(over_seeds: Assistant) -> None:
    question = "How many soldiers did Britain send to Poland on 6 November 2021?"
    assert not over_seeds.ask(question, dates=DateReading()).refused
    fifteenth = DateRange(date(2021, 11, 15), date(2021, 11, 15))
    given = DateReading(limit=fifteenth, applies_to="published")
    answer = over_seeds.ask(question, dates=given)
    assert not answer.refused
    assert answer.dates.limit == fifteenth


def test_days_of_the_topic_limit_nothing(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("What do concerns over the 2014 occupation of Crimea stem from?")
    assert answer.dates.limit is None
    assert [mention.start for mention in answer.dates.mentions] == [date(2014, 1, 1)]
    assert "2014" in answer.text


STRIKE = (
    ("one", "2022-03-01", "Dockers of Port Velm walked out. They ask for higher pay."),
    ("two", "2022-03-04", "Dockers of Port Velm extended their walkout by a week over pay."),
    ("three", "2022-03-09", "Dockers of Port Velm ended their walkout after a deal on pay."),
    ("four", "2022-03-12", "The zoo of Port Velm shows two young otters that were born in March."),
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("port")
    lines = (json.dumps({"id": a, "date": b, "title": a, "text": c}) for a, b, c in STRIKE)
    (folder / "news.jsonl").write_text("\n".join(lines), "utf-8")
    with build(store=folder / "store") as assistant:
        assistant.sync([folder / "news.jsonl"])
        yield assistant


def test_the_latest_is_the_newest_among_what_is_relevant(port: Assistant) -> None:
    answer = port.ask("What is the latest on the walkout of the dockers?")
    days = [citation.published for citation in answer.citations]
    assert answer.dates.latest
    assert answer.dates.limit is None
    assert days[0] == date(2022, 3, 9)
    assert days == sorted(days, reverse=True)
    assert "otters" not in answer.text
