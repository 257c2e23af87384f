"""What a real, small model made up is never shown.

``golden/smollm2.jsonl`` holds what SmolLM2-135M-Instruct (Q4_1) replied at temperature 0, with
2,048 tokens of context, to questions about the seeds and the eval corpus: the reply as it came, its
sentences that are false or no statement (``made_up``), and those that were shown, each read beside
the quotation under it (``shown``). The replies are replayed through all that verifies them.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import Assistant, build
from assistant.config import Settings
from assistant.models import Message, Piece
from evals.library import BUILT_IN

GOLDEN = Path(__file__).with_name("golden") / "smollm2.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
ASKED_AGAIN = ("seeds-01", "seeds-05", "dam-01", "dam-38")
"""Questions that the real server is asked in the tests."""


@dataclass
class Replay:
    """A LanguageModel that says what was recorded, some characters at a time."""

    reply: str = ""
    name: str = "replay"
    host: str | None = None

    def context(self) -> int | None:
        return 2048

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        for at in range(0, len(self.reply), 9):
            yield Piece(self.reply[at : at + 9])
        yield Piece(finish="stop")


@pytest.fixture(scope="module")
def replay() -> Replay:
    return Replay()


@pytest.fixture(scope="module")
def assistants(
    tmp_path_factory: pytest.TempPathFactory, replay: Replay
) -> Iterator[dict[str, Assistant]]:
    """Both corpora, answered by what ``replay`` says."""
    root = tmp_path_factory.mktemp("smollm2")
    found = {}
    for name, folder in BUILT_IN.items():
        assistant = build(Settings(store=root / name, generator="llm"), language_model=replay)
        assistant.sync([folder])
        found[name] = assistant
    yield found
    for assistant in found.values():
        assistant.close()


def as_of(row: dict[str, Any]) -> date | None:
    return date.fromisoformat(row["as_of"]) if row["as_of"] else None


def test_there_are_at_least_sixty_questions_and_thirty_fabrications() -> None:
    assert len(ROWS) >= 60
    assert sum(len(row["made_up"]) for row in ROWS) >= 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_of_a_reply_only_what_was_judged_right_is_shown(
    row: dict[str, Any], assistants: dict[str, Assistant], replay: Replay
) -> None:
    replay.reply = row["reply"]
    answer = assistants[row["corpus"]].ask(row["question"], as_of=as_of(row), generator="llm")
    written = {claim.text for claim in answer.claims} if answer.usage.generator == "llm" else set()
    assert written <= set(row["shown"])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [(row, sentence) for row in ROWS for sentence in row["made_up"]],
    ids=lambda value: str(value["id"]) if isinstance(value, dict) else str(value)[:40],
)
def test_what_it_made_up_is_not_shown_whatever_stands_around_it(
    row: dict[str, Any], sentence: str, assistants: dict[str, Assistant], replay: Replay
) -> None:
    replay.reply = sentence
    answer = assistants[row["corpus"]].ask(row["question"], as_of=as_of(row), generator="llm")
    assert answer.usage.generator == "extractive" or not answer.claims


@pytest.mark.server
@pytest.mark.parametrize("case", ASKED_AGAIN)
def test_the_model_itself_is_held_to_its_sources(
    case: str, llama_server: str, assistants: dict[str, Assistant], tmp_path: Path
) -> None:
    row = next(row for row in ROWS if row["id"] == case)
    settings = Settings(
        store=assistants[row["corpus"]].settings.store,
        generator="llm",
        openai_base_url=llama_server,
        context=1024,
        answer_tokens=64,
        timeout=120,
    )
    with build(settings) as assistant:
        answer = assistant.ask(row["question"], as_of=as_of(row))
    # On another processor it may say something else: what it says must hold all the same.
    assert not set(row["made_up"]) & {claim.text for claim in answer.claims}
    assert answer.claims or answer.refused
    assert answer.usage.calls == 1
    for citation in answer.citations:
        body = assistants[row["corpus"]].article(citation.article).body
        assert body[citation.start : citation.end] == citation.quote
