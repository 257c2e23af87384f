"""The chat of the terminal keeps its turns and obeys a few commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cli_canned import ANSWER, NOT_IN_RANGE, CannedAssistant
from cli_runner import CommandLine

from assistant.domain import Answer, DateRange
from assistant.errors import QuestionError

TALK = """\
Why was the harbour closed?
/sources 2
/sources 9
What about March 2020?
/sources
/bogus
/new
Why?
/quit
never asked
"""


def answer(question: str) -> Answer:
    return NOT_IN_RANGE if "March" in question else ANSWER


def test_a_talk_to_the_letter(cli: CommandLine, golden: Callable[[str, str], None]) -> None:
    cli.assistant = CannedAssistant(answer=answer)
    cli.terminal(80)
    ran = cli("chat", stdin=TALK)
    assert (ran.code, ran.err) == (0, "")
    golden("cli/chat.ansi", ran.out)


def test_each_question_is_asked_with_the_turns_before_it_until_new(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=answer)
    cli("chat", "--from", "2021-11-01", "--as-of", "2021-11-09", stdin=TALK)
    assert [question for question, _ in cli.assistant.calls] == [
        "Why was the harbour closed?",
        "What about March 2020?",
        "Why?",
    ]
    turns = [[turn.question for turn in how["history"]] for _, how in cli.assistant.calls]
    assert turns == [[], ["Why was the harbour closed?"], []]
    assert {how["limit"] for _, how in cli.assistant.calls} == {DateRange(date(2021, 11, 1))}
    assert {how["as_of"] for _, how in cli.assistant.calls} == {date(2021, 11, 9)}


def test_what_a_follow_up_was_read_as_is_shown(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=answer)
    out = cli("chat", stdin="What about March 2020?\n").out
    assert "Read as: Why was the harbour of Lindau closed in March 2020?" in out


def test_a_question_that_fails_does_not_end_the_chat(cli: CommandLine) -> None:
    def fails_once(question: str) -> Answer:
        if question == "bad":
            raise QuestionError("cannot be read")
        return replace(ANSWER, text=f"heard {question}")

    cli.assistant = CannedAssistant(answer=fails_once)
    ran = cli("chat", stdin="bad\ngood\n")
    assert ran.code == 0
    assert ran.out.index("cannot be read") < ran.out.index("heard good")
    assert cli.assistant.calls[1][1]["history"] == []


def test_ctrl_c_stops_the_answer_and_not_the_chat(cli: CommandLine) -> None:
    def stops_once(question: str) -> Answer:
        if question == "long":
            raise KeyboardInterrupt
        return ANSWER

    cli.assistant = CannedAssistant(answer=stops_once)
    ran = cli("chat", stdin="long\nshort\n")
    assert ran.code == 0
    assert "Stopped." in ran.out
    assert "The harbour of Lindau" in ran.out


def test_what_comes_from_a_pipe_is_shown_behind_the_prompt(cli: CommandLine) -> None:
    out = cli("chat", stdin="Why\x1b[31m?\n\n/bogus\n/quit\n").out
    typed = [line for line in out.splitlines() if line.startswith(">")]
    assert typed == ["> Why?", "> /bogus", "> /quit"]
    assert out.index("> Why?") < out.index("The harbour of Lindau")


def test_sources_before_any_question_say_so(cli: CommandLine) -> None:
    assert "Ask something first." in cli("chat", stdin="/sources\n").out
