"""A conversation with a model behind a real server: follow-ups, what they cost, and what fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from small_corpus import open_corpus

from assistant.assembly import Assistant, build
from assistant.chat import Turn
from assistant.domain import Answer
from assistant.testing import FakeOpenAI, Reply, Request, first_quoted_sentence

FIRST = "What did Mayor Anna Keller propose?"
WHOLE = "Who opposes the tax of Mayor Anna Keller?"


def writes(request: Request) -> str:
    system = str(request.body["messages"][0]["content"])
    return WHOLE if "You rewrite the last question" in system else first_quoted_sentence(request)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    open_corpus(folder).close()
    return folder / "store"


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI(writes=writes) as server:
        yield server


@pytest.fixture
def town(store: Path, server: FakeOpenAI) -> Iterator[Assistant]:
    with build(
        store=store, openai_base_url=server.base_url, timeout=5.0, price_in=1.0, price_out=1.0
    ) as assistant:
        yield assistant


def follow(town: Assistant, question: str, generator: str | None = None) -> Answer:
    before = town.ask(FIRST, generator="extractive")
    return town.ask(question, history=[Turn(FIRST, before)], generator=generator)  # type: ignore[arg-type]


def test_a_follow_up_is_shown_and_searched_as_the_model_made_it_whole(
    town: Assistant, server: FakeOpenAI
) -> None:
    answer = follow(town, "Who opposes it?")
    assert answer.rewritten == WHOLE
    assert f"Question: {WHOLE}" in str(server.chats[-1].body["messages"][-1]["content"])


def test_the_call_for_a_follow_up_counts_in_tokens_time_and_cost(
    town: Assistant, server: FakeOpenAI
) -> None:
    usage = follow(town, "Who opposes it?").usage
    assert usage.calls == len(server.chats) == 2
    assert set(usage.prompts) == {"answer", "rewrite"}
    assert 0 < usage.ms["rewriting"] < usage.ms["total"]
    assert usage.cost == pytest.approx((usage.prompt_tokens + usage.completion_tokens) / 1_000_000)


def test_a_first_question_is_asked_in_one_call(town: Assistant, server: FakeOpenAI) -> None:
    assert town.ask(FIRST).usage.calls == len(server.chats) == 1


def test_without_a_model_nothing_is_sent(town: Assistant, server: FakeOpenAI) -> None:
    answer = follow(town, "Who opposes it?", generator="extractive")
    assert not server.requests
    assert answer.rewritten
    assert answer.usage.calls == 0


def test_where_the_rewriting_fails_the_rules_stand_and_it_is_said(
    town: Assistant, server: FakeOpenAI
) -> None:
    by_rules = follow(town, "Who opposes it?", generator="extractive")
    town.ask(FIRST)  # what the server is, has been asked by now
    server.script(Reply.html())
    answer = follow(town, "Who opposes it?")
    assert answer.rewritten == by_rules.rewritten
    assert answer.notices[0].startswith("The question was made whole without the model:")
    assert answer.usage.calls == 2


@pytest.mark.parametrize("reply", [Reply.hang(), Reply.closed()], ids=["hangs", "closes"])
@pytest.mark.parametrize("question", ["Who opposes it?", "Sum up that day"])
def test_a_server_that_does_not_answer_is_waited_for_once(
    store: Path, server: FakeOpenAI, reply: Reply, question: str
) -> None:
    address = server.base_url
    with build(store=store, openai_base_url=address, timeout=1.5, context=4096) as town:
        town.ask(FIRST)  # what the server is, has been asked by now
        server.requests.clear()
        server.always(reply)
        began = perf_counter()
        answer = follow(town, question)
        assert perf_counter() - began < 2 * 1.5
        assert {str(one.body["messages"]) for one in server.chats} == {
            str(server.chats[0].body["messages"])
        }
        assert (answer.usage.calls, answer.usage.sent) == (1, 0)
        assert answer.claims
        assert any(one.startswith("No model wrote this:") for one in answer.notices)
        server.always(None)
        assert follow(town, "Who opposes it?").usage.calls == 2


def test_a_digest_and_a_timeline_are_written_over_the_same_server(
    town: Assistant, server: FakeOpenAI
) -> None:
    for question in ("Sum up 10 November 2021", "Timeline of the ferry Albatross"):
        server.requests.clear()
        usage = town.ask(question).usage
        assert usage.generator == "llm"
        assert usage.calls == len(server.chats) > 0
        assert usage.host == server.host
