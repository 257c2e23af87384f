"""Which sentences can stand in a digest, and which say the same."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.facts import Facts, holds
from assistant.answering.sentences import Sentence
from assistant.answering.standing import news_value, standing
from assistant.domain import EventSpan


def _sentence(text: str, events: tuple[EventSpan, ...] = ()) -> Sentence:
    return Sentence(0, 0, 0, len(text), text, "sentence", events)


@pytest.mark.parametrize(
    "text",
    [
        "He told reporters that the harbour lights had failed in the storm.",
        "Will the council of Lindau raise the tax on hotel beds this year?",
        "“We heard a roar like a train, and we ran up the hill at once.”",
        "I think it is clear that the balance in Washington needs to be tilted.",
        "In that case, Biden had to weigh the interests of Germany.",
        "The second diplomat said that the trend in Kiev was worrying them.",
        "his will and will continue to do so in Moscow and elsewhere.",
        "Forester Edda Holt found their tracks in the snow near Lake Ister.",
        "People in Kiev may like categories, but it does not work, the official said.",
        "Sign up for our newsletter and get the news of Lindau every morning.",
        "The mayor said that “nothing had been decided in Lindau so far.",
        "Good evening, this is Radio Lindau, the news at six.",
        "Radio Lindau, the midday bulletin.",
        "It's eight o'clock on Thursday the ninth of March.",
        "And now to the harbour.",
        "Caption: Workers of Lindau empty a net at the quay on Tuesday.",
    ],
)
def test_what_cannot_be_read_alone_stands_in_no_digest(text: str) -> None:
    assert standing(_sentence(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "A dam above the town of Korvath broke early on Thursday, and 14 people died.",
        "“We heard a roar like a train,” said Lia Moreau, a baker who fled uphill.",
        "Captain Ines Dahl said that she had seen smoke in the engine room.",
        "Two tugs brought the ship into the harbour of Tolm with their last fuel.",
        "A former US official said that Putin may be behind the moves in Belarus.",
        "Radio Lindau broke the news of the flood in its bulletin.",
    ],
)
def test_what_can_be_read_alone_stands(text: str) -> None:
    assert standing(_sentence(text)) >= 0.7


def test_the_first_since_long_ago_is_news_and_long_ago_is_not() -> None:
    published = date(2022, 3, 10)

    def value(text: str, words: str) -> float:
        at = text.index(words)
        span = EventSpan(at, at + len(words), date(1911, 1, 1), date(1911, 12, 31))
        return news_value(_sentence(text, (span,)), published)

    news = value("Cameras filmed five wolf cubs, the first in Veldria since 1911.", "1911")
    past = value("Hunters shot the last wolf of Veldria near Lake Ister in 1911.", "1911")
    assert news > past


def test_what_was_a_few_days_ago_is_worth_more_than_an_opinion() -> None:
    published = date(2022, 3, 10)
    recent = news_value(_sentence("Thieves took a Brueghel in Tolm on Wednesday."), published)
    opinion = news_value(_sentence("Thieves may take a Brueghel in Tolm one day."), published)
    assert recent > opinion


def _holds(source: str, claim: str) -> bool:
    told = _sentence(source)
    return holds(Facts.of(told), frozenset(told.stems), Facts.of(_sentence(claim)))


CLAIM = "The Central Bank of Veldria raised its rate to 4.5 percent on Thursday."


@pytest.mark.parametrize(
    "source",
    [
        "On Thursday the Central Bank of Veldria, in Tolm, raised the rate to 4.5 percent.",
        "Families must pay more, as the Central Bank of Veldria went to 4.5 percent on Thursday.",
    ],
)
def test_a_source_holds_a_claim_whose_names_and_figures_it_has(source: str) -> None:
    assert _holds(source, CLAIM)


@pytest.mark.parametrize(
    "source",
    [
        "The Central Bank of Veldria raised its rate to 4.75 percent on Thursday.",
        "The Central Bank of Arvid raised its rate to 4.5 percent on Thursday.",
        "The Central Bank of Veldria raised its rate to 4.5 percent on Friday.",
        "The Central Bank of Veldria raised its rate on Thursday.",
        "The Central Bank of Veldria denied on Thursday a rate of 4.5 percent.",
    ],
)
def test_a_source_with_another_name_figure_or_a_denial_does_not(source: str) -> None:
    assert not _holds(source, CLAIM)


def test_a_number_in_words_is_the_number_in_digits() -> None:
    assert _holds("Ten soldiers came to Poland.", "Some 10 soldiers came to Poland.")


def test_a_number_beside_a_capital_letter_is_a_figure_and_no_name() -> None:
    facts = Facts.of(_sentence("About 9,000 people in Korvath have no water."))
    assert facts.names == {"korvath"}
    assert "9000" in " ".join(facts.figures)
