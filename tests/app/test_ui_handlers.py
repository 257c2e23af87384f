"""What the page does when something is pressed, over a real Assistant and without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.app.ui.desks import stream
from assistant.app.ui.desks.fields import published
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import REMEMBERED, Session
from assistant.app.ui.drawing import tools
from assistant.assembly import Assistant, build
from assistant.chat import Turn
from assistant.domain import Article, DateRange, DateReading, Event, GeneratorName
from assistant.errors import QuestionError
from assistant.resources import seeds_folder

BURNS = "Whom did Burns telephone after his meetings in Moscow?"
BACKWARDS = "What happened between May 2021 and April 2021?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("handlers") / "store"
    with build(store=store, corpus=(seeds_folder(),)) as made:
        made.sync()
        yield made


class Listening(Assistant):
    """An Assistant that notes what it was asked, and how its streams ended."""

    histories: list[list[Turn]]
    limits: list[DateRange | None]
    ended: int

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        limit: DateRange | None = None,
        as_of: date | None = None,
        dates: DateReading | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        self.histories.append(list(history))
        self.limits.append(limit)
        try:
            yield from super().stream(
                question,
                history=history,
                limit=limit,
                as_of=as_of,
                dates=dates,
                generator=generator,
            )
        finally:
            self.ended += 1


@pytest.fixture
def listening(assistant: Assistant) -> Listening:
    made = Listening.__new__(Listening)
    made.__dict__.update(assistant.__dict__, histories=[], limits=[], ended=0)
    return made


def test_two_days_are_a_range_and_none_is_no_limit() -> None:
    first, last = date(2021, 11, 6), date(2021, 11, 15)
    assert published("2021-11-06", " 2021-11-15 ") == DateRange(first, last)
    assert published("2021-11-06", "") == DateRange(first, None)
    assert published(None, "2021-11-15") == DateRange(None, last)
    assert published("", None) is None


@pytest.mark.parametrize(
    "written",
    ["2021-13-01", "6 Nov", "now", "0000-00-00", "20211106", "2021-W44-6", "x" * 9_999],
)
def test_what_is_no_day_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(QuestionError, match=r"To is not a day.*2021-11-06") as refused:
        published("", written)
    assert len(str(refused.value)) < 200


def test_a_wrong_range_keeps_the_question_and_asks_nothing(listening: Listening) -> None:
    session = Session()
    updates = list(Desk(listening).ask(BURNS, "2021-11-15", "2021-11-06", session))
    assert [bool(update.notice) for update in updates] == [True]
    assert not updates[0].sent
    assert not session.turns
    assert listening.limits == []


@pytest.mark.parametrize("question", ["word " * 401, "?!"])
def test_what_is_not_read_as_a_question_stays_in_its_field_and_leaves_no_turn(
    listening: Listening, question: str
) -> None:
    session = Session()
    (update,) = Desk(listening).ask(question, "", "", session)
    assert "The question " in (update.notice or "")
    assert not update.sent
    assert update.busy is False
    assert (session.turns, listening.limits) == ({}, [])


def test_a_question_that_can_only_fail_again_is_edited_and_not_retried(
    assistant: Assistant,
) -> None:
    session = Session()
    list(Desk(assistant).ask(BACKWARDS, "", "", session))
    (shown,) = session.turns.values()
    assert shown.error
    drawn = tools.tools(shown, 0, None)
    assert 'data-do="rewrite"' in drawn
    assert 'data-do="retry"' not in drawn


def test_the_question_is_shown_before_anything_is_searched(listening: Listening) -> None:
    updates = Desk(listening).ask(BURNS, "", "", Session())
    first = next(updates)
    assert first.sent
    assert first.busy
    assert "after his meetings in Moscow&#63;" in (first.conversation or "")
    assert listening.limits == []
    *_, last = updates
    assert last.busy is False
    assert "dl-card" in (last.panel or "")


def test_earlier_answers_are_the_history_of_the_next_question(listening: Listening) -> None:
    desk, session = Desk(listening), Session()
    list(desk.ask(BURNS, "2021-11-01", "", session))
    list(desk.ask(BACKWARDS, "", "", session))  # an error is no part of the history
    list(desk.ask("And what did he say about gas?", "", "", session))
    asked = [[turn.question for turn in history] for history in listening.histories]
    assert asked == [[], [BURNS], [BURNS]]
    assert listening.limits[0] == DateRange(date(2021, 11, 1), None)


def test_closing_an_answer_closes_the_stream_and_marks_it_stopped(listening: Listening) -> None:
    session = Session()
    updates = Desk(listening).ask(BURNS, "", "", session)
    next(updates)
    next(updates)
    assert listening.ended == 0
    assert session.busy
    updates.close()
    assert listening.ended == 1
    assert session.turns[0].stopped
    assert not session.busy


def test_a_stopped_answer_asks_no_more_of_the_stream(listening: Listening) -> None:
    session = Session()
    updates = Desk(listening).ask(BURNS, "", "", session)
    next(updates)
    next(updates)
    Desk(listening).stopped(session)
    assert list(updates) == []
    assert listening.ended == 1
    assert session.turns[0].stopped


def test_an_answer_that_is_closed_late_stops_no_other(listening: Listening) -> None:
    desk, session = Desk(listening), Session()
    first = desk.ask(BURNS, "", "", session)
    next(first)
    next(first)
    desk.stopped(session)
    second = desk.ask("Who else?", "", "", session)
    next(second)
    first.close()
    assert session.turns[0].stopped
    assert session.turns[1].busy


def test_a_second_question_waits_for_the_first_answer(listening: Listening) -> None:
    desk, session = Desk(listening), Session()
    first = desk.ask(BURNS, "", "", session)
    next(first)
    refused = list(desk.ask("Who else?", "", "", session))
    assert [bool(update.notice) for update in refused] == [True]
    assert refused[0].busy is None
    list(first)
    assert len(list(desk.ask("Who else?", "", "", session))) > 1


def test_a_citation_opened_while_the_answer_arrives_stays_open(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_QUICK", 0.0)  # else it comes too fast to open anything
    desk, session = Desk(listening), Session()
    updates = desk.ask(BURNS, "", "", session)
    for update in updates:
        if "dl-chip" in (update.conversation or ""):
            break
    opened = Side(listening).select(session, 0, 1)
    assert "dl-here" in (opened.panel or "")
    *_, last = updates
    assert last.panel is None
    assert session.opened == 1


def test_what_is_quoted_within_a_blink_is_drawn_once(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_QUICK", 60.0)
    drawn = list(Desk(listening).ask(BURNS, "", "", Session()))
    with_text = [update for update in drawn if "dl-chip" in (update.conversation or "")]
    assert with_text == [drawn[-1]]


def test_numbers_that_name_nothing_change_nothing(listening: Listening) -> None:
    desk, session = Desk(listening), Session()
    list(desk.ask(BURNS, "", "", session))
    Side(listening).select(session, 0, 1)
    for number, label in ((7, None), (0, 99), (-1, 1)):
        Side(listening).select(session, number, label)
        assert (session.selected, session.opened) == (0, 1)


def test_an_article_that_is_gone_leaves_its_quote(listening: Listening) -> None:
    desk, session = Desk(listening), Session()
    list(desk.ask(BURNS, "", "", session))

    def gone(article_id: str) -> Article:
        raise QuestionError(f"There is no article {article_id!r}.")

    listening.article = gone  # type: ignore[method-assign]
    panel = Side(listening).select(session, 0, 1).panel or ""
    assert "no longer in the corpus" in panel
    assert "dl-here" in panel


def test_an_error_becomes_one_sentence_in_the_turn(listening: Listening) -> None:
    session = Session()
    *_, last = Desk(listening).ask(BACKWARDS, "", "", session)
    assert 'class="dl-error"' in (last.conversation or "")
    assert "April 2021" in (session.turns[0].error or "")


def test_an_empty_question_does_nothing(listening: Listening) -> None:
    assert list(Desk(listening).ask(" \n ", "", "", Session())) == []


def test_a_tab_opens_with_counts_and_examples(assistant: Assistant) -> None:
    opened = Desk(assistant).opened(Session())
    assert "2 articles" in (opened.corpus or "")
    assert (opened.conversation or "").count('data-do="ask"') >= 2


def test_without_an_index_the_page_says_what_to_press(tmp_path: Path) -> None:
    with build(store=tmp_path / "store", corpus=(seeds_folder(),)) as fresh:
        desk, session = Desk(fresh), Session()
        assert "Press <b>Sync</b>" in (desk.opened(session).conversation or "")
        updates: list[Update] = list(desk.sync(session))
        assert "<progress" in (updates[0].sync or "")
        assert "2 added" in (updates[-1].sync or "")
        assert "2 articles" in (updates[-1].corpus or "")
        assert 'data-do="ask"' in (updates[-1].conversation or "")


def test_a_question_without_an_index_is_told_what_to_press(tmp_path: Path) -> None:
    session = Session()
    with build(store=tmp_path / "store") as assistant:
        list(Desk(assistant).ask("What is new?", "", "", session))
    assert session.turns[0].error == stream.UNREAD


def test_a_sync_that_cannot_be_done_says_why(tmp_path: Path) -> None:
    with build(store=tmp_path / "store", corpus=(tmp_path / "nowhere",)) as lost:
        *_, last = Desk(lost).sync(Session())
        assert "nowhere" in (last.sync or "")
        assert 'class="dl-error"' in (last.sync or "")


def test_an_old_turn_leaves_the_page_and_its_number_is_not_used_again() -> None:
    session = Session()
    for _ in range(REMEMBERED + 5):
        session.begin("Who?")
    assert list(session.turns) == list(range(5, REMEMBERED + 5))
    session.clear()
    assert session.begin("Who?") == REMEMBERED + 5
