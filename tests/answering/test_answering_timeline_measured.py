"""Timelines of a figure, and of an article that tells the topic in other words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.sentences import Sentence
from assistant.answering.telling import Statement
from assistant.answering.timeline.measured import measure_of, with_figures


@pytest.mark.parametrize(
    ("topic", "kind", "of"),
    [
        ("price of the new tunnel", "money", "the new tunnel"),
        ("the cost of the bridge since last year", "money", "the bridge"),
        ("number of refugees in Poland", "count", "refugees in Poland"),
        ("turnout in Lindau", "percent", "Lindau"),
    ],
)
def test_a_topic_that_asks_after_a_figure(topic: str, kind: str, of: str) -> None:
    found = measure_of(topic)
    assert found is not None
    assert (found.kind, found.of) == (kind, of)


@pytest.mark.parametrize("topic", ["the flood in Lindau", "prices", "the Cost family"])
def test_a_topic_that_asks_after_none(topic: str) -> None:
    assert measure_of(topic) is None


def statement(text: str, key: int) -> Statement:
    sentence = Sentence(0, 0, 0, len(text), text, "sentence")
    return Statement(key, key, date(2021, 11, key), sentence, None, 1.0)


OPENED = statement("The mayor opened the tunnel with a speech.", 1)
COSTS = statement("The tunnel will cost 310 million euros.", 2)
STUCK = statement("Until May the council had stuck to 280 million.", 2)
GRANT = statement("The choir was given 500 euros.", 3)


def test_with_a_price_on_nothing_else_is_told_than_money_in_articles_of_the_price() -> None:
    price = measure_of("price of the tunnel")
    assert price is not None
    assert with_figures([OPENED, COSTS, STUCK, GRANT], price) == [COSTS, STUCK]


def test_without_a_figure_everything_is_told() -> None:
    price = measure_of("price of the tunnel")
    assert price is not None
    assert with_figures([OPENED], price) == [OPENED]
