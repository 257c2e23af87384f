"""The digest and the timeline of their tabs, over a real Assistant and without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import ui_canned
from ui_reading import Reading

from assistant.app.ui.desks import stream
from assistant.app.ui.desks.boards import FORGOTTEN, NO_DAYS, Boards
from assistant.app.ui.desks.places import Places
from assistant.app.ui.desks.side import Side
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import BOARDS, Session
from assistant.app.ui.drawing import tabs
from assistant.assembly import Assistant, build
from assistant.chat.shown import Shown, Within
from assistant.domain import DateRange, Event, Finished, GeneratorName
from assistant.errors import ProviderError
from assistant.resources import seeds_folder

SIXTH, FIFTEENTH = date(2021, 11, 6), date(2021, 11, 15)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("boards") / "store"
    with build(store=store, corpus=(seeds_folder(),)) as made:
        made.sync()
        yield made


class Listening(Assistant):
    """An Assistant that notes what it was asked, and how many of its streams have ended."""

    asked: list[tuple[str | None, DateRange | None, date | None, GeneratorName | None]]
    ended: int
    broken: bool

    def digest(
        self,
        days: str,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        self.asked.append((days, limit, as_of, generator))
        try:
            for event in ui_canned.events(ui_canned.DIGEST):
                if self.broken and isinstance(event, Finished):
                    raise ProviderError("The model server does not answer: start it.")
                yield event
        finally:
            self.ended += 1

    def timeline(
        self,
        topic: str | None = None,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        self.asked.append((topic, limit, as_of, generator))
        yield from ui_canned.events(ui_canned.TIMELINE)


@pytest.fixture
def listening(assistant: Assistant) -> Listening:
    made = Listening.__new__(Listening)
    made.__dict__.update(assistant.__dict__, asked=[], ended=0, broken=False)
    return made


def made(assistant: Assistant, places: Places | None = None) -> Boards:
    return Boards(assistant, Side(assistant), places)


def text(page: str | None) -> str:
    return Reading(page or "").text


def last(updates: Iterator[Update], part: str) -> str:
    """What that part shows when all is drawn."""
    drawn = [value for one in updates if (value := getattr(one, part)) is not None]
    return text(drawn[-1])


def test_a_day_is_summed_up_with_its_sources_its_address_and_its_place_in_the_calendar(
    assistant: Assistant,
) -> None:
    session = Session()
    updates = list(made(assistant).digest(session, "2021-11-06", ""))
    assert updates[0].address == "?digest=2021-11-06"
    assert 'data-day="2021-11-06" aria-current="true"' in (updates[0].calendar or "")
    assert "Sat 6 Nov 2021 Read 1 of 1 article" in text(updates[-1].digest)
    assert "dl-card" in (updates[-1].panel or "")
    assert session.selected == "digest"
    assert "Edit" not in text(updates[-1].digest)  # the fields above it are its editor


def test_a_range_is_summed_up_and_its_link_leads_back_to_it(assistant: Assistant) -> None:
    updates = list(made(assistant).digest(Session(), "2021-11-06", "2021-11-15", "2021-11-20"))
    assert updates[0].address == "?digest=2021-11-06..2021-11-15&as_of=2021-11-20"
    assert "Read 2 of 2 articles, 6 Nov 2021 to 15 Nov 2021" in text(updates[-1].digest)


def test_as_of_limits_what_is_summed_up(assistant: Assistant) -> None:
    page = last(
        made(assistant).digest(Session(), "2021-11-06", "2021-11-15", "2021-11-10"), "digest"
    )
    assert "Read 1 of 1 article" in page
    assert "as of 10 Nov 2021" in page


def test_a_day_without_articles_says_so_and_offers_the_nearest(assistant: Assistant) -> None:
    updates = list(made(assistant).digest(Session(), "2021-11-09", ""))
    page = updates[-1].digest or ""
    assert "no articles published on 9 November 2021" in text(page)
    assert "Ask for Sat 6 Nov 2021Mon 15 Nov 2021" in text(page)
    assert 'data-turn="digest" data-first="2021-11-06" data-last="2021-11-06"' in page
    beside = ["The day before with articles: Sat 6 Nov", "The next day with articles: Mon 15 Nov"]
    assert all(name in (updates[0].calendar or "") for name in beside)


@pytest.mark.parametrize(
    ("first", "end", "why"),
    [
        ("", "", NO_DAYS),
        ("2021-13-45", "", "is not a day"),
        ("<b>", "", "<b>"),
        ("2021-11-15", "2021-11-06", "swap the days"),
    ],
)
def test_wrong_days_are_told_in_the_place_of_what_was_there(
    assistant: Assistant, first: str, end: str, why: str
) -> None:
    session, boards = Session(), made(assistant)
    list(boards.digest(session, "2021-11-06", ""))
    updates = list(boards.digest(session, first, end))
    assert len(updates) == 1
    assert why in text(updates[0].digest)
    assert "dl-card" not in (updates[0].panel or "")
    assert updates[0].address is None
    assert boards.file(session, "digest") == Update()


def test_a_wrong_as_of_is_told(assistant: Assistant) -> None:
    assert "As of is not a day" in last(
        made(assistant).digest(Session(), "2021-11-06", "", "soon"), "digest"
    )
    assert "As of is not a day" in last(
        made(assistant).timeline(Session(), "Burns", "", "", "soon"), "timeline"
    )


def test_a_digest_that_is_asked_for_meanwhile_takes_the_place_and_ends_the_work(
    listening: Listening,
) -> None:
    session, boards = Session(), made(listening)
    slow = boards.digest(session, "2022-03-03", "2022-03-09")
    for _ in range(4):
        next(slow)
    before = session.boards["digest"]
    quick = boards.digest(session, "2021-11-06", "")
    next(quick)
    assert listening.ended == 0
    rest = list(slow)
    assert listening.ended == 1
    assert [one for one in rest if one.digest or one.panel] == []
    assert session.boards["digest"].question == "2021-11-06"
    assert session.boards["digest"].claims == ()
    list(quick)
    assert session.boards["digest"].answer is not None
    assert before.answer is None


@pytest.mark.parametrize("steps", [1, 3])
def test_a_digest_ends_quietly_where_the_boards_were_cleared_meanwhile(
    listening: Listening, steps: int
) -> None:
    session = Session()
    updates = made(listening).digest(session, "2022-03-03", "2022-03-09")
    for _ in range(steps):
        next(updates)
    session.boards.clear()
    assert [one for one in updates if one.digest or one.panel] == []
    assert session.boards == {}


def test_the_end_of_a_digest_that_was_replaced_neither_stops_nor_fails_the_next(
    listening: Listening,
) -> None:
    session, boards = Session(), made(listening)
    closed, broken = (boards.digest(session, day, "") for day in ("2022-03-03", "2022-03-04"))
    next(closed), next(closed)
    next(broken), next(broken)
    now = boards.digest(session, "2021-11-06", "")
    next(now), next(now)
    closed.close()  # type: ignore[attr-defined]
    listening.broken = True
    list(broken)
    assert session.boards["digest"].busy
    assert listening.ended == 2


def test_stop_ends_the_work_and_leaves_what_there_is(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_SERIES", 0)
    session, boards = Session(), made(listening)
    updates = boards.digest(session, "2022-03-03", "2022-03-09")
    for _ in range(5):
        page = next(updates).digest
    assert "Stop" in text(page)
    stopped = text(boards.stopped(session, "digest").digest)
    assert "Stopped." in stopped
    assert "The Oder broke" in stopped
    list(updates)
    assert listening.ended == 1
    assert session.boards["digest"].answer is None


def test_a_failure_is_told_where_the_digest_would_stand(listening: Listening) -> None:
    listening.broken = True
    assert "start it" in last(made(listening).digest(Session(), "2022-03-03", ""), "digest")


def test_the_box_and_the_writer_that_is_set_decide_who_writes(listening: Listening) -> None:
    listening.writes = "llm"
    boards, session = made(listening), Session()
    for quote in (False, True):
        list(boards.digest(session, "2021-11-06", "", quote=quote))
        list(boards.timeline(session, " Burns ", "2021-11-06", "", "2021-11-15", quote=quote))
    limit = DateRange(SIXTH, None)
    assert listening.asked == [
        ("2021-11-06", None, None, "llm"),
        ("Burns", limit, FIFTEENTH, "llm"),
        ("2021-11-06", None, None, "extractive"),
        ("Burns", limit, FIFTEENTH, "extractive"),
    ]


def test_the_same_can_be_asked_without_the_model(listening: Listening) -> None:
    listening.writes = "llm"
    boards, session = made(listening), Session()
    assert list(boards.again(session, "digest", quote=True)) == []
    list(boards.digest(session, "2021-11-06", "2021-11-15", "2021-11-15"))
    list(boards.timeline(session, "Burns", "2021-11-06", ""))
    for board in ("digest", "timeline"):
        list(boards.again(session, board, quote=True))
    assert listening.asked[2:] == [
        ("2021-11-06..2021-11-15", None, FIFTEENTH, "extractive"),
        ("Burns", DateRange(SIXTH, None), None, "extractive"),
    ]


def test_a_full_line_says_so_and_leaves_what_is_shown(assistant: Assistant) -> None:
    session = Session()
    list(made(assistant).digest(session, "2021-11-06", ""))
    busy = made(assistant, Places(0, 0))
    drawn = last(busy.digest(session, "2021-11-15", ""), "digest")
    assert drawn.index("Busy") < drawn.index("Sat 6 Nov 2021")
    assert session.boards["digest"].question == "2021-11-06"


def test_an_article_that_was_opened_while_it_came_stays_open(listening: Listening) -> None:
    session, boards = Session(), made(listening)
    updates = boards.digest(session, "2022-03-03", "2022-03-09")
    for _ in range(5):
        next(updates)
    session.select("digest", 1)
    assert [one.panel for one in updates if one.panel is not None] == []


def test_a_timeline_has_its_address_and_fills_in_its_form(assistant: Assistant) -> None:
    updates = list(made(assistant).timeline(Session(), " “Burns” ", "2021-11-01", ""))
    assert updates[0].address == "?timeline=%E2%80%9CBurns%E2%80%9D&from=2021-11-01"
    assert 'value="“Burns”"' in (updates[0].topic or "")
    assert 'value="2021-11-01"' in (updates[0].topic or "")
    assert "Burns" in text(updates[-1].timeline)


def test_days_that_a_topic_names_are_told_as_they_were_read(assistant: Assistant) -> None:
    page = last(made(assistant).timeline(Session(), "Burns in November 2021", "", ""), "timeline")
    assert "1 Nov 2021 to 30 Nov 2021 (“in November 2021”)" in page
    assert "Edit" not in page


def test_a_timeline_of_nothing_says_what_can_be_asked(assistant: Assistant) -> None:
    page = last(made(assistant).timeline(Session(), "zebra crossings", "", ""), "timeline")
    assert "The articles do not" in page
    assert "ask about what they report, or in other words" in page
    page = last(
        made(assistant).timeline(Session(), "Burns", "2021-01-01", "2021-01-02"), "timeline"
    )
    assert "Ask for Sat 6 Nov 2021Mon 15 Nov 2021" in page
    assert "Show everything that happened" in page


def test_what_the_server_has_forgotten_is_made_again_by_its_address(assistant: Assistant) -> None:
    before, session, boards = Session(), Session(), made(assistant)
    list(boards.digest(before, "2021-11-06", "2021-11-15"))
    query = tabs.link("digest", before.boards["digest"])
    assert boards.resumed(session, "digest", query)
    assert boards.file(session, "digest") == boards.file(before, "digest")
    assert session.selected == "digest"
    kept = session.boards["digest"]
    assert boards.resumed(session, "digest", "?digest=2021-11-15")
    assert session.boards["digest"] is kept


def test_nothing_is_made_again_that_the_address_does_not_name(assistant: Assistant) -> None:
    session = Session()
    for query in ("", "?timeline=Burns", "?conversation=x"):
        assert not made(assistant).resumed(session, "digest", query)
    assert session.boards == {}


def test_no_model_is_asked_for_what_was_forgotten(listening: Listening) -> None:
    listening.writes = "llm"
    session, boards = Session(), made(listening)
    assert not boards.resumed(session, "digest", "?digest=2022-03-03")
    assert listening.asked == []
    assert boards.resumed(session, "digest", "?digest=2022-03-03", quote=True)


def test_stop_in_a_forgotten_digest_says_what_to_do(assistant: Assistant) -> None:
    for board in BOARDS:
        update = made(assistant).stopped(Session(), board)
        assert FORGOTTEN in text(update.digest or update.timeline)


def test_what_is_shown_is_saved_as_markdown_under_its_days(assistant: Assistant) -> None:
    session, boards = Session(), made(assistant)
    assert boards.file(session, "digest") == Update()
    list(boards.digest(session, "2021-11-06", ""))
    saved = boards.file(session, "digest").outgoing
    assert saved
    assert saved.name == "digest-2021-11-06.md"
    assert saved.text.startswith("# Digest: 6 November 2021\n")


@pytest.mark.parametrize(
    ("board", "question", "name"),
    [
        ("digest", "2021-11-06..2021-11-15", "digest-2021-11-06-to-2021-11-15.md"),
        ("timeline", "", "timeline.md"),
        ("timeline", "../../etc/passwd Ümlaut", "timeline-to-to-etc-passwd-ümlaut.md"),
        ("timeline", "x" * 200, f"timeline-{'x' * 60}.md"),
    ],
)
def test_the_name_of_a_file_is_letters_digits_and_hyphens(
    board: str, question: str, name: str
) -> None:
    assert tabs.file_name(board, Shown(question)) == name  # type: ignore[arg-type]


def test_without_an_index_the_calendar_says_what_to_do(tmp_path: Path) -> None:
    with build(store=tmp_path / "store", corpus=(seeds_folder(),)) as assistant:
        update = made(assistant).calendar(Session())
        assert "press Sync" in text(update.calendar)
        page = last(made(assistant).digest(Session(), "2021-11-06", ""), "digest")
        assert "assistant index" in page or "Sync" in page


def test_the_calendar_stays_on_the_year_that_was_turned_to(assistant: Assistant) -> None:
    session, boards = Session(), made(assistant)
    boards.calendar(session, "2021")
    assert session.year == 2021
    boards.calendar(session, "<b>")
    assert session.year == 2021


def test_a_link_leads_to_what_is_shown() -> None:
    within = Within(DateRange(SIXTH, FIFTEENTH), FIFTEENTH)
    assert tabs.link("timeline", Shown("", within)) == (
        "?timeline=&from=2021-11-06&to=2021-11-15&as_of=2021-11-15"
    )
    assert tabs.link("digest", Shown("nonsense")) == ""
