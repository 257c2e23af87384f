"""Many calls of one model: lines told apart, faults once, the unfinished left out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date

import pytest
from scripted_model import Saying, Scripted

from assistant.answering.prompts import load_prompt
from assistant.answering.showing import Shown, block
from assistant.answering.written import Terms, Verified
from assistant.answering.written.sitting import Sitting, Told
from assistant.domain import Article
from assistant.errors import ProviderError
from assistant.models import Message, Piece

BODY = (
    "The bridge over the Senna closed on Monday. Engineer Petra Osei found rust in three of its "
    "pillars. Boats carry people across for free."
)
SHOWN = [Shown("kd7", Article("a", date(2022, 3, 10), "Bridge", BODY), 0, len(BODY))]
CLOSED = "The bridge over the Senna closed on Monday [kd7]."
RUST = "Engineer Petra Osei found rust in three of its pillars [kd7]."
BOATS = "Boats carry people across for free [kd7]."


class Breaking(Scripted):
    """Says all that it has to say, and fails then."""

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        for piece in super().stream(messages, room=room):
            if piece.text:
                yield piece
        raise ProviderError("The connection broke.")


def ask(sitting: Sitting) -> list[Told]:
    prompt = load_prompt("digest_map")
    messages = prompt.messages(passages=block(SHOWN), focus="")
    return [told for told in sitting.ask(prompt, messages, SHOWN) if told is not None]


def told(*says: Saying, finish: str | None = "stop") -> list[tuple[str, bool]]:
    found = ask(Sitting(Scripted(list(says), finish=finish), Terms()))
    return [(one.sentence.text, one.opens) for one in found]


def test_a_sentence_opens_a_line_where_one_begins() -> None:
    said = [opens for _, opens in told(f"{CLOSED} {RUST}\n{BOATS}")]
    assert said == [True, False, True]
    assert [opens for _, opens in told(f"- {CLOSED}\n- {RUST} {BOATS}")] == [True, True, False]


def test_talk_before_the_first_sentence_of_a_line_takes_nothing_from_it() -> None:
    assert [opens for _, opens in told(f"Here is the summary:\n{CLOSED}\n{RUST}")] == [True, True]
    assert [opens for _, opens in told(f"Who knows? {CLOSED}")] == [True]


def test_a_sentence_said_again_is_told_once() -> None:
    assert len(told(f"{CLOSED}\n{RUST}\n{CLOSED}")) == 2


@pytest.mark.parametrize("finish", ["length", None])
def test_the_unfinished_end_of_a_reply_is_left_out_and_counted(finish: str | None) -> None:
    sitting = Sitting(Scripted([f"{CLOSED} Boats carry people"], finish=finish), Terms())
    assert [one.sentence.text for one in ask(sitting)] == [
        "The bridge over the Senna closed on Monday."
    ]
    assert sitting.cut == 1


def test_what_came_whole_before_a_fault_is_told_and_nothing_is_asked_after_it() -> None:
    model = Breaking([f"{CLOSED} {RUST} Boats carry"])
    sitting = Sitting(model, Terms())
    found = ask(sitting)
    assert [isinstance(one.sentence, Verified) for one in found] == [True, True]
    assert str(sitting.fault) == "The connection broke."
    assert not ask(sitting)
    assert len(model.asked) == 1


def test_a_reply_far_longer_than_its_room_is_stopped() -> None:
    lines = "\n".join(f"Bridge number {number} closed [kd7]." for number in range(5_000))
    model = Scripted([lines])
    sitting = Sitting(model, Terms(room=40))
    ask(sitting)
    assert model.closed == 1
    assert sitting.cut == 1
    assert sitting.spent.completion_tokens < 400


def test_tokens_that_the_server_does_not_count_are_counted_here() -> None:
    sitting = Sitting(Scripted([CLOSED], counts=False), Terms())
    ask(sitting)
    assert sitting.spent.prompt_tokens > 300
    assert 5 < sitting.spent.completion_tokens < 40
