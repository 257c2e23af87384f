"""A question asked again with other days, and the page's three date fields, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
import ui_canned
from ui_reading import Reading

from assistant.app.ui.desks import fields
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import render
from assistant.chat.shown import Within
from assistant.domain import (
    Answer,
    DateRange,
    DateReading,
    Event,
    Finished,
    GeneratorName,
    Overview,
    Problem,
    Understood,
)
from assistant.errors import IndexMissing, QuestionError

ASKED = "What did the agency say on Friday?"
FRIDAY = DateRange(date(2022, 3, 11), date(2022, 3, 11), "on Friday")
READ = DateReading(FRIDAY, "either", mentions=(DateRange(words="2014"),), latest=True)
EIGHTH, NINTH = date(2022, 3, 8), date(2022, 3, 9)


@dataclass
class Scripted:
    """What the page asks of an Assistant: it notes each question and what it was asked within."""

    answer: Answer = ui_canned.CONFLICT
    calls: list[dict[str, Any]] = field(default_factory=list)
    model: Any = None
    writes: GeneratorName = "extractive"
    settings: Any = field(
        default_factory=lambda: SimpleNamespace(
            as_of=None, embedding="local", fallback="extractive"
        )
    )

    def stream(self, question: str, **how: Any) -> Iterator[Event]:
        self.calls.append({"question": question, **how, "history": list(how["history"])})
        given = how["dates"]
        told = replace(self.answer, question=question, dates=READ if given is None else given)
        yield Understood(question, None, told.as_of, told.dates)
        yield Finished(told)

    def examples(self, n: int = 4, as_of: date | None = None) -> list[str]:
        return [f"What was new by {as_of}?"]

    def today(self) -> date:
        return ui_canned.AS_OF

    def overview(self) -> Overview:
        return Overview(1, 3, 3, EIGHTH, NINTH, "", (), "local")

    def problems(self) -> list[Problem]:
        return []

    def article(self, article_id: str) -> Any:
        raise IndexMissing("There is none.")


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


def desk(scripted: Scripted) -> Desk:
    return Desk(scripted)  # type: ignore[arg-type]


def test_days_that_are_removed_ask_the_same_question_without_a_limit(scripted: Scripted) -> None:
    session = Session()
    list(desk(scripted).ask(ASKED, "2022-01-01", "", session, "2022-03-12"))
    updates = list(desk(scripted).again(session, 0, "", ""))
    first, second = scripted.calls
    assert second == {**first, "dates": replace(READ, limit=None, applies_to=None)}
    assert second["as_of"] == date(2022, 3, 12)
    assert second["limit"] == DateRange(date(2022, 1, 1), None)
    assert list(session.turns) == [0, 1]
    assert not any(update.sent for update in updates)  # what was typed meanwhile stays


def test_days_that_are_changed_limit_what_the_old_ones_did(scripted: Scripted) -> None:
    session = Session()
    list(desk(scripted).ask(ASKED, "", "", session))
    list(desk(scripted).again(session, 0, "2022-03-08", "2022-03-09", "either"))
    given = scripted.calls[-1]["dates"]
    assert (given.limit, given.applies_to) == (DateRange(EIGHTH, NINTH), "either")
    assert (given.mentions, given.latest) == (READ.mentions, True)


def test_a_reading_of_an_ambiguous_date_is_no_longer_ambiguous() -> None:
    told = fields.instead("2021-11-06", "2021-11-06", "either", ui_canned.AMBIGUOUS.dates).dates
    assert told == DateReading(ui_canned.SIXTH, "either")


def test_the_nearest_days_are_days_of_publication(scripted: Scripted) -> None:
    session = Session()
    list(desk(scripted).ask(ASKED, "", "", session))
    list(desk(scripted).again(session, 0, "2022-03-09", "2022-03-09", "published"))
    assert scripted.calls[-1]["dates"].applies_to == "published"


def test_the_history_is_what_had_been_said_before_the_question(scripted: Scripted) -> None:
    session, asking = Session(), desk(scripted)
    for question in ("Who?", ASKED, "And then?"):
        list(asking.ask(question, "", "", session))
    list(asking.again(session, 1, "", ""))
    list(asking.again(session, 3, "2022-03-08", ""))  # the answer of that, once more
    histories = [[turn.question for turn in call["history"]] for call in scripted.calls]
    assert histories[3:] == [["Who?"], ["Who?"]]


def test_a_turn_that_is_still_being_answered_is_stopped_and_asked_anew(scripted: Scripted) -> None:
    session, asking = Session(), desk(scripted)
    first = asking.ask(ASKED, "", "", session)
    next(first)
    next(first)
    *_, last = asking.again(session, 0, "", "")
    assert session.turns[0].stopped
    assert session.turns[1].answer
    assert last.busy is False
    assert list(first) == []


def test_another_answer_under_way_is_waited_for(scripted: Scripted) -> None:
    session, asking = Session(), desk(scripted)
    list(asking.ask(ASKED, "", "", session))
    under_way = asking.ask("Who?", "", "", session)
    next(under_way)
    (refused,) = asking.again(session, 0, "", "")
    assert "press Stop" in unescape(refused.notice or "")
    assert len(scripted.calls) == 1


@pytest.mark.parametrize("days", [("2022-03-09", "2022-03-08"), ("9 March", ""), ("", "x" * 999)])
def test_days_that_are_none_are_refused_and_ask_nothing(
    scripted: Scripted, days: tuple[str, str]
) -> None:
    session, asking = Session(), desk(scripted)
    list(asking.ask(ASKED, "", "", session))
    (refused,) = asking.again(session, 0, *days)
    assert 'class="dl-error"' in (refused.notice or "")
    assert len(session.turns) == len(scripted.calls) == 1


def test_a_turn_that_is_gone_is_not_asked(scripted: Scripted) -> None:
    assert list(desk(scripted).again(Session(), 7, "", "")) == []


def test_as_of_is_given_with_every_question_and_told_in_its_turn(scripted: Scripted) -> None:
    session = Session()
    *_, last = desk(scripted).ask(ASKED, "", "", session, "2022-03-11")
    assert scripted.calls[0]["as_of"] == date(2022, 3, 11)
    assert "as of 11 Mar 2022" in Reading(last.conversation or "").text
    *_, last = desk(scripted).ask(ASKED, None, None, session, None)
    assert scripted.calls[1]["as_of"] is None
    assert Reading(last.conversation or "").text.count("as of") == 1


def test_as_of_must_be_a_day_and_not_before_from() -> None:
    assert fields.within("2021-11-06", "", "2021-11-06").as_of == date(2021, 11, 6)
    with pytest.raises(QuestionError, match="As of is not a day: “soon”"):
        fields.within("", "", "soon")
    with pytest.raises(QuestionError, match=r"From \(7 Nov 2021\) is after As of \(6 Nov 2021\)"):
        fields.within("2021-11-07", "", "2021-11-06")


def test_the_examples_follow_as_of_until_something_was_asked(scripted: Scripted) -> None:
    session, asking = Session(), desk(scripted)
    fresh = asking.changed("", "", "2022-03-09", session, 1.0)
    assert "What was new by 2022-03-09?" in Reading(fresh.conversation or "").text
    assert asking.changed("", "", "soon", session, 2.0).conversation is None
    list(asking.ask(ASKED, "", "", session))
    assert asking.changed("", "", "2022-03-09", session, 3.0).conversation is None


def test_an_earlier_change_of_the_days_clears_nothing_that_a_later_one_found(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asking = Session(), desk(scripted)
    found: list[str | None] = []

    def overtaken(**_how: object) -> tuple[str, ...]:
        found.append(asking.changed("2022-03-09", "2022-03-01", "", session, 2.0).notice)
        return ()

    monkeypatch.setattr(scripted, "examples", overtaken)
    assert asking.changed("2022-03-09", "", "", session, 1.0) == Update()
    assert "swap the days" in Reading(found[0] or "").text
    assert asking.changed("soon", "", "", session, 1.5) == Update()


def test_the_page_says_which_day_an_empty_as_of_stands_for(scripted: Scripted) -> None:
    told = Reading(desk(scripted).opened(Session()).as_of_hint or "").text
    assert told == "else 12 Mar 2022, the newest article’s day"
    scripted.settings.as_of = ui_canned.AS_OF
    told = Reading(desk(scripted).opened(Session()).as_of_hint or "").text
    assert told == "else 12 Mar 2022, as the settings say"


def test_a_digest_is_not_drawn_anew_for_each_of_its_hundreds_of_steps(scripted: Scripted) -> None:
    def stream(question: str, **how: Any) -> Iterator[Event]:
        yield from list(ui_canned.events(ui_canned.DIGEST))[:-1] * 50
        yield Finished(ui_canned.DIGEST)

    scripted.stream = stream  # type: ignore[method-assign]
    session = Session()
    updates = list(desk(scripted).ask("Sum up the week", "", "", session))
    # Understood and the two parts, fifty times each, at once; the rest now and then.
    assert len(updates) < 220
    assert session.turns[0].answer == ui_canned.DIGEST


def test_every_control_of_the_days_names_its_turn() -> None:
    session = Session()
    for _ in range(2):
        number = session.begin(ASKED, Within())
        refused = replace(ui_canned.AMBIGUOUS, dates=replace(READ, ambiguous=True))
        session.turns[number] = replace(
            session.turns[number],
            answer=replace(refused, nearest=(EIGHTH, NINTH)),
        )
    page = render.conversation(session)
    named = re.findall(r'data-do="(edit|again|apply)"(?: data-turn="(\d)")?', page)
    assert [turn for does, turn in named if does != "apply"] == ["0"] * 5 + ["1"] * 5
