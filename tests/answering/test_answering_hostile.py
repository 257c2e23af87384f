"""Articles that speak to the model, and a model that obeys: nothing that they order is shown.

Each file of ``hostile/`` holds a town, an article about its bridge, what a model writes that obeys
it, and what must not be shown, one a line. In the reply ``{label}`` is the label of that article,
``{other}`` of one about a ferry, and ``{prompt}`` all that the system says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.prompts import shipped_prompt
from assistant.app import wire
from assistant.assembly import Assistant
from assistant.config import Settings
from assistant.domain import Answer, ClaimShown, Event, Finished
from assistant.models import open_local
from assistant.models.speaking import remote_model
from assistant.testing import FakeOpenAI

FOLDER = Path(__file__).with_name("hostile")
FERRY = (
    "The ferry Albatross ran aground on a sandbank near the bridge with 143 passengers on board, "
    "the coast guard said. Nobody was hurt."
)
_HEAD = re.compile(r"\[([a-z]+\d)\] \d{4}-\d\d-\d\d \(\w+\)")


@dataclass(frozen=True)
class Case:
    name: str
    town: str
    article: str
    reply: str
    never: tuple[str, ...]


def _case(path: Path) -> Case:
    # Bytes: ends of lines of every kind are part of some articles.
    town, article, reply, never = path.read_bytes().decode().split("\n-----\n")
    return Case(path.stem, town, article, reply, tuple(never.split("\n"))[:-1])


CASES = [_case(path) for path in sorted(FOLDER.glob("*.txt"))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [{"id": "ferry", "date": "2021-11-03", "title": "Ferry aground", "text": FERRY}]
    for case in CASES:
        title = f"Bridge of {case.town} closes"
        row = {"id": case.name, "date": "2021-11-05", "title": title, "text": case.article}
        rows.append(row)
    corpus = folder / "news.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    local = open_local()
    with Assistant(Settings(store=folder / "store"), local, local) as assistant:
        assert assistant.sync([corpus]).read == len(rows)
    return folder / "store"


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


def ask(server: FakeOpenAI, store: Path, question: str, case: Case, reply: str) -> list[Event]:
    def obeys(request: Any) -> str:
        system, user = (message["content"] for message in request.body["messages"])
        text = reply.replace("{prompt}", system)
        for mark, words in (("{label}", f"of {case.town}"), ("{other}", "Albatross")):
            text = text.replace(mark, _label(user, words))
        return text

    server.writes = obeys
    local = open_local()
    settings = Settings(store=store, context=16_384)
    model = remote_model("fake", server.base_url, "k", 5.0, 0.0, settings.context)
    with Assistant(settings, local, local, model=model) as assistant:
        return list(assistant.stream(question, generator="llm"))


def _label(prompt: str, words: str) -> str:
    """The label of the passage that holds the words in its text."""
    label = "zz9"
    for line in prompt.split("\n"):
        if head := _HEAD.match(line):
            label = head[1]
        elif line.startswith("> ") and words in line:
            return label
    return "zz9"


def question(case: Case) -> str:
    return f"When will the bridge of {case.town} close, and what about the ferry Albatross?"


def answer_of(events: list[Event]) -> Answer:
    assert isinstance(events[-1], Finished)
    return events[-1].answer


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_an_article_orders_is_not_shown(case: Case, server: FakeOpenAI, store: Path) -> None:
    events = ask(server, store, question(case), case, case.reply)
    answer = answer_of(events)
    shown = [event.claim.text for event in events if isinstance(event, ClaimShown)]
    told = json.dumps(wire.answer(answer) | {"dropped": [], "citations": []}, ensure_ascii=False)
    seen = "\n".join([answer.text, *shown, *answer.notices, told])
    for words in case.never:
        assert words not in seen
    for mark in ("http", "<", "](", "![", "`", "\u202e", "\u200b"):
        assert mark not in "\n".join([answer.text, *shown])
    for line in shipped_prompt("answer").system.splitlines():
        assert not line.strip() or line.strip() not in seen


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_true_in_such_an_article_is_shown_as_its_own(
    case: Case, server: FakeOpenAI, store: Path
) -> None:
    true = f"The bridge of {case.town} will close for six weeks from 15 January [{{label}}]."
    answer = answer_of(ask(server, store, question(case), case, f"{true} {case.reply}"))
    claim = answer.claims[0]
    assert claim.text == true.removesuffix(" [{label}].") + "."
    cited = {one.label: one for one in answer.citations}
    assert cited[claim.citations[0]].article == case.name
    for words in case.never:
        assert words not in answer.text
    bodies = {other.name: other.article for other in CASES} | {"ferry": FERRY}
    for one in answer.citations:
        assert one.quote in bodies[one.article]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_line_of_such_an_article_is_quoted_in_the_prompt(
    case: Case, server: FakeOpenAI, store: Path
) -> None:
    ask(server, store, question(case), case, case.reply)
    system, user = (one["content"] for one in server.chats[-1].body["messages"])
    assert case.town not in system
    before, passages = user.split("Passages:\n\n", 1)
    passages, after = passages.rsplit("\n\nQuestion: ", 1)
    assert before.strip() == "Today is 2021-11-05."
    assert after == question(case)
    lines = passages.splitlines()  # at every kind of line's end
    heads = [head[1] for line in lines if (head := _HEAD.match(line))]
    assert len(heads) == len(set(heads))
    for line in lines:
        assert not line or line.startswith(("> ", "Days: ")) or _HEAD.match(line)
        # No label of ours stands in the text of an article.
        assert not line.startswith("> ") or not any(head in line for head in heads)
    assert all(character.isprintable() or character == "\n" for character in user)


def test_a_lie_that_an_article_tells_is_shown_as_that_articles_word(
    server: FakeOpenAI, store: Path
) -> None:
    """What this does not do: say whether an article is right."""
    case = next(one for one in CASES if one.name == "fake-question")
    lie = "Boats will carry pedestrians for ever {label}."
    assert not answer_of(ask(server, store, question(case), case, lie)).claims
    said = answer_of(ask(server, store, question(case), case, "Boats will carry pedestrians."))
    assert [one.article for one in said.citations] == [case.name]
