"""The terminal where a model writes: who writes, sentences as they come, and the way without it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from cli_canned import (
    ANSWER,
    NOTHING_HELD,
    WRITTEN,
    CannedAssistant,
    CannedModel,
    events_of,
)
from cli_runner import CommandLine
from rich.console import Console
from rich.text import Text

from assistant.app.flowing import Flow
from assistant.app.sending import who_writes
from assistant.app.watching import put_events
from assistant.domain import Answer, ClaimShown, Event
from assistant.errors import ConfigError, ProviderError, QuestionError

Golden = Callable[[str, str], None]
WHO = (
    "Written by lake-7b at models.example: passages are sent there. "
    "--generator extractive sends nothing.\n"
)
ASKING = (["ask", "Why?"], ["digest", "yesterday"], ["timeline"], ["chat"])


@pytest.fixture
def model(cli: CommandLine) -> CommandLine:
    """The command line where a model is set and writes."""
    cli.assistant = CannedAssistant(answer=lambda question: WRITTEN)
    cli.assistant.model = CannedModel()
    cli.assistant.settings = replace(cli.assistant.settings, generator="llm")
    return cli


@pytest.mark.parametrize("argv", ASKING)
def test_who_writes_and_where_passages_go_is_said_once_on_standard_error(
    argv: list[str], model: CommandLine
) -> None:
    ran = model(*argv, stdin="Why?\nAnd then?\n")
    assert (ran.code, ran.err) == (0, WHO)


@pytest.mark.parametrize("argv", ASKING)
def test_extractive_says_nothing_and_sends_nothing(argv: list[str], model: CommandLine) -> None:
    ran = model(*argv, "--generator", "extractive", stdin="Why?\n")
    assert (ran.code, ran.err) == (0, "")
    assert model.settings[-1]["generator"] == "extractive"


def test_the_page_s_command_says_who_writes_and_loads_the_model_s_client_first(
    model: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(assistant: CannedAssistant, **how: object) -> None:
        assistant.calls.append(("serve", {}))

    def wrong() -> None:
        raise ConfigError("OPENAI_BASE_URL names no host.")

    monkeypatch.setattr("assistant.app.ui.serve", serve)
    ran = model("ui")
    assert (ran.code, ran.err) == (0, WHO)
    assert [name for name, _ in model.assistant.calls] == ["warm", "serve"]
    monkeypatch.setattr(model.assistant, "warm", wrong)
    assert model("ui").code == 0  # the page says it, under the first question


@pytest.mark.parametrize("argv", [*ASKING, ["ui"]])
def test_where_passages_go_is_said_before_anything_is_indexed(
    argv: list[str], model: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As indexing may embed every passage at the same host."""
    monkeypatch.setattr("assistant.app.ui.serve", lambda assistant, **how: None)
    model.assistant._changed = 1  # which is told where the index would be built
    ran = model(*argv, stdin="Why?\n")
    assert ran.err.startswith(WHO)
    assert "1 file changed" in ran.err


def test_another_generator_is_wrong_usage(model: CommandLine) -> None:
    ran = model("ask", "Why?", "--generator", "oracle")
    assert ran.code == 2
    assert "oracle" in ran.err


def test_a_model_without_name_or_server_is_still_told() -> None:
    assistant = CannedAssistant()
    assistant.settings = replace(assistant.settings, generator="llm")
    assistant.model = CannedModel(name=None, host="127.0.0.1:8080")
    assert (who_writes(assistant) or "").startswith(  # type: ignore[arg-type]
        "Written by the model at 127.0.0.1:8080: passages are sent there."
    )
    assistant.model = CannedModel(name="mine\x1b[2J", host=None)
    assert (who_writes(assistant) or "").startswith(  # type: ignore[arg-type]
        "Written by mine: passages are sent to it."
    )


def test_with_a_remote_embedding_extractive_is_not_said_to_send_nothing() -> None:
    assistant = CannedAssistant()
    assistant.settings = replace(assistant.settings, generator="llm", embedding="far")
    assistant.model = CannedModel()
    told = who_writes(assistant)  # type: ignore[arg-type]
    assert told
    assert told.endswith("sends no passages, only questions, to the embedding model far.")


def test_json_lines_are_answered_by_the_generator_that_was_asked_for(model: CommandLine) -> None:
    def answer(question: str) -> Answer:
        if question == "down":
            raise ProviderError("No connection to models.example:443.")
        return WRITTEN

    model.assistant._answer = answer
    ran = model("ask", "-", "--generator", "llm", stdin="Why?\ndown\nWhy not?\n")
    first, failed, last = map(json.loads, ran.out.splitlines())
    assert (ran.code, ran.err) == (1, WHO)
    assert failed == {"question": "down", "error": "No connection to models.example:443."}
    assert first["usage"]["generator"] == last["usage"]["generator"] == "llm"
    assert first["usage"]["host"] == "models.example:443"
    assert first["notices"] == list(WRITTEN.notices)


def test_in_a_pipe_a_written_answer_is_plain_and_whole(model: CommandLine, golden: Golden) -> None:
    golden("cli/ask-written.txt", model("ask", "Why?").out)


def test_on_a_terminal_sentences_are_followed_by_remarks_and_sources(
    model: CommandLine, golden: Golden
) -> None:
    model.terminal(80)
    golden("cli/ask-written.ansi", model("ask", "Why?").out)


def test_a_refusal_for_want_of_support_names_the_way_without_the_model(
    model: CommandLine, golden: Golden
) -> None:
    model.assistant._answer = lambda question: NOTHING_HELD
    model.terminal(80)
    ran = model("ask", "Why?")
    assert ran.code == 0
    golden("cli/ask-not-supported.ansi", ran.out)


def terminal(columns: int = 80) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=columns, color_system=None)


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_sentence_stands_there_before_the_next_one_comes() -> None:
    console = terminal()
    seen: list[str] = []

    def slowly() -> Iterator[Event]:
        for event in events_of(WRITTEN):
            yield event
            if isinstance(event, ClaimShown):
                seen.append(printed(console))

    put_events(console, slowly(), live=True)
    assert seen[0].endswith(f"{WRITTEN.claims[0].text} [1]")
    assert "214 passengers" in seen[1]
    assert printed(console).count(WRITTEN.claims[0].text) == 1


def test_an_answer_with_other_claims_than_were_shown_is_printed_anew() -> None:
    def rewritten() -> Iterator[Event]:
        *events, _ = events_of(WRITTEN)
        yield from events
        yield list(events_of(ANSWER))[-1]

    console = terminal()
    put_events(console, rewritten(), live=True)
    before, _, anew = printed(console).partition("[2]\n\nSearched")
    assert "had come from Bregenz" in before
    assert anew.index("steering failed") < anew.index("1 sentence was taken out")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ProviderError("reset")])
def test_what_ends_an_answer_midway_leaves_a_whole_line(error: BaseException) -> None:
    def broken() -> Iterator[Event]:
        for event in events_of(WRITTEN):
            yield event
            if isinstance(event, ClaimShown):
                raise error

    console = terminal()
    with pytest.raises(type(error)):
        put_events(console, broken(), live=True)
    assert printed(console).endswith("[1]\n")


@pytest.mark.parametrize("columns", [20, 33, 80])
def test_a_paragraph_that_grows_is_wrapped_as_a_whole_one_is(columns: int) -> None:
    sentences = [claim.text for claim in (*ANSWER.claims, *WRITTEN.claims)]
    growing, whole = terminal(columns), terminal(columns)
    flow = Flow(growing)
    for sentence in sentences:
        flow.add(Text(sentence))
    flow.end()
    for line in Text(" ".join(sentences)).wrap(whole, columns):
        line.rstrip()
        whole.print(line, soft_wrap=True)
    assert printed(growing) == printed(whole)


# the chat


def test_the_last_question_is_asked_again_without_the_model_and_takes_its_place(
    model: CommandLine,
) -> None:
    model("chat", stdin="Why?\nAnd who?\n/extractive\nWhat then?\n")
    asked = [
        (question, how["generator"], [turn.question for turn in how["history"]])
        for question, how in model.assistant.calls
    ]
    assert asked == [
        ("Why?", None, []),
        ("And who?", None, ["Why?"]),
        ("And who?", "extractive", ["Why?"]),
        ("What then?", None, ["Why?", "And who?"]),
    ]


def test_a_question_whose_model_failed_can_be_asked_without_it(model: CommandLine) -> None:
    failures = [ProviderError("No connection to models.example:443.")]

    def answer(question: str) -> Answer:
        if failures:
            raise failures.pop()
        return ANSWER

    model.assistant._answer = answer
    out = model("chat", stdin="Why?\n/extractive\n").out
    assert out.index("No connection") < out.index("/extractive quotes the articles instead.")
    assert out.index("/extractive quotes") < out.index("The harbour of Lindau was closed")


def test_a_question_that_cannot_be_taken_is_not_offered_without_the_model(
    model: CommandLine,
) -> None:
    def answer(question: str) -> Answer:
        raise QuestionError("is too long")

    model.assistant._answer = answer
    assert "/extractive" not in model("chat", stdin="Why?\n").out


def test_without_a_model_there_is_nothing_to_do_without(cli: CommandLine) -> None:
    out = cli("chat", stdin="/extractive\nWhy?\n").out
    assert "Ask something first." in out
    out = cli("chat", stdin="Why?\n/extractive\n").out
    assert "quoted from the articles already" in out
    assert len(cli.assistant.calls) == 2


def test_what_was_taken_out_is_listed_with_its_reasons(model: CommandLine) -> None:
    out = model("chat", stdin="/dropped\nWhy?\n/dropped\n").out
    assert "Ask something first." in out
    listed = out.rpartition("> /dropped\n")[2]
    assert listed.index("The captain was drunk.") < listed.index("no source says “drunk”")
    assert "the number 41 is not in [2]" in listed


def test_nothing_taken_out_says_so(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: replace(ANSWER, dropped=()))
    out = cli("chat", stdin="Why?\n/dropped\n").out
    assert "Nothing was taken out of the last answer." in out
