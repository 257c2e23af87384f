"""Figures that articles take back: who said what before, and what stands in its place now."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.conflicts import (
    Found,
    Revision,
    Telling,
    figures,
    find_conflicts,
    revisions,
    spell,
)
from assistant.domain import Conflict, Side

TITLE = "The quay at Ruhnau"


def told(article: str, day: int, text: str, title: str = TITLE) -> Telling:
    published = date(2022, 3, day)
    return Telling(article, published, title, text, 0, published)


def taken_back(article: str, day: int, *sentences: str, title: str = TITLE) -> list[Revision]:
    return list(revisions(article, date(2022, 3, day), title, sentences))


def values(found: list[Found]) -> list[list[str]]:
    return [[side.words for side in one.sides] for one in found]


FIRST = told("a", 1, "The town puts the bill for the quay at 47 million marks.")
NOW = told("b", 20, "The harbour now reckons with 61 million marks, it told its council.")
BEFORE = "In February it had spoken of 47 million."


def test_without_a_word_of_the_earlier_one_two_amounts_are_of_two_things() -> None:
    assert find_conflicts([NOW], [FIRST]) == []


def test_an_earlier_figure_that_the_next_sentence_tells_is_the_other_side() -> None:
    found = find_conflicts([NOW], [FIRST], None, taken_back("b", 20, NOW.text, BEFORE))
    assert values(found) == [["61 million marks", "47 million marks"]]
    assert not any(side.corrected for side in found[0].sides)
    assert spell(found[0]).startswith("Reports differ on")


def test_the_earlier_figure_finds_the_later_one_as_well() -> None:
    found = find_conflicts([FIRST], [NOW], None, taken_back("b", 20, NOW.text, BEFORE))
    assert values(found) == [["61 million marks", "47 million marks"]]


def test_a_figure_that_an_article_calls_wrong_is_corrected_and_no_dispute() -> None:
    first = told("a", 1, "Some 7,300 people have had to leave Ruhnau.")
    later = told("c", 9, "In March 6,100 people were driven from Ruhnau by the flood.")
    revised = taken_back(
        "b",
        2,
        "Yesterday we reported that 7,300 people had left Ruhnau.",
        "That was wrong.",
        "From the first zone went 4,500, from the second 1,600.",
        "That makes 6,100.",
    )
    (found,) = find_conflicts([later], [first], None, revised)
    assert [side.corrected for side in found.sides] == [False, True]
    assert spell(found) == (
        "Corrected: people: 6,100 (9 March 2022); Some 7,300 (1 March 2022, since corrected)."
    )


def test_of_several_figures_behind_a_mistake_only_one_that_others_tell_took_its_place() -> None:
    first = told("a", 1, "Some 7,300 people have had to leave Ruhnau.")
    part = told("b", 2, "A second zone of Ruhnau was cleared, with 1,600 people.")
    revised = taken_back(
        "b",
        2,
        "Yesterday we reported that 7,300 people had left Ruhnau.",
        "That was wrong.",
        "From the first zone went 4,500.",
        part.text,
    )
    assert find_conflicts([first], [part], None, revised) == []


def test_one_that_agrees_with_a_figure_taken_back_is_told_of_what_took_its_place() -> None:
    rough = told("a", 2, "More than 400,000 cattle have died around Ruhnau.")
    exact = told("b", 1, "The number of dead cattle around Ruhnau has risen to 410,000.")
    right = told("c", 9, "Around 380,000 cattle have perished around Ruhnau.")
    revised = taken_back("d", 8, "The firm took it back: 380,000 cows have died, not 410,000.")
    (found,) = find_conflicts([rough], [exact, right], None, revised)
    sides = {side.words: side.corrected for side in found.sides}
    assert sides["Around 380,000 cattle"] is False
    assert sides["410,000"] is True


@pytest.mark.parametrize(
    ("sentences", "old", "new"),
    [
        (["The parish gets 170,000 marks a year instead of 230,000."], 230_000, 170_000),
        (["Only 17 turbines are built.", "Until then it had been 23."], 23, 17),
        (["The lead is 1,412; on Sunday it had still been 1,304."], 1_304, 1_412),
        (["It is 128 kilometres an hour, not 131."], 131, 128),
        (["The earlier estimate was 40 homes.", "Now it is 55."], 40, 55),
        (["We said that he had been jailed for six years.", "It is four years."], 72, 48),
    ],
)
def test_what_an_article_takes_back(sentences: list[str], old: float, new: float) -> None:
    assert any(one.old == old and new in one.new for one in taken_back("a", 1, *sentences))


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan allows for 17 turbines, six fewer than the firm had first applied for.",
        "It is more than the insurers had assumed in the days after the night of 8 March.",
        "There had been three fires before.",
        "He had been mayor for 12 years.",
    ],
)
def test_what_is_no_figure_of_before(sentence: str) -> None:
    assert taken_back("a", 1, "It cost 86 million marks.", sentence) == []


def test_a_figure_of_before_is_no_side_of_its_own() -> None:
    assert figures("Until then it had been 23 turbines.") == ()


def test_other_places_are_not_joined_by_a_number_that_was_taken_back() -> None:
    other = told("a", 1, "Como puts the bill for its school at 47 million marks.", "School in Como")
    found = find_conflicts([NOW], [other], None, taken_back("b", 20, NOW.text, BEFORE))
    assert found == []


def test_a_conflict_of_which_all_but_one_were_mistakes_is_settled() -> None:
    now, wrong = Side(0, "5", date(2022, 3, 2)), Side(1, "6", date(2022, 3, 1), corrected=True)
    assert Conflict("people", (now, wrong)).settled
    assert not Conflict("people", (now, Side(1, "6", date(2022, 3, 1)))).settled
