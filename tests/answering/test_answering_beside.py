"""Which date within a sentence is the day of what the sentence tells."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.beside import beside
from assistant.answering.sentences import Sentence
from assistant.answering.telling import when
from assistant.answering.timing import event_of, told_day
from assistant.domain import DateReading, EventSpan


def _sentence(text: str, *words: str) -> Sentence:
    """A sentence with a date for each of the words: 1 May, 2 May and so on."""
    events = []
    for day, said in enumerate(words, start=1):
        at = text.index(said)
        events.append(EventSpan(at, at + len(said), date(2023, 5, day), date(2023, 5, day)))
    return Sentence(0, 0, 0, len(text), text, "sentence", tuple(events))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There are now 29 cases in Velm, twice as many as last Thursday.", "last Thursday"),
        ("The lake is lower than on Monday.", "Monday"),
        ("Turnout was 56 percent, a little lower than two weeks ago.", "two weeks ago"),
        ("She has won by 12 votes, exactly as was established on Tuesday.", "Tuesday"),
        ("The lawyers attack the judgment of 26 April.", "26 April"),
        ("After the storm of 9 March it had spoken of more.", "9 March"),
        ("Orn has been mayor since Tuesday.", "Tuesday"),
    ],
)
def test_a_date_of_something_else_stands_beside(text: str, words: str) -> None:
    sentence = _sentence(text, words)
    assert beside(sentence, sentence.events[0])
    assert when(sentence) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam broke on Thursday.", "Thursday"),
        ("The dam broke in the early hours of Monday.", "Monday"),
        ("The mayor resigned on the morning of 26 April.", "26 April"),
        ("At least 3 people died on Friday, more than the police had feared.", "Friday"),
        ("Kosta worked as a guard in March and was charged on Monday.", "Monday"),
    ],
)
def test_the_day_of_the_sentence_itself_does_not(text: str, words: str) -> None:
    sentence = _sentence(text, words)
    assert not beside(sentence, sentence.events[0])
    assert when(sentence) == sentence.events[0]


def test_the_day_of_a_statement_goes_before_the_day_that_ends_a_count() -> None:
    text = "Of the 41 cases counted up to Wednesday, three were rubella, the office said on Friday."
    told = when(_sentence(text, "Wednesday", "Friday"))
    assert told is not None
    assert told.first == date(2023, 5, 2)


def test_when_it_was_is_not_the_date_of_a_noun_though_it_stands_nearer() -> None:
    text = "The lawyer lodged an appeal against the judgment of 26 April in Velmgrad on Friday."
    event = event_of(_sentence(text, "26 April", "Friday"), DateReading(), ("appeal", "judgment"))
    assert event is not None
    assert event.first == date(2023, 5, 2)


def test_a_figure_that_is_compared_with_another_day_is_of_the_day_of_its_article() -> None:
    sentence = _sentence("There are 29 cases now, twice as many as last Thursday.", "last Thursday")
    assert told_day(sentence, date(2023, 5, 8)) == date(2023, 5, 8)
    own = _sentence("On Thursday 29 cases were counted in Velm.", "Thursday")
    assert told_day(own, date(2023, 5, 8)) == date(2023, 5, 1)
