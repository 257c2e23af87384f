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
from assistant.domain import Answer, Article, DateReading, Form
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
EMPTY = Answer("x", None, date(2022, 3, 10), DateReading(), Form.DIGEST, None, "")


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


def notices(says: Saying, finish: str | None = "stop", room: int = 500) -> list[str]:
    sitting = Sitting(Scripted([says], finish=finish), Terms(room=room))
    ask(sitting)
    return list(sitting.finished(EMPTY, [], 1, []).notices)


@pytest.mark.parametrize(
    ("finish", "why"),
    [
        ("length", "ASSISTANT_ANSWER_TOKENS"),
        ("content_filter", "The server's filter"),
        (None, "The server broke the answer off"),
        ("eos", "ended the answer with 'eos'"),
    ],
)
def test_a_reply_that_was_cut_off_is_told_with_its_own_reason(finish: str | None, why: str) -> None:
    (notice,) = notices(f"{CLOSED} Boats carry people", finish)
    assert why in notice
    assert ("ASSISTANT_ANSWER_TOKENS" in notice) == (finish == "length")
    assert notice.endswith("The unfinished last sentence was left out.")


def test_a_reply_that_lost_nothing_to_a_server_s_own_word_for_its_end_is_not_told() -> None:
    assert notices(CLOSED, "eos") == []
    assert notices(CLOSED, "abort") == [
        "The server ended the answer with 'abort': it may be cut off."
    ]


def test_a_reply_that_we_stopped_is_told_as_stopped() -> None:
    rounds = "\n".join([CLOSED] * 9)
    assert notices(rounds) == ["The model began to repeat itself and was stopped."]
    (notice,) = notices("\n".join(f"Bridge {at} shut [kd7]." for at in range(500)), room=40)
    assert notice.startswith("The model wrote far more than it was asked for")


def test_replies_cut_off_for_one_reason_are_told_once_with_their_number() -> None:
    sitting = Sitting(Scripted([CLOSED], finish="content_filter"), Terms())
    for _ in range(3):
        ask(sitting)
    (notice,) = sitting.finished(EMPTY, [], 1, []).notices
    assert notice.endswith(" (3 replies)")


def test_after_a_fault_the_rest_is_said_to_be_quoted_and_how_much_of_it() -> None:
    sitting = Sitting(Breaking([CLOSED]), Terms())
    ask(sitting)
    assert sitting.finished(EMPTY, [], 1, ["1 article is quoted."]).notices == (
        "The model broke off: The connection broke. What it wrote until then was verified, and "
        "what it left is quoted from the articles.",
        "1 article is quoted.",
    )


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
