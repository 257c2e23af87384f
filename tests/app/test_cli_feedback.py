"""``assistant feedback export`` gives eval cases that claim what the votes say, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_runner import CommandLine
from small_corpus import open_corpus, write_corpus

from assistant.app.eval_cases import eval_case
from assistant.assembly import Assistant
from assistant.chat import Turn
from assistant.chat.conversations import Conversations
from assistant.chat.feedback import Feedback, Thumb, Vote
from assistant.chat.shown import Shown, Within, advance
from assistant.domain import Answer, DateRange, DateReading, Form, Reason, Usage
from evals.cases import Case, Gold, GoldDates, load_cases
from evals.library import open_shelves
from evals.runner import run_cases

ANNA = "user:anna"
AT = "2022-03-04T05:06:07.000000+00:00"
QUESTIONS = (
    "What does Mayor Keller want a tax on?",
    "And who opposes it?",
    "What happened in Lindau on 10 November 2021?",
    "Sum up 12 November 2021",
    "Timeline of the ferry Albatross",
    "Who won the chess match in Riga?",
    "Who paid for the opera in Milan in 2019?",
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_corpus(tmp_path_factory.mktemp("town")) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def turns(town: Assistant) -> dict[str, Shown]:
    """The questions with their answers, as one conversation, by question."""
    told: dict[str, Shown] = {}
    for question in QUESTIONS:
        history = [Turn(one.question, one.answer) for one in told.values() if one.answer]
        shown = Shown(question)
        for event in town.stream(question, history=history):
            shown = advance(shown, event)
        told[question] = shown
    return told


@pytest.fixture
def real(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsys, canned=False)


def voted(shown: Shown, thumb: Thumb, comment: str = "", before: tuple[str, ...] = ()) -> Feedback:
    return Feedback("2hR", 3, Vote(thumb, comment, AT), shown, before)


def loaded(tmp_path: Path, *feedback: Feedback) -> list[Case]:
    """The cases as the evals read them."""
    path = tmp_path / "cases.jsonl"
    rows = [json.dumps(eval_case(one, "mine")) for one in feedback]
    path.write_text("\n".join(rows), "utf-8")
    return list(load_cases(path))


def of(shown: Shown, **changed: Any) -> Shown:
    """The turn with another answer."""
    assert shown.answer
    return replace(shown, answer=replace(shown.answer, **changed))


def answer(shown: Shown) -> Answer:
    assert shown.answer
    return shown.answer


def test_every_vote_is_a_case_that_the_evals_read_and_that_holds_today(
    real: CommandLine, turns: dict[str, Shown], tmp_path: Path
) -> None:
    conversations = Conversations(tmp_path / "store")
    id = conversations.begin(ANNA, QUESTIONS[0])
    for shown in turns.values():
        conversations.vote(ANNA, id, conversations.add(ANNA, id, shown), "up", "Right \x1b\u2028")
    conversations.close()
    ran = real("feedback", "export", "--store", "store", "--corpus", "town")
    assert (ran.code, ran.err) == (0, "")
    (tmp_path / "cases.jsonl").write_text(ran.out, "utf-8")
    cases = load_cases(tmp_path / "cases.jsonl")
    assert [case.question for case in cases] == list(QUESTIONS)
    assert [case.turns for case in cases] == [QUESTIONS[:at] for at in range(len(QUESTIONS))]
    assert {case.refusal for case in cases} == {True, False}
    assert {case.form for case in cases} == set(Form)
    (tmp_path / "news").mkdir()
    write_corpus(tmp_path / "news")
    with open_shelves({"town": tmp_path / "news"}) as shelves:
        run = run_cases(cases, shelves)
    assert {result.case.question: result.failed for result in run.results} == dict.fromkeys(
        QUESTIONS, ()
    )


def test_a_thumb_up_claims_what_was_cited_and_how_the_days_were_read(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    shown = turns[QUESTIONS[2]]
    (case,) = loaded(tmp_path, voted(shown, "up"))
    cited = answer(shown).citations
    assert (case.refusal, case.reason, case.form) == (False, None, Form.ANSWER)
    assert set(case.articles) == {one.article for one in cited}
    assert set(case.sentences) == {Gold(one.article, one.quote) for one in cited}
    assert case.dates == GoldDates(date(2021, 11, 10), date(2021, 11, 10), "either")
    assert case.as_of == answer(shown).as_of == date(2021, 11, 15)
    assert case.tags == ("feedback", "thumb-up")
    assert (case.keys, case.forbidden) == ((), ())


def test_the_page_s_days_are_from_and_to_and_no_reading_of_the_question(
    town: Assistant, tmp_path: Path
) -> None:
    limit = DateRange(date(2021, 11, 2), date(2021, 11, 5))
    shown = Shown(QUESTIONS[0], Within(limit))
    for event in town.stream(shown.question, limit=limit):
        shown = advance(shown, event)
    assert answer(shown).dates.limit
    (case,) = loaded(tmp_path, voted(shown, "up"))
    assert case.limit == limit
    assert case.dates is None


def test_days_that_the_asker_set_are_no_reading_of_the_question_either(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    given = DateReading(DateRange(date(2021, 11, 10), None), "published")
    shown = replace(turns[QUESTIONS[2]], within=Within(dates=given))
    (case,) = loaded(tmp_path, voted(shown, "up"))
    assert case.dates is None
    assert "days-changed" in case.tags
    assert "(2021-11-10 to ...): say them in the question" in case.note


def test_a_thumb_up_on_a_refusal_claims_its_reason(turns: dict[str, Shown], tmp_path: Path) -> None:
    shown = turns[QUESTIONS[5]]
    (case,) = loaded(tmp_path, voted(shown, "up"))
    assert (case.refusal, case.reason) == (True, answer(shown).reason)
    assert case.reason is not None
    assert (case.articles, case.sentences) == ((), ())


def test_that_a_model_wrote_nothing_that_holds_is_no_reason_to_claim(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    shown = of(turns[QUESTIONS[5]], reason=Reason.NOT_SUPPORTED, usage=Usage("llm", "small"))
    (case,) = loaded(tmp_path, voted(shown, "up"))
    assert (case.refusal, case.reason) == (True, None)
    assert "written" in case.tags
    assert "Written by small." in case.note


def test_a_thumb_down_on_a_refusal_claims_that_there_is_an_answer(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    (case,) = loaded(tmp_path, voted(turns[QUESTIONS[5]], "down", "It was Ivanov"))
    assert (case.refusal, case.reason, case.articles) == (False, None, ())
    assert case.tags == ("feedback", "thumb-down", "curate")
    assert case.note == (
        'Thumb down on 2022-03-04. Comment: "It was Ivanov". Refused (not_in_corpus): add the '
        "articles that answer it, and keys."
    )


def test_a_thumb_down_forbids_a_single_sentence_and_not_one_of_several(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    claims = answer(turns[QUESTIONS[3]]).claims
    assert len(claims) > 1
    shown = of(turns[QUESTIONS[2]], claims=claims, text=" ".join(one.text for one in claims))
    alone = of(shown, claims=claims[:1])
    digest = of(shown, claims=claims[:1], form=Form.DIGEST)
    single, several, day = (eval_case(voted(one, "down"), "mine") for one in (alone, shown, digest))
    assert single
    assert several
    assert day
    assert single["forbidden"] == [claims[0].text]
    assert (several["forbidden"], day["forbidden"]) == ([], [])
    assert (several["articles"], several["sentences"], several["dates"]) == ([], [], None)
    assert claims[1].text in several["note"]
    loaded(tmp_path, voted(alone, "down"))


def test_half_a_character_becomes_a_mark_that_a_file_can_hold(
    turns: dict[str, Shown], tmp_path: Path
) -> None:
    shown = replace(turns[QUESTIONS[0]], question="Who \ud800?")
    (case,) = loaded(tmp_path, voted(shown, "up", "\udc00", before=("\ud800?", " ")))
    assert (case.question, case.turns) == ("Who \ufffd?", ("\ufffd?",))
    assert '"\ufffd"' in case.note


def test_the_id_stays_when_the_vote_changes_and_tells_nothing_of_the_conversation(
    turns: dict[str, Shown],
) -> None:
    up, down = (eval_case(voted(turns[QUESTIONS[0]], thumb), "mine") for thumb in ("up", "down"))
    assert up
    assert down
    assert up["id"] == down["id"]
    assert "2hR" not in json.dumps(up)


@pytest.mark.parametrize(("votes", "printed"), [("up", [0]), ("down", [1]), ("all", [0, 1])])
def test_only_the_votes_that_were_asked_for_are_printed(
    real: CommandLine, turns: dict[str, Shown], tmp_path: Path, votes: str, printed: list[int]
) -> None:
    conversations = Conversations(tmp_path / "store")
    id = conversations.begin(ANNA, QUESTIONS[0])
    for question, thumb in zip(QUESTIONS, ("up", "down"), strict=False):
        conversations.vote(ANNA, id, conversations.add(ANNA, id, turns[question]), thumb)  # type: ignore[arg-type]
    conversations.close()
    ran = real("feedback", "export", "--store", "store", "--votes", votes)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["question"] for row in rows] == [QUESTIONS[at] for at in printed]
    assert {row["corpus"] for row in rows} == {"mine"}


def test_votes_without_an_answer_are_counted_and_left_out(
    real: CommandLine, tmp_path: Path
) -> None:
    conversations = Conversations(tmp_path / "store")
    id = conversations.begin(ANNA, "Who?")
    for shown in (Shown("Who?", stopped=True), Shown("Who?", error="No model answered.")):
        conversations.vote(ANNA, id, conversations.add(ANNA, id, shown), "down")
    conversations.close()
    ran = real("feedback", "export", "--store", "store")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "2 votes were left out: no answer came, or it cannot be read\n"


def test_where_nothing_was_kept_that_is_said_and_nothing_is_made(
    real: CommandLine, tmp_path: Path
) -> None:
    ran = real("feedback", "export", "--store", "store")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("there are no such votes in store: ")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_one_line_and_exit_1(real: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "conversations.sqlite").write_bytes(b"no database" * 100)
    ran = real("feedback", "export", "--store", "store")
    assert ran.code == 1
    assert ran.err.startswith("assistant: The conversations in store/conversations.sqlite cannot")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("argv", [["--votes", "some"], ["--corpus", " "], ["now"]])
def test_what_makes_no_sense_is_bad_usage(real: CommandLine, argv: list[str]) -> None:
    assert real("feedback", "export", *argv).code == 2
