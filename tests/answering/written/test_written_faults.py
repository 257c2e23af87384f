"""What the user sees when a model's server fails: the cause, the next step, and no traceback."""

from __future__ import annotations

import socket
from collections.abc import Callable, Generator, Sequence
from time import perf_counter

import pytest
from written_desk import Desk

from assistant.answering.written.splitting import LONGEST
from assistant.assembly import Assistant
from assistant.config import Settings
from assistant.domain import Answer, ClaimShown, Finished, Form, Reason
from assistant.errors import AssistantError, ConfigError, ProviderError
from assistant.models import Message, Piece, open_local
from assistant.testing import Reply, Then

ASKED = "What did Mayor Keller propose?"
TAX = "Mayor Anna Keller proposed a tax of 3 euros a night on hotel beds in Lindau."
SCHOOL = "She said the money would pay for a new school."
BEGUN = f"{TAX} {SCHOOL} Peter Brandt opp"
"""Two sentences, and a third that is cut off."""

BEFORE: list[tuple[str, Callable[[], Reply], str]] = [
    ("hang", Reply.hang, "did not answer"),
    ("closed", Reply.closed, "Check that the server"),
    ("context", lambda: Reply.status(400, "context length is 512", "context_length_exceeded"),
     "ASSISTANT_CONTEXT"),
    ("401", lambda: Reply.status(401), "OPENAI_API_KEY"),
    ("403", lambda: Reply.status(403), "OPENAI_API_KEY"),
    ("404", lambda: Reply.status(404, "no such model", "model_not_found"), "model"),
    ("429", lambda: Reply.status(429, "slow down", retry_after=3600), "429"),
    ("500", lambda: Reply.status(500), "500"),
    ("html", Reply.html, "OPENAI_BASE_URL"),
    ("nothing", lambda: Reply.json({}), "OPENAI_BASE_URL"),
    ("error within", Reply.error_within, "scripted"),
    ("reset", Reply.reset, "broke off in the middle"),
    ("bad JSON", Reply.broken_json, "JSON"),
    ("stall", Reply.stalled, "Check that the server"),
    ("empty", Reply.empty, "without a sentence"),
    ("cut off at once", Reply.unfinished, "OPENAI_BASE_URL"),
    ("cut off in a word", lambda: Reply.unfinished("Ma"), "broke off before"),
    ("thinks all the time", lambda: Reply.stream("", finish="length"), "ASSISTANT_ANSWER_TOKENS"),
    ("filter", lambda: Reply.stream("", finish="content_filter"), "filter"),
]  # fmt: skip

AFTER: list[tuple[str, Callable[..., Reply], str]] = [
    ("stall", Reply.stalled, "stopped in the middle of its reply"),
    # A pause, since a reset takes what the client has not read yet with it.
    ("reset", lambda *texts: Reply.stream(*texts, 0.2, Then.RESETS), "broke off in the middle"),
    ("bad JSON", Reply.broken_json, "JSON"),
    ("error within", Reply.error_within, "scripted"),
]


def pieces(text: str) -> list[str]:
    return [f"{word} " for word in text.split()]


@pytest.mark.parametrize(
    ("reply", "cause"), [row[1:] for row in BEFORE], ids=[r[0] for r in BEFORE]
)
def test_where_nothing_came_the_articles_are_quoted_with_the_reason(
    desk: Desk, reply: Callable[[], Reply], cause: str
) -> None:
    desk.server.always(reply())
    began = perf_counter()
    answer = desk.ask(ASKED, timeout=0.5)
    assert perf_counter() - began < 20  # imports and three tries, on a busy machine
    assert not answer.refused
    assert answer.usage.generator == "extractive"
    assert answer.citations[0].article == "tax"
    (notice,) = answer.notices
    assert notice.startswith("No model wrote this: ")
    assert notice.endswith(" The answer is quoted from the articles.")
    assert cause in notice
    # That a server was asked is not forgotten.
    assert (answer.usage.host, answer.usage.calls) == (desk.server.host, 1)


@pytest.mark.parametrize(
    ("reply", "cause"), [row[1:] for row in BEFORE], ids=[r[0] for r in BEFORE]
)
def test_without_a_fallback_the_error_is_raised(
    desk: Desk, reply: Callable[[], Reply], cause: str
) -> None:
    desk.server.always(reply())
    with pytest.raises((ProviderError, ConfigError), match=cause):
        desk.ask(ASKED, timeout=0.5, fallback="none")


def test_a_connection_that_is_refused_is_told(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        desk.address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        (notice,) = desk.ask(ASKED).notices
    assert "No connection to 127.0.0.1:" in notice


@pytest.mark.parametrize(("reply", "cause"), [r[1:] for r in AFTER], ids=[r[0] for r in AFTER])
@pytest.mark.parametrize("fallback", ["extractive", "none"])
def test_what_was_verified_before_a_fault_stands(
    desk: Desk, reply: Callable[..., Reply], cause: str, fallback: str
) -> None:
    desk.server.always(reply(*pieces(BEGUN)))
    answer = desk.ask(ASKED, timeout=0.5, fallback=fallback)
    assert [claim.text for claim in answer.claims] == [TAX, SCHOOL]
    assert answer.usage.generator == "llm"
    assert "opp" not in answer.text.replace("opposes", "").split()
    *_, notice = answer.notices
    assert notice.startswith("The answer broke off: ")
    assert notice.endswith(" What stands here was verified before.")
    assert cause in notice


def test_a_fault_behind_what_was_dropped_alone_is_answered_by_quotations(desk: Desk) -> None:
    desk.server.always(Reply.error_within("Boris Johnson proposed a tax. ", "And so "))
    answer = desk.ask(ASKED)
    assert answer.usage.generator == "extractive"
    assert [drop.text for drop in answer.dropped] == ["Boris Johnson proposed a tax."]


@pytest.mark.parametrize(
    ("finish", "told"),
    [("length", "ASSISTANT_ANSWER_TOKENS"), ("content_filter", "filter")],
)
def test_a_reply_that_was_cut_off_loses_its_last_sentence_and_says_so(
    desk: Desk, finish: str, told: str
) -> None:
    desk.server.always(Reply.stream(*pieces(BEGUN), finish=finish))
    answer = desk.ask(ASKED)
    assert [claim.text for claim in answer.claims] == [TAX, SCHOOL]
    assert answer.dropped == ()
    *_, notice = answer.notices
    assert told in notice
    assert "The unfinished last sentence was left out." in notice


def test_a_stream_that_ends_without_a_word_of_it_may_be_cut_off(desk: Desk) -> None:
    desk.server.always(Reply.unfinished(*pieces(BEGUN)))
    answer = desk.ask(ASKED)
    assert [claim.text for claim in answer.claims] == [TAX, SCHOOL]
    assert "The server broke the answer off." in answer.notices[-1]


def test_an_answer_that_repeats_for_ever_is_shown_once_and_stopped(desk: Desk) -> None:
    desk.server.always(Reply.repeating(f"{TAX} "))
    answer = desk.ask(ASKED)
    assert [claim.text for claim in answer.claims] == [TAX]
    assert answer.notices[-1] == "The model began to repeat itself and was stopped."
    assert desk.server.gone.wait(2)


@pytest.mark.parametrize("word", [" word", "x"])
def test_an_answer_of_100_000_tokens_is_stopped(desk: Desk, word: str) -> None:
    desk.server.always(Reply.long(100_000, word))
    began = perf_counter()
    answer = desk.ask(ASKED)
    assert perf_counter() - began < 10
    assert answer.reason is Reason.NOT_SUPPORTED
    assert all(len(drop.text) <= LONGEST for drop in answer.dropped)
    assert "stopped" in answer.notices[-1] or "cut off" in answer.notices[-1]


@pytest.mark.parametrize("text", [" ", "\n", "> ", "*"])
def test_an_endless_reply_without_a_word_is_stopped(desk: Desk, text: str) -> None:
    model = Watched(*[text] * 10_000)
    local = open_local()
    with Assistant(Settings(store=desk.store), local, local, model=model) as assistant:
        answer = assistant.ask(ASKED, generator="llm")
    assert model.closed
    assert answer.usage.generator == "extractive"
    assert "without a sentence" in answer.notices[-1]


def test_labels_that_do_not_exist_are_reported_not_guessed(desk: Desk) -> None:
    desk.writes("Nobody drinks tea in Bregenz [zz9]. It rained on Mars [1][2].")
    answer = desk.ask(ASKED)
    assert answer.reason is Reason.NOT_SUPPORTED
    assert [drop.reason for drop in answer.dropped] == [
        "it cites zz9, which is no source, and no passage that was found says it",
        "it cites 1, which is no source, and no passage that was found says it",
    ]


def test_a_context_that_holds_no_passage_is_answered_by_quotations(desk: Desk) -> None:
    answer = desk.ask(ASKED, context=600, answer_tokens=100)
    assert "ASSISTANT_CONTEXT" in answer.notices[-1]
    assert answer.usage.generator == "extractive"
    assert desk.server.chats == []


class Watched:
    """A model that notes when its stream is closed."""

    name = "watched"
    host = None

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self._held: list[Generator[Piece, None, None]] = []
        self.closed = False

    def context(self) -> int | None:
        return None

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        # Held on to, so that it is not closed by being forgotten.
        self._held.append(self._pieces())
        return self._held[-1]

    def _pieces(self) -> Generator[Piece, None, None]:
        try:
            for text in self._texts:
                yield Piece(text)
            raise AssertionError("read on after it was closed")
        finally:
            self.closed = True


@pytest.mark.parametrize(
    "texts", [(f"{TAX} And so", " "), ("", "")], ids=["after a sentence", "before"]
)
def test_closing_the_answer_closes_the_stream_at_once(desk: Desk, texts: tuple[str, ...]) -> None:
    model = Watched(*texts)
    local = open_local()
    with Assistant(Settings(store=desk.store), local, local, model=model) as assistant:
        events = assistant.stream(ASKED, generator="llm")
        for _ in range(3):  # what was understood, what was found, and one of the model
            next(events)
        events.close()  # type: ignore[attr-defined]
    assert model.closed


def test_stop_ends_the_work_of_a_server_that_says_nothing(desk: Desk) -> None:
    desk.server.always(Reply.hang())
    with desk.open(timeout=30.0) as assistant:
        events = assistant.stream(ASKED, generator="llm")
        for _ in range(3):
            next(events)
        began = perf_counter()
        events.close()  # type: ignore[attr-defined]
        assert perf_counter() - began < 0.5
        assert desk.server.gone.wait(2)


def test_a_fault_of_ours_is_not_taken_for_the_models(desk: Desk) -> None:
    class Broken(Watched):
        def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
            raise AssistantError("ours")
            yield Piece()

    local = open_local()
    model = Broken()
    with (
        Assistant(Settings(store=desk.store), local, local, model=model) as assistant,
        pytest.raises(AssistantError, match="ours"),
    ):
        assistant.ask(ASKED, generator="llm")


def test_what_is_shown_first_is_what_the_answer_holds(desk: Desk) -> None:
    desk.server.always(Reply.error_within(*pieces(BEGUN)))
    events = desk.events(ASKED)
    shown = [event.claim for event in events if isinstance(event, ClaimShown)]
    assert isinstance(events[-1], Finished)
    answer: Answer = events[-1].answer
    assert answer.claims == tuple(shown)
    assert answer.form is Form.ANSWER
