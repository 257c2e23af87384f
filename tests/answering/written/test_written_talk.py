"""Which of a model's sentences state nothing."""

from __future__ import annotations

import pytest

from assistant.answering.prompts import NOT_THERE
from assistant.answering.written.talk import Talk, echoes, talk


@pytest.mark.parametrize(
    "text",
    [
        NOT_THERE,
        "Not in the articles",
        "The articles do not say how much it cost.",
        "The provided passages don't mention the price of the bridge.",
        "Unfortunately, the given context does not contain this information.",
        "Based on the provided articles, I cannot say who won.",
        "The price is not mentioned in the articles.",
        "I'm sorry, but I can't help with that.",
        "I cannot answer this question.",
        "I don't know.",
        "Unknown.",
        "None of the passages mention him.",
    ],
)
def test_that_the_articles_do_not_answer_is_understood(text: str) -> None:
    assert talk(text) is Talk.ABSENT


@pytest.mark.parametrize(
    "text",
    [
        "There is no information about the cost in the articles.",
        "There is no mention of a second meeting.",
        "It is not known who started the fire.",
        "There was no indication that anybody was hurt, the police said.",
    ],
)
def test_that_nothing_is_known_may_be_reported(text: str) -> None:
    assert talk(text) is Talk.PERHAPS


@pytest.mark.parametrize(
    "text",
    [
        "Here is what I found:",
        "Here are the facts:",
        "Here is a summary of the articles.",
        "Sure, here you go.",
        "Certainly!",
        "What did he do next?",
        "Sources:",
        "In summary,",
        "Based on the passages:",
        "I hope this helps!",
        "Let me know if you need more.",
        "As an AI, I have no opinion.",
        "I am just a language model.",
    ],
)
def test_talk_states_nothing(text: str) -> None:
    assert talk(text) is Talk.EMPTY


@pytest.mark.parametrize("raw", ["## Background", "**Background**", "The meeting:"])
def test_a_heading_states_nothing(raw: str) -> None:
    assert talk(raw.strip("#* "), raw) is Talk.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "Kirby did not say how many troops there were.",
        "The ministry said that there was no information about victims.",
        "Burns went to Moscow.",
        "The source of the leak was not found.",
        "No one was hurt.",
        "Certainly the bridge will close, the mayor said.",
        "Yes, the bridge will close for six weeks, the mayor said.",
        "The report does not name the firm.",
        "The passage between the islands was closed.",
        "The sources told the paper that he had left.",
        "Answering questions, she said that nothing was decided.",
    ],
)
def test_what_reports_something_is_no_talk(text: str) -> None:
    assert talk(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021-11-03 (Wednesday), Storm fells a thousand trees",
        '[kd7] 2021-11-03 (Wednesday), "Storm"',
        'Days: "Tuesday" is 2 November 2021',
        "The article is about a storm above the town.",
        "The passages discuss the tax on hotel beds.",
        "It is not about the passage that says “The bridge closes.”",
    ],
)
def test_what_stands_before_a_passage_and_what_it_is_about_states_nothing(text: str) -> None:
    assert talk(text.removeprefix("[kd7] ")) is Talk.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "On 2021-11-03 (Wednesday) a storm felled a thousand trees.",
        "The article of the constitution that the court struck down is about property.",
        "The note that the bank issued was forged.",
        "The passage of the bill took two hours.",
    ],
)
def test_what_tells_of_days_and_articles_is_none(text: str) -> None:
    assert talk(text) is None


def test_a_sentence_of_the_words_of_the_question_answers_nothing() -> None:
    assert echoes("The man of 80 in Ostrey died.", "Why did the man of 80 in Ostrey die?")
    assert not echoes("The man of 80 died of the cold.", "Why did the man of 80 in Ostrey die?")


def test_for_a_question_for_yes_or_no_it_is_the_answer() -> None:
    assert not echoes("Tilde Roan was dismissed.", "Was Tilde Roan dismissed?")
    assert not echoes("She was dismissed.", "Is it true that she was dismissed?")
