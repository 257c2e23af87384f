"""What is done with an answer once it is there, over a real Assistant and without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import ui_canned
from ui_hostile import PAYLOADS

from assistant.app.ui.desks.after import After
from assistant.app.ui.desks.handlers import Desk
from assistant.app.ui.desks.view import REMEMBERED, Session
from assistant.app.ui.drawing.plain import plain
from assistant.assembly import Assistant, build
from assistant.chat.shown import Shown
from assistant.domain import DateRange
from assistant.errors import IndexMissing
from assistant.resources import seeds_folder

BURNS = "Whom did Burns telephone after his meetings in Moscow?"
CHESS = "Who won the chess match in Reykjavik?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("after") / "store"
    with build(store=store, corpus=(seeds_folder(),)) as made:
        made.sync()
        yield made


@pytest.fixture
def session() -> Session:
    """A conversation that is kept, of "browser:x"."""
    made = Session()
    made.owner = "browser:x"
    return made


def asked(assistant: Assistant, session: Session, question: str = BURNS) -> int:
    """The number of the question's turn, which is kept in the store, too."""
    list(Desk(assistant).ask(question, "", "", session))
    number = next(reversed(session.turns))
    if session.owner:
        kept, id = assistant.conversations, session.conversation
        session.conversation = id or kept.begin(session.owner, question)
        kept.add(session.owner, session.conversation, session.turns[number])
    return number


def kept_votes(assistant: Assistant, session: Session) -> dict[int, tuple[str, str]]:
    assert session.conversation
    votes = assistant.conversations.votes(session.owner, session.conversation)
    return {number: (vote.vote, vote.comment) for number, vote in votes.items()}


# copied


def test_an_answer_is_copied_with_its_numbers_and_its_dated_sources(
    assistant: Assistant, session: Session
) -> None:
    number = asked(assistant, session)
    outgoing = After(assistant).copied(session, number).outgoing
    assert outgoing
    assert not outgoing.name
    said, listed = outgoing.text.split("\n\nSources\n")
    assert "telephoned Zelensky on Wednesday to convey" in said
    assert said.index("[1]") < said.index("[2]")
    assert listed.splitlines()[0].startswith("[1] The Biden administration")
    assert "(6 Nov 2021, " in listed.splitlines()[0]


def test_a_digest_is_copied_by_its_days_and_a_timeline_line_by_line() -> None:
    digest = plain(shown(ui_canned.DIGEST), {"canned/flood": "The Oder Courier"})
    assert "Thu 3 Mar 2022\n- The Oder broke its banks" in digest
    assert "(3 Mar 2022, The Oder Courier, canned/flood)" in digest
    timeline = plain(shown(ui_canned.TIMELINE), {}).splitlines()
    assert timeline[0].startswith("1 Mar 2022: The Oder broke its banks")
    assert timeline[4].startswith("9 Mar 2022: Marta Lind")


def test_a_refusal_is_copied_as_its_sentence() -> None:
    assert plain(shown(ui_canned.AMBIGUOUS), {}) == f"{ui_canned.AMBIGUOUS.text}\n"


def shown(answer: Any) -> Shown:
    return Shown(
        answer.question,
        claims=answer.claims,
        citations=answer.citations,
        parts=answer.parts,
        answer=answer,
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_copied_to_the_letter(payload: str) -> None:
    claim = replace(ui_canned.CONFLICT.claims[0], text=payload)
    answer = replace(ui_canned.CONFLICT, claims=(claim,))
    assert plain(shown(answer), {}).startswith(f"{payload.lstrip()} [1]")


# judged


def test_a_thumb_is_kept_in_the_store_and_the_second_press_takes_it_back(
    assistant: Assistant, session: Session
) -> None:
    number, after = asked(assistant, session), After(assistant)
    pressed = 'data-vote="up" aria-pressed="true"'
    assert pressed in (after.voted(session, number, "up").conversation or "")
    assert kept_votes(assistant, session) == {number: ("up", "")}
    assert 'data-vote="down" aria-pressed="true"' in (
        after.voted(session, number, "down").conversation or ""
    )
    assert kept_votes(assistant, session) == {number: ("down", "")}
    assert 'aria-pressed="true"' not in (after.voted(session, number, "down").conversation or "")
    assert kept_votes(assistant, session) == {}
    assert session.votes == {}


def test_a_comment_is_kept_with_its_thumb_and_may_be_emptied(
    assistant: Assistant, session: Session
) -> None:
    number, after = asked(assistant, session), After(assistant)
    after.voted(session, number, "down")
    drawn = after.voted(session, number, "down", "  Wrong <b>day</b>. ").conversation or ""
    assert kept_votes(assistant, session) == {number: ("down", "Wrong <b>day</b>.")}
    assert "Wrong &#60;b&#62;day" in drawn
    after.voted(session, number, "down", "")
    assert kept_votes(assistant, session) == {number: ("down", "")}


def test_only_an_answer_can_be_judged_and_only_by_a_thumb(
    assistant: Assistant, session: Session
) -> None:
    number, after = asked(assistant, session), After(assistant)
    failed = session.begin("broken")
    session.fail(failed, "no server")
    for turn, way in ((failed, "up"), (99, "up"), (number, "sideways"), (number, ["up"])):
        assert after.voted(session, turn, way).conversation is None
    assert session.votes == {}


def test_a_vote_that_cannot_be_kept_is_not_shown_as_given(
    assistant: Assistant, session: Session
) -> None:
    number = asked(assistant, session)
    session.owner = "browser:another"
    update = After(assistant).voted(session, number, "up")
    assert "dl-error" in (update.notice or "")
    assert session.votes == {}


# led on from


def test_three_questions_lead_on_from_an_answer_and_each_is_answered(
    assistant: Assistant, session: Session
) -> None:
    number = asked(assistant, session)
    drawn = After(assistant).suggested(session).conversation or ""
    questions = session.suggested[number]
    assert len(questions) == 3
    assert drawn.count('class="dl-next"') == 3
    assert BURNS not in questions
    for question in questions:
        follow = asked(assistant, Session(), question)
        other = Session()
        list(Desk(assistant).ask(question, "", "", other))
        answer = other.turns[follow].answer
        assert answer
        assert not answer.refused, question


def test_a_refusal_is_followed_by_questions_that_can_be_answered(assistant: Assistant) -> None:
    session = Session()
    number = asked(assistant, session, CHESS)
    drawn = After(assistant).suggested(session).conversation or ""
    assert "These can be answered" in drawn
    assert len(session.suggested[number]) == 3


def test_questions_stand_under_the_newest_turn_alone(assistant: Assistant) -> None:
    session, after = Session(), After(assistant)
    asked(assistant, session)
    after.suggested(session)
    asked(assistant, session, CHESS)
    drawn = after.suggested(session).conversation or ""
    assert drawn.count('class="dl-nexts"') == 1
    assert drawn.index("Reykjavik") < drawn.index('class="dl-nexts"')


def test_nothing_leads_on_from_what_was_stopped_failed_or_is_still_written(
    assistant: Assistant,
) -> None:
    after = After(assistant)
    for end in ("stop", "fail", ""):
        session = Session()
        number = session.begin(BURNS)
        if end == "stop":
            session.stop()
        elif end == "fail":
            session.fail(number, "no server")
        assert after.suggested(session).conversation is None
    assert after.suggested(Session()).conversation is None


class Meanwhile(Assistant):
    """An Assistant during whose suggestions something else happens."""

    happens: Any

    def suggestions(self, *_: Any, limit: DateRange | None = None, **__: Any) -> list[str]:
        self.limit = limit
        self.happens()
        return ["Why?"]


@pytest.fixture
def meanwhile(assistant: Assistant) -> Meanwhile:
    made = Meanwhile.__new__(Meanwhile)
    made.__dict__.update(assistant.__dict__, happens=lambda: None)
    return made


def test_suggestions_that_come_after_the_next_question_are_not_drawn(meanwhile: Meanwhile) -> None:
    session = Session()
    asked(meanwhile, session)
    meanwhile.happens = lambda: session.begin("And then?")
    assert After(meanwhile).suggested(session).conversation is None


def test_suggestions_are_made_within_what_the_question_was_asked_within(
    meanwhile: Meanwhile,
) -> None:
    session = Session()
    list(Desk(meanwhile).ask(BURNS, "2021-11-06", "", session))
    After(meanwhile).suggested(session)
    assert meanwhile.limit is not None
    assert str(meanwhile.limit.start) == "2021-11-06"


def test_without_a_corpus_the_answer_stands_without_suggestions(meanwhile: Meanwhile) -> None:
    session = Session()
    asked(meanwhile, session)

    def gone() -> None:
        raise IndexMissing("There is no index.")

    meanwhile.happens = gone
    assert After(meanwhile).suggested(session).conversation is None


# asked again


def test_a_question_is_asked_again_within_the_same_and_edited_with_the_same_history(
    assistant: Assistant,
) -> None:
    desk, session = Desk(assistant), Session()
    list(desk.ask(BURNS, "2021-11-06", "2021-11-06", session))
    list(desk.ask("Who sent him?", "2021-11-06", "", session))
    list(desk.retried(session, 1))
    list(desk.edited(session, 1, " Who sent Burns to Moscow? "))
    questions = [turn.question for turn in session.turns.values()]
    assert questions == [BURNS, "Who sent him?", "Who sent him?", "Who sent Burns to Moscow?"]
    assert [turn.within.before for turn in session.turns.values()] == [None, None, 1, 1]
    assert len({turn.within.published for turn in list(session.turns.values())[1:]}) == 1


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_an_empty_edit_asks_nothing(assistant: Assistant, words: str) -> None:
    desk, session = Desk(assistant), Session()
    asked(assistant, session)
    assert list(desk.edited(session, 0, words)) == []
    assert list(desk.edited(session, 7, "Who?")) == []
    assert list(desk.retried(session, 7)) == []


def test_what_belongs_to_a_turn_leaves_with_it(assistant: Assistant) -> None:
    session = Session()
    number = asked(assistant, session)
    After(assistant).voted(session, number, "up")
    After(assistant).suggested(session)
    for _ in range(REMEMBERED):
        session.begin("Who?")
    assert number not in session.turns
    assert number not in session.votes
    assert number not in session.suggested
