"""Reports of the day before, the latest, and what is shown of when it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assembly import Assistant, build
from assistant.domain import Form, Reason

NEWS = (
    (
        "court-1",
        "2023-04-05",
        "Bookkeeper tells of payments",
        "The bookkeeper Ruta Ahorn wrote the word gravel whenever money went to Pavel Dorn. She "
        "did so 46 times, she told the court of Velmgrad on Tuesday. “Everyone in the office knew "
        "what gravel was,” said Ruta Ahorn. In 2019 Ruta Ahorn burnt a notebook.",
    ),
    (
        "court-2",
        "2023-05-06",
        "Dorn appeals",
        "Pavel Dorn will not accept his conviction. His lawyer lodged an appeal on Friday.",
    ),
    (
        "coach",
        "2023-02-11",
        "Coach Dorn asks to be left out",
        "Paul Dorn, the coach, asked to be left out of the case of Pavel Dorn. Paul Dorn and Pavel "
        "Dorn have seen less of each other since Dorn moved to the capital in 1990, said Dorn.",
    ),
    (
        "leave-1",
        "2023-02-07",
        "Orlo emptied",
        "On Tuesday 4,200 people had to leave Orlo because of a crack.",
    ),
    (
        "leave-2",
        "2023-02-08",
        "Beds for Orlo",
        "By Tuesday night all beds were made. Some 6,800 people have had to leave Orlo.",
    ),
    (
        "dam",
        "2023-05-16",
        "Report on the dam",
        "The dam of Orlo leaked. The inspections of the dam were left out in 2019, a judge found. "
        "In June the dam of Orlo will be repaired.",
    ),
)


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("court")
    lines = (json.dumps({"id": a, "date": b, "title": c, "text": d}) for a, b, c, d in NEWS)
    (folder / "news.jsonl").write_text("\n".join(lines), "utf-8")
    with build(store=folder / "store") as assistant:
        assistant.sync([folder / "news.jsonl"])
        yield assistant


def test_a_report_of_the_day_before_may_be_quoted_where_it_names_no_day(court: Assistant) -> None:
    answer = court.ask("What did Ruta Ahorn say about gravel on 4 April 2023?")
    assert "Everyone in the office knew" in answer.text
    assert "(reported 5 Apr 2023)" in answer.text
    assert "burnt a notebook" not in answer.text


def test_a_figure_of_the_day_after_is_none_of_the_day(court: Assistant) -> None:
    answer = court.ask("How many people have had to leave Orlo on 7 February 2023?")
    assert "4,200" in answer.text
    assert "6,800" not in answer.text


def test_a_later_article_is_no_report_of_the_day(court: Assistant) -> None:
    answer = court.ask("What did Ruta Ahorn say about gravel on 1 April 2023?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert "or telling of that day" in answer.text


def test_the_latest_is_the_newest_though_older_articles_name_it_more_often(
    court: Assistant,
) -> None:
    answer = court.ask("What is the latest on Dorn?")
    assert answer.citations[0].article == "court-2"
    days = [citation.published for citation in answer.citations]
    assert days == sorted(days, reverse=True)


def test_each_sentence_of_the_latest_says_when_it_was(court: Assistant) -> None:
    answer = court.ask("What is the latest on Dorn?")
    assert "6 May 2023" in answer.text


def test_a_year_that_is_told_of_stands_under_the_year_and_not_under_january(
    court: Assistant,
) -> None:
    answer = court.ask("What happened in 2019?")
    assert answer.form is Form.DIGEST
    assert [(part.days.start, part.days.end) for part in answer.parts] == [
        (date(2019, 1, 1), date(2019, 12, 31))
    ]
    assert "January" not in answer.text


def test_what_will_happen_is_what_is_planned_for_those_days(court: Assistant) -> None:
    answer = court.ask("What will happen in June?")
    assert answer.form is Form.DIGEST
    assert [claim.text for claim in answer.claims] == ["In June the dam of Orlo will be repaired."]


def test_days_to_come_of_which_nothing_tells_are_refused(court: Assistant) -> None:
    answer = court.ask("What will happen tomorrow?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert "none tells of that day" in answer.text


def test_days_before_the_corpus_name_the_nearest(court: Assistant) -> None:
    answer = court.ask("What happened before February 2023?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert answer.nearest[0] == date(2023, 2, 7)


def test_a_month_that_is_also_a_verb_is_summed_up(court: Assistant) -> None:
    answer = court.ask("Sum up May")
    assert answer.range is not None
    assert (answer.range.start, answer.range.end) == (date(2023, 5, 1), date(2023, 5, 31))
    assert answer.articles_in_range == 2


FERRY = (
    (
        "out",
        "2023-02-13",
        "Ferries stand still as crews walk out",
        "Nothing moved at the ferry quay of Ostrey on Monday. At four o'clock the crews of Norrin "
        "Lines laid down work and tied up both ships. The strike will last for a week.",
    ),
    (
        "over",
        "2023-04-03",
        "Ferry strike settled",
        "The ferry strike in Ostrey is over. Norrin Lines and the union agreed on Monday on a pay "
        "rise of 6 percent.",
    ),
    (
        "museum",
        "2023-03-30",
        "Alarm was off at the museum of Ostrey",
        "The wind had set off the alarm of the museum all week. Thieves took a painting from the "
        "museum of Ostrey on Wednesday.",
    ),
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("harbour")
    lines = (json.dumps({"id": a, "date": b, "title": c, "text": d}) for a, b, c, d in FERRY)
    (folder / "news.jsonl").write_text("\n".join(lines), "utf-8")
    with build(store=folder / "store") as assistant:
        assistant.sync([folder / "news.jsonl"])
        yield assistant


def test_a_report_of_an_event_need_not_repeat_what_it_is_called(harbour: Assistant) -> None:
    answer = harbour.ask("Timeline of the ferry strike")
    assert any("laid down work" in claim.text for claim in answer.claims)
    assert any("6 percent" in claim.text for claim in answer.claims)
    assert not any("painting" in claim.text for claim in answer.claims)


def test_what_kind_of_thing_the_topic_is_need_not_be_said(harbour: Assistant) -> None:
    plain = harbour.ask("Timeline of the ferry strike")
    kind = harbour.ask("Timeline of the ferry strike investigation")
    assert [claim.text for claim in kind.claims] == [claim.text for claim in plain.claims]


def test_half_of_a_topic_is_not_the_topic(harbour: Assistant) -> None:
    assert harbour.ask("Timeline of the wind farm").refused


RAILWAY = (
    (
        "tunnel",
        "2023-04-18",
        "They have met in the middle",
        "This morning the railway tunnel between Kesselby and Orlo was open from end to end. It "
        "was the longest tunnel of the province.",
    ),
    (
        "delayed",
        "2023-03-17",
        "No train this autumn",
        "The railway between Kesselby and Orlo will open in March 2024, the minister said.",
    ),
)


def test_when_it_will_be_is_not_answered_with_when_it_was(tmp_path: Path) -> None:
    lines = (json.dumps({"id": a, "date": b, "title": c, "text": d}) for a, b, c, d in RAILWAY)
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    with build(store=tmp_path / "store") as assistant:
        assistant.sync([tmp_path / "news.jsonl"])
        ahead = assistant.ask("When will the railway between Kesselby and Orlo be open?")
        past = assistant.ask("When was the railway tunnel between Kesselby and Orlo open?")
    assert ahead.citations[0].article == "delayed"
    assert past.citations[0].article == "tunnel"
