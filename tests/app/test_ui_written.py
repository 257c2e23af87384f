"""Turns of a conversation are written once, and again only when something of theirs has changed."""

from __future__ import annotations

import pytest
import ui_canned

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import render
from assistant.chat.feedback import Vote
from assistant.chat.shown import Shown, advance
from assistant.domain import Finished


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the turns that are written, as they are."""
    numbers: list[int] = []
    turn = render.turn

    def noted(shown: Shown, number: int, **more: object) -> str:
        numbers.append(number)
        return turn(shown, number, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(render, "turn", noted)
    return numbers


@pytest.fixture
def session() -> Session:
    made = Session()
    for _ in range(3):
        number = made.begin("How many people had to leave their homes?")
        made.put(number, advance(made.turns[number], Finished(ui_canned.CONFLICT)))
    return made


def test_what_is_selected_or_opened_writes_no_turn_anew(
    session: Session, written: list[int]
) -> None:
    before = render.conversation(session)
    session.select(0, 1)
    after = render.conversation(session)
    assert written == [0, 1, 2]
    assert before.split(render.APART)[1:] == after.split(render.APART)[1:]


@pytest.mark.parametrize("what", ["step", "vote", "fate", "outlet", "elsewhere", "suggested"])
def test_what_a_turn_says_of_itself_is_written_anew(
    session: Session, written: list[int], what: str
) -> None:
    before = render.conversation(session)
    match what:
        case "step":
            session.begin("Another one?")
        case "vote":
            session.votes[1] = Vote("up", "Well said.", "2022-03-12T00:00:00+00:00")
        case "fate":
            session.fates[1] = {1: "gone"}
        case "outlet":
            session.outlets["canned/flood"] = "The Oder Herald"
        case "elsewhere":
            session.elsewhere = {1}
        case "suggested":
            session.suggested[2] = ("And then?",)
    assert render.conversation(session) != before
    changed = {"step": [3], "outlet": [0, 1, 2], "suggested": [2]}
    assert written[3:] == changed.get(what, [1])


def test_a_turn_that_has_left_the_conversation_is_not_kept_as_html(session: Session) -> None:
    render.conversation(session)
    session.clear()
    assert not session.written
