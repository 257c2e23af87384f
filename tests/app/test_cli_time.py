"""What digest, timeline and dates ask for, print and exit with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from cli_canned import AMBIGUOUS, CannedAssistant, events_of
from cli_forms import DIFFERING, DIGEST, DIGEST_OF_A_DAY, EMPTY_DAY, TIMELINE
from cli_runner import CommandLine
from rich.console import Console

from assistant.app.readings import Today, put_reading
from assistant.app.watching import put_events
from assistant.domain import (
    Answer,
    ClaimShown,
    DateRange,
    Event,
    EventDate,
    Finished,
    PartOpened,
)
from assistant.errors import QuestionError

BOTH = pytest.mark.parametrize("command", ["digest", "timeline"])


def refuses_bad(question: str) -> Answer:
    if "bad" in question:
        raise QuestionError("30 February 2021 is not a day of the calendar: name another.")
    return DIGEST_OF_A_DAY


@BOTH
def test_the_words_need_no_quotes_and_the_options_are_passed_on(
    cli: CommandLine, command: str
) -> None:
    ran = cli(command, "last", "week", "--from", "2021-11-01", "--as-of", "2021-11-09")
    assert ran.code == 0
    asked, how = cli.assistant.calls[0]
    assert asked == "last week"
    assert how["limit"] == DateRange(date(2021, 11, 1))
    assert how["as_of"] == date(2021, 11, 9)


def test_a_timeline_without_a_topic_is_one_of_everything(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: TIMELINE)
    ran = cli("timeline", "--json")
    assert json.loads(ran.out)["form"] == "timeline"
    assert cli.assistant.calls[0][0] == ""


@pytest.mark.parametrize(("command", "hint"), [("digest", "2021-11-06"), ("dates", "last week")])
def test_without_an_argument_it_is_bad_usage_with_an_example(
    cli: CommandLine, command: str, hint: str
) -> None:
    ran = cli(command)
    assert (ran.code, ran.out) == (2, "")
    assert f"such as: assistant {command} " in ran.err
    assert hint in ran.err


@BOTH
def test_lines_of_standard_input_are_answered_as_json_lines(cli: CommandLine, command: str) -> None:
    cli.assistant = CannedAssistant(answer=refuses_bad)
    ran = cli(command, "-", "--to", "2021-11-09", stdin="yesterday\nbad\n\nlast week\n")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [line.get("kind") for line in lines] == ["answer", None, "answer"]
    assert lines[1] == {
        "question": "bad",
        "error": "30 February 2021 is not a day of the calendar: name another.",
    }
    assert {how["limit"] for _, how in cli.assistant.calls} == {DateRange(None, date(2021, 11, 9))}


@BOTH
def test_a_day_that_is_none_is_one_line_and_exit_1(cli: CommandLine, command: str) -> None:
    cli.assistant = CannedAssistant(answer=refuses_bad)
    ran = cli(command, "a", "bad", "day")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == ("assistant: 30 February 2021 is not a day of the calendar: name another.\n")


def test_an_answer_in_the_form_of_a_digest_is_drawn_as_one_in_the_chat_too(
    cli: CommandLine,
) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: DIGEST_OF_A_DAY)
    out = cli("chat", stdin="Sum up yesterday\n/sources 2\n").out
    assert "Read 3 of 3 articles of 6 November 2021 (“yesterday”)\n\n• The harbour" in out


def test_words_that_name_their_year_need_no_note_but_that_they_were_plans(cli: CommandLine) -> None:
    year = EventDate(date(2014, 1, 1), date(2014, 12, 31), "in 2014")
    for event, noted in ((year, False), (replace(year, planned=True), True)):
        citations = tuple(replace(one, event=event) for one in DIFFERING.citations)
        told = replace(DIFFERING, citations=citations)
        cli.assistant = CannedAssistant(answer=lambda question, told=told: told)
        assert ("“in 2014”: 2014, planned" in cli("ask", "How many?").out) == noted


def test_a_digest_that_no_day_can_take_the_place_of_is_not_asked_for_without_days(
    cli: CommandLine,
) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: replace(EMPTY_DAY, nearest=()))
    assert cli("digest", "2021-11-07").out.endswith("Try: other days.\n")


def test_help_in_the_chat_says_what_can_be_asked(cli: CommandLine) -> None:
    out = cli("chat", stdin="/help\n").out
    assert "Sum up 6 November" in out
    assert "How did X develop?" in out


def drawn_before(answer: Answer, kind: type[Event], *, terminal: bool) -> str:
    """What stands on the screen when the writer comes to its first event of this kind."""
    file = io.StringIO()
    screen = Console(file=file, width=80, force_terminal=terminal, color_system=None)
    seen: list[str] = []

    def watched() -> Iterator[Event]:
        for event in events_of(answer):
            if isinstance(event, kind):
                seen.append(file.getvalue())
            yield event

    put_events(screen, watched())
    return seen[0]


def test_on_a_terminal_a_part_stands_there_before_the_digest_is_finished() -> None:
    shown = drawn_before(DIGEST, Finished, terminal=True)
    assert shown.startswith("Reading the articles of 6 to 8 November 2021\n")
    assert "Saturday, 6 November 2021 · 7 articles" in shown
    assert "Monday, 8 November 2021" not in shown


def test_in_a_pipe_a_digest_comes_whole() -> None:
    assert drawn_before(DIGEST, Finished, terminal=False) == ""


def test_the_writer_is_closed_when_the_reader_stops_it() -> None:
    closed: list[bool] = []

    def writer() -> Iterator[Event]:
        try:
            yield Finished(DIGEST)
        finally:
            closed.append(True)

    writing = writer()  # held here, so that no garbage collection closes it
    put_events(Console(file=io.StringIO()), writing)
    assert closed == [True]


def test_points_that_come_without_places_and_parts_without_points_are_drawn() -> None:
    def writer() -> Iterator[Event]:
        for event in events_of(DIGEST):
            if isinstance(event, ClaimShown):
                yield replace(event, point=None)
            elif isinstance(event, Finished):
                yield PartOpened(DateRange(date(2021, 11, 10), date(2021, 11, 10)), 1)
                yield event
            else:
                yield event

    file = io.StringIO()
    put_events(Console(file=file, width=80, force_terminal=True, color_system=None), writer())
    assert file.getvalue().count("\n• ") == len(DIGEST.claims)
    assert "Wednesday, 10 November 2021 · 1 article\nNothing to tell.\n" in file.getvalue()


def test_a_refusal_after_parts_were_begun_is_still_shown() -> None:
    def writer() -> Iterator[Event]:
        yield from list(events_of(DIGEST))[:-1]
        yield Finished(EMPTY_DAY)

    file = io.StringIO()
    put_events(Console(file=file, width=80, force_terminal=True, color_system=None), writer())
    assert "No answer. There are no articles published on 7 November 2021." in file.getvalue()


def told(cli: CommandLine, *argv: str, stdin: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in cli("dates", "-", *argv, stdin=stdin).out.splitlines()]


DATES_KEYS = (
    "start end read_from applies_to ambiguous alternatives mentions latest as_of ms".split()
)


def test_dates_reads_phrases_and_json_and_tells_which_day_was_today(cli: CommandLine) -> None:
    lines = told(
        cli,
        "--as-of",
        "2021-11-20",
        stdin='2021-11-06\n{"phrase": "2021-11-06..2021-11-08", "as_of": "2021-11-09"}\nno date\n',
    )
    assert all(list(line) == DATES_KEYS for line in lines)
    assert [line["as_of"] for line in lines] == ["2021-11-20", "2021-11-09", "2021-11-20"]
    assert [(line["start"], line["end"]) for line in lines] == [
        ("2021-11-06", "2021-11-06"),
        ("2021-11-06", "2021-11-08"),
        (None, None),
    ]
    assert all(0 <= line["ms"] < 1000 for line in lines)


BROKEN = {
    '{"phrase": 1}': 'The line has no "phrase"',
    "{oops": "The line is no JSON",
    '{"phrase": "today", "as_of": "20211109"}': "\"as_of\": '20211109' is not a day",
    '{"phrase": "today", "as_of": 20211109}': "\"as_of\": '20211109' is not a day",
    "on 2021-02-30": "2021-02-30",
    "2021-11-09..2021-11-06": "backwards",
    "{" * 5000: "The line is no JSON",
}


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_cannot_be_read_gives_its_error_and_the_next_is_read(
    cli: CommandLine, line: str
) -> None:
    ran = cli("dates", "-", "--as-of", "2021-11-20", stdin=f"{line}\n2021-11-06\n")
    first, second = map(json.loads, ran.out.splitlines())
    assert ran.code == 1
    assert list(first) == ["phrase", "error"]
    assert len(first["phrase"]) <= 200
    assert line.startswith(first["phrase"].rstrip("…"))
    assert BROKEN[line] in first["error"]
    assert second["start"] == "2021-11-06"


class Untouched(CannedAssistant):
    """Fails where anything is asked of it."""

    def indexed(self) -> bool:
        raise AssertionError("the index was looked at")


def test_dates_needs_no_index_where_the_day_is_given(cli: CommandLine) -> None:
    cli.assistant = Untouched()
    assert cli("dates", "2021-11-06", "--as-of", "2021-11-20").code == 0
    assert cli("dates", "-", stdin='{"phrase": "x", "as_of": "2021-11-09"}\n').code == 0


def test_dates_is_as_of_the_newest_article_where_there_is_an_index(cli: CommandLine) -> None:
    ran = cli("dates", "no date")
    assert "No date: nothing is limited.\n" in ran.out
    assert ran.out.endswith("today  2021-11-15\n       the day of the newest article\n")


def test_dates_says_that_the_clock_was_asked_where_nothing_is_indexed(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(indexed=False)
    out = cli("dates", "2021-11-06").out
    assert "today         2023-04-01\n" in out
    assert "clock, since nothing is indexed" in out
    assert cli.assistant.calls == []


def test_a_phrase_that_cannot_be_read_is_one_line_and_exit_1(cli: CommandLine) -> None:
    ran = cli("dates", "on", "2021-02-30", "--as-of", "2021-11-20", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("assistant: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("name", ["txt", "ansi"])
def test_all_that_dates_can_say_to_the_letter(
    name: str, golden: Callable[[str, str], None]
) -> None:
    file = io.StringIO()
    colours = "standard" if name == "ansi" else None
    screen = Console(
        file=file, width=80, force_terminal=name == "ansi", color_system=colours, highlight=False
    )  # fmt: skip
    for reading in (DIFFERING.dates, AMBIGUOUS.dates):
        put_reading(screen, reading, Today(None, date(2021, 11, 15)))
    golden(f"cli/dates-all.{name}", file.getvalue())
