"""Quantities: their kinds, exact spans, and the unit after a count."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.numbers import quantities, value


def read(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost $1.2 billion, officials said.", [("money", "$1.2 billion")]),
        ("It paid €3,400,000, or US$5m.", [("money", "€3,400,000"), ("money", "US$5m")]),
        ("a £1.5bn deal", [("money", "£1.5bn")]),
        ("40 million euros and 20 cents", [("money", "40 million euros"), ("money", "20 cents")]),
        ("rose 3.5%, then 12 per cent", [("percent", "3.5%"), ("percent", "12 per cent")]),
        ("two-thirds of voters", [("percent", "two-thirds")]),
        ("on 6 November 2021, he", [("date", "6 November 2021")]),
        ("on November 6, 2021, he", [("date", "November 6, 2021")]),
        ("2021-11-06", [("date", "2021-11-06")]),
        ("the 2014 invasion", [("date", "2014")]),
        (
            "Last week, in June, on Friday",
            [("date", "Last week"), ("date", "in June"), ("date", "on Friday")],
        ),
        ("In 1999, and the 1990s", [("date", "In 1999"), ("date", "1990s")]),
        ("They may march on.", []),
        ("10 months", [("duration", "10 months")]),
        (
            "a two-year plan for 5 more days",
            [("duration", "two-year"), ("duration", "5 more days")],
        ),
        ("1,400, they said", [("count", "1,400")]),
        ("31.8 million refugees", [("count", "31.8 million")]),
        ("forty-five ships, hundreds of men", [("count", "forty-five"), ("count", "hundreds")]),
        ("the second, and the 5th", [("ordinal", "second"), ("ordinal", "5th")]),
        ("half a million people fled", [("count", "half a million")]),
        ("two hundred and fifty dead", [("count", "two hundred and fifty")]),
        ("one hundred and twenty thousand men", [("count", "one hundred and twenty thousand")]),
        (
            "tens of thousands, a few hundred",
            [("count", "tens of thousands"), ("count", "a few hundred")],
        ),
        ("no one, one man", []),
        ("", []),
    ],
)
def test_quantities_have_kinds_and_exact_spans(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It sent 10 engineering soldiers.", "engineering soldiers"),
        ("235,000 people", "people"),
        ("a 3,000-strong force", "strong force"),
        ("There were 12.", ""),
    ],
)
def test_a_count_has_the_words_after_it_as_its_unit(text: str, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.unit) == ("count", unit)


@pytest.mark.parametrize(
    ("number", "worth"),
    [
        ("12", 12),
        ("1,234,567", 1_234_567),
        ("1.2 million", 1_200_000),
        ("£5bn", 5e9),
        ("3k", 3_000),
        ("twenty-five", 25),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("a hundred and five", 105),
        ("two hundred and fifty", 250),
        ("one hundred and twenty thousand", 120_000),
        ("two hundred thousand", 200_000),
        ("twelve hundred", 1_200),
        ("a few hundred", 300),
        ("several thousand", 4_000),
        ("dozens", 24),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("12 crore", 120_000_000),
        ("many", None),
        ("", None),
    ],
)
def test_a_number_is_worth_what_its_words_say(number: str, worth: float | None) -> None:
    assert value(number) == (pytest.approx(worth) if worth is not None else None)


@given(st.text(st.sampled_from("0123456789,.$% -abk") | st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_quantities_are_in_order_do_not_overlap_and_end_in_no_comma(text: str) -> None:
    at = 0
    for found in quantities(text):
        assert at <= found.start < found.end <= len(text)
        assert text[found.end - 1] not in ", "
        assert text[found.start] != " "
        at = found.end


def test_a_number_of_many_digits_takes_no_time() -> None:
    """20,000 digits once took two minutes."""
    began = time.process_time()
    assert len(quantities("1" * 20_000)) == 1
    assert time.process_time() - began < 3


MONEY = (
    "dollars euro pounds cents pence rubles rouble yen yuan rupees francs krona kroner pesos zloty "
    "hryvnias crowns marks shillings lira lire dinars dirhams riyals rials baht ringgit forints "
    "leva levs shekels taka tenge rand guilders naira cedis birr kwacha reais"
).split()
PERIODS = (
    "seconds minutes hours days nights weeks months years decades centuries fortnights"
).split()


@pytest.mark.parametrize("word", MONEY)
def test_every_currency_is_money_in_any_case(word: str) -> None:
    for spelled in (f"7 {word}", f"SEVEN {word.upper()}", f"dozens of them, 12 US {word}"):
        assert "money" in [kind for kind, _ in read(spelled)], spelled


@pytest.mark.parametrize(
    "sign", ["$", "€", "£", "¥", "₹", "₽", "USD ", "EUR", "GBP", "Rs. ", "CHF"]
)
def test_every_sign_is_money(sign: str) -> None:
    assert read(f"{sign}40") == [("money", f"{sign}40")]


@pytest.mark.parametrize("word", PERIODS)
def test_every_period_is_a_duration(word: str) -> None:
    assert ("duration", f"twenty {word}") in read(f"For twenty {word} it stood.")
    assert ("duration", f"12 more {word.upper()}") in read(f"FOR 12 more {word.upper()} IT STOOD.")


def test_letters_that_python_takes_for_others_are_read() -> None:
    # With the dotless i, the long s and the sign of the kelvin.
    assert read("fıve per cent") == [("percent", "fıve per cent")]
    assert read("7 euroſ") == [("money", "7 euroſ")]
    assert read("7 taKa".replace("K", "\N{KELVIN SIGN}")) == [("money", "7 ta\N{KELVIN SIGN}a")]
