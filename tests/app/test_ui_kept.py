"""Conversations that the page keeps: through a restart, for their owner, as they were answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import ui_canned
from ui_reading import Reading

from assistant.app.ui.desks import address, kept, stream
from assistant.app.ui.desks.address import Wanted
from assistant.app.ui.desks.after import After
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.kept import GONE, NEW, Kept
from assistant.app.ui.desks.past import Past, file_name
from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing.listed import Listed
from assistant.assembly import Assistant, build
from assistant.domain import Event

ANNA, BEN = "user:anna", "user:ben"
ODER = "Where did the Oder break its banks?"
CHESS = "How did the chess match in Riga end?"
_ARTICLES = {
    "flood": (
        "2022-03-03",
        "The Oder broke its banks near Lebus on Tuesday. Dykes held.",
    ),
    "chess": ("2022-03-09", "The chess match in Riga ended in a draw after nine hours of play."),
}


def write(corpus: Path, **articles: tuple[str, str]) -> None:
    lines = [
        json.dumps({"id": name, "date": day, "title": f"About {name}", "text": words})
        for name, (day, words) in articles.items()
    ]
    (corpus / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def drawn_at_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast an answer comes: what is ended here is ended between two steps."""
    monkeypatch.setattr(stream, "_QUICK", 0.0)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    write(made, **_ARTICLES)
    return made


@pytest.fixture
def start(tmp_path: Path, corpus: Path) -> Iterator[Callable[[], Assistant]]:
    """Starts an Assistant on the one store; the one before it is closed."""
    running: list[Assistant] = []

    def started() -> Assistant:
        while running:
            running.pop().close()
        made = build(store=tmp_path / "store", corpus=(corpus,))
        running.append(made)
        if not made.indexed():
            made.sync()
        return made

    yield started
    while running:
        running.pop().close()


class Page:
    """The desks of a page, and tabs on it."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.kept = Kept(assistant)
        self.desk = Desk(assistant, kept=self.kept)
        self.past = Past(self.desk, self.kept, Listed(self.kept))

    def tab(self, owner: str = ANNA, query: str = "") -> tuple[Session, Update]:
        session = Session()
        self.past.entered(session, owner)
        return session, self.past.page(session, address.read(query))

    def ask(self, session: Session, question: str) -> list[Update]:
        return list(self.desk.ask(question, "", "", session))


@pytest.fixture
def page(start: Callable[[], Assistant]) -> Page:
    return Page(start())


def link(updates: list[Update]) -> str:
    """The address that the page has after those."""
    return [one.address for one in updates if one.address is not None][-1]


def told(update: Update) -> str:
    return Reading(update.notice or "").text


def test_a_conversation_comes_back_whole_after_a_restart(start: Callable[[], Assistant]) -> None:
    before = Page(start())
    session, _ = before.tab()
    before.ask(session, ODER)
    query = link(before.ask(session, CHESS))
    after = Page(start())
    again, opened = after.tab(query=query)
    assert again.turns == session.turns
    assert [one.answer is not None for one in again.turns.values()] == [True, True]
    assert again.conversation == session.conversation
    assert (
        Reading(opened.conversation or "").text
        == Reading(before.past.beside(session).conversation or "").text
    )
    assert "Riga" in (opened.panel or "")


def test_what_is_restored_is_not_asked_again(
    start: Callable[[], Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(start())
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    after = start()
    monkeypatch.setattr(after, "stream", None)
    again, _ = Page(after).tab(query=query)
    assert again.turns[0].answer


def test_a_follow_up_goes_on_after_a_restart(start: Callable[[], Assistant]) -> None:
    session, _ = (page := Page(start())).tab()
    query = link(page.ask(session, ODER))
    after = Page(start())
    again, _ = after.tab(query=query)
    assert link(after.ask(again, CHESS)) == query
    assert list(again.turns) == [0, 1]


def test_an_empty_tab_and_an_empty_question_leave_nothing(page: Page) -> None:
    session, _ = page.tab()
    assert page.ask(session, "  ") == []
    page.past.fresh(session)
    assert page.kept.listed(session) == []
    assert not (page.assistant.settings.store / "conversations.sqlite").exists()


def test_a_conversation_opens_for_its_owner_only(page: Page) -> None:
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    other, opened = page.tab(BEN, query)
    _, nowhere = page.tab(BEN, "?conversation=AAAAAAAAAAAAAAAAAAAAAA")
    assert other.turns == {}
    assert told(opened) == told(nowhere)
    assert "somebody else's" in told(opened)
    assert (opened.address, opened.instead) == ("", True)
    assert "Oder" not in repr(opened)
    assert page.ask(other, CHESS)[-1].busy is False  # a new one begins


def test_nothing_can_be_done_with_anothers_conversation(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    mine = session.conversation or ""
    other, _ = page.tab(BEN)
    for update in (
        page.past.rename(other, mine, "taken"),
        page.past.saved(other, mine),
        page.past.open(other, mine),
        page.past.delete(other, mine),
    ):
        assert "Oder" not in repr(update)
        assert update.outgoing is None
    (line,) = page.kept.listed(session)
    assert line.title == ODER
    assert page.tab(query=f"?conversation={mine}")[0].turns == session.turns


def test_a_tab_that_gets_another_owner_shows_nothing_of_the_one_before(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    page.past.entered(session, BEN)
    assert (session.turns, session.conversation) == ({}, None)
    drawn = page.past.page(session)
    assert ODER not in unescape(repr(drawn))


def test_a_link_opens_a_source_in_its_article(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    page.ask(session, CHESS)
    assert session.conversation
    again, opened = page.tab(query=address.of_conversation(session.conversation, 0, 1))
    assert (again.selected, again.opened) == (0, 1)
    assert "Dykes held" in unescape(opened.panel or "")
    assert "dl-here" in (opened.panel or "")


@pytest.mark.parametrize(("turn", "source"), [("7", "1"), ("0", "99"), ("x", "<b>"), ("-1", "")])
def test_a_link_to_a_source_that_is_none_opens_the_conversation(
    page: Page, turn: str, source: str
) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    again = Session()
    page.past.entered(again, ANNA)
    page.past.page(again, Wanted(session.conversation, turn, source))
    assert again.turns == session.turns
    assert (again.selected, again.opened) == (0, None)


def test_a_quote_whose_article_changed_stays_and_is_marked(page: Page, corpus: Path) -> None:
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    quote = session.turns[0].citations[0].quote
    write(corpus, **{**_ARTICLES, "flood": ("2022-03-03", "Correction: nothing broke at Lebus.")})
    page.assistant.sync()
    again, opened = page.tab(query=query)
    drawn = Reading(opened.conversation or "").text
    assert quote in drawn
    assert "1 of 1 source has changed since this was answered" in drawn
    assert "the article has changed since" in unescape(opened.conversation or "")  # the chip
    assert "The article has changed since" in Reading(opened.panel or "").text  # the card
    assert quote in Reading(opened.panel or "").text
    assert again.turns == session.turns


def test_a_quote_whose_article_went_stays_and_is_marked(page: Page, corpus: Path) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    quote = session.turns[0].citations[0].quote
    write(corpus, chess=_ARTICLES["chess"])
    *_, synced = page.desk.sync(session)  # also in a tab that has it open
    drawn = Reading(synced.conversation or "").text
    assert "1 of 1 source has left the corpus since this was answered" in drawn
    assert quote in drawn
    assert "no longer in the corpus" in Reading(synced.panel or "").text.lower()


def test_what_is_offered_to_ask_next_follows_the_articles(page: Page, corpus: Path) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    after = After(page.assistant)
    before = Reading(after.suggested(session).conversation or "").text
    assert "9 March" in before
    page.desk.synced(session)  # the same generation: they stay
    assert session.suggested
    write(corpus, flood=_ARTICLES["flood"])
    page.assistant.sync()
    synced = page.desk.synced(session)
    assert session.suggested == {}
    assert 'data-do="ask"' not in (synced.conversation or "")
    assert ODER in Reading(synced.conversation or "").text
    after.suggested(session)
    asked = " ".join(session.suggested[next(reversed(session.turns))])
    assert asked
    assert "9 March" not in asked


def test_what_is_offered_while_a_sync_takes_the_articles_out_is_made_anew(
    page: Page, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    made = Assistant.suggestions

    def synced_meanwhile(assistant: Assistant, *given: Any, **named: Any) -> list[str]:
        monkeypatch.undo()
        found = made(assistant, *given, **named)
        write(corpus, flood=_ARTICLES["flood"])
        assistant.sync()
        page.desk.synced(session)
        return found

    monkeypatch.setattr(Assistant, "suggestions", synced_meanwhile)
    drawn = After(page.assistant).suggested(session).conversation or ""
    assert "Ask next" in Reading(drawn).text
    assert "9 March" not in Reading(drawn).text


def test_an_article_that_stands_as_it_was_is_not_marked(page: Page, corpus: Path) -> None:
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    write(corpus, **{**_ARTICLES, "chess": ("2022-03-09", "All else is new.")})
    page.assistant.sync()
    _, opened = page.tab(query=query)
    assert "since" not in Reading(opened.conversation or "").text


def test_what_an_interrupted_answer_had_come_to_is_kept_as_stopped(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "EVERY", 0.0)
    two = ui_canned.CONFLICT
    monkeypatch.setattr(page.assistant, "stream", lambda *_, **__: ui_canned.events(two))
    session, _ = page.tab()
    asking = page.desk.ask(ODER, "", "", session)
    for _ in asking:
        if session.turns[0].claims:
            break
    next(asking)
    # A server that was started anew: this one knows that the first tab still waits.
    again, opened = Page(page.assistant).tab(query=f"?conversation={session.conversation}")
    assert again.turns[0].stopped
    assert again.turns[0].claims == two.claims[:1]
    assert "Stopped." in Reading(opened.conversation or "").text
    asking.close()


@pytest.mark.parametrize("ends", ["closed", "stopped", "left"])
def test_an_answer_that_is_ended_is_kept_as_far_as_it_had_come(
    page: Page, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_QUICK", 0.0)
    session, _ = page.tab()
    asking = page.desk.ask(ODER, "", "", session)
    for _ in asking:
        if session.turns[0].found:
            break
    id, found = session.conversation, session.turns[0].found
    if ends == "closed":
        asking.close()
    elif ends == "stopped":
        page.desk.stopped(session)
    else:
        page.past.fresh(session)
    again, _ = page.tab(query=f"?conversation={id}")
    assert again.turns[0].stopped
    assert again.turns[0].found == found
    list(asking)


def test_an_answer_goes_into_no_other_conversation(page: Page) -> None:
    """Both have a turn 0."""
    session, _ = page.tab()
    first = page.desk.ask(ODER, "", "", session)
    next(first)
    page.past.fresh(session)
    second = page.desk.ask(CHESS, "", "", session)
    next(second)
    assert all(one.conversation is None and one.busy is None for one in first)
    assert session.turns[0].understood is None
    assert session.busy
    list(second)
    assert "Riga" in session.turns[0].claims[0].text


def test_a_failed_answer_is_kept_with_its_reason(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Iterator[Event]:
        raise RuntimeError("a mistake in the program")
        yield

    monkeypatch.setattr(page.assistant, "stream", fails)
    session, _ = page.tab()
    with pytest.raises(RuntimeError):
        page.ask(session, ODER)
    page.desk.stopped(session, "It failed.")
    again, _ = page.tab(query=f"?conversation={session.conversation}")
    assert again.turns[0].error == "It failed."


def test_two_tabs_on_one_conversation_lose_nothing(page: Page) -> None:
    first, _ = page.tab()
    query = link(page.ask(first, ODER))
    second, _ = page.tab(query=query)
    page.ask(second, CHESS)
    page.ask(first, "And the dykes?")
    assert list(second.turns) == [0, 1]
    assert list(first.turns) == [0, 2]
    again, _ = page.tab(query=query)
    assert [one.question for one in again.turns.values()] == [ODER, CHESS, "And the dykes?"]


def test_a_question_in_a_conversation_that_was_deleted_begins_a_new_one(page: Page) -> None:
    first, second = page.tab()[0], page.tab()[0]
    query = link(page.ask(first, ODER))
    page.past.delete(second, first.conversation or "")
    updates = page.ask(first, CHESS)
    assert told(updates[0]) == NEW
    assert link(updates) != query
    assert [one.question for one in first.turns.values()] == [CHESS]
    (line,) = page.kept.listed(first)
    assert (line.title, line.turns) == (CHESS, 1)


def test_an_answer_under_way_while_its_conversation_is_deleted_is_shown_and_not_kept(
    page: Page,
) -> None:
    session, other = page.tab()[0], page.tab()[0]
    page.ask(session, CHESS)
    asking = page.desk.ask(ODER, "", "", session)
    next(asking)
    page.past.delete(other, session.conversation or "")
    *_, last = asking
    assert told(last) == GONE
    assert session.turns[1].answer
    assert page.kept.listed(session) == []
    page.ask(session, CHESS)
    assert [one.title for one in page.kept.listed(session)] == [CHESS]
    assert [one.question for one in session.turns.values()] == [CHESS]


def test_the_tab_that_deletes_its_own_conversation_has_a_new_one(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    update = page.past.delete(session, session.conversation or "")
    assert session.turns == {}
    assert (update.address, update.instead) == ("", True)
    assert "dl-empty" in (update.conversation or "")
    assert ODER not in unescape(update.listed or "")


def test_another_conversation_can_be_deleted_while_one_is_open(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    old = session.conversation or ""
    page.past.fresh(session)
    page.ask(session, CHESS)
    update = page.past.delete(session, old)
    assert update.conversation is None
    assert [one.question for one in session.turns.values()] == [CHESS]


def test_a_store_that_cannot_be_written_is_told_once_and_the_conversation_goes_on(
    page: Page,
) -> None:
    (page.assistant.settings.store / "conversations.sqlite").write_bytes(b"no database" * 1_000)
    told_once(page)


def told_once(page: Page) -> None:
    session, _ = page.tab()
    first, second = page.ask(session, ODER), page.ask(session, CHESS)
    said = [told(one) for one in (*first, *second) if one.notice]
    assert len(said) == 1
    assert said[0].startswith("What is asked here is not kept.")
    assert [one.answer is not None for one in session.turns.values()] == [True, True]
    assert all(one.address is None for one in (*first, *second))


def test_a_conversation_is_renamed_and_an_empty_title_is_told(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    id = session.conversation or ""
    assert "Floods &#60;b&#62;" in (page.past.rename(session, id, " Floods <b>\n").listed or "")
    wrong = page.past.rename(session, id, " \n ")
    assert "A title needs a letter" in Reading(wrong.listed or "").text
    assert [one.title for one in page.kept.listed(session)] == ["Floods <b>"]


def test_a_conversation_is_saved_as_markdown(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    page.ask(session, CHESS)
    out = page.past.saved(session, session.conversation or "").outgoing
    assert out
    assert out.name == "where-did-the-oder-break-its-banks.md"
    assert "Lebus" in out.text
    assert "Riga" in out.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wo? Über Öl!", "wo-über-öl.md"),
        ("../..\\_", "conversation.md"),
        ("x" * 300, "x" * 60 + ".md"),
    ],
)
def test_a_title_gives_its_file_a_plain_name(title: str, name: str) -> None:
    assert file_name(title) == name


def test_votes_come_back_with_their_conversation(page: Page) -> None:
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    page.assistant.conversations.vote(ANNA, session.conversation or "", 0, "up", "good")
    again, _ = page.tab(query=query)
    assert again.votes[0].vote == "up"


def test_only_the_newest_turns_are_drawn_of_a_long_conversation(page: Page) -> None:
    session, _ = page.tab()
    page.ask(session, ODER)
    shown = session.turns[0]
    for number in range(1, 105):
        page.assistant.conversations.add(
            ANNA, session.conversation or "", replace(shown, question=f"Number {number}?")
        )
    again, _ = page.tab(query=f"?conversation={session.conversation}")
    assert list(again.turns) == list(range(5, 105))
    page.ask(again, CHESS)
    assert list(again.turns) == list(range(6, 106))


def test_a_tab_without_an_owner_keeps_nothing(page: Page) -> None:
    session = Session()
    assert all(one.address is None for one in page.ask(session, ODER))
    assert session.conversation is None
    assert page.past.page(session, Wanted("x")).notice


def test_a_tab_that_the_server_has_forgotten_goes_on_with_its_conversation(
    start: Callable[[], Assistant],
) -> None:
    before = Page(start())
    query = link(before.ask(before.tab()[0], ODER))
    after = Page(start())
    session = Session()  # what Gradio makes for a hash that it does not know
    after.past.resumed(session, ANNA, {"query": query, "minutes": -60})
    assert link(after.ask(session, CHESS)) == query
    assert [one.question for one in session.turns.values()] == [ODER, CHESS]
    assert session.minutes == -60


def test_a_forgotten_tab_gets_nothing_of_another_owner(page: Page) -> None:
    query = link(page.ask(page.tab()[0], ODER))
    session = Session()
    page.past.resumed(session, BEN, {"query": query})
    assert (session.owner, session.turns) == (BEN, {})


@pytest.mark.parametrize("place", [None, "?x", {"query": 7, "minutes": "x"}, {"minutes": 10**9}])
def test_what_a_browser_says_of_itself_may_be_anything(page: Page, place: object) -> None:
    session = Session()
    page.past.resumed(session, ANNA, place)
    assert (session.owner, session.minutes) == (ANNA, 0)


def test_a_tab_that_is_known_stays_its_owners(page: Page) -> None:
    session, _ = page.tab()
    query = link(page.ask(session, ODER))
    page.past.resumed(session, BEN, {"query": query})
    assert session.owner == ANNA


def test_a_store_that_cannot_be_read_is_told_without_its_path(
    page: Page, capfd: pytest.CaptureFixture[str]
) -> None:
    (page.assistant.settings.store / "conversations.sqlite").write_text("no database at all" * 99)
    session, _ = page.tab()
    updates = [*page.ask(session, ODER), *page.ask(session, CHESS)]
    updates.append(page.past.rename(session, "any", "A title"))
    drawn = "".join(f"{one.notice or ''}{one.listed or ''}" for one in updates)
    assert "look at its terminal" in unescape(drawn)
    folder = str(page.assistant.settings.store)
    assert folder not in unescape(drawn)
    assert capfd.readouterr().err.count(folder) == 1  # however many tabs meet it


def test_a_turn_that_another_tab_waits_for_is_said_so_and_comes_when_it_has_ended(
    page: Page,
) -> None:
    first, _ = page.tab()
    asking = page.desk.ask(ODER, "", "", first)
    query = next(asking).address or ""
    second, opened = page.tab(query=query)
    assert "Being answered in another tab" in (opened.conversation or "")
    assert "Stopped" not in (opened.conversation or "")
    assert page.past.caught_up(second) == Update()
    list(asking)
    drawn = page.past.caught_up(second).conversation or ""
    assert "another tab" not in drawn
    assert second.turns == first.turns
    assert "Lebus" in drawn
    assert page.past.caught_up(second) == Update()


def test_a_turn_that_was_stopped_in_another_tab_is_not_waited_for(page: Page) -> None:
    first, _ = page.tab()
    asking = page.desk.ask(ODER, "", "", first)
    query = next(asking).address or ""
    second, _ = page.tab(query=query)
    asking.close()  # type: ignore[attr-defined]
    assert "Stopped" in (page.past.caught_up(second).conversation or "")
    assert not page.tab(query=query)[0].elsewhere
