"""What a question asks for is read from its words."""

from __future__ import annotations

import pytest

from assistant.answering.question import AnswerType, answer_type, profile


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many soldiers did Britain send?", "count"),
        ("In the first week, how many people fled?", "count"),
        ("How much did the bridge cost?", "money"),
        ("What fine must the company pay?", "money"),
        ("What percentage of voters stayed at home?", "percent"),
        ("When did Burns call Zelensky?", "date"),
        ("On which day did the strike begin?", "date"),
        ("How long did the talks last?", "duration"),
        ("How old was the driver?", "duration"),
        ("Who did Biden send to Moscow?", "person"),
        ("Which official met the Kremlin?", "person"),
        ("Where was the summit held?", "place"),
        ("In which city did they meet?", "place"),
        ("Which company took the images?", "organisation"),
        ("Why was Burns sent to Moscow?", "reason"),
        ("What led to the crisis?", "reason"),
        ("What did Kirby say about the troops?", "statement"),
        ("According to Farkas, what would Putin like?", "statement"),
        ("What is Nord Stream 2?", "other"),
    ],
)
def test_the_type_is_read_from_the_question_word(question: str, expected: AnswerType) -> None:
    assert answer_type(question) == expected


def test_a_relative_who_asks_for_nobody() -> None:
    assert answer_type("How many people who fled came back?") == "count"
    assert answer_type("What happened to the man who fled?") == "other"


def test_the_counted_thing_and_the_speaker_are_known() -> None:
    assert profile("How many soldiers did Britain send?").unit[:1] == ("soldi",)
    assert profile("What did John Kirby say?").speaker == ("john", "kirby")


def test_names_are_told_from_other_words() -> None:
    names = {term.lower for term in profile("Who did Biden send to Moscow?").terms if term.name}
    assert names == {"biden", "moscow"}


def test_a_question_of_function_words_asks_for_nothing() -> None:
    assert not profile("What about this?").terms
