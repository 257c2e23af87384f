"""Words, their stems, and what is worth searching for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.words import is_content, lowered, search_words, stem, stems, words


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_and_the_quick_ways_agree(text: str) -> None:
    found = words(text)
    assert [word.stem for word in found] == stems(text)
    assert [word.lower for word in found] == lowered(text)
    at = 0
    for word in found:
        assert at <= word.start < word.end
        at = word.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia’s 1,400, 31.8 and U.S. troops",
            ["russia", "1,400", "31.8", "and", "usa", "troops"],
        ),
        ("US, us, U.S.A.", ["usa", "us", "usa"]),
        ("the diplomats’ don’t", ["the", "diplomats", "don't"]),
        ("Kendall-Taylor", ["kendall", "taylor"]),
        ("6th 1990s 20C", ["6th", "1990s", "20c"]),
        ("...", []),
    ],
)
def test_words_are_lower_case_without_possessives_and_commas(
    text: str, expected: list[str]
) -> None:
    assert lowered(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        "sanction sanctions sanctioned sanctioning",
        "invade invaded invades invading",
        "meet met meeting",
        "send sent sends sending",
        "plan planned planning plans",
        "country countries",
        "warn warned warning warns",
        "say says",
        "leave left",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["united union", "general generous", "iran iraq"])
def test_other_words_have_other_stems(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_function_words_are_not_searched_where_there_are_others() -> None:
    assert search_words("Who did the US send to Moscow?") == ["us", "send", "moscow"]
    assert search_words("What is it?") == ["what", "is", "it"]
    assert search_words("?!") == []


def test_stop_words_and_single_letters_carry_no_meaning() -> None:
    kept = [word.lower for word in words("What did he say in X about 5 troops") if is_content(word)]
    assert kept == ["5", "troops"]


@pytest.mark.parametrize(
    "pair", ["russia russian", "poland polish", "france french", "usa americans"]
)
def test_a_people_has_the_stem_of_its_place(pair: str) -> None:
    place, people = pair.split()
    assert stem(place) == stem(people)
