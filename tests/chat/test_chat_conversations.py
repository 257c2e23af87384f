"""Conversations are kept for their owner, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.assembly import Assistant
from assistant.chat.conversations import Conversations
from assistant.chat.shown import Shown, Within, advance
from assistant.errors import ConversationError, ConversationMissing, QuestionError

ANNA, BEN = "user:anna", "browser:3f9a"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    conversations = Conversations(tmp_path / "store")
    yield conversations
    conversations.close()


@pytest.fixture(scope="module")
def answered(town: Assistant) -> Shown:
    """A question with all that comes of it."""
    shown = Shown("What does Mayor Keller want?")
    for event in town.stream(shown.question):
        shown = advance(shown, event)
    assert shown.answer is not None
    assert shown.citations
    return shown


def stopped(question: str) -> Shown:
    return Shown(question, stopped=True)


def asked(kept: Conversations, owner: str, *shown: Shown) -> str:
    """The id of a conversation of these turns."""
    id = kept.begin(owner, shown[0].question)
    for one in shown:
        kept.add(owner, id, one)
    return id


def test_a_conversation_comes_back_after_a_restart(tmp_path: Path, answered: Shown) -> None:
    before = Conversations(tmp_path)
    id = before.begin(ANNA, answered.question)
    number = before.add(ANNA, id, Shown(answered.question))
    before.put(ANNA, id, number, answered)
    before.close()
    after = Conversations(tmp_path)
    assert after.turns(ANNA, id) == {0: answered}
    (listed,) = after.listed(ANNA)
    assert (listed.id, listed.title, listed.turns) == (id, answered.question, 1)
    assert listed == after.conversation(ANNA, id)
    after.close()


def test_reading_creates_nothing(tmp_path: Path) -> None:
    kept = Conversations(tmp_path / "store")
    assert kept.listed(ANNA) == []
    assert list(kept.feedback()) == []
    with pytest.raises(ConversationMissing):
        kept.turns(ANNA, "some")
    assert list(tmp_path.iterdir()) == []


OTHERS: dict[str, Callable[[Conversations, str, str], object]] = {
    "conversation": lambda kept, owner, id: kept.conversation(owner, id),
    "turns": lambda kept, owner, id: kept.turns(owner, id),
    "add": lambda kept, owner, id: kept.add(owner, id, stopped("Mine?")),
    "put": lambda kept, owner, id: kept.put(owner, id, 0, stopped("Mine?")),
    "rename": lambda kept, owner, id: kept.rename(owner, id, "Mine"),
    "delete": lambda kept, owner, id: kept.delete(owner, id),
    "vote": lambda kept, owner, id: kept.vote(owner, id, 0, "up"),
    "votes": lambda kept, owner, id: kept.votes(owner, id),
}


@pytest.mark.parametrize("method", OTHERS)
def test_what_is_another_s_is_as_if_it_were_not_there(kept: Conversations, method: str) -> None:
    id = asked(kept, ANNA, stopped("Whose?"))
    gone = asked(kept, BEN, stopped("Gone?"))
    kept.delete(BEN, gone)
    before = (kept.listed(ANNA), kept.turns(ANNA, id), kept.votes(ANNA, id))
    said = set()
    for owner, which in [(BEN, id), (BEN, gone), (ANNA, "never"), (ANNA, "\ud800")]:
        with pytest.raises(ConversationMissing) as missing:
            OTHERS[method](kept, owner, which)
        said.add(str(missing.value))
    assert said == {"There is no such conversation here: it was deleted, or it is somebody else's."}
    assert (kept.listed(ANNA), kept.turns(ANNA, id), kept.votes(ANNA, id)) == before


def test_each_owner_s_list_is_their_own_last_changed_first(kept: Conversations) -> None:
    one, two = asked(kept, ANNA, stopped("One?")), asked(kept, ANNA, stopped("Two?"))
    three = asked(kept, BEN, stopped("Three?"))
    assert [found.id for found in kept.listed(ANNA)] == [two, one]
    kept.add(ANNA, one, stopped("And then?"))
    assert [found.id for found in kept.listed(ANNA)] == [one, two]
    assert [found.id for found in kept.listed(ANNA, most=1)] == [one]
    assert [found.id for found in kept.listed(BEN)] == [three]


@pytest.mark.parametrize("owner", ["\ud800", "user:\x00", "", "ü", "user:anna'; --", "\\ud800"])
def test_an_owner_may_be_any_text(kept: Conversations, owner: str) -> None:
    id = asked(kept, owner, stopped("Whose?"))
    others = ["\ud800", "?", "user:\x00", "", "ü", "user:", "\\ud800", "\\xfc"]
    assert [found.id for found in kept.listed(owner)] == [id]
    assert not [other for other in others if other != owner and kept.listed(other)]


def test_an_id_cannot_be_guessed_and_stands_in_a_link(kept: Conversations) -> None:
    ids = {kept.begin(ANNA, "Who?") for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(r"[\w-]{22}", id) for id in ids)


def test_times_are_those_of_the_clock_in_utc(kept: Conversations) -> None:
    before = datetime.now(UTC)
    id = asked(kept, ANNA, stopped("When?"))
    found = kept.conversation(ANNA, id)
    times = [datetime.fromisoformat(time) for time in (found.created, found.changed)]
    assert before <= times[0] <= times[1] <= datetime.now(UTC)


# turns


def test_numbers_go_on_and_are_each_conversation_s_own(kept: Conversations) -> None:
    one, two = kept.begin(ANNA, "One?"), kept.begin(ANNA, "Two?")
    assert [kept.add(ANNA, id, stopped("Q?")) for id in (one, one, two, one)] == [0, 1, 0, 2]
    assert list(kept.turns(ANNA, one)) == [0, 1, 2]


def test_a_turn_that_was_never_ended_comes_back_as_stopped(kept: Conversations) -> None:
    id = asked(kept, ANNA, Shown("Who?"))
    assert kept.turns(ANNA, id) == {0: Shown("Who?", stopped=True)}


def test_what_came_later_takes_the_place_of_what_was_before(
    kept: Conversations, answered: Shown
) -> None:
    id = asked(kept, ANNA, Shown("Who?"))
    kept.put(ANNA, id, 0, replace(answered, answer=None, stopped=True))
    kept.put(ANNA, id, 0, answered)
    assert kept.turns(ANNA, id) == {0: answered}


@pytest.mark.parametrize("number", [1, -1, 2**70])
def test_a_turn_that_is_not_there_is_missing(kept: Conversations, number: int) -> None:
    id = asked(kept, ANNA, stopped("Who?"))
    with pytest.raises(ConversationMissing):
        kept.put(ANNA, id, number, stopped("Who?"))
    with pytest.raises(ConversationMissing):
        kept.vote(ANNA, id, number, "up")


def test_many_threads_may_add_at_once(kept: Conversations) -> None:
    id = kept.begin(ANNA, "Who?")

    def add(number: int) -> int:
        place = kept.add(ANNA, id, stopped(f"{number}?"))
        kept.put(ANNA, id, place, stopped(f"{number}!"))
        return place

    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(add, range(80)))
    turns = kept.turns(ANNA, id)
    assert sorted(places) == list(turns) == list(range(80))
    assert {turns[place].question for place in places} == {f"{number}!" for number in range(80)}


# titles


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("  Who   paid\nfor it? ", "Who paid for it?"),
        ("x" * 81, "x" * 79 + "…"),
        ("a\x00b\x1b\ud800c", "abc"),
        ("\u202e \u200b", "Conversation"),
    ],
)
def test_the_first_question_is_the_title_in_one_short_line(
    kept: Conversations, question: str, title: str
) -> None:
    assert kept.conversation(ANNA, kept.begin(ANNA, question)).title == title


def test_a_conversation_may_be_renamed_in_one_line_of_200_characters(kept: Conversations) -> None:
    id = asked(kept, ANNA, stopped("Who?"))
    kept.rename(ANNA, id, " The \n bridge ")
    assert kept.conversation(ANNA, id).title == "The bridge"
    kept.rename(ANNA, id, "é" * 300)
    assert kept.conversation(ANNA, id).title == "é" * 199 + "…"
    with pytest.raises(QuestionError):
        kept.rename(ANNA, id, " \n\t\u200b ")
    assert kept.conversation(ANNA, id).title == "é" * 199 + "…"


def test_a_new_name_does_not_move_a_conversation_up(kept: Conversations) -> None:
    one, two = asked(kept, ANNA, stopped("One?")), asked(kept, ANNA, stopped("Two?"))
    kept.rename(ANNA, one, "First")
    assert [found.id for found in kept.listed(ANNA)] == [two, one]


# votes


def test_a_vote_is_kept_changed_and_taken_back(kept: Conversations) -> None:
    id = asked(kept, ANNA, stopped("Who?"), stopped("Where?"))
    kept.vote(ANNA, id, 1, "down", "Wrong \ud800\x00 day")
    found = kept.votes(ANNA, id)
    assert [(at, one.vote, one.comment) for at, one in found.items()] == [
        (1, "down", "Wrong \ud800\x00 day")
    ]
    assert datetime.fromisoformat(found[1].at).tzinfo is not None
    kept.vote(ANNA, id, 1, "up")
    assert [(one.vote, one.comment) for one in kept.votes(ANNA, id).values()] == [("up", "")]
    kept.vote(ANNA, id, 1, None)
    assert kept.votes(ANNA, id) == {}


def test_a_comment_that_is_too_long_and_a_vote_that_is_none_are_refused(
    kept: Conversations,
) -> None:
    id = asked(kept, ANNA, stopped("Who?"))
    with pytest.raises(QuestionError, match="2,001 characters: shorten it to 2,000"):
        kept.vote(ANNA, id, 0, "up", "x" * 2_001)
    with pytest.raises(QuestionError, match="up or down"):
        kept.vote(ANNA, id, 0, "sideways")  # type: ignore[arg-type]
    assert kept.votes(ANNA, id) == {}


def test_feedback_is_every_owner_s_votes_oldest_first_with_the_questions_before(
    kept: Conversations, answered: Shown
) -> None:
    again = replace(answered, question="Again?", within=Within(before=1))
    turns = [answered, replace(answered, question="Why?"), stopped("When?"), again, answered]
    one, two = asked(kept, ANNA, *turns), asked(kept, BEN, answered)
    kept.vote(BEN, two, 0, "down", "No")
    kept.vote(ANNA, one, 3, "up")
    kept.vote(ANNA, one, 2, "up")
    kept.vote(ANNA, one, 4, "up")
    told = [(one.conversation, one.number, one.shown.question) for one in kept.feedback()]
    first = answered.question
    assert told == [(two, 0, first), (one, 3, "Again?"), (one, 2, "When?"), (one, 4, first)]
    before = [one.before for one in kept.feedback()]
    assert before == [(), (first,), (first, "Why?"), (first, "Why?", "Again?")]
    assert [one.vote.comment for one in kept.feedback()] == ["No", "", "", ""]
    assert next(kept.feedback()).shown == answered


def test_a_vote_that_is_taken_back_while_feedback_is_read_is_left_out(kept: Conversations) -> None:
    id = asked(kept, ANNA, stopped("Who?"), stopped("Where?"))
    kept.vote(ANNA, id, 0, "up")
    kept.vote(ANNA, id, 1, "up")
    feedback = kept.feedback()
    assert next(feedback).number == 0
    kept.vote(ANNA, id, 1, None)
    assert list(feedback) == []


# deleted


def test_a_deleted_conversation_is_gone_with_its_turns_and_votes(
    kept: Conversations, tmp_path: Path
) -> None:
    id = asked(kept, ANNA, stopped("Where is the treasure buried?"))
    other = asked(kept, ANNA, stopped("Who?"))
    kept.vote(ANNA, id, 0, "down", "Under the oak")
    kept.delete(ANNA, id)
    assert [found.id for found in kept.listed(ANNA)] == [other]
    assert list(kept.feedback()) == []
    left = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir())
    assert b"treasure" not in left
    assert b"oak" not in left
    assert b"Who?" in left


# of another version


def test_a_turn_of_a_later_version_is_shown_as_an_error_and_never_overwritten(
    kept: Conversations,
) -> None:
    id = asked(kept, ANNA, stopped("Who?"), stopped("Where?"))
    later = '{"question":"Who?","mood":"glad"}'
    with kept._file.writing() as rows:
        rows.execute("UPDATE turns SET shown = ? WHERE number = 0", (later,))
    turns = kept.turns(ANNA, id)
    assert turns[0].question == "Who?"
    assert "another version of the assistant" in (turns[0].error or "")
    assert not turns[0].busy
    assert turns[1] == stopped("Where?")
    with pytest.raises(ConversationError, match="another version"):
        kept.put(ANNA, id, 0, stopped("Who?"))
    kept.vote(ANNA, id, 0, "up")
    assert [one.shown.error for one in kept.feedback()] == [turns[0].error]
    with kept._file.reading() as rows:
        assert rows
        assert rows.execute("SELECT shown FROM turns WHERE number = 0").fetchone() == (later,)
