"""A conversation as HTML: its turns, their stages, and how they end."""

from __future__ import annotations

import pytest
from ui_reading import DAY, Reading, answer, citation

from assistant.app.ui import claims, render
from assistant.app.ui.view import Session
from assistant.chat.shown import advance
from assistant.domain import (
    Claim,
    ClaimShown,
    DateReading,
    Dropped,
    Finished,
    Found,
    Hit,
    Passage,
    Reason,
    Understood,
    Verdict,
)


def test_a_citation_is_a_button_that_names_its_turn_source_and_day() -> None:
    shown = Reading(claims.chip(citation("A title"), 7))
    assert shown.tags[1][0] == "button"
    assert {"open", "7", "1"} <= set(shown.values)
    assert "Source 1: A title, 6 Nov 2021" in shown.values
    assert shown.text == "[1]"


def test_a_number_without_its_citation_is_no_button() -> None:
    session = Session()
    number = session.begin("Who?")
    claim = ClaimShown(Claim("He did.", (4,), Verdict.SUPPORTED, 1.0), ())
    session.turns[number] = advance(session.turns[number], claim)
    page = Reading(render.conversation(session))
    assert "[4]" in page.text
    assert "button" not in [tag for tag, _ in page.tags]


def test_a_sentence_keeps_its_numbers_beside_its_last_word() -> None:
    session = Session()
    number = session.begin("Who?")
    event = Finished(answer("Burns went to Moscow."))
    session.turns[number] = advance(session.turns[number], event)
    page = render.conversation(session)
    assert 'Burns went to <span class="dl-last">Moscow&#46;<sup>' in page


def test_the_stages_of_an_answer_are_told_in_words() -> None:
    session = Session()
    shown = session.turns[session.begin("Who?")]
    told = [render.stage(shown)]
    for event in (
        Understood("Who?", None, DAY, DateReading()),
        Found(tuple(hit(n, f"a{n % 7}") for n in range(12))),
    ):
        shown = advance(shown, event)
        told.append(render.stage(shown))
    assert told == [
        "Reading the question…",
        "Searching…",
        "Found 12 passages in 7 articles. Choosing sentences…",
    ]


def hit(rank: int, name: str) -> Hit:
    return Hit(Passage(name, 0, 1, "x"), DAY, "t", 1.0, rank + 1, ("terms",))


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_says_why(reason: Reason) -> None:
    session = Session()
    number = session.begin("Who?")
    refused = Finished(answer("There is nothing.", reason=reason))
    session.turns[number] = advance(session.turns[number], refused)
    page = Reading(render.conversation(session))
    assert "There is nothing." in page.text
    assert ("div", ("class",)) in page.tags
    assert "h3" in [tag for tag, _ in page.tags]


def test_what_was_left_out_is_counted() -> None:
    session = Session()
    number = session.begin("Who?")
    for event in (Dropped("x", Verdict.UNSUPPORTED, "y"), Finished(answer("It is so."))):
        shown = session.turns[number] = advance(session.turns[number], event)
    assert not shown.dropped  # the finished answer says what was dropped, and it dropped nothing
    session.turns[number] = advance(shown, Dropped("x", Verdict.UNSUPPORTED, "y"))
    page = Reading(render.conversation(session))
    assert "1 sentence was taken out: not supported by the articles" in page.text


def test_a_long_question_is_shortened_on_the_page() -> None:
    session = Session()
    session.begin("word " * 40_000)
    assert len(render.conversation(session)) < 1_500
