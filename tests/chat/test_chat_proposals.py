"""What a question makes of a sentence, and which sentences it leaves alone."""

from __future__ import annotations

import pytest

from assistant.chat.countables import how_many
from assistant.chat.named_things import goes_on, named_things
from assistant.chat.proposals import proposals


@pytest.mark.parametrize(
    ("sentence", "question", "figure"),
    [
        (
            "Some 18,000 bees had settled on the hand of the town hall clock.",
            "How many bees had settled on the hand of the town hall clock?",
            "18,000",
        ),
        (
            "Three people have died in Storm Ragna, and there may be more.",
            "How many people have died in Storm Ragna?",
            "Three",
        ),
    ],
)
def test_a_count_is_asked_for_in_the_words_of_its_sentence(
    sentence: str, question: str, figure: str
) -> None:
    (found,) = how_many([sentence])
    assert (found.question, found.figure) == (question, figure)


@pytest.mark.parametrize(
    "sentence",
    [
        "Two weeks after the storm the roads were open.",  # no count of things
        "Nine boats are taking part.",  # nobody knows in what
        "Twelve houses in Lindau were emptied yesterday.",  # which day is told from today's
        "Forty trees were felled around their farm near Lindau.",
        "Five per cent were lost to the town of Lindau.",
    ],
)
def test_no_count_is_asked_for_that_does_not_stand_alone(sentence: str) -> None:
    assert list(how_many([sentence])) == []


def questions(*sentences: str, title: str = "") -> list[str]:
    return [one.question for one in proposals("a", title, sentences)]


def test_what_a_speaker_said_is_asked_of_what_is_named_there() -> None:
    told = questions("Mark Milley said that the US saw no Russian move on the Black Sea.")
    assert "What did Mark Milley say about the Black Sea?" in told


def test_a_name_that_only_tells_which_is_no_topic() -> None:
    told = questions("Anna Keller said that the Biden administration had not called.")
    assert "What did Anna Keller say?" in told
    assert not any("Biden?" in question for question in told)


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    told = questions("“Nobody will pay for that,” said Rosa Marino.", "Nobody came.", "Nobody did.")
    assert told == ["What did Rosa Marino say?"]


def test_who_somebody_is_is_asked_where_the_article_says_it() -> None:
    told = questions("Evelyn Farkas, a former Pentagon official, warned of it.")
    assert "Who is Evelyn Farkas?" in told


def test_a_company_is_nobody() -> None:
    assert "Who is Lantern Dredging?" not in questions(
        "He paid Lantern Dredging, the company that keeps the channels deep."
    )


def test_a_thing_that_the_title_names_is_asked_about_with_its_article() -> None:
    told = questions("The wind farm on the moor may be built.", title="Moot clears wind farm")
    assert told == ["What is reported about the wind farm?"]


def test_what_goes_on_has_a_course() -> None:
    sentences = ["The ferry strike goes on.", "A strike of the crews began in May."]
    assert named_things("", sentences) == ["the ferry strike"]
    assert "How did the ferry strike develop?" in questions(*sentences)
    assert not goes_on("the wind farm")


@pytest.mark.parametrize("sentence", ["The long strike is over.", "The first trial is over."])
def test_words_for_how_it_was_do_not_tell_which(sentence: str) -> None:
    assert named_things("", [sentence, sentence, sentence]) == []
