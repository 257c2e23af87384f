"""The page where a model writes, without a browser: who writes, and what was taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import ui_canned
from cli_canned import CannedModel
from test_ui_again import Scripted
from ui_reading import Reading

from assistant.app.ui.desks import stream
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import remarks, render
from assistant.assembly import build
from assistant.chat.shown import Within, advance
from assistant.domain import Dropped, Event, Finished, Verdict
from assistant.errors import ConfigError, ProviderError, QuestionError
from assistant.resources import seeds_folder

ASKED = ui_canned.WRITTEN.question


class Writing(Scripted):
    """A Scripted with a model; ``failing`` is what it raises where the model is asked."""

    failing: Exception | None = None

    def stream(self, question: str, **how: Any) -> Iterator[Event]:
        self.calls.append({"question": question, **how, "history": list(how["history"])})
        written = how["generator"] == "llm"
        if written and self.failing:
            raise self.failing
        answer = self.answer if written else ui_canned.QUOTED
        yield from ui_canned.events(replace(answer, question=question))


@pytest.fixture
def writing() -> Writing:
    made = Writing(answer=ui_canned.WRITTEN)
    made.model = CannedModel("oder-7b")
    made.writes = "llm"
    return made


def desk(writing: Scripted) -> Desk:
    return Desk(writing)  # type: ignore[arg-type]


def generators(writing: Scripted) -> list[str]:
    return [call["generator"] for call in writing.calls]


def test_the_head_names_the_model_and_where_passages_go(writing: Writing) -> None:
    head = Reading(desk(writing).opened(Session()).writer or "").text
    assert head.endswith("Written by oder-7b at models.example; passages are sent there")
    writing.settings.embedding = "far"
    head = Reading(desk(writing).opened(Session()).writer or "").text
    assert head.endswith("passages are sent there, questions also to the embedding model far")
    writing.settings.embedding, writing.model = "local", CannedModel("mine", host=None)
    head = Reading(desk(writing).opened(Session()).writer or "").text
    assert head.endswith("Written by mine; passages are sent to it")


def test_the_head_says_that_nothing_leaves_where_no_model_writes(writing: Writing) -> None:
    writing.writes = "extractive"
    head = Reading(desk(writing).opened(Session()).writer or "").text
    assert head.endswith("extractive: nothing leaves this machine")


def test_quotations_can_be_asked_for_where_a_model_is_set(writing: Writing) -> None:
    session = Session()
    list(desk(writing).ask(ASKED, "", "", session))
    list(desk(writing).ask(ASKED, "", "", session, quote=True))
    assert generators(writing) == ["llm", "extractive"]


def test_a_point_that_a_model_writes_is_not_held_back_until_the_next_one_comes(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_SERIES", 60.0)
    writing.answer = ui_canned.DIGEST
    drawn = [one.conversation or "" for one in desk(writing).ask(ASKED, "", "", Session())]
    points = [html.count("<li") for html in drawn[:-1]]
    assert sorted(set(points)) == [0, 1, 2, 3, 4]


def test_with_quotations_only_no_older_turn_is_sent_to_the_model_again(writing: Writing) -> None:
    session = Session()
    list(desk(writing).ask(ASKED, "", "", session))
    list(desk(writing).again(session, 0, "", "", quote=True))
    list(desk(writing).again(session, 0, "", ""))
    assert generators(writing) == ["llm", "extractive", "llm"]


def test_without_a_model_nobody_writes(writing: Writing) -> None:
    writing.writes = "extractive"
    list(desk(writing).ask(ASKED, "", "", Session()))
    assert generators(writing) == ["extractive"]


def test_sentences_are_counted_as_they_are_verified() -> None:
    session = Session()
    number = session.begin(ASKED, Within(generator="llm"))
    stages = []
    found = "Found 2 passages in 1 article"
    for event in ui_canned.events(ui_canned.WRITTEN):
        shown = session.turns[number] = advance(session.turns[number], event)
        if shown.busy and event != ui_canned.WAITING:
            stages.append(Reading(render.conversation(session)).text)
    told = [text.rpartition("Understood")[2].strip() for text in stages]
    assert told == [
        "Searching…",
        f"{found}Writing…",
        f"{found}Writing… verified 1 of 1 sentence",
        f"{found}Writing… verified 2 of 2 sentences",
        f"{found}Writing… verified 2 of 3 sentences",
        f"{found}Writing… verified 2 of 4 sentences",
    ]


def test_while_a_model_is_waited_for_nothing_is_counted_or_drawn_anew(writing: Writing) -> None:
    session = Session()
    updates = list(desk(writing).ask(ASKED, "", "", session))
    drawn = [Reading(update.conversation).text for update in updates if update.conversation]
    assert any(text.strip().endswith("in 1 articleWriting…") for text in drawn)
    assert not any("so far" in text for text in drawn)
    assert sum(update.conversation is None for update in updates) == 1


def test_stop_while_a_model_is_waited_for_ends_its_stream(writing: Writing) -> None:
    ended = []

    def waits(question: str, **how: Any) -> Iterator[Event]:
        try:
            yield from iter(lambda: ui_canned.WAITING, None)
        finally:
            ended.append(question)

    writing.stream = waits  # type: ignore[method-assign]
    session, asking = Session(), desk(writing)
    updates = asking.ask(ASKED, "", "", session)
    for _ in range(5):
        next(updates)
    asking.stopped(session)
    assert list(updates) == []
    assert ended == [ASKED]


def test_what_was_taken_out_is_listed_with_its_reason_and_marked(writing: Writing) -> None:
    session = Session()
    *_, last = desk(writing).ask(ASKED, "", "", session)
    drawn = last.conversation or ""
    listed = unescape(Reading(drawn.partition("<details")[2]).text)
    assert "2 sentences were taken out: not supported by the articles" in listed
    assert listed.count("not supported ") == 3
    assert listed.index("90 boats") < listed.index("the number 90 is not in kd7")
    assert "90 boats" not in Reading(drawn.partition("<details")[0]).text


def test_a_long_list_of_what_was_taken_out_ends_with_a_count() -> None:
    session = Session()
    number = session.begin(ASKED)
    many = (Dropped("x" * 9_999, Verdict.UNSUPPORTED, "y" * 9_999),) * (remarks.LISTED + 3)
    answer = replace(ui_canned.WRITTEN, dropped=many)
    shown = advance(session.turns[number], Finished(answer))
    drawn = remarks.taken_out(shown, number)
    assert "and 3 more" in Reading(drawn).text
    assert len(drawn) < remarks.LISTED * (2 * remarks.SHOWN + 300)


def test_notices_and_the_model_stand_under_the_answer(writing: Writing) -> None:
    *_, last = desk(writing).ask(ASKED, "", "", Session())
    text = Reading(last.conversation or "").text
    assert text.index("people out.") < text.index("was cut off at 700 tokens")
    assert text.index("was cut off") < text.index("Written by oder-7b")


@pytest.mark.parametrize(
    "failing",
    [ProviderError("No connection to models.example:443."), ConfigError("No model is set.")],
)
def test_where_the_model_fails_its_question_can_be_asked_without_it(
    writing: Writing, failing: Exception
) -> None:
    writing.failing = failing
    session, asking = Session(), desk(writing)
    *_, last = asking.ask(ASKED, "2022-03-01", "", session)
    drawn = last.conversation or ""
    assert str(failing) in unescape(drawn)
    assert 'data-do="quote" data-turn="0"' in drawn
    *_, last = asking.quoted(session, 0)
    assert generators(writing) == ["llm", "extractive"]
    assert writing.calls[1] == {**writing.calls[0], "generator": "extractive"}
    assert "Marta Lind" in Reading(last.conversation or "").text


def test_where_nothing_held_quotations_are_offered(writing: Writing) -> None:
    writing.answer = ui_canned.NOTHING_HELD
    session = Session()
    *_, last = desk(writing).ask(ASKED, "", "", session)
    drawn = last.conversation or ""
    assert "No sentence held" in drawn
    assert drawn.count('data-do="quote"') == 1
    assert "2 sentences were taken out" in drawn


def test_a_question_that_cannot_be_taken_is_not_offered_again(writing: Writing) -> None:
    writing.failing = QuestionError("is too long")
    *_, last = desk(writing).ask(ASKED, "", "", Session())
    assert "is too long" in (last.conversation or "")
    assert 'data-do="quote"' not in (last.conversation or "")


def test_a_failure_without_a_model_offers_nothing(writing: Writing) -> None:
    session = Session()
    list(desk(writing).ask(ASKED, "", "", session, quote=True))
    session.fail(0, "the index is gone")
    assert 'data-do="quote"' not in render.conversation(session)


def test_a_turn_that_is_gone_is_not_quoted(writing: Writing) -> None:
    assert list(desk(writing).quoted(Session(), 7)) == []


def test_quotations_ask_nothing_of_a_model_that_is_set(tmp_path: Path) -> None:
    with build(store=tmp_path / "store", corpus=(seeds_folder(),)) as assistant:
        assistant.sync()
        assistant.model = CannedModel()  # fails the test where it is asked
        assistant.writes = "llm"
        session = Session()
        question = "Whom did Burns telephone after his meetings in Moscow?"
        list(Desk(assistant).ask(question, "", "", session, quote=True))
        answer = session.turns[0].answer
    assert answer
    assert not answer.refused
    assert answer.usage.generator == "extractive"
