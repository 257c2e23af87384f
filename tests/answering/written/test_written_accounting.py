"""A sentence may not add to what its quotes say, be it by one word."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.written.accounting import account
from assistant.grounding import read_source

SOURCE = read_source(
    "The ferry Albatross ran aground on a sandbank off Lindau late on Tuesday evening with 143 "
    "passengers on board, the coast guard said. Nobody was hurt. Tugboats pulled the ship free "
    "after four hours. The hotel association opposes the tax. Boats carry pedestrians for free.",
    date(2021, 11, 3),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry Albatross sank off Lindau.", ["sank"]),
        ("The hotel association supports the tax.", ["supports"]),
        ("Captain Weber's ferry ran aground.", ["Captain", "Weber's"]),
        ("Boats carry pedestrians for free for ever.", ["ever"]),
        ("The ferry ran aground because of fog.", ["fog"]),
    ],
)
def test_what_the_source_has_nothing_like_is_named(text: str, words: list[str]) -> None:
    assert list(account(text, SOURCE).missing) == words


@pytest.mark.parametrize(
    "text",
    [
        "The ferry ran aground on 2 November 2021 with 143 people on board.",
        "According to the coast guard, nobody was injured.",
        "Meanwhile, tugs pulled the ferry free after 4 hours, the article says.",
        "Pedestrians are also carried by boat.",
    ],
)
def test_other_words_for_the_same_and_words_that_join_are_not_missed(text: str) -> None:
    assert account(text, SOURCE).missing == ()


AROUND = (
    "President Joe Biden met Keller. Biden left early. Later Mayor Anna Keller stayed with Putin."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Joe Biden left early.", []),
        ("Joe Biden left early.", []),
        ("Mayor Joe Biden left early.", []),
        ("Putin left early.", ["Putin"]),
        ("Biden left early with Keller.", ["Keller"]),
        ("William Biden left early.", ["William"]),
    ],
)
def test_what_else_a_text_calls_a_name_in_the_quotes_may_stand_around_them(
    text: str, words: list[str]
) -> None:
    quotes = read_source("Biden left early.", date(2021, 11, 3))
    told = account(text, quotes, read_source(AROUND, date(2021, 11, 3)))
    assert list(told.missing) == words
    assert words or told.rest == "Biden left early."
