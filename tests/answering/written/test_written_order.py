"""Who did it to whom, and which figure comes first."""

from __future__ import annotations

import pytest

from assistant.answering.written.order import turned_round

SENT = "And Britain said Friday it was sending 10 soldiers to help Poland strengthen its border."
LEADS = (
    "With all polling stations counted, Elsa Martens of Green Moor leads by 1,208 votes over the "
    "incumbent, Ilse Marten."
)
CHARGED = (
    "TARNHOLM — Pavel Droste, who ran the port, was charged on Thursday with accepting 2.3 million "
    "marks in bribes from Lantern Dredging."
)
VOTED = "With 171 votes to 32 the crews of Norrin Lines accepted the settlement."
BARN = (
    "The painting was found on Thursday in a barn near Hollin. The barn stands four kilometres "
    "outside the village."
)
SENT_TO = "But in a bid to prevent any escalation, Biden sent Burns to Moscow on Tuesday."


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        ("Poland is sending 10 soldiers to help Britain.", SENT),
        ("Ilse Marten leads by 1,208 votes over Elsa Martens.", LEADS),
        ("Lantern Dredging accepted 2.3 million marks in bribes from Pavel Droste.", CHARGED),
        ("The crews accepted the settlement with 32 votes to 171.", VOTED),
        ("Burns sent Biden to Moscow.", SENT_TO),
        ("The painting was found in a barn in the village.", BARN),
        ("The painting was found in Hollin.", BARN),
        ("Biden sent Burns from Moscow.", SENT_TO),
    ],
)
def test_what_is_turned_round_is_seen(claim: str, quotes: str) -> None:
    assert turned_round(claim, quotes)


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        ("Britain is sending 10 soldiers to help Poland.", SENT),
        ("In Moscow, Burns was told nothing; Biden had sent him there.", SENT_TO),
        ("Burns was sent to Moscow by Biden.", SENT_TO),
        ("On Tuesday Biden sent Burns to Moscow.", SENT_TO),
        ("Elsa Martens leads over Ilse Marten.", LEADS),
        ("The crews accepted it with 171 votes to 32.", VOTED),
        ("On Thursday the painting was found in the barn.", BARN),
        ("It was near Hollin, outside the village, that it was found.", BARN),
        ("From 32 the votes went up to 171.", VOTED),
    ],
)
def test_the_same_said_in_another_order_is_not(claim: str, quotes: str) -> None:
    assert turned_round(claim, quotes) is None
