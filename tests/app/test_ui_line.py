"""The line before the answers, as the page tells of it: who waits, who is sent away, who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import ui_canned
from test_ui_again import Scripted

from assistant.app.ui.desks.boards import Boards
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.places import Places
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.domain import Event


class Line(Scripted):
    """A Scripted whose answers and digests are made one Event at a time, as they are taken."""

    begun = 0

    def stream(self, question: str, **how: Any) -> Iterator[Event]:
        self.begun += 1
        yield from ui_canned.events(self.answer)

    def digest(self, days: str, **how: Any) -> Iterator[Event]:
        self.begun += 1
        yield from ui_canned.events(self.answer)

    def days(self) -> list[tuple[date, int]]:
        return [(ui_canned.AS_OF, 1)]

    def today(self) -> date:
        return ui_canned.AS_OF


@pytest.fixture
def line() -> Line:
    return Line()


def desk(line: Line, places: Places) -> Desk:
    return Desk(line, places=places)  # type: ignore[arg-type]


def begun(desk: Desk, session: Session, updates: int = 2) -> Iterator[Update]:
    """A question of which that many updates have been taken."""
    asking = desk.ask("Who?", "", "", session)
    for _ in range(updates):
        next(asking)
    return asking


def text(update: Update) -> str:
    return unescape(update.conversation or update.digest or "")


def test_whoever_waits_is_told_how_many_are_before_and_nothing_is_searched_for_them(
    line: Line,
) -> None:
    asking = desk(line, Places(1, 5))
    first = begun(asking, Session())
    begun_second = begun(asking, Session())
    third = asking.ask("And I?", "", "", Session())
    next(third)
    assert "2 questions before yours" in text(next(third))
    assert line.begun == 1
    list(first)
    begun_second.close()  # type: ignore[attr-defined]
    *_, last = third
    assert "before yours" not in text(last)
    assert line.begun == 2


def test_an_answer_gives_its_place_to_the_next_as_soon_as_it_is_whole(line: Line) -> None:
    asking = desk(line, Places(1, 0))
    for _ in range(3):
        session = Session()
        list(asking.ask("Who?", "", "", session))
        assert session.turns[0].answer


def test_a_question_beyond_the_line_is_told_so_and_kept_in_its_field(line: Line) -> None:
    asking, session = desk(line, Places(1, 0)), Session()
    held = begun(asking, Session())
    (told,) = asking.ask("And I?", "", "", session)
    assert "Busy: 1 question is being answered" in unescape(told.notice or "")
    assert (told.sent, told.busy) == (False, False)
    assert session.turns == {}
    list(held)
    assert list(asking.ask("And I?", "", "", session))


def test_stop_while_waiting_leaves_the_line_and_asks_nothing(line: Line) -> None:
    places, session = Places(1, 1), Session()
    asking = desk(line, places)
    held = begun(asking, Session())
    waiting = begun(asking, session)
    asking.stopped(session)
    assert list(waiting) == []
    assert line.begun == 1
    with places.queue() as free:  # there is room in the line again
        assert free.ahead == 1
    list(held)


def test_a_tab_that_is_closed_while_waiting_leaves_the_line(line: Line) -> None:
    places = Places(1, 1)
    asking = desk(line, places)
    held = begun(asking, Session())
    begun(asking, Session(), updates=1).close()  # type: ignore[attr-defined]
    with places.queue() as free:
        assert free.ahead == 1
    list(held)


def test_a_question_that_fails_leaves_its_place(line: Line) -> None:
    places = Places(1, 0)
    asking = desk(line, places)
    line.answer = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        list(asking.ask("Who?", "", "", Session()))
    with places.queue() as free:
        assert free.ahead == 0


def test_a_digest_waits_in_the_same_line_and_the_one_before_it_stops_no_other(line: Line) -> None:
    places, session = Places(1, 1), Session()
    boards = Boards(line, Side(line), places)  # type: ignore[arg-type]
    held = begun(desk(line, places), Session())
    first = boards.digest(session, "2022-03-08", "")
    next(first)
    assert "1 question before yours" in text(next(first))
    (refused,) = boards.digest(session, "2022-03-08", "")
    assert "Busy" in text(refused)
    list(held)
    second = boards.digest(session, "2022-03-09", "")
    next(second)
    list(first)
    assert not session.boards["digest"].stopped
    list(second)
    assert session.boards["digest"].answer


def test_a_digest_that_is_closed_late_stops_not_the_one_in_its_place(line: Line) -> None:
    session = Session()
    boards = Boards(line, Side(line), Places(2, 0))  # type: ignore[arg-type]
    first = boards.digest(session, "2022-03-08", "")
    next(first)
    next(first)
    second = boards.digest(session, "2022-03-09", "")
    next(second)
    first.close()  # type: ignore[attr-defined]
    list(second)
    assert session.boards["digest"].answer
