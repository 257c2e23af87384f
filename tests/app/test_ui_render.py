"""A conversation as HTML: its turns, their stages, and how they end."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
import ui_canned
from ui_reading import DAY, Reading, answer, citation

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import claims, render, stages
from assistant.chat.shown import advance
from assistant.domain import (
    Claim,
    ClaimShown,
    DateRange,
    DateReading,
    Dropped,
    Finished,
    Found,
    Hit,
    Passage,
    Reason,
    Understood,
    Usage,
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


def test_the_stages_of_an_answer_are_told_in_words_and_stay_as_it_goes_on() -> None:
    session = Session()
    shown = session.shown(session.begin("Who?"))
    told = [drawn(stages.growing(shown))]
    days = DateReading(DateRange(DAY, DAY, "on Saturday"), "either")
    for event in (
        Understood("Who?", None, DAY, days),
        Found(tuple(hit(n, f"a{n % 7}") for n in range(12))),
        ClaimShown(Claim("He did.", (), Verdict.SUPPORTED, 1.0), ()),
    ):
        shown = advance(shown, event)
        told.append(drawn(stages.growing(shown)))
    found = "Found 12 passages in 7 articles"
    assert told == [
        ["Reading the question…"],
        ["Understood: Sat 6 Nov 2021", "Searching…"],
        ["Understood: Sat 6 Nov 2021", found, "Choosing sentences…"],
        ["Understood: Sat 6 Nov 2021", found, "Writing… verified 1 of 1 sentence"],
    ]


def drawn(page: str) -> list[str]:
    return re.findall(r"<span[^>]*>([^<]*)</span>", html.unescape(page))


def test_the_line_under_an_answer_keeps_its_stages_and_its_time() -> None:
    session = Session()
    number = session.begin("Who?")
    whole = replace(answer("It is so."), usage=Usage(ms={"total": 57.6}))
    whole = replace(whole, dropped=(Dropped("x", Verdict.UNSUPPORTED, "y"),))
    for event in (Found((hit(1, "a"),)), Finished(whole)):
        session.turns[number] = advance(session.turns[number], event)
    footing = stages.footing(session.turns[number], number)
    assert drawn(footing) == [
        "Found 1 passage in 1 article",
        "verified 1 of 2 sentences",
        "58 ms",
    ]


@pytest.mark.parametrize(
    ("ms", "told"), [(0.2, "1 ms"), (999, "999 ms"), (2_444, "2.4 s"), (74_000, "74 s")]
)
def test_time_is_told_as_finely_as_it_matters(ms: float, told: str) -> None:
    assert stages.spent(ms) == told


def test_a_screen_reader_is_told_each_stage_once_and_not_each_sentence() -> None:
    session = Session()
    shown = session.shown(session.begin("Who?"))
    told = [Reading(stages.spoken(shown)).text]
    for event in ui_canned.events(ui_canned.WRITTEN):
        shown = advance(shown, event)
        told.append(Reading(stages.spoken(shown)).text)
    assert list(dict.fromkeys(told)) == [
        "Reading the question",
        "Searching",
        "Writing",
        "Answered: 2 sentences, 2 sources",
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
