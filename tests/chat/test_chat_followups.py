"""Follow-ups are made whole; questions that stand alone stay as they are."""

from __future__ import annotations

from datetime import date

import pytest
from chat_turns import TODAY, turn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chat import Turn, followups
from assistant.chat.turns import HISTORY, LONGEST
from assistant.dates import read_dates
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError


def held(question: str, turns: list[Turn]) -> DateRange | None:
    """The days of the turns before that hold for a question."""
    dates = make_whole(question, turns)[1]
    return dates.limit if dates else None


def make_whole(question: str, turns: list[Turn]) -> tuple[str, DateReading | None]:
    return followups.make_whole(question, read_dates(question, TODAY), turns, TODAY)


BURNS = "But in a bid to prevent any escalation, Biden sent Burns to Moscow on Tuesday."
BRITAIN = "And Britain said Friday it was sending 10 engineering soldiers to help Poland."
MAXAR = "Satellite images taken by Maxar Technologies on Monday demonstrate the movements."
SUMMIT = "The pair held a summit in Geneva in June, during which they transmitted grievances."
MILLEY = "At the Aspen Security Forum, Mark Milley said it was “nothing overtly aggressive”."
MEDVEDEV = "Recently, Dmitry Medvedev wrote a similar article denigrating Ukraine and its leaders."
KIRBY = "Pentagon spokesman John Kirby said Friday that the size of units is unusual."
PIPELINE = "Kiev has pushed the US to do more to stop the gas pipeline known as Nord Stream 2."

PAIRS = [
    # he, she, him, his, her
    (
        "What did Burns do in Moscow?",
        BURNS,
        "And what did he say about gas?",
        "What did Burns say about gas?",
    ),
    (
        "Who did Burns meet when Biden sent him to Moscow?",
        BURNS,
        "What did he say about gas?",
        "What did Burns say about gas?",
    ),
    # whom the answer names, where that was asked
    ("Who did Biden send to Moscow?", BURNS, "Did he meet Zelensky?", "Did Burns meet Zelensky?"),
    (
        "Who was sent to Moscow?",
        "Officials say William Burns was sent.",
        "What did he want there?",
        "What did William Burns want in Moscow?",
    ),
    (
        "Where did Blinken talk with Zelensky?",
        "They met at the summit.",
        "And whom will he meet next week?",
        "Whom will Blinken meet next week?",
    ),
    (
        "What does Andrea Kendall-Taylor think of the moves?",
        "It is clear.",
        "Which way does she want the balance to go?",
        "Which way does Andrea Kendall-Taylor want the balance to go?",
    ),
    (
        "What did Evelyn Farkas say about Article 5?",
        "It is emphasized.",
        "What was her job?",
        "What was Evelyn Farkas’s job?",
    ),
    (
        "What did Lukashenko threaten?",
        "He threatened it.",
        "Who opposes him?",
        "Who opposes Lukashenko?",
    ),
    (
        "Who is the longtime ruler of Belarus?",
        "",
        "What has he threatened?",
        "What has the longtime ruler of Belarus threatened?",
    ),
    (
        "Who is the longtime ruler of Belarus?",
        "The longtime dictator of Belarus, Alexander Lukashenko, faces sanctions.",
        "What has he threatened?",
        "What has Alexander Lukashenko threatened?",
    ),
    (
        "In which city did Biden and Putin hold a summit?",
        SUMMIT,
        "What did Biden warn him about there?",
        "What did Biden warn Putin about in Geneva?",
    ),
    # they, them, their
    (
        "What do European diplomats say about Russia?",
        "It is worrying.",
        "Are they worried?",
        "Are European diplomats worried?",
    ),
    (
        "What did Biden and Putin discuss?",
        SUMMIT,
        "When did they meet?",
        "When did Biden and Putin meet?",
    ),
    (
        "Did Moscow send any troops to Belarus?",
        "It sent paratroopers.",
        "When will they go home?",
        "When will the troops go home?",
    ),
    (
        "Which sanctions did Biden lift?",
        "He lifted some.",
        "Whom did they hurt?",
        "Whom did the sanctions hurt?",
    ),
    (
        "What do Ukrainian officials want?",
        "They want more.",
        "What is their main worry?",
        "What is Ukrainian officials’ main worry?",
    ),
    # it, its, there
    (
        "What has Kiev asked the US to do?",
        PIPELINE,
        "Why is it so worried?",
        "Why is Kiev so worried?",
    ),
    (
        "Which company took the satellite pictures?",
        MAXAR,
        "How much did it charge for them?",
        "How much did Maxar Technologies charge for the satellite pictures?",
    ),
    (
        "What is Nord Stream 2?",
        PIPELINE,
        "Why does Ukraine oppose it?",
        "Why does Ukraine oppose Nord Stream 2?",
    ),
    (
        "When did the storm hit the town?",
        "A storm hit on Tuesday.",
        "How many trees did it fell?",
        "How many trees did the storm fell?",
    ),
    (
        "When did Russia invade Crimea?",
        "It invaded in 2014.",
        "Who lives there?",
        "Who lives in Crimea?",
    ),
    # and in Poland, what about Britain
    (
        "What has Russia done in Belarus?",
        "It sent paratroopers.",
        "And in Poland?",
        "What has Russia done in Poland?",
    ),
    ("What did Russia do?", "It sent troops.", "In Crimea?", "What did Russia do in Crimea?"),
    (
        "What is Poland doing at its border?",
        "It sent troops.",
        "what about Britain?",
        "What is Britain doing at its border?",
    ),
    (
        "How many soldiers did Britain send to Poland?",
        BRITAIN,
        "And Germany?",
        "How many soldiers did Germany send to Poland?",
    ),
    (
        "How many soldiers did Britain send?",
        BRITAIN,
        "And tanks?",
        "How many tanks did Britain send?",
    ),
    ("What did Jake Sullivan say?", "He said so.", "And John Kerry?", "What did John Kerry say?"),
    (
        "What did Milley say about Russia?",
        "Nothing aggressive.",
        "What about Peskov?",
        "What did Peskov say about Russia?",
    ),
    (
        "What did Burns say about Russia?",
        "It is close.",
        "What about gas?",
        "What did Burns say about gas?",
    ),
    (
        "What did Burns say about Russia?",
        "It is close.",
        "And about gas?",
        "What did Burns say about gas?",
    ),
    # why, when, where, who else
    (
        "How many soldiers did Britain send to Poland?",
        BRITAIN,
        "Why?",
        "Why did Britain send soldiers to Poland?",
    ),
    (
        "Who did Biden send to Moscow?",
        BURNS,
        "And when was that?",
        "When did Biden send Burns to Moscow?",
    ),
    (
        "Who did Biden send to Moscow?",
        "",
        "And when was that?",
        "When did Biden send someone to Moscow?",
    ),
    (
        "Who did Biden send to Moscow?",
        BURNS,
        "Why did he do that?",
        "Why did Biden send Burns to Moscow?",
    ),
    ("What did Burns do in Moscow?", BURNS, "Why?", "Why did Burns do that in Moscow?"),
    (
        "What did Milley say about Russia?",
        "Nothing.",
        "Where did he say that?",
        "Where did Milley say that about Russia?",
    ),
    (
        "Where did Blinken meet Zelensky?",
        "On the sidelines.",
        "When exactly?",
        "When did Blinken meet Zelensky?",
    ),
    ("Is the bridge closed?", "It will close.", "Since when?", "Since when is the bridge closed?"),
    ("Who warned Putin?", "Officials are warning Putin.", "Who else?", "Who else warned Putin?"),
    (
        "Did Britain send soldiers to Poland?",
        BRITAIN,
        "How many?",
        "How many (Did Britain send soldiers to Poland)?",
    ),
    # said about it, about them
    (
        "What did Milley say about Russia?",
        MILLEY,
        "What did Kirby say about it?",
        "What did Kirby say about Russia?",
    ),
    (
        "What is Nord Stream 2?",
        PIPELINE,
        "What did Ukraine say about it?",
        "What did Ukraine say about Nord Stream 2?",
    ),
    (
        "What did Ukraine say about Nord Stream 2?",
        PIPELINE,
        "What did Germany think of it?",
        "What did Germany think of Nord Stream 2?",
    ),
    (
        "What did Burns say about gas?",
        BURNS,
        "What did Putin say about it?",
        "What did Putin say about gas?",
    ),
    (
        "Where are the paratroopers?",
        "In Belarus.",
        "What did Peskov say about them?",
        "What did Peskov say about the paratroopers?",
    ),
    (
        "What did Lukashenko threaten?",
        "He threatened it.",
        "What did Putin say about him?",
        "What did Putin say about Lukashenko?",
    ),
    (
        "What did Milley say about Russia?",
        MILLEY,
        "Who said it?",
        "Who said it (Milley Russia)?",
    ),
    # whom the answer names, and whom it does not
    (
        "Who did Biden send to Moscow?",
        BURNS,
        "What did he say of gas?",
        "What did Burns say of gas?",
    ),
    (
        "To whom did Biden talk?",
        "Biden talked to Angela Merkel.",
        "What did she say of gas?",
        "What did Angela Merkel say of gas?",
    ),
    (
        "Who is Mark Milley?",
        "Speaking to Lester Holt, General Mark Milley said so.",
        "What did he say?",
        "What did Mark Milley say?",
    ),
    (
        "Who did Burns meet when Biden sent him to Moscow?",
        "Burns telephoned Volodymyr Zelensky.",
        "What did he say of gas?",
        "What did Burns say of gas?",
    ),
    # who is he
    ("What did Lukashenko threaten?", "He did.", "Who is he?", "Who is Lukashenko?"),
    ("What has Russia done at Yelnya?", "It has.", "What is it?", "What is Russia?"),
    # how many are there: not a place
    (
        "What did Biden say about US troops?",
        "Nothing.",
        "How many are there?",
        "How many are there (Biden US troops)?",
    ),
    (
        "What did Russia send to Belarus?",
        "It sent paratroopers.",
        "How many people live there?",
        "How many people live in Belarus?",
    ),
    # another thing counted
    (
        "How many soldiers did Britain send to Poland?",
        BRITAIN,
        "How many troops?",
        "How many troops did Britain send to Poland?",
    ),
    (
        "How many engineering soldiers did Britain send?",
        BRITAIN,
        "And how many battle tanks?",
        "How many battle tanks did Britain send?",
    ),
    ("How many people died?", "Two.", "How many soldiers?", "How many soldiers died?"),
    (
        "What did Russia send to Belarus?",
        "It sent paratroopers.",
        "How many troops?",
        "How many troops (What did Russia send to Belarus)?",
    ),
    # names without capitals
    ("What did Milley say?", MEDVEDEV, "and medvedev?", "What did Medvedev say?"),
    (
        "What did Milley say?",
        MEDVEDEV,
        "what about an article?",
        "What did Milley say about an article?",
    ),
    (
        "How many soldiers did Britain send?",
        BRITAIN,
        "and germany?",
        "How many soldiers did Germany send?",
    ),
    # more of the same
    *(
        ("What did Milley say about Russia?", MILLEY, more, "What did Milley say about Russia?")
        for more in ("tell me more", "More?", "What else?", "ok, go on", "Can you tell me more?")
    ),
    # nothing new
    (
        "How many soldiers did Britain send to Poland?",
        BRITAIN,
        "And Poland?",
        "How many soldiers did Britain send to Poland?",
    ),
    # what was asked for, put back
    (
        "What did Milley say about Russia?",
        MILLEY,
        "To whom?",
        "To whom did Milley say that about Russia?",
    ),
    (
        "To whom did Milley say that?",
        MILLEY,
        "Where?",
        "Where did Milley say that?",
    ),
    ("Who did Milley warn?", MILLEY, "When?", "When did Milley warn someone?"),
    ("Who was sent to Moscow?", BURNS, "When?", "When was Burns sent to Moscow?"),
    (
        "Who did Burns talk with?",
        "Burns talked with Zelensky.",
        "Why?",
        "Why did Burns talk with Zelensky?",
    ),
    (
        "Which countries are worried about Russia?",
        "x",
        "Why?",
        "Why are countries worried about Russia?",
    ),
    (
        "What is Poland doing at its border?",
        "x",
        "Why?",
        "Why is Poland doing that at its border?",
    ),
    (
        "What did European diplomats say?",
        "x",
        "When was that?",
        "When did European diplomats say that?",
    ),
    (
        "What did Milley say that Russia did?",
        "x",
        "When?",
        "When did Milley say that Russia did?",
    ),
    ("What did Biden warn Putin about?", "x", "Why?", "Why did Biden warn Putin about that?"),
    ("What has Kiev asked the US to do?", "x", "Why?", "Why has Kiev asked the US to do that?"),
    (
        "What does Lukashenko threaten to cut off?",
        "x",
        "Why?",
        "Why does Lukashenko threaten to cut that off?",
    ),
    ("What did Biden and Putin discuss?", SUMMIT, "Why?", "Why did Biden and Putin discuss that?"),
    ("How many soldiers are there in Poland?", "x", "Why?", "Why are there soldiers in Poland?"),
    ("How concerned is the US?", "x", "Since when?", "Since when is the US concerned?"),
    ("Who is Victoria Nuland?", "x", "Why?", "Why (Who is Victoria Nuland)?"),
    (
        "Who did the president send to Moscow?",
        BURNS,
        "Why?",
        "Why (Who did the president send to Moscow)?",
    ),
    # what was pointed at
    (
        "What has Kiev asked the US to do?",
        PIPELINE,
        "Why is it so bothered by the pipeline?",
        "Why is Kiev so bothered by the pipeline (US)?",
    ),
    (
        "Who opposes the hotel tax?",
        "Brandt opposes it.",
        "Is that legal?",
        "Is that legal (opposes hotel tax)?",
    ),
    (
        "Who opposes the hotel tax?",
        "Brandt opposes it.",
        "How high is that tax?",
        "How high is that tax (opposes hotel)?",
    ),
    (
        "Who opposes the hotel tax?",
        "Brandt opposes it.",
        "Tell me more about that.",
        "Tell me more about that (opposes hotel tax)?",
    ),
]


@pytest.mark.parametrize(
    ("first", "claim", "then", "whole"),
    PAIRS,
    ids=[f"{first} {then}" for first, _, then, _ in PAIRS],
)
def test_a_follow_up_is_made_whole(first: str, claim: str, then: str, whole: str) -> None:
    before = turn(first, *([claim] if claim else []))
    assert make_whole(then, [before])[0] == whole


ALONE = [
    "What did Russia say about its troops?",
    "Is it true that Russia plans an invasion?",
    "Is there any sign that Russia will invade?",
    "Are there talks between the US and Russia?",
    "How is Britain helping Poland with its border?",
    "Who said that the harbour lights failed?",
    "What is the pipeline that Biden spared?",
    "What happened this week?",
    "What did Putin write this summer?",
    "Why does Ukraine say the US has not done enough?",
    "What did Milley say he saw at the border?",
    "Which countries does Lukashenko threaten with their own gas?",
    "Did Blinken and Zelensky talk about their common concerns?",
    "Who did Burns meet when Biden sent him to Moscow?",
    "Why are diplomats worried that Russia might act on its threats?",
    "How likely is it that Putin invades?",
    "Does the administration know what it wants?",
    "What did people on the ferry do when it ran aground?",
    "Who leads Belarus and what has he done?",
    "How long does it take to cross the lake?",
    "What do critics say about that country’s leader Lukashenko?",
    "Who is Victoria Nuland?",
    "Where is Yelnya?",
    "And what did Biden say about sanctions?",
    "What happened on 2021-11-06?",
    "Tell me about Nord Stream 2",
    "Russian troops near Yelnya",
    "sanctions against Russia",
    "Poland",
]


@pytest.mark.parametrize("question", ALONE)
@pytest.mark.parametrize(
    "before", [turn("What did Burns do in Moscow?", BURNS), turn("Who opposes the hotel tax?")]
)
def test_a_question_that_stands_alone_stays_as_it_is(question: str, before: Turn) -> None:
    assert make_whole(question, [before, before]) == (question, None)


@pytest.mark.parametrize("then", sorted({then for _, _, then, _ in PAIRS}))
def test_without_a_turn_before_nothing_changes(then: str) -> None:
    assert make_whole(then, []) == (then, None)


def test_what_was_spoken_of_may_lie_some_turns_back() -> None:
    turns = [turn("What did Burns do in Moscow?", BURNS), turn("How is the weather?")]
    assert make_whole("And what did he say about gas?", turns)[0] == "What did Burns say about gas?"


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    first = turn("What did Burns do in Moscow?", BURNS)
    second = turn("And what did he say about gas?", rewritten="What did Burns say about gas?")
    assert make_whole("And about Poland?", [first, second])[0] == "What did Burns say about Poland?"
    assert make_whole("Did he lie?", [first, second])[0] == "Did Burns lie?"


CHAINS = [
    (
        "What did Milley say about Russia?",
        MILLEY,
        [
            ("To whom?", "To whom did Milley say that about Russia?"),
            ("Where?", "Where did Milley say that about Russia?"),
            ("And Kirby?", "Where did Kirby say that about Russia?"),
            ("more", "Where did Kirby say that about Russia?"),
        ],
    ),
    (
        "How many soldiers did Britain send to Poland?",
        BRITAIN,
        [
            ("And Poland?", "How many soldiers did Britain send to Poland?"),
            ("Why?", "Why did Britain send soldiers to Poland?"),
            ("How many?", "How many (Why did Britain send soldiers to Poland)?"),
            ("And Germany?", "Why did Germany send soldiers to Poland?"),
        ],
    ),
    (
        "Who will send soldiers to Poland?",
        "Nothing.",
        [
            ("By whom?", "By whom will someone send soldiers to Poland?"),
            ("Who else?", "Who else (By whom will someone send soldiers to Poland)?"),
            ("How many?", "How many (By whom will someone send soldiers to Poland)?"),
            ("Why?", "Why will someone send soldiers to Poland?"),
        ],
    ),
    (
        "Who opposes the hotel tax?",
        "Brandt opposes it.",
        [
            ("Is that legal?", "Is that legal (opposes hotel tax)?"),
            ("Why?", "Why is that legal (opposes hotel tax)?"),
        ],
    ),
    (
        "What did Ukraine say about Nord Stream 2?",
        PIPELINE,
        [
            ("Who said it?", "Who said it (Ukraine Nord Stream 2)?"),
            ("What did Russia say about it?", "What did Russia say about Nord Stream 2?"),
        ],
    ),
    ("Poland", BRITAIN, [("Why?", "Why (Poland)?"), ("And Russia?", "Russia (Poland)?")]),
]


@pytest.mark.parametrize(("first", "claim", "thens"), CHAINS, ids=[chain[0] for chain in CHAINS])
def test_a_chain_of_fragments_stays_a_question(
    first: str, claim: str, thens: list[tuple[str, str]]
) -> None:
    turns = [turn(first, claim)]
    for then, whole in thens:
        assert make_whole(then, turns)[0] == whole
        turns.append(turn(then, claim, rewritten=whole))


FRAGMENTS = ["When?", "Where?", "Why?", "To whom?", "Who else?", "What else?", "How many?"]
FRAGMENTS += ["And Germany?", "How many tanks?", "And kirby?", "Is that true?", "Who said it?"]


@given(st.sampled_from(PAIRS), st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_notes_are_never_nested_along_any_chain(
    pair: tuple[str, str, str, str], thens: list[str]
) -> None:
    first, claim, _, _ = pair
    turns = [turn(first, *([claim] if claim else []))]
    for then in thens:
        whole, _ = make_whole(then, turns)
        assert whole.count("(") <= 1
        assert "that that" not in whole
        turns.append(turn(then, claim or "x", rewritten=whole if whole != then else None))


def test_more_of_nothing_stays_more() -> None:
    assert make_whole("more", [turn("tell me more")]) == ("more", None)


def test_what_lies_further_back_than_the_history_is_forgotten() -> None:
    old, later = turn("What did Burns do?", BURNS), turn("How is the weather?")
    question = "What did he say about gas?"
    assert "Burns" in make_whole(question, [old, *[later] * (HISTORY - 1)])[0]
    assert "Burns" not in make_whole(question, [old, *[later] * HISTORY])[0]


def test_a_whole_question_is_never_longer_than_a_question_may_be() -> None:
    before = turn("Who likes " + "very " * 390 + "much cheese in Lindau?")
    question = "And " + "in Lindau" * 1 + "?"
    assert len(make_whole("And " + "x" * 300 + "?", [before])[0]) <= LONGEST
    assert len(make_whole(question, [before])[0]) <= LONGEST


DAY = DateRange(date(2021, 11, 6), date(2021, 11, 6), "on 2021-11-06")
DATED = turn("What did Burns say on 2021-11-06?", BURNS)


@pytest.mark.parametrize(
    "then", ["And Milley?", "Why?", "And what did he say about gas?", "And who is Putin?"]
)
def test_the_days_of_the_question_before_hold_for_a_follow_up(then: str) -> None:
    assert held(then, [DATED]) == DAY


def test_they_hold_along_a_chain_of_follow_ups_and_end_with_a_fresh_question() -> None:
    second = turn("And Milley?", rewritten="What did Milley say on 2021-11-06?")
    fresh = turn("Who is Victoria Nuland?")
    assert held("And Peskov?", [DATED, second]) == DAY
    assert make_whole("Who is Victoria Nuland?", [DATED])[1] is None
    assert make_whole("What is her job?", [DATED, fresh])[1] is None


def test_days_that_a_follow_up_names_take_the_place_of_the_earlier_ones() -> None:
    assert make_whole("And on 2021-11-15?", [DATED])[0] == "What did Burns say on 2021-11-15?"
    assert make_whole("And after 2021-11-10?", [DATED])[0] == "What did Burns say after 2021-11-10?"


def test_the_limits_of_a_caller_are_no_days_of_the_question() -> None:
    """--from/--to of an earlier turn are not inherited: the caller gives them anew."""
    limited = turn("What did Burns say?", BURNS)
    assert make_whole("And Milley?", [limited])[1] is None


@given(
    st.text(
        st.sampled_from("And he it that in Poland why what about?") | st.characters(), max_size=60
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_can_follow(text: str) -> None:
    for before in (DATED, turn("Why?"), turn(text or "x", text or "x")):
        try:
            whole, _ = make_whole(text, [before])
        except QuestionError:
            return  # days that cannot be read
        assert len(whole) <= max(LONGEST, len(text))
